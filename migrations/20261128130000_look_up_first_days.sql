-- The day on which somebody began, as their platform told at their own wish: theirs alone is celebrated by it, and
-- only where no list says which. Nothing else goes by it, since people may write their own profiles.
ALTER TABLE member ADD COLUMN told_hired_on date;

-- A day's people are found by it, whoever told it. The index of the release before goes with a later one.
CREATE INDEX member_first_day ON member
    (workspace_id, (extract(month FROM coalesce(hired_on, told_hired_on))),
     (extract(day FROM coalesce(hired_on, told_hired_on))))
    WHERE anniversary_shown <> 'none';

-- Nothing of it stays of whoever leaves.
CREATE OR REPLACE FUNCTION forget_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.birthday := NULL;
    NEW.birthday_shown := 'none';
    NEW.anniversary_shown := 'none';
    NEW.told_hired_on := NULL;
    RETURN NEW;
END $$;
