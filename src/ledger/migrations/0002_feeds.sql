-- How each feed stands. Times are seconds since 1970.
CREATE TABLE feeds (
    url           TEXT PRIMARY KEY NOT NULL,
    -- Null until it was read once.
    first_read    INTEGER,
    -- Null until it was asked once.
    last_poll     INTEGER,
    next_poll     INTEGER NOT NULL,
    etag          TEXT,
    last_modified TEXT,
    moved_to      TEXT,
    -- In a row, since when, and why the last time.
    failures      INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    reason        TEXT,
    paused_since  INTEGER
) STRICT;

-- What stood in a feed and what became of it: written as waiting before its page is asked for, and
-- settled after its digest is stored.
CREATE TABLE feed_entries (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    feed      TEXT NOT NULL REFERENCES feeds (url) ON DELETE CASCADE,
    guid      TEXT NOT NULL,
    url       TEXT NOT NULL,
    title     TEXT,
    published INTEGER,
    -- Whether the feed's own words are among those that are asked for.
    wanted    INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'known', 'left out', 'refused')),
    digest    TEXT,
    reason    TEXT,
    attempts  INTEGER NOT NULL DEFAULT 0,
    try_at    INTEGER NOT NULL,
    -- When it last stood in the feed.
    seen_at   INTEGER NOT NULL,
    UNIQUE (feed, guid)
) STRICT;

CREATE INDEX feed_entries_address ON feed_entries (feed, url);
CREATE INDEX feed_entries_waiting ON feed_entries (feed, try_at) WHERE state = 'waiting';
