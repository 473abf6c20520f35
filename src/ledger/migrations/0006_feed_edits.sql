-- When the feed last said that the piece was edited; a piece edited since is read again.
ALTER TABLE feed_entries ADD COLUMN updated INTEGER;
