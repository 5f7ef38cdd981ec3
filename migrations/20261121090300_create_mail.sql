-- What arrived, what leaves, and what recurs.

-- The key of everything that was ever acted upon: kept for good, so that nothing is done twice.
CREATE TABLE delivery (
    workspace_id uuid NOT NULL,
    key text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, key)
);

-- Deliveries that can be understood only with the platform's help.
CREATE TABLE inbox (
    workspace_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    inbound jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    available_at timestamptz NOT NULL,
    last_error text,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX inbox_pending ON inbox (available_at) WHERE state = 'pending';

CREATE TABLE outbox (
    workspace_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    -- One conversation: what is in one lane leaves in order.
    lane text NOT NULL,
    -- What of the platform it takes, as 'slack:T1#post': paused as a whole when the platform says so.
    method text NOT NULL,
    -- How long the platform's published limit for it takes to allow one more, in milliseconds.
    spacing integer NOT NULL,
    -- The same letter is never put in twice.
    key text,
    letter jsonb NOT NULL,
    -- What it is about, as 'kudos:<id>'.
    subject text,
    created_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'refused', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    -- Not before; a claim moves it by its lease.
    available_at timestamptz NOT NULL,
    settled_at timestamptz,
    last_error text,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, key)
);
CREATE INDEX outbox_pending ON outbox (lane, id) WHERE state = 'pending';
CREATE INDEX outbox_unsent ON outbox (state, id) WHERE state IN ('refused', 'dead');
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state = 'sent';

-- When a lane, or a method of a team, may be used again; and, as '<method>/rate', until when the
-- method's published limit is used up.
CREATE TABLE outbox_pace (
    bucket text PRIMARY KEY,
    free_at timestamptz NOT NULL
);

-- Our own messages, so that what happens to them can be understood and they can be changed.
CREATE TABLE posted_message (
    workspace_id uuid NOT NULL,
    platform text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    message_id text NOT NULL,
    subject text NOT NULL,
    posted_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, platform, team, channel, message_id)
);
CREATE INDEX posted_message_subject ON posted_message (workspace_id, subject);

CREATE TABLE schedule_run (
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    due_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, name, due_at)
);
