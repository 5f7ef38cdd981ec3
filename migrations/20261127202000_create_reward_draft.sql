-- What somebody is saying of an item of the catalogue, from the first page of its form to the last.
CREATE TABLE reward_draft (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    -- Who says it, and goes on with it.
    member_id uuid NOT NULL,
    -- The item that is changed, and which version of it was looked at; NULL for a new one.
    item_id uuid,
    item_version bigint,
    -- What it said of itself then, field by field, as it is typed.
    before jsonb NOT NULL DEFAULT '{}',
    -- What is to be said of it instead.
    said jsonb NOT NULL DEFAULT '{}',
    begun_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member,
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item,
    CONSTRAINT item_whole CHECK ((item_id IS NULL) = (item_version IS NULL))
);
CREATE INDEX reward_draft_of_member ON reward_draft (workspace_id, member_id);
