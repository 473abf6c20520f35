-- When a post was last begun to be sent again; none: when it was claimed. What Discord holds of a request then
-- may become a message later.
ALTER TABLE deliveries ADD COLUMN tried_at INTEGER;
