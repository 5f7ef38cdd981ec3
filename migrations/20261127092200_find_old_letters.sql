-- Letters are put in as time passes, so that a summary of the pages finds the old ones: it costs
-- next to nothing when a letter is put in, and nothing when it changes.
CREATE INDEX outbox_age ON outbox USING brin (created_at);
