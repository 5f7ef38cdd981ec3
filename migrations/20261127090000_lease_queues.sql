-- What inbox and outbox share. The defaults are for replicas of the release before, which know none
-- of these columns.

ALTER TABLE inbox
    -- Whose claim stands: a new token with each, so that a late hand changes nothing.
    ADD COLUMN lease uuid,
    -- What a reader must know: rows of a newer format wait for replicas that know it.
    ADD COLUMN format integer NOT NULL DEFAULT 1,
    -- Whose platform it waits for, as 'slack:T1': teams take turns.
    ADD COLUMN team text NOT NULL DEFAULT '',
    -- One person: what they did is understood in the order in which they did it.
    ADD COLUMN lane text NOT NULL DEFAULT gen_random_uuid()::text,
    ADD COLUMN settled_at timestamptz,
    DROP CONSTRAINT inbox_state_check,
    ADD CONSTRAINT inbox_state_check CHECK (state IN ('pending', 'done', 'dead', 'unreadable'));
CREATE INDEX inbox_due ON inbox (team, available_at) WHERE state = 'pending';
CREATE INDEX inbox_lane ON inbox (lane, id) WHERE state = 'pending';

ALTER TABLE outbox
    ADD COLUMN lease uuid,
    ADD COLUMN format integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT outbox_state_check,
    ADD CONSTRAINT outbox_state_check CHECK (state IN ('pending', 'sent', 'refused', 'dead', 'unreadable'));

-- What people typed is kept only while it is of use, whoever settles it.
CREATE FUNCTION forget_inbound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.inbound := 'null';
    RETURN NEW;
END $$;
CREATE TRIGGER inbox_forgets BEFORE UPDATE OF state ON inbox
    FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION forget_inbound();

-- What an operator should see.
CREATE INDEX inbox_aside ON inbox (id) WHERE state IN ('dead', 'unreadable');
CREATE INDEX outbox_aside ON outbox (id) WHERE state IN ('dead', 'unreadable');
