-- When whoever decides was last reminded.
ALTER TABLE redemption ADD COLUMN reminded_at timestamptz;
