-- Budi reports to Ana, and they talk every Tuesday; what they wrote is sealed.
INSERT INTO one_on_one (workspace_id, id, manager_id, report_id, state, asked_by, asked_at, spec, first_day, note,
                        note_version)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000001a1',
        '00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-0000000000b2', 'going',
        '00000000-0000-7000-8000-0000000000b2', '2026-11-28T08:00:00Z', 'weekly tue 09:00', '2026-12-01', '\x01', 1);
INSERT INTO one_on_one_item (workspace_id, id, one_on_one_id, kind, member_id, text, added_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000001b1',
        '00000000-0000-7000-8000-0000000001a1', 'point', '00000000-0000-7000-8000-0000000000b2', '\x01',
        '2026-11-28T08:00:00Z');
INSERT INTO one_on_one_reminder (workspace_id, one_on_one_id, day, member_id, talk_on, remind_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000001a1', '2026-12-01',
        '00000000-0000-7000-8000-0000000000b1', '2026-12-01', '2026-12-01T02:00:00Z');
INSERT INTO one_on_one_away (workspace_id, member_id, last_day)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', '2026-12-05');
