-- Vouchers that are bought of Xoxoday Plum.

ALTER TABLE reward_item
    DROP CONSTRAINT reward_item_fulfilment_check,
    DROP CONSTRAINT product_whole;
ALTER TABLE reward_item
    ADD CONSTRAINT reward_item_fulfilment_check
        CHECK (fulfilment IN ('manual', 'codes', 'webhook', 'tremendous', 'xoxoday')),
    ADD CONSTRAINT product_whole CHECK ((fulfilment IN ('tremendous', 'xoxoday')) = (provider_product IS NOT NULL)
                                        AND (provider_product IS NULL) = (provider_currency IS NULL));

-- What lets the server into its account with a provider whose tokens end and are exchanged for the next.
CREATE TABLE provider_account (
    provider text PRIMARY KEY CHECK (provider <> ''),
    -- Sealed: what lets it in, and what the next tokens are asked for with.
    tokens bytea,
    -- A refresh token is good for once: one process exchanges it at a time, and what it got counts only as
    -- long as nobody took a turn after it.
    turn bigint NOT NULL DEFAULT 0,
    busy_until timestamptz
);
CREATE INDEX provider_account_tokens_head ON provider_account (substring(tokens, 1, 5)) WHERE tokens IS NOT NULL;
