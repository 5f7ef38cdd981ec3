-- Points expire so many months after they were received: what members were told will expire, and what did.

-- Which of a member's points expire on which day, as they were told. Nothing expires that is not here.
CREATE TABLE expiry_notice (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- In the programme's zone, at whose first instant they do.
    day date NOT NULL,
    points bigint NOT NULL CHECK (points > 0),
    told_at timestamptz NOT NULL,
    -- When they were told again, a week before.
    reminded_at timestamptz,
    PRIMARY KEY (workspace_id, member_id, day),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX expiry_notice_due ON expiry_notice (workspace_id, day, member_id);

-- On which day it was last looked whether points of a member expire soon.
CREATE TABLE expiry_look (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);

-- What expired. Rows are only ever added, one for each member and day.
CREATE TABLE expiry (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    day date NOT NULL,
    points bigint NOT NULL CHECK (points > 0),
    -- It was of what came in before this instant: whatever came later was left.
    received_before timestamptz NOT NULL,
    expired_at timestamptz NOT NULL,
    -- The ledger's record of it.
    transfer_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, member_id, day),
    UNIQUE (workspace_id, transfer_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON expiry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON expiry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Where points last longer or shorter than they did, what was told does not hold any more: everybody is
-- told anew, and nothing expires until a month after that.
CREATE FUNCTION forget_expiry_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM expiry_notice WHERE workspace_id = NEW.workspace_id;
    DELETE FROM expiry_look WHERE workspace_id = NEW.workspace_id;
    RETURN NULL;
END $$;
CREATE TRIGGER expiry_set AFTER INSERT ON setting
    FOR EACH ROW WHEN (NEW.key = 'rewards.expiry_months') EXECUTE FUNCTION forget_expiry_notices();
CREATE TRIGGER expiry_changed AFTER UPDATE ON setting
    FOR EACH ROW WHEN (NEW.key = 'rewards.expiry_months' AND NEW.value <> OLD.value)
    EXECUTE FUNCTION forget_expiry_notices();
