-- Whoever earns a badge may do without being told.
ALTER TABLE member DROP CONSTRAINT member_muted_check;
ALTER TABLE member ADD CONSTRAINT member_muted_check CHECK (muted <@ ARRAY['kudos', 'joins', 'allowance', 'badges']);
