-- Schedules that Discord keeps from posting, of which nobody was told yet.
CREATE INDEX schedules_untold ON schedules (paused_since)
    WHERE paused IN ('refused', 'missing', 'left') AND told_at IS NULL AND stopped_at IS NULL;
