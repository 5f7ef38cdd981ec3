-- Ana on a second platform, known by two ids; and somebody who turned out to be Budi.
INSERT INTO connection (platform, team, workspace_id, name, bot_user, connected_at)
VALUES ('teams', 'TENANT', '00000000-0000-7000-8000-0000000000a1', 'Contoh', '28:app', '2026-11-18T11:00:00Z');
INSERT INTO identity (platform, team, user_id, workspace_id, member_id, name, email, learned_locale, learned_time_zone, linked_at)
VALUES ('teams', 'TENANT', 'AAD1', '00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1',
        'Ana F.', 'ana@example.com', 'id', 'Asia/Jakarta', '2026-11-18T11:00:00Z');
INSERT INTO identity_alias (platform, team, alias, user_id) VALUES ('teams', 'TENANT', '29:ana', 'AAD1');
INSERT INTO member (workspace_id, id, name, standing, active, merged_into)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b3', 'Budi S.', 'member', false,
        '00000000-0000-7000-8000-0000000000b2');
