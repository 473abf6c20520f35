-- Where a server's admins are told of what goes wrong.
ALTER TABLE servers ADD COLUMN log_channel TEXT;

-- Who changed what in a server.
CREATE TABLE server_acts (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    guild TEXT NOT NULL,
    user  TEXT NOT NULL,
    -- In words, such as `language de`, `hide tag Tolls`, `daily stop lobby`.
    act   TEXT NOT NULL,
    at    TEXT NOT NULL
) STRICT;
CREATE INDEX server_acts_of ON server_acts (guild);
