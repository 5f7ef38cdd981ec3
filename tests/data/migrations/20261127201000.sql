-- One of Budi's three points has expired, and he was told of another.
INSERT INTO ledger_account (workspace_id, kind, owner, period)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'expired', '00000000-0000-7000-8000-0000000000a1', 'epoch');
INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                             from_account, from_version, from_balance, to_account, to_version, to_balance)
SELECT a.workspace_id, '00000000-0000-7000-8000-0000000000da', '2027-11-18T00:00:00Z', 'expiry',
       'expiry:2027-11-18', 1, a.id, a.version + 1, a.balance - 1, e.id, 1, 1
FROM ledger_account a JOIN ledger_account e ON e.kind = 'expired'
WHERE a.kind = 'points' AND a.owner = '00000000-0000-7000-8000-0000000000b2';
UPDATE ledger_account SET balance = balance - 1, version = version + 1
WHERE kind = 'points' AND owner = '00000000-0000-7000-8000-0000000000b2';
UPDATE ledger_account SET balance = 1, version = 1 WHERE kind = 'expired';
INSERT INTO expiry (workspace_id, member_id, day, points, received_before, expired_at, transfer_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', '2027-11-18', 1,
        '2026-11-19T00:00:00Z', '2027-11-18T00:00:00Z', '00000000-0000-7000-8000-0000000000da');
INSERT INTO expiry_notice (workspace_id, member_id, day, points, told_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', '2027-12-18', 1, '2027-11-18T09:00:00Z');
INSERT INTO expiry_look (workspace_id, member_id, day)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000b2', '2027-11-18');
