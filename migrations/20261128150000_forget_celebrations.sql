-- For which day somebody was celebrated last is that day: it goes with whoever leaves, as the others do.
CREATE OR REPLACE FUNCTION forget_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.birthday := NULL;
    NEW.birthday_shown := 'none';
    NEW.anniversary_shown := 'none';
    NEW.told_hired_on := NULL;
    DELETE FROM nudge_told
    WHERE workspace_id = NEW.workspace_id AND member_id = NEW.id AND nudge IN ('celebrations', 'own_celebrations');
    RETURN NEW;
END $$;

-- Whoever left before.
DELETE FROM nudge_told t USING member m
WHERE m.workspace_id = t.workspace_id AND m.id = t.member_id AND NOT m.active
  AND t.nudge IN ('celebrations', 'own_celebrations');
