-- A reward by codes, of which one is held for Budi, who waits for it with two of his points in reserve.
INSERT INTO reward_item (workspace_id, id, slug, kind, price, stock, approval, fulfilment, created_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', 'coffee', 'gift_card', 2, 1,
        'auto', 'codes', '2026-11-27T09:00:00Z');
INSERT INTO reward_text (workspace_id, item_id, locale, name, description)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', 'id', 'Kopi', 'Secangkir.');
INSERT INTO ledger_account (workspace_id, kind, owner, period)
VALUES ('00000000-0000-7000-8000-0000000000a1', 'reserve', '00000000-0000-7000-8000-0000000000a1', 'epoch');
INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                             from_account, from_version, from_balance, to_account, to_version, to_balance)
SELECT a.workspace_id, '00000000-0000-7000-8000-0000000000d9', '2026-11-27T10:00:00Z', 'reserve',
       'redemption:00000000-0000-7000-8000-0000000000c2', 2, a.id, a.version + 1, a.balance - 2, r.id, 1, 2
FROM ledger_account a JOIN ledger_account r ON r.kind = 'reserve'
WHERE a.kind = 'points' AND a.owner = '00000000-0000-7000-8000-0000000000b2';
UPDATE ledger_account SET balance = balance - 2, version = version + 1
WHERE kind = 'points' AND owner = '00000000-0000-7000-8000-0000000000b2';
UPDATE ledger_account SET balance = 2, version = 1 WHERE kind = 'reserve';
INSERT INTO redemption (workspace_id, id, item_id, member_id, points, took_stock, state, requested_at, day, decided_by,
                        decided_at, provider)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c2',
        '00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-0000000000b2', 2, true, 'approved',
        '2026-11-27T10:00:00Z', '2026-11-27', 'system', '2026-11-27T10:00:00Z', 'codes');
INSERT INTO redemption_step (workspace_id, redemption_id, number, at, actor, before, after, transfer_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c2', 1, '2026-11-27T10:00:00Z',
        '00000000-0000-7000-8000-0000000000b2', NULL, 'requested', '00000000-0000-7000-8000-0000000000d9'),
       ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c2', 2, '2026-11-27T10:00:00Z',
        'system', 'requested', 'approved', NULL);
INSERT INTO stock_movement (workspace_id, item_id, number, at, amount, stock_after, why, redemption_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', 1, '2026-11-27T09:00:00Z', 2, 2, 'loaded', NULL),
       ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', 2, '2026-11-27T10:00:00Z', -1, 1, 'taken',
        '00000000-0000-7000-8000-0000000000c2');
INSERT INTO reward_code (workspace_id, item_id, code, fingerprint, loaded_at, redemption_id)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', '\x01', '\x01', '2026-11-27T09:00:00Z', NULL),
       ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1', '\x01', '\x02', '2026-11-27T09:00:00Z', NULL);
INSERT INTO reward_wish (workspace_id, item_id, member_id, wished_at)
VALUES ('00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000c1',
        '00000000-0000-7000-8000-0000000000b1', '2026-11-27T10:00:00Z');
