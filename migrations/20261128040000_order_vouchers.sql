-- Vouchers that a provider sells for real money.

ALTER TABLE reward_item DROP CONSTRAINT reward_item_fulfilment_check;
ALTER TABLE reward_item
    ADD CONSTRAINT reward_item_fulfilment_check
        CHECK (fulfilment IN ('manual', 'codes', 'webhook', 'tremendous')),
    -- What the provider calls it, and the currency it is ordered in: ISO 4217.
    ADD COLUMN provider_product text CHECK (provider_product <> ''),
    ADD COLUMN provider_currency text CHECK (provider_currency ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT product_whole CHECK ((fulfilment = 'tremendous') = (provider_product IS NOT NULL)
                                        AND (provider_product IS NULL) = (provider_currency IS NULL));

-- What is ordered for a redemption, as it was agreed when it was redeemed: rates change, and a provider
-- that is asked twice must be asked for the same.
CREATE TABLE voucher_order (
    workspace_id uuid NOT NULL,
    redemption_id uuid NOT NULL,
    product text NOT NULL,
    currency text NOT NULL,
    -- In whole minor units of the currency.
    minor bigint NOT NULL CHECK (minor > 0),
    PRIMARY KEY (workspace_id, redemption_id),
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption
);

-- What counts against the budget of a month: more when an order begins, less again when it is known not
-- to be placed. Rows are only ever added.
CREATE TABLE voucher_spending (
    workspace_id uuid NOT NULL,
    redemption_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    -- The day in the programme's zone whose month it counts in; what is given back counts in the same.
    day date NOT NULL,
    currency text NOT NULL,
    minor bigint NOT NULL CHECK (minor <> 0),
    PRIMARY KEY (workspace_id, redemption_id, number),
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption
);
CREATE INDEX voucher_spending_of_month ON voucher_spending (workspace_id, currency, day) INCLUDE (minor);

-- Whose admins know that the account with a provider is low. A row goes once there is enough again.
CREATE TABLE voucher_low (
    workspace_id uuid NOT NULL REFERENCES workspace,
    provider text NOT NULL,
    currency text NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, provider, currency)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON voucher_order FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON voucher_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON voucher_spending FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON voucher_spending FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE voucher_order IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE voucher_spending IS 'without UPDATE, DELETE, TRUNCATE';
SELECT withdraw_rights();
