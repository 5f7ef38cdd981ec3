-- What recurs: a row for each thing that does, and one for each zone in which it falls due.

CREATE TABLE schedule (
    workspace_id uuid NOT NULL REFERENCES workspace,
    -- What is done: a kind, and what it is about where there may be several, as 'survey:<id>'.
    what text NOT NULL,
    -- When it recurs, as 'weekly mon 09:00'.
    spec text NOT NULL,
    -- The IANA name of the zone whose clock counts; with own_zones, of those who have none of their own.
    zone text NOT NULL,
    -- Each member's own clock counts.
    own_zones boolean NOT NULL DEFAULT false,
    -- Whether a time at which nobody was there is made up for.
    when_missed text NOT NULL CHECK (when_missed IN ('skip', 'late')),
    PRIMARY KEY (workspace_id, what)
);

CREATE TABLE schedule_due (
    workspace_id uuid NOT NULL,
    what text NOT NULL,
    zone text NOT NULL,
    -- Never again, when there is none.
    next_due_at timestamptz CHECK (isfinite(next_due_at)),
    -- While it fails, or cannot be read: how often, why, and not before when it is tried again.
    failures integer NOT NULL DEFAULT 0,
    last_error text,
    not_before timestamptz NOT NULL DEFAULT 'epoch',
    PRIMARY KEY (workspace_id, what, zone),
    FOREIGN KEY (workspace_id, what) REFERENCES schedule ON DELETE CASCADE
);
CREATE INDEX schedule_due_next ON schedule_due (next_due_at);
