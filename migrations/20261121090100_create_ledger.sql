-- Double entry. A transfer row carries both of its entries, so that every transfer sums to zero by
-- its very shape; the view ledger_entry shows them one by one.

CREATE TABLE ledger_account (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id bigint GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind IN ('issuance', 'allowance', 'points', 'reserve', 'redeemed', 'expired')),
    -- A member, or the workspace itself.
    owner uuid NOT NULL,
    -- The first day of an allowance's period; 'epoch' for accounts that have none.
    period date NOT NULL DEFAULT 'epoch',
    balance bigint NOT NULL DEFAULT 0,
    -- How many entries the account has: the version of its last one.
    version bigint NOT NULL DEFAULT 0,
    -- How much of the balance came from issuance.
    granted bigint NOT NULL DEFAULT 0 CHECK (granted >= 0),
    -- An administrator chose to let the balance fall below zero.
    overdraft boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, kind, owner, period),
    CONSTRAINT balance_not_negative CHECK (balance >= 0 OR overdraft),
    -- Issuance is where points come from: it keeps no balance, so that nobody waits for its row.
    CONSTRAINT issuance_has_no_balance CHECK (kind <> 'issuance' OR (balance = 0 AND version = 0)),
    CONSTRAINT only_allowances_have_periods CHECK ((kind = 'allowance') = (period <> 'epoch'))
    -- Half-empty pages keep balance updates on their page and out of the indexes (HOT).
) WITH (fillfactor = 50);

CREATE TABLE ledger_transfer (
    workspace_id uuid NOT NULL,
    -- Given by the caller: the same movement never posts twice.
    id uuid NOT NULL,
    posted_at timestamptz NOT NULL,
    kind text NOT NULL,
    -- What it is about, as 'kudos:<id>'.
    source text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    from_account bigint NOT NULL,
    from_version bigint,
    from_balance bigint,
    to_account bigint NOT NULL,
    to_version bigint,
    to_balance bigint,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, from_account) REFERENCES ledger_account,
    FOREIGN KEY (workspace_id, to_account) REFERENCES ledger_account,
    CONSTRAINT two_accounts CHECK (from_account <> to_account),
    CONSTRAINT from_side_whole CHECK ((from_version IS NULL) = (from_balance IS NULL)),
    CONSTRAINT to_side_whole CHECK ((to_version IS NULL) = (to_balance IS NULL)),
    -- A version is taken once: no balance can be lost or forked. They serve statements too.
    CONSTRAINT from_version_once UNIQUE (workspace_id, from_account, from_version),
    CONSTRAINT to_version_once UNIQUE (workspace_id, to_account, to_version)
);

CREATE VIEW ledger_entry AS
    SELECT workspace_id, id AS transfer_id, posted_at, kind, source,
           from_account AS account_id, -amount AS amount, from_version AS version, from_balance AS balance_after
    FROM ledger_transfer
    UNION ALL
    SELECT workspace_id, id, posted_at, kind, source, to_account, amount, to_version, to_balance
    FROM ledger_transfer;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER accounts_stay BEFORE DELETE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER accounts_stay_whole BEFORE TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Accounts are opened empty.
CREATE FUNCTION require_empty_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger account is opened with nothing in it' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER opened_empty BEFORE INSERT ON ledger_account
    FOR EACH ROW WHEN (NEW.balance <> 0 OR NEW.version <> 0 OR NEW.granted <> 0 OR NEW.overdraft)
    EXECUTE FUNCTION require_empty_account();

-- A balance changes only by transfers written before it, all of them, and to what they come to.
-- Per statement and set-based: a batch pays once.
CREATE FUNCTION require_transfers_for_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong bigint;
BEGIN
    SELECT a.id INTO wrong
    FROM after_change a
    JOIN before_change b ON b.workspace_id = a.workspace_id AND b.id = a.id
    CROSS JOIN LATERAL (
        -- Distinct: a version taken once by either side leaves no room for another to be skipped.
        SELECT coalesce(sum(e.amount), 0) AS amount, count(DISTINCT e.version) AS versions, count(*) AS entries,
               coalesce(sum(e.issued), 0) AS issued
        FROM (
            SELECT t.from_version AS version, -t.amount AS amount, 0 AS issued FROM ledger_transfer t
            WHERE t.workspace_id = a.workspace_id AND t.from_account = a.id
              AND t.from_version > b.version AND t.from_version <= a.version
            UNION ALL
            SELECT t.to_version, t.amount, CASE WHEN t.from_version IS NULL THEN t.amount ELSE 0 END FROM ledger_transfer t
            WHERE t.workspace_id = a.workspace_id AND t.to_account = a.id
              AND t.to_version > b.version AND t.to_version <= a.version
        ) e
    ) moved
    WHERE a.balance <> b.balance + moved.amount
       OR a.version <> b.version + moved.entries
       OR moved.versions <> moved.entries
       OR a.granted <> b.granted + moved.issued
       OR (a.kind, a.owner, a.period) IS DISTINCT FROM (b.kind, b.owner, b.period)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'ledger account %: the balance does not follow from its transfers', wrong
            USING ERRCODE = 'check_violation';
    END IF;
    -- An id that changed would not join above.
    IF (SELECT count(*) FROM after_change a JOIN before_change b USING (workspace_id, id))
        <> (SELECT count(*) FROM after_change) THEN
        RAISE EXCEPTION 'a ledger account keeps its id' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER balance_follows_transfers AFTER UPDATE ON ledger_account
    REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
    FOR EACH STATEMENT EXECUTE FUNCTION require_transfers_for_balance();

-- Rights as well as triggers: whoever runs Plaudit may add to the book, not rewrite it.
-- (No table may refer to ledger_transfer: checking that would need the right to update it.)
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_transfer FROM PUBLIC, CURRENT_USER;
REVOKE DELETE, TRUNCATE ON ledger_account FROM PUBLIC, CURRENT_USER;
