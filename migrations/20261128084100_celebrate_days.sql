-- Birthdays, and the days on which people began: whoever's they are says who is told.
ALTER TABLE member
    -- Month and day alone, as '02-29': the year is nobody's business.
    ADD COLUMN birthday text CHECK (birthday ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'),
    ADD COLUMN birthday_shown text NOT NULL DEFAULT 'none' CHECK (birthday_shown IN ('none', 'private', 'channel')),
    ADD COLUMN anniversary_shown text NOT NULL DEFAULT 'none'
        CHECK (anniversary_shown IN ('none', 'private', 'channel'));

-- A day's people are found by it, not by looking at everybody.
CREATE INDEX member_birthday ON member (workspace_id, birthday) WHERE birthday_shown <> 'none';
CREATE INDEX member_anniversary ON member (workspace_id, (extract(month FROM hired_on)), (extract(day FROM hired_on)))
    WHERE anniversary_shown <> 'none';

-- Nothing of it stays of whoever leaves.
CREATE FUNCTION forget_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.birthday := NULL;
    NEW.birthday_shown := 'none';
    NEW.anniversary_shown := 'none';
    RETURN NEW;
END $$;
CREATE TRIGGER days_forgotten BEFORE UPDATE OF active ON member
    FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION forget_days();
