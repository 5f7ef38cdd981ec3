-- What inbox and outbox share. The defaults and the triggers are for replicas of the release before,
-- too, which know none of these columns.

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

ALTER TABLE outbox
    ADD COLUMN lease uuid,
    ADD COLUMN format integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT outbox_state_check,
    ADD CONSTRAINT outbox_state_check CHECK (state IN ('pending', 'sent', 'refused', 'dead', 'unreadable'));

-- What waits is what was not settled.
UPDATE inbox SET settled_at = created_at WHERE state <> 'pending';
UPDATE outbox SET settled_at = created_at WHERE state <> 'pending' AND settled_at IS NULL;

-- Whoever settles a delivery ends the lease, and what people typed is kept only while it is of use.
CREATE FUNCTION settle_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.lease := NULL;
    NEW.settled_at := coalesce(NEW.settled_at, now());
    IF NEW.state = 'done' THEN
        NEW.inbound := 'null';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inbox_settled BEFORE UPDATE OF state ON inbox
    FOR EACH ROW WHEN (NEW.state <> 'pending') EXECUTE FUNCTION settle_inbox();

-- What a claim steps through. Not by state: the indexes of the release before must not look better to
-- the planner, who knows nothing yet of what has just come in.
CREATE INDEX inbox_due ON inbox (team, available_at) WHERE settled_at IS NULL;
CREATE INDEX inbox_lane ON inbox (lane, id) WHERE settled_at IS NULL;
-- What an operator should see.
CREATE INDEX inbox_aside ON inbox (id) WHERE state IN ('dead', 'unreadable');
CREATE INDEX outbox_aside ON outbox (id) WHERE state IN ('dead', 'unreadable');
