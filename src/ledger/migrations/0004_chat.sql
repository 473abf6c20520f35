-- What readers think of a digest: one vote each.
CREATE TABLE votes (
    digest  TEXT NOT NULL,
    user    TEXT NOT NULL,
    vote    INTEGER NOT NULL CHECK (vote IN (-1, 1)),
    cast_at TEXT NOT NULL,
    PRIMARY KEY (digest, user)
) STRICT, WITHOUT ROWID;

-- Who added, changed or removed what.
CREATE TABLE acts (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL,
    user   TEXT NOT NULL,
    act    TEXT NOT NULL CHECK (act IN ('added', 'edited', 'published', 'removed')),
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX acts_of ON acts (digest);

-- How a server wants the bot to be.
CREATE TABLE servers (
    guild      TEXT PRIMARY KEY NOT NULL,
    language   TEXT,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What a server does not want to see.
CREATE TABLE hidden (
    guild TEXT NOT NULL,
    kind  TEXT NOT NULL CHECK (kind IN ('publication', 'tag', 'language')),
    key   TEXT NOT NULL,
    name  TEXT NOT NULL,
    PRIMARY KEY (guild, kind, key)
) STRICT, WITHOUT ROWID;
