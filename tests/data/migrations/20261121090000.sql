-- A workspace with two people, as they are once a team is connected.
INSERT INTO workspace (id, name, created_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'Contoh', '2026-11-18T09:00:00Z');
INSERT INTO connection (platform, team, workspace_id, name, bot_user, bot_id, connected_at)
VALUES ('slack', 'T1', '00000000-0000-7000-8000-0000000000a1', 'Contoh', 'UBOT', 'BBOT', '2026-11-18T09:00:00Z');
INSERT INTO member (workspace_id, id, name, email, locale, time_zone, standing, active, role)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1', 'Ana', 'ana@example.com', 'en', 'America/New_York', 'member', true, 'admin'),
       ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', 'Budi', NULL, 'id', NULL, 'member', true, 'member');
INSERT INTO identity (platform, team, user_id, workspace_id, member_id, direct_channel)
VALUES ('slack', 'T1', 'U1', '00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1', 'D1'),
       ('slack', 'T1', 'U2', '00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', NULL);
INSERT INTO conversation (platform, team, channel, kind, shared, fetched_at)
VALUES ('slack', 'T1', 'C1', 'public', false, '2026-11-18T09:00:00Z');
INSERT INTO user_group (platform, team, group_id, users, fetched_at)
VALUES ('slack', 'T1', 'S1', '{U1,U2}', '2026-11-18T09:00:00Z');
INSERT INTO setting (workspace_id, key, value)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'allowance.points', '100');
INSERT INTO audit_log (workspace_id, id, at, actor, action, detail)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', '2026-11-18T09:00:00Z', 'operator', 'settings.set', '{"key": "allowance.points"}');
