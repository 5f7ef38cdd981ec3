-- What a gift costs the database, and does not need to.

-- Members, kudos and accounts are never deleted and keep their keys, so that whatever refers to one when it is
-- written refers to one for good. A foreign key asks for each row by itself, and locks the row that it finds;
-- these ask once for all rows of a statement, and lock nothing.
CREATE TRIGGER members_stay BEFORE DELETE ON member FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER members_stay_whole BEFORE TRUNCATE ON member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER members_keep_their_ids BEFORE UPDATE OF workspace_id, id ON member
    FOR EACH ROW WHEN ((NEW.workspace_id, NEW.id) IS DISTINCT FROM (OLD.workspace_id, OLD.id))
    EXECUTE FUNCTION refuse_change();

CREATE FUNCTION require_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- One by one, with a limit: a plan that was made while tables were empty joins them in any way.
    IF EXISTS (
        SELECT FROM added t
        CROSS JOIN LATERAL (VALUES (t.from_account), (t.to_account)) AS side (id)
        LEFT JOIN LATERAL (SELECT true AS there FROM ledger_account a
                           WHERE a.workspace_id = t.workspace_id AND a.id = side.id LIMIT 1) account ON true
        WHERE account.there IS NULL) THEN
        RAISE EXCEPTION 'there is no such ledger account'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transfer_between_accounts', TABLE = 'ledger_transfer';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER between_accounts AFTER INSERT ON ledger_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_accounts();
ALTER TABLE ledger_transfer
    DROP CONSTRAINT ledger_transfer_workspace_id_from_account_fkey,
    DROP CONSTRAINT ledger_transfer_workspace_id_to_account_fkey;

-- Whoever makes two members one locks them first: a gift by one of them waits, and finds out.
CREATE OR REPLACE FUNCTION refuse_merged_giver() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found bigint;
    merged boolean;
BEGIN
    SELECT count(*), bool_or(held.merged_into IS NOT NULL) INTO found, merged
    FROM (SELECT m.merged_into FROM member m
          JOIN (SELECT DISTINCT workspace_id, giver FROM added) a ON a.workspace_id = m.workspace_id AND a.giver = m.id
          ORDER BY m.workspace_id, m.id FOR KEY SHARE OF m) held;
    IF merged THEN
        RAISE EXCEPTION 'the giver is another member by now' USING ERRCODE = 'check_violation';
    END IF;
    IF found < (SELECT count(*) FROM (SELECT DISTINCT workspace_id, giver FROM added) a) THEN
        RAISE EXCEPTION 'there is no such member'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'kudos_by_member', TABLE = 'kudos';
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE kudos DROP CONSTRAINT kudos_workspace_id_giver_fkey;

-- Whoever makes two members one locks their accounts before them, as a gift to one of them does.
CREATE OR REPLACE FUNCTION refuse_merged_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    missing boolean;
    merged boolean;
BEGIN
    SELECT bool_or(kudos.there IS NULL OR member.there IS NULL), bool_or(member.merged_into IS NOT NULL)
    INTO missing, merged
    FROM added a
    LEFT JOIN LATERAL (SELECT true AS there, m.merged_into FROM member m
                       WHERE m.workspace_id = a.workspace_id AND m.id = a.member_id LIMIT 1) member ON true
    LEFT JOIN LATERAL (SELECT true AS there FROM kudos k
                       WHERE k.workspace_id = a.workspace_id AND k.id = a.kudos_id LIMIT 1) kudos ON true;
    IF merged THEN
        RAISE EXCEPTION 'the recipient is another member by now' USING ERRCODE = 'check_violation';
    END IF;
    IF missing THEN
        RAISE EXCEPTION 'there is no such kudos or member'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'kudos_to_member', TABLE = 'kudos_recipient';
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE kudos_recipient
    DROP CONSTRAINT kudos_recipient_workspace_id_kudos_id_fkey,
    DROP CONSTRAINT kudos_recipient_workspace_id_member_id_fkey;

-- A letter is found by its conversation through what claims step through.
DROP INDEX outbox_pending;
-- What one key finds as well as two.
ALTER TABLE tally_entry DROP CONSTRAINT tally_entry_pkey;
DROP INDEX tally_entry_workspace;
ALTER TABLE tally_entry ADD PRIMARY KEY (workspace_id, id);
-- Whoever becomes another member takes their totals along.
CREATE INDEX tally_of_member ON tally (workspace_id, member_id);

-- What changed is summed up by account, not compared row by row: a statement that changes many accounts pays
-- for each of them once.
CREATE OR REPLACE FUNCTION require_transfers_for_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT a.id INTO wrong
    FROM (
        -- An account that is called otherwise afterwards is two here, of one side each.
        SELECT workspace_id, id, count(*) AS sides,
               sum(balance * side)::bigint AS balance, sum(granted * side)::bigint AS granted,
               sum(version * side) AS steps, min(version) AS version_before, max(version) AS version
        FROM (SELECT workspace_id, id, kind, owner, period, balance, granted, version, 1 AS side FROM after_change
              UNION ALL
              SELECT workspace_id, id, kind, owner, period, balance, granted, version, -1 FROM before_change) c
        GROUP BY workspace_id, id, kind, owner, period
    ) a
    CROSS JOIN LATERAL (
        -- Distinct: a version taken once by either side leaves no room for another to be skipped.
        SELECT coalesce(sum(e.amount), 0) AS amount, count(DISTINCT e.version) AS versions, count(*) AS entries,
               coalesce(sum(e.issued), 0) AS issued
        FROM (
            SELECT t.from_version AS version, -t.amount AS amount, 0 AS issued FROM ledger_transfer t
            WHERE t.workspace_id = a.workspace_id AND t.from_account = a.id
              AND t.from_version > a.version_before AND t.from_version <= a.version
            UNION ALL
            SELECT t.to_version, t.amount, CASE WHEN t.from_version IS NULL THEN t.amount ELSE 0 END FROM ledger_transfer t
            WHERE t.workspace_id = a.workspace_id AND t.to_account = a.id
              AND t.to_version > a.version_before AND t.to_version <= a.version
        ) e
    ) moved
    WHERE a.sides <> 2
       OR a.balance <> moved.amount
       OR a.steps <> moved.entries
       OR moved.versions <> moved.entries
       OR a.granted <> moved.issued
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger account %: the balance does not follow from its transfers', wrong
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
