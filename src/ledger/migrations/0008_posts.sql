-- A post may bring several digests, and none; how it goes out is kept with its claim. Times are
-- seconds since 1970.
DROP INDEX deliveries_once;
ALTER TABLE deliveries RENAME TO deliveries_0001;

CREATE TABLE deliveries (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule   TEXT NOT NULL,
    local_date TEXT NOT NULL,
    -- Null for those from before it was kept.
    due_at     INTEGER,
    channel    TEXT NOT NULL,
    target     TEXT,
    role       TEXT,
    language   TEXT,
    nonce      TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'skipped', 'uncertain')),
    claimed_at INTEGER NOT NULL,
    -- In a forum it is the id of the thread, too.
    message    TEXT,
    reason     TEXT,
    -- Whether the message is yet to be published to those who follow the channel.
    crosspost  TEXT CHECK (crosspost IN ('wanted', 'owed', 'done', 'refused')),
    -- When somebody was told that it is uncertain.
    told_at    INTEGER,
    UNIQUE (schedule, local_date)
) STRICT;

-- What is in a post, in this order.
CREATE TABLE posted_digests (
    delivery INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    digest   TEXT NOT NULL,
    channel  TEXT NOT NULL,
    -- Whether the channel has had it by this, or is about to.
    held     INTEGER NOT NULL CHECK (held IN (0, 1)),
    -- What the message shows of it, and when that had last been changed by the bot.
    shown    TEXT,
    updated  INTEGER,
    PRIMARY KEY (delivery, place)
) STRICT, WITHOUT ROWID;

INSERT INTO deliveries (id, schedule, local_date, channel, nonce, state, claimed_at, message, reason)
    SELECT id, schedule, local_date, channel, nonce, state, CAST(strftime('%s', claimed_at) AS INTEGER), message, reason
    FROM deliveries_0001;
INSERT INTO posted_digests (delivery, place, digest, channel, held)
    SELECT id, 0, digest, channel, state <> 'skipped' FROM deliveries_0001 WHERE digest IS NOT NULL;
DROP TABLE deliveries_0001;

-- A channel gets a digest once, whichever schedule brings it.
CREATE UNIQUE INDEX posted_once ON posted_digests (channel, digest) WHERE held = 1;
CREATE INDEX posted_digest ON posted_digests (digest);
CREATE INDEX deliveries_open ON deliveries (id) WHERE state = 'claimed';
CREATE INDEX deliveries_crosspost ON deliveries (id) WHERE crosspost = 'owed';
CREATE INDEX deliveries_untold ON deliveries (id) WHERE state = 'uncertain' AND told_at IS NULL;
CREATE INDEX deliveries_channel ON deliveries (channel, local_date);
CREATE INDEX deliveries_claimed ON deliveries (claimed_at);
-- Those that were known by then need no telling.
UPDATE deliveries SET told_at = claimed_at WHERE state = 'uncertain';
