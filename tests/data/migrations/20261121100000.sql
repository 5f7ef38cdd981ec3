-- A team with a channel, and a person who talked to the bot.
INSERT INTO teams_conversation (tenant, conversation, service_url, kind, team, person, present, roster_at, updated_at)
VALUES ('tenant', '19:general@thread.tacv2', 'https://smba.trafficmanager.net/apac/', 'public', '19:general@thread.tacv2', NULL, true, '2026-11-18T09:00:00Z', '2026-11-18T09:00:00Z'),
       ('tenant', '19:kudos@thread.tacv2', 'https://smba.trafficmanager.net/apac/', 'public', '19:general@thread.tacv2', NULL, false, NULL, '2026-11-18T09:00:00Z'),
       ('tenant', 'a:ana', 'https://smba.trafficmanager.net/apac/', 'direct', NULL, '5f0c2d1e-0000-4000-8000-000000000051', true, NULL, '2026-11-18T09:00:00Z');
