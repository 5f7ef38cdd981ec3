-- A grant of 100, of which 5 were given: transfers first, then the balances they come to.
INSERT INTO ledger_account (workspace_id, kind, owner, period)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'issuance', '00000000-0000-7000-8000-0000000000a1', 'epoch'),
       ('00000000-0000-7000-8000-0000000000a1', 'allowance', '00000000-0000-7000-8000-0000000000b1', '2026-11-01'),
       ('00000000-0000-7000-8000-0000000000a1', 'points', '00000000-0000-7000-8000-0000000000b2', 'epoch');
INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                             from_account, from_version, from_balance, to_account, to_version, to_balance)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000d1', '2026-11-18T10:00:00Z', 'grant',
        'kudos:00000000-0000-7000-8000-0000000000e1', 100, 1, NULL, NULL, 2, 1, 100),
       ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000d2', '2026-11-18T10:00:00Z', 'gift',
        'kudos:00000000-0000-7000-8000-0000000000e1', 5, 2, 2, 95, 3, 1, 5);
UPDATE ledger_account SET balance = 95, version = 2, granted = 100 WHERE id = 2;
UPDATE ledger_account SET balance = 5, version = 1 WHERE id = 3;
