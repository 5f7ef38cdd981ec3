-- Codes by which a team joins a programme that is there: each is used once, within its time.

CREATE TABLE invitation (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id uuid NOT NULL,
    -- Of the code (SHA-256): whoever reads this table cannot use it.
    code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
    -- Who made it, as in audit_log.
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    -- When a team came by it.
    used_at timestamptz,
    PRIMARY KEY (workspace_id, id)
);
