-- Recognition. Rows are never changed: an undo is a row of its own.

CREATE TABLE kudos (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    given_at timestamptz NOT NULL,
    -- The calendar day in the programme's zone, as it was then: the one whose board it is on.
    day date NOT NULL,
    giver uuid NOT NULL,
    -- Per recipient.
    points bigint NOT NULL CHECK (points > 0),
    -- Slugs of company values.
    company_values text[] NOT NULL,
    -- Marked text, as typed.
    message text NOT NULL,
    source text NOT NULL CHECK (source IN ('command', 'mention', 'message', 'form', 'reaction', 'boost')),
    platform text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    thread text,
    place_kind text NOT NULL CHECK (place_kind IN ('public', 'private', 'direct')),
    -- The message it came from: said, or reacted to.
    message_id text,
    -- The kudos that a +1 joined.
    boosted uuid,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, giver) REFERENCES member,
    FOREIGN KEY (workspace_id, boosted) REFERENCES kudos
);
CREATE INDEX kudos_by_giver ON kudos (workspace_id, giver, id);
CREATE INDEX kudos_by_message ON kudos (workspace_id, channel, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX kudos_boosts ON kudos (workspace_id, boosted) WHERE boosted IS NOT NULL;

CREATE TABLE kudos_recipient (
    workspace_id uuid NOT NULL,
    kudos_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- The ledger's record of it.
    transfer_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, kudos_id, member_id),
    FOREIGN KEY (workspace_id, kudos_id) REFERENCES kudos,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX kudos_by_recipient ON kudos_recipient (workspace_id, member_id, kudos_id);

CREATE TABLE kudos_reversal (
    workspace_id uuid NOT NULL,
    kudos_id uuid NOT NULL,
    reversed_at timestamptz NOT NULL,
    reversed_by uuid NOT NULL,
    PRIMARY KEY (workspace_id, kudos_id),
    FOREIGN KEY (workspace_id, kudos_id) REFERENCES kudos,
    FOREIGN KEY (workspace_id, reversed_by) REFERENCES member
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kudos FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kudos_recipient FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON kudos_reversal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON kudos FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON kudos_recipient FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON kudos_reversal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Rights as well, as for the ledger. Rows that refer to kudos are checked with the right to update
-- it, which therefore stays; its trigger refuses.
REVOKE DELETE, TRUNCATE ON kudos FROM PUBLIC, CURRENT_USER;
REVOKE UPDATE, DELETE, TRUNCATE ON kudos_recipient, kudos_reversal FROM PUBLIC, CURRENT_USER;

-- Events come in any order: a reaction that was taken away before we heard of it must not give.
CREATE TABLE kudos_reaction_removed (
    workspace_id uuid NOT NULL,
    channel text NOT NULL,
    message_id text NOT NULL,
    emoji text NOT NULL,
    giver uuid NOT NULL,
    removed_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, channel, message_id, emoji, giver)
);

-- A gift to a large group that waits for its giver to confirm.
CREATE TABLE kudos_draft (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    giver uuid NOT NULL,
    inbound jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- What the totals do not hold yet. Readers add both; whoever folds deletes from here and adds there
-- in one transaction, so that nothing is counted twice or lost, in whatever order gifts commit.
CREATE TABLE tally_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL,
    -- The calendar day in the programme's zone.
    day date NOT NULL,
    giver uuid NOT NULL,
    recipient uuid NOT NULL,
    -- Negative for an undo.
    points bigint NOT NULL,
    channel text NOT NULL,
    company_values text[] NOT NULL
);
CREATE INDEX tally_entry_workspace ON tally_entry (workspace_id, id);

-- Totals by calendar period: reading a board costs the same whatever the ledger holds.
CREATE TABLE tally (
    workspace_id uuid NOT NULL,
    period text NOT NULL CHECK (period IN ('day', 'week', 'month', 'quarter', 'year', 'all')),
    starts date NOT NULL,
    metric text NOT NULL CHECK (metric IN ('received', 'given')),
    -- '' everything, '#slug' one value, '@channel' one place, '@channel#slug' both.
    scope text NOT NULL,
    member_id uuid NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (workspace_id, period, starts, metric, scope, member_id)
);
CREATE INDEX tally_ranked ON tally (workspace_id, period, starts, metric, scope, amount DESC) WHERE amount > 0;
