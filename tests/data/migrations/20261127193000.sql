INSERT INTO fulfilment (workspace_id, redemption_id, format, state, attempts, created_at, available_at, settled_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c2', 1, 'done', 1,
        '2026-11-27T10:00:00Z', '2026-11-27T10:00:00Z', '2026-11-27T10:00:01Z');
INSERT INTO fulfilment (workspace_id, redemption_id, format, created_at, available_at, last_error)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c2', 1,
        '2026-11-27T10:00:00Z', '2026-11-27T10:00:00Z', 'the service answered 503');
