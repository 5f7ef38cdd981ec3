-- The address book of Microsoft Teams: what activities told of conversations, since a bot can ask
-- for none.

CREATE TABLE teams_conversation (
    tenant text NOT NULL,
    -- Without the thread.
    conversation text NOT NULL,
    -- Where Teams is reached for it: differs by region, and may change.
    service_url text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
    -- The team that a channel is of, named like its General channel.
    team text,
    -- Whom a direct conversation is with.
    person text,
    -- Whether the bot may write there, as far as is known.
    present boolean NOT NULL,
    -- When its members were last read.
    roster_at timestamptz,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, conversation)
);
CREATE INDEX teams_conversation_person ON teams_conversation (tenant, person) WHERE person IS NOT NULL;
CREATE INDEX teams_conversation_newest ON teams_conversation (tenant, updated_at);
CREATE INDEX teams_conversation_gathering ON teams_conversation (tenant, coalesce(team, conversation))
    WHERE kind <> 'direct';
