-- A year of :gifts gifts, in bulk: without triggers, to the state that they would have left.

SET session_replication_role = replica;
SET work_mem = '256MB';

CREATE TEMP TABLE past AS
SELECT n, giver, 1 + (giver - 1 + step) % :members AS recipient,
       now() - interval '365 days' * (1 - n::float8 / :gifts) AS at
FROM (SELECT n, 1 + abs(hashint8(n)::bigint) % :members AS giver,
             1 + abs(hashint8(-n)::bigint) % (:members - 1) AS step
      FROM generate_series(1, :gifts::bigint) n) drawn;

CREATE FUNCTION pg_temp.past_id(at timestamptz, what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || what || lpad(to_hex(n), 16, '0'))::uuid
$$;

INSERT INTO delivery (workspace_id, key, at)
SELECT bench_workspace(), 'slack/command/' || lpad(n::text, 60, '0'), at FROM past ORDER BY n;
INSERT INTO kudos
    (workspace_id, id, given_at, day, giver, points, company_values, message, source, platform, team, channel, place_kind)
SELECT bench_workspace(), pg_temp.past_id(at, '7001', n), at, at::date, bench_member(giver), 1, '{}',
       'terima kasih sudah bantu rilis versi baru tadi malam', 'command', 'slack', 'T0BENCH', 'C0BENCH', 'public'
FROM past ORDER BY n;
INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
SELECT bench_workspace(), pg_temp.past_id(at, '7001', n), bench_member(recipient), pg_temp.past_id(at, '7002', n)
FROM past ORDER BY n;
INSERT INTO ledger_transfer
    (workspace_id, id, posted_at, kind, source, amount,
     from_account, from_version, from_balance, to_account, to_version, to_balance)
SELECT bench_workspace(), pg_temp.past_id(at, '7002', n), at, 'gift', 'kudos:' || pg_temp.past_id(at, '7001', n), 1,
       allowance.id, allowance.version + given, allowance.balance - given, points.id, points.version + got, points.balance + got
FROM (SELECT *, row_number() OVER (PARTITION BY giver ORDER BY n) AS given,
             row_number() OVER (PARTITION BY recipient ORDER BY n) AS got FROM past) past
JOIN ledger_account allowance ON allowance.kind = 'allowance' AND allowance.owner = bench_member(giver)
JOIN ledger_account points ON points.kind = 'points' AND points.owner = bench_member(recipient)
ORDER BY n;
UPDATE ledger_account a SET balance = a.balance - moved, version = a.version + moved
FROM (SELECT bench_member(giver) AS owner, count(*) AS moved FROM past GROUP BY giver) given
WHERE a.kind = 'allowance' AND a.owner = given.owner;
UPDATE ledger_account a SET balance = a.balance + moved, version = a.version + moved
FROM (SELECT bench_member(recipient) AS owner, count(*) AS moved FROM past GROUP BY recipient) got
WHERE a.kind = 'points' AND a.owner = got.owner;
INSERT INTO tally (workspace_id, period, starts, metric, scope, member_id, amount)
SELECT bench_workspace(), p.period, CASE p.period WHEN 'all' THEN DATE 'epoch' ELSE date_trunc(p.period, day)::date END AS starts,
       metric, scope, bench_member(member), sum(points)
FROM (SELECT at::date AS day, 'received' AS metric, recipient AS member, count(*) AS points FROM past GROUP BY 1, 3
      UNION ALL
      SELECT at::date, 'given', giver, count(*) FROM past GROUP BY 1, 3) sided
CROSS JOIN unnest(ARRAY['', '@C0BENCH']) AS s(scope)
CROSS JOIN unnest(ARRAY['day', 'week', 'month', 'quarter', 'year', 'all']) AS p(period)
GROUP BY p.period, starts, metric, scope, member;
DROP TABLE past;
