-- In which order the bot came to know the digests: what is new to a person has a higher number than
-- what they had before, whatever dates are in it.
CREATE TABLE arrivals (
    n      INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE
) STRICT;

-- What people set for themselves. All that is kept of a person hangs on their row.
CREATE TABLE people (
    id       TEXT PRIMARY KEY NOT NULL,
    timezone TEXT,
    hour     INTEGER CHECK (hour BETWEEN 0 AND 23),
    -- As chosen, and as Discord had it when they last used the bot.
    language TEXT,
    locale   TEXT NOT NULL,
    -- Why no letters go out, if none do.
    paused   TEXT CHECK (paused IN ('stopped', 'closed')),
    -- The direct conversation with them.
    channel  TEXT,
    -- The last arrival that their letters have dealt with.
    covered  INTEGER NOT NULL,
    -- When their next letter is to be seen to, in seconds since 1970; none where none is.
    next_at  INTEGER
) STRICT;
CREATE INDEX people_next ON people (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE follows (
    person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('author', 'tag')),
    key    TEXT NOT NULL,
    name   TEXT NOT NULL,
    -- The last arrival before it.
    since  INTEGER NOT NULL,
    PRIMARY KEY (person, kind, key)
) STRICT, WITHOUT ROWID;

-- One row for each person and local day with a letter, written before anything is sent.
CREATE TABLE letters (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    person     TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    local_date TEXT NOT NULL,
    -- Ids of those that are shown, parted by spaces; how many more there are; the last that it deals with.
    digests    TEXT NOT NULL,
    more       INTEGER NOT NULL,
    upto       INTEGER NOT NULL,
    nonce      TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'skipped', 'uncertain')),
    claimed_at TEXT NOT NULL,
    message    TEXT,
    reason     TEXT,
    UNIQUE (person, local_date)
) STRICT;
CREATE INDEX letters_open ON letters (id) WHERE state = 'claimed';
