-- As many more people as a large company has.
INSERT INTO member (workspace_id, id, name, email, locale, time_zone, standing, active)
SELECT bench_workspace(), bench_member(n), 'Member ' || n, 'member' || n || '@example.com', 'en', 'UTC', 'member', true
FROM generate_series(1, :asked) n ON CONFLICT DO NOTHING;
INSERT INTO identity (platform, team, user_id, workspace_id, member_id)
SELECT 'slack', 'T0BENCH', bench_user(n), bench_workspace(), bench_member(n) FROM generate_series(1, :asked) n
ON CONFLICT DO NOTHING;
