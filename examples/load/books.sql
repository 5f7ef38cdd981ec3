-- A company of :members people, each with an allowance and an account for points, and the
-- reference: one gift per transaction, as strong as we can write it.

CREATE FUNCTION bench_workspace() RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT '00000000-0000-7000-8000-000000000000'::uuid $$;
CREATE FUNCTION bench_member(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
CREATE FUNCTION bench_user(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT 'U' || lpad(n::text, 8, '0') $$;
-- An id whose order is the order of time, as Plaudit's.
CREATE FUNCTION bench_id() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7000'
            || lpad(to_hex((random() * 9e18)::bigint), 16, '0'))::uuid
$$;

INSERT INTO workspace (id, name, created_at) VALUES (bench_workspace(), 'Benchmark', now());
INSERT INTO connection (platform, team, workspace_id, name, bot_user, bot_id, connected_at)
VALUES ('slack', 'T0BENCH', bench_workspace(), 'Benchmark', 'U0BOT', 'B0BOT', now());
INSERT INTO setting (workspace_id, key, value) VALUES
    (bench_workspace(), 'allowance.points', '1000000'),
    (bench_workspace(), 'programme.time_zone', 'UTC');
INSERT INTO member (workspace_id, id, name, email, locale, time_zone, standing, active)
SELECT bench_workspace(), bench_member(n), 'Member ' || n, 'member' || n || '@example.com', 'en', 'UTC', 'member', true
FROM generate_series(1, :members) n;
INSERT INTO identity (platform, team, user_id, workspace_id, member_id)
SELECT 'slack', 'T0BENCH', bench_user(n), bench_workspace(), bench_member(n) FROM generate_series(1, :members) n;

-- Everyone has given and received before: no cell pays for opening accounts.
INSERT INTO ledger_account (workspace_id, kind, owner) VALUES (bench_workspace(), 'issuance', bench_workspace());
INSERT INTO ledger_account (workspace_id, kind, owner, period)
SELECT bench_workspace(), 'allowance', bench_member(n), date_trunc('month', current_date) FROM generate_series(1, :members) n;
INSERT INTO ledger_account (workspace_id, kind, owner)
SELECT bench_workspace(), 'points', bench_member(n) FROM generate_series(1, :members) n;
INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount, from_account, to_account, to_version, to_balance)
SELECT bench_workspace(), bench_id(), now(), 'grant', 'bench', 1000000, issuance.id, allowance.id, 1, 1000000
FROM ledger_account issuance JOIN ledger_account allowance USING (workspace_id)
WHERE issuance.kind = 'issuance' AND allowance.kind = 'allowance';

-- Writes what Plaudit writes for one gift, with the same guarantees: once per key, nobody over
-- their allowance. One round trip; accounts locked in Plaudit's order.
CREATE FUNCTION bench_give(giver_number bigint, recipient_number bigint, announcement jsonb, received jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    workspace uuid := bench_workspace();
    giver uuid := bench_member(giver_number);
    recipient uuid := bench_member(recipient_number);
    gift uuid := bench_id();
    transfer uuid := bench_id();
    source text := 'kudos:' || gift;
    moment timestamptz := clock_timestamp();
    allowance record;
    points record;
BEGIN
    SELECT a.id, a.balance, a.version INTO allowance FROM ledger_account a
    WHERE a.workspace_id = workspace AND a.kind = 'allowance' AND a.owner = giver
      AND a.period = date_trunc('month', current_date)::date
    FOR NO KEY UPDATE;
    SELECT a.id, a.balance, a.version INTO points FROM ledger_account a
    WHERE a.workspace_id = workspace AND a.kind = 'points' AND a.owner = recipient AND a.period = 'epoch'
    FOR NO KEY UPDATE;
    INSERT INTO delivery (workspace_id, key, at)
    VALUES (workspace, 'slack/command/' || bench_id() || '.0000000000000.000000000', moment)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND OR allowance.balance < 1 THEN
        RETURN NULL;
    END IF;
    INSERT INTO ledger_transfer
        (workspace_id, id, posted_at, kind, source, amount,
         from_account, from_version, from_balance, to_account, to_version, to_balance)
    VALUES (workspace, transfer, moment, 'gift', source, 1,
            allowance.id, allowance.version + 1, allowance.balance - 1,
            points.id, points.version + 1, points.balance + 1);
    INSERT INTO kudos
        (workspace_id, id, given_at, day, giver, points, company_values, message, source,
         platform, team, channel, place_kind)
    VALUES (workspace, gift, moment, current_date, giver, 1, '{}', 'terima kasih sudah bantu rilis versi baru tadi malam', 'command',
            'slack', 'T0BENCH', 'C0BENCH', 'public');
    INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
    VALUES (workspace, gift, recipient, transfer);
    INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, channel, company_values)
    VALUES (workspace, current_date, giver, recipient, 1, 'C0BENCH', '{}');
    INSERT INTO outbox (workspace_id, lane, method, letter, subject, spacing, created_at, available_at)
    VALUES (workspace, 'slack:T0BENCH/C0BENCH', 'slack:T0BENCH#post', announcement, source, 200, moment, moment),
           (workspace, 'slack:T0BENCH/' || bench_user(recipient_number), 'slack:T0BENCH#post', received, NULL, 200, moment, moment);
    RETURN allowance.balance - 1;
END $$;
