-- Requests made to a language model, by day of UTC: counted before they are sent, so that a process that is
-- killed has spent what it asked.
CREATE TABLE model_requests (
    day   TEXT PRIMARY KEY NOT NULL,
    spent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
