-- A balance is what its transfers come to: writing a transfer is what changes it, and nothing else does.
-- Before, whoever wrote transfers wrote balances, too, and a trigger compared the two.
DROP TRIGGER balance_follows_transfers ON ledger_account;
DROP FUNCTION require_transfers_for_balance();
DROP TRIGGER between_accounts ON ledger_transfer;
DROP FUNCTION require_accounts();

-- Accounts are found one by one, by their key: a plan is kept as long as its connection, and one that was made
-- for many at once would read all accounts for each gift after it.
CREATE FUNCTION post_transfers() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    named bigint;
    posted bigint;
    without_version boolean;
    missing boolean;
    misplaced boolean;
BEGIN
    WITH side AS (
        SELECT workspace_id, from_account AS id, from_version AS version, -amount AS amount, 0 AS issued FROM added
        WHERE from_version IS NOT NULL
        UNION ALL
        SELECT workspace_id, to_account, to_version, amount, CASE WHEN from_version IS NULL THEN amount ELSE 0 END FROM added
        WHERE to_version IS NOT NULL
    ), moved AS MATERIALIZED (
        -- Distinct: a version taken once by either side leaves no room for another to be skipped.
        SELECT workspace_id, id, sum(amount)::bigint AS amount, sum(issued)::bigint AS issued,
               min(version) AS first, max(version) AS version, count(*) AS entries, count(DISTINCT version) AS versions
        FROM side GROUP BY workspace_id, id
    ), changed AS (
        UPDATE ledger_account a
        SET balance = a.balance + m.amount, granted = a.granted + m.issued, version = m.version,
            -- The choice was for this debt: once it is paid, the account is guarded again.
            overdraft = a.overdraft AND a.balance + m.amount < 0
        FROM moved m
        WHERE a.workspace_id = m.workspace_id AND a.id = m.id
          AND m.first = a.version + 1 AND m.version = a.version + m.entries AND m.versions = m.entries
        RETURNING a.id
    )
    SELECT (SELECT count(*) FROM moved), (SELECT count(*) FROM changed),
           EXISTS (SELECT FROM added WHERE from_version IS NULL OR to_version IS NULL)
    INTO named, posted, without_version;
    IF posted < named OR without_version THEN
        SELECT bool_or(account.kind IS NULL), bool_or((account.kind = 'issuance') <> (side.version IS NULL))
        INTO missing, misplaced
        FROM added t
        CROSS JOIN LATERAL (VALUES (t.from_account, t.from_version), (t.to_account, t.to_version)) AS side (id, version)
        LEFT JOIN LATERAL (SELECT a.kind FROM ledger_account a
                           WHERE a.workspace_id = t.workspace_id AND a.id = side.id LIMIT 1) account ON true;
        IF missing THEN
            RAISE EXCEPTION 'there is no such ledger account'
                USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transfer_between_accounts', TABLE = 'ledger_transfer';
        END IF;
        IF misplaced THEN
            RAISE EXCEPTION 'issuance, and nothing else, has neither version nor balance'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'issuance_has_no_version', TABLE = 'ledger_transfer';
        END IF;
        IF posted < named THEN
            RAISE EXCEPTION 'the versions of a ledger account follow one another'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'versions_follow', TABLE = 'ledger_transfer';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER change_balances AFTER INSERT ON ledger_transfer
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION post_transfers();

-- What a trigger changes is changed by transfers: no other trigger writes accounts. The release before writes
-- balances in the statement that writes transfers: they stay what they are, and become what those come to once
-- it ends. It takes an overdraft along, which is checked before.
CREATE FUNCTION keep_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'a balance is what its transfers come to, and stays what it is';
    NEW.balance := OLD.balance;
    NEW.version := OLD.version;
    NEW.granted := OLD.granted;
    NEW.overdraft := OLD.overdraft OR NEW.overdraft;
    RETURN NEW;
END $$;
CREATE TRIGGER changed_by_transfers BEFORE UPDATE OF balance, version, granted ON ledger_account
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_balance();
CREATE FUNCTION refuse_other_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger account stays what it is' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER accounts_stay_what_they_are BEFORE UPDATE OF workspace_id, id, kind, owner, period ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION refuse_other_account();
