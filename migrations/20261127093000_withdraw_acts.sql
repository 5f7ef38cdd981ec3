-- What gave may be taken away before we hear that it gave. Acts are compared by when they happened.

-- When what gave was done, as the platform says; nothing where it does not matter, and for kudos of
-- the release before.
ALTER TABLE kudos ADD COLUMN happened_at timestamptz;

-- A message that was deleted gives nothing any more, in whatever order we hear of both.
CREATE TABLE kudos_message_deleted (
    workspace_id uuid NOT NULL,
    channel text NOT NULL,
    message_id text NOT NULL,
    deleted_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, channel, message_id)
);
