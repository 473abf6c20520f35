-- Answers that are owed: written before Discord shows *thinking…*, deleted after the edit.
CREATE TABLE pending (
    interaction TEXT PRIMARY KEY NOT NULL,
    application TEXT NOT NULL,
    token       TEXT NOT NULL,
    locale      TEXT NOT NULL,
    since       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Servers in which commands were registered, so that a server that is no longer wanted is tidied up.
CREATE TABLE registered (
    guild TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
