-- Reactions and +1s for one person become one message, which is changed as more of them come.

-- What somebody does not want to be told.
ALTER TABLE member ADD COLUMN muted text[] NOT NULL DEFAULT '{}'
    CHECK (muted <@ ARRAY['kudos', 'joins']);

-- What one message tells of.
CREATE TABLE notice (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    recipient uuid NOT NULL,
    -- As 'kudos:<id>', or 'message:…' for what somebody wrote.
    subject text NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
-- The latest one on a subject.
CREATE INDEX notice_about ON notice (workspace_id, recipient, subject, opened_at);
CREATE INDEX notice_opened ON notice (workspace_id, opened_at);

-- What is to be told: written with the gift itself, so that nothing is lost.
CREATE TABLE notice_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL,
    recipient uuid NOT NULL,
    subject text NOT NULL,
    kudos_id uuid NOT NULL,
    at timestamptz NOT NULL,
    -- Which message tells of it; none before it is told, and where nobody wants to know.
    notice_id uuid,
    -- When it is to be told, or told anew since it was undone; never, once it is.
    due_at timestamptz,
    -- How often telling it failed, and why the last time.
    failures integer NOT NULL DEFAULT 0,
    last_error text
);
CREATE INDEX notice_entry_due ON notice_entry (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX notice_entry_kudos ON notice_entry (workspace_id, kudos_id);
CREATE INDEX notice_entry_notice ON notice_entry (workspace_id, notice_id) WHERE notice_id IS NOT NULL;
CREATE INDEX notice_entry_old ON notice_entry (workspace_id, at);
