-- Platforms differ in how far ahead of their limits they let anyone run, too.

-- How far ahead of its published limit the letter's method may be used, in milliseconds.
-- The default is for replicas of the release before, which do not know it.
ALTER TABLE outbox ADD COLUMN burst integer NOT NULL DEFAULT 24000;
