-- What a gift costs at least: a ledger with allowance, duplicate check and running balances, and nothing else
-- that the product records. It does not change with the product.
CREATE SCHEMA r;
CREATE TABLE r.account (
    id bigint PRIMARY KEY,
    ws int NOT NULL,
    kind smallint NOT NULL, -- 1 allowance, 2 earned
    balance bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0,
    day date, -- of the last refill of an allowance
    CHECK (balance >= 0)
) WITH (fillfactor = 50);
CREATE SEQUENCE r.transfer_id CACHE 32;
CREATE TABLE r.transfer (
    id bigint PRIMARY KEY,
    ws int NOT NULL,
    key text NOT NULL,
    kind smallint NOT NULL DEFAULT 1,
    from_acct bigint NOT NULL,
    from_ver bigint,
    from_bal bigint,
    to_acct bigint NOT NULL,
    to_ver bigint NOT NULL,
    to_bal bigint NOT NULL,
    amount int NOT NULL CHECK (amount > 0),
    reason text,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (from_acct <> to_acct)
);
CREATE UNIQUE INDEX ON r.transfer (ws, key);
CREATE UNIQUE INDEX ON r.transfer (from_acct, from_ver);
CREATE UNIQUE INDEX ON r.transfer (to_acct, to_ver);
CREATE INDEX ON r.transfer (xid);

CREATE FUNCTION r.give(p_ws int, p_key text, p_from bigint, p_to bigint, p_amt int, p_day date, p_allowance int)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE t bigint; fb bigint; fv bigint; tb bigint; tv bigint; d date;
BEGIN
  SELECT balance, version, day INTO STRICT fb, fv, d FROM r.account WHERE id = p_from FOR NO KEY UPDATE;
  SELECT -id INTO t FROM r.transfer WHERE ws = p_ws AND key = p_key;
  IF FOUND THEN RETURN t; END IF;
  IF d < p_day THEN
    IF p_amt > p_allowance THEN RETURN 0; END IF;
    IF fb < p_allowance THEN
      fv := fv + 1;
      INSERT INTO r.transfer (id, ws, key, kind, from_acct, to_acct, to_ver, to_bal, amount)
      VALUES (nextval('r.transfer_id'), p_ws, 'refill:' || p_from || ':' || p_day, 2, 0, p_from, fv, p_allowance,
              p_allowance - fb);
      fb := p_allowance;
    END IF;
    d := p_day;
  END IF;
  IF fb < p_amt THEN RETURN 0; END IF;
  fb := fb - p_amt;
  fv := fv + 1;
  UPDATE r.account SET balance = fb, version = fv, day = d WHERE id = p_from;
  UPDATE r.account SET balance = balance + p_amt, version = version + 1 WHERE id = p_to
  RETURNING balance, version INTO STRICT tb, tv;
  INSERT INTO r.transfer (id, ws, key, from_acct, from_ver, from_bal, to_acct, to_ver, to_bal, amount)
  VALUES (nextval('r.transfer_id'), p_ws, p_key, p_from, fv, fb, p_to, tv, tb, p_amt) RETURNING id INTO t;
  RETURN t;
END $$;

INSERT INTO r.account (id, ws, kind, day) SELECT g * 2, 1, 1, '2000-01-01' FROM generate_series(1, :members) g;
INSERT INTO r.account (id, ws, kind) SELECT g * 2 + 1, 1, 2 FROM generate_series(1, :members) g;
