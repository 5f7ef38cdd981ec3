-- Deliveries and letters in every state.
INSERT INTO delivery (workspace_id, key, at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'slack/command/1', '2026-11-18T10:00:00Z');
INSERT INTO inbox (workspace_id, inbound, created_at, state, available_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '{}', '2026-11-18T10:00:00Z', 'pending', '2026-11-18T10:00:00Z'),
       ('00000000-0000-7000-8000-0000000000a1', '{}', '2026-11-18T10:00:00Z', 'dead', '2026-11-18T10:00:00Z');
INSERT INTO outbox (workspace_id, lane, method, spacing, key, letter, subject, created_at, state, available_at, settled_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'slack:T1/C1', 'slack:T1#post', 200, 'k1', '{}', 'kudos:00000000-0000-7000-8000-0000000000e1',
        '2026-11-18T10:00:00Z', 'pending', '2026-11-18T10:00:00Z', NULL),
       ('00000000-0000-7000-8000-0000000000a1', 'slack:T1/C1', 'slack:T1#post', 200, NULL, '{}', NULL,
        '2026-11-18T10:00:00Z', 'sent', '2026-11-18T10:00:00Z', '2026-11-18T10:00:01Z'),
       ('00000000-0000-7000-8000-0000000000a1', 'slack:T1/C1', 'slack:T1#post', 200, NULL, '{}', NULL,
        '2026-11-18T10:00:00Z', 'refused', '2026-11-18T10:00:00Z', '2026-11-18T10:00:01Z');
INSERT INTO outbox_pace (bucket, free_at) VALUES ('slack:T1/C1', '2026-11-18T10:00:01Z');
INSERT INTO posted_message (workspace_id, platform, team, channel, message_id, subject, posted_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'slack', 'T1', 'C1', '1.2', 'kudos:00000000-0000-7000-8000-0000000000e1', '2026-11-18T10:00:01Z');
INSERT INTO schedule_run (workspace_id, name, due_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'leaderboard', '2026-11-16T09:00:00Z');
