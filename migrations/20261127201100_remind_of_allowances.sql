-- Whoever has something left to give is told before it is gone, once in each period.

-- The first day of the period in which they were told last.
ALTER TABLE member ADD COLUMN allowance_reminded date;

-- And may do without being told.
ALTER TABLE member DROP CONSTRAINT member_muted_check;
ALTER TABLE member ADD CONSTRAINT member_muted_check CHECK (muted <@ ARRAY['kudos', 'joins', 'allowance']);
