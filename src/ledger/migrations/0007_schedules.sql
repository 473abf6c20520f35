-- The schedules of daily posts, from config.toml and from chat. Times are seconds since 1970.
ALTER TABLE schedules RENAME TO schedules_seen;

CREATE TABLE schedules (
    -- The name where it is from config.toml, else server and name; deliveries know it by this.
    id            TEXT PRIMARY KEY NOT NULL,
    name          TEXT NOT NULL,
    source        TEXT NOT NULL CHECK (source IN ('config', 'chat')),
    -- Null until it is known.
    guild         TEXT,
    channel       TEXT NOT NULL,
    -- What the channel is; null until it is known.
    target        TEXT CHECK (target IN ('text', 'announcement', 'thread', 'forum')),
    -- Local time, as in 08:00.
    at            TEXT NOT NULL,
    timezone      TEXT NOT NULL,
    -- One bit a day, Monday the lowest.
    days          INTEGER NOT NULL CHECK (days BETWEEN 1 AND 127),
    count         INTEGER NOT NULL CHECK (count BETWEEN 1 AND 5),
    -- JSON.
    filters       TEXT NOT NULL,
    when_empty    TEXT NOT NULL CHECK (when_empty IN ('older', 'silence', 'say')),
    role          TEXT,
    crosspost     INTEGER NOT NULL,
    language      TEXT,
    set_by        TEXT,
    -- What came before this is not owed.
    since         INTEGER NOT NULL,
    -- The last arrival before it was set: what has a higher number is new to it.
    arrived       INTEGER NOT NULL,
    -- The last local day that was claimed, posted or skipped.
    last_day      TEXT,
    -- When the next post comes; null where none does.
    next_at       INTEGER,
    -- Since when it is over; it stays here for its history.
    stopped_at    INTEGER,
    paused        TEXT CHECK (paused IN ('asked', 'refused', 'missing', 'left')),
    paused_since  INTEGER,
    paused_reason TEXT,
    -- When somebody was told of it.
    told_at       INTEGER,
    -- When access is looked into again.
    check_at      INTEGER,
    CHECK ((paused IS NULL) = (paused_since IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX schedules_due ON schedules (next_at)
    WHERE next_at IS NOT NULL AND paused IS NULL AND stopped_at IS NULL;
CREATE INDEX schedules_guild ON schedules (guild) WHERE stopped_at IS NULL;
CREATE INDEX schedules_channel ON schedules (channel);
CREATE INDEX schedules_check ON schedules (check_at) WHERE check_at IS NOT NULL;

-- Those that were known were from config.toml, which is read at each start and has the rest of them.
INSERT INTO schedules (id, name, source, channel, at, timezone, days, count, filters, when_empty, crosspost, since, arrived, last_day)
    SELECT s.name, s.name, 'config',
        coalesce((SELECT d.channel FROM deliveries d WHERE d.schedule = s.name ORDER BY d.id DESC LIMIT 1), '0'),
        '08:00', 'UTC', 127, 1, '{}', 'older', 0, CAST(strftime('%s', s.first_seen) AS INTEGER), 0,
        (SELECT max(d.local_date) FROM deliveries d WHERE d.schedule = s.name)
    FROM schedules_seen s;
DROP TABLE schedules_seen;
