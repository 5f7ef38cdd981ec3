-- Which keys values are sealed with is looked up at every start: how a value begins says it.

CREATE INDEX reward_item_webhook_secret_head ON reward_item (substring(webhook_secret, 1, 5))
    WHERE webhook_secret IS NOT NULL;
CREATE INDEX reward_code_code_head ON reward_code (substring(code, 1, 5)) WHERE code IS NOT NULL;
CREATE INDEX redemption_delivery_head ON redemption (substring(delivery, 1, 5)) WHERE delivery IS NOT NULL;
CREATE INDEX redemption_delivered_head ON redemption (substring(delivered, 1, 5)) WHERE delivered IS NOT NULL;
