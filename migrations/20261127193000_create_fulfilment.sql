-- What a service or a stock of codes is to deliver: put in with the approval, worked on by whichever
-- replica claims it.

CREATE TABLE fulfilment (
    workspace_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    redemption_id uuid NOT NULL,
    -- What a reader must know: rows of a newer format wait for replicas that know it.
    format integer NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead', 'unreadable')),
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    -- When it may be claimed; while it is, when the claim ends.
    available_at timestamptz NOT NULL,
    settled_at timestamptz,
    -- Whose claim stands. Where one ended by itself it is still there: what came of that try nobody knows.
    lease uuid,
    last_error text,
    -- Whether the service said that it calls back: it is asked now and again whether it has.
    promised boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption
);
-- What a claim steps through.
CREATE INDEX fulfilment_due ON fulfilment (workspace_id, available_at) WHERE settled_at IS NULL;
-- It waits once.
CREATE UNIQUE INDEX fulfilment_once ON fulfilment (workspace_id, redemption_id) WHERE settled_at IS NULL;
-- What an operator should see.
CREATE INDEX fulfilment_aside ON fulfilment (id) WHERE state IN ('dead', 'unreadable');

-- Whoever settles it ends the lease.
CREATE FUNCTION settle_fulfilment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.lease := NULL;
    NEW.settled_at := coalesce(NEW.settled_at, now());
    RETURN NEW;
END $$;
CREATE TRIGGER fulfilment_settled BEFORE UPDATE OF state ON fulfilment
    FOR EACH ROW WHEN (NEW.state <> 'pending') EXECUTE FUNCTION settle_fulfilment();

-- A service that calls back names the redemption alone.
CREATE INDEX redemption_by_id ON redemption (id);
