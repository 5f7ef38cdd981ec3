-- The board of that workspace, in its own zone.
INSERT INTO schedule (workspace_id, what, spec, zone, own_zones, when_missed)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'leaderboard', 'weekly mon 09:00', 'Asia/Jakarta', false, 'late');
INSERT INTO schedule_due (workspace_id, what, zone, next_due_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'leaderboard', 'Asia/Jakarta', '2026-11-23T02:00:00Z');
