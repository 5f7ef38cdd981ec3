-- Ana is away, and Budi decides in her stead.
INSERT INTO stand_in (workspace_id, member_id, stand_in_id, last_day, ends_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b1',
        '00000000-0000-7000-8000-0000000000b2', '2026-12-05', '2026-12-06T00:00:00Z');
