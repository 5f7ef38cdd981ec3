-- The kudos of that gift, folded for the one and not yet for the other; one that waits, one taken back.
INSERT INTO kudos (workspace_id, id, given_at, day, giver, points, company_values, message, source,
                   platform, team, channel, place_kind, message_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000e1', '2026-11-18T10:00:00Z',
        '2026-11-18', '00000000-0000-7000-8000-0000000000b1', 5, '{teamwork}', 'for the fix', 'message', 'slack', 'T1', 'C1', 'public', '1.2');
INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000e1',
        '00000000-0000-7000-8000-0000000000b2', '00000000-0000-7000-8000-0000000000d2');
INSERT INTO kudos_reaction_removed (workspace_id, channel, message_id, emoji, giver, removed_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'C1', '1.2', 'clap', '00000000-0000-7000-8000-0000000000b2', '2026-11-18T10:01:00Z');
INSERT INTO kudos_draft (workspace_id, id, giver, inbound, created_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000f1',
        '00000000-0000-7000-8000-0000000000b1', '{}', '2026-11-18T10:01:00Z');
INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, channel, company_values)
VALUES ('00000000-0000-7000-8000-0000000000a1', '2026-11-18', '00000000-0000-7000-8000-0000000000b1',
        '00000000-0000-7000-8000-0000000000b2', 2, 'C1', '{}');
INSERT INTO tally (workspace_id, period, starts, metric, scope, member_id, amount)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'month', '2026-11-01', 'received', '#teamwork', '00000000-0000-7000-8000-0000000000b2', 3);
