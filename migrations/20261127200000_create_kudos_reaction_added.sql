-- One emoji may be put on a message in several spellings: by its names, and in every tone of skin. They
-- give once together, and it stays given while one of them is there. So what was put on is kept beside
-- what was taken away: a spelling is there where it was put on later than it was taken away.
CREATE TABLE kudos_reaction_added (
    workspace_id uuid NOT NULL,
    channel text NOT NULL,
    message_id text NOT NULL,
    emoji text NOT NULL,
    giver uuid NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, channel, message_id, giver, emoji, added_at)
);
