-- What points are exchanged for, and each exchange. A redemption holds points in the ledger's reserve
-- and a unit of the stock until it ends.

CREATE TABLE reward_item (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id uuid NOT NULL,
    -- As it is typed.
    slug text NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
    kind text NOT NULL CHECK (kind IN ('gift_card', 'merchandise', 'experience', 'donation', 'learning', 'time_off')),
    -- In points; the least of a range.
    price bigint NOT NULL CHECK (price > 0),
    -- The most of a range, and what lies between two prices of it.
    price_max bigint,
    price_step bigint,
    -- Units that are left; NULL without end. It changes by movements alone.
    stock bigint CHECK (stock >= 0),
    -- How often somebody may redeem it in a period.
    limit_count integer CHECK (limit_count > 0),
    limit_period text CHECK (limit_period IN ('day', 'week', 'month', 'quarter', 'year', 'all')),
    approval text NOT NULL CHECK (approval IN ('auto', 'manager', 'admin')),
    -- Up to so many points nobody is asked.
    approval_above bigint CHECK (approval_above > 0),
    fulfilment text NOT NULL CHECK (fulfilment IN ('manual', 'codes', 'webhook')),
    webhook_url text,
    -- Sealed.
    webhook_secret bytea,
    -- What must be known to deliver it.
    asks text NOT NULL DEFAULT 'nothing' CHECK (asks IN ('nothing', 'address', 'email', 'note')),
    -- For whom it is; empty for everybody.
    roles text[] NOT NULL DEFAULT '{}',
    teams text[] NOT NULL DEFAULT '{}',
    countries text[] NOT NULL DEFAULT '{}',
    min_tenure_days integer CHECK (min_tenure_days > 0),
    tags text[] NOT NULL DEFAULT '{}',
    image_url text,
    -- Days in the programme's zone, both included.
    available_from date,
    available_until date,
    archived_at timestamptz,
    created_at timestamptz NOT NULL,
    -- Rises with every change of what a redemption depends on, so that nobody pays another price than they saw.
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, slug),
    CONSTRAINT range_whole CHECK ((price_max IS NULL) = (price_step IS NULL)),
    CONSTRAINT range_in_steps CHECK (price_max > price AND price_step > 0 AND (price_max - price) % price_step = 0),
    CONSTRAINT limit_whole CHECK ((limit_count IS NULL) = (limit_period IS NULL)),
    CONSTRAINT webhook_whole CHECK ((fulfilment = 'webhook') = (webhook_url IS NOT NULL)
                                    AND (webhook_url IS NULL) = (webhook_secret IS NULL)),
    CONSTRAINT codes_are_stock CHECK (fulfilment <> 'codes' OR stock IS NOT NULL),
    CONSTRAINT days_in_order CHECK (available_from <= available_until)
);

-- What an item is called, per language.
CREATE TABLE reward_text (
    workspace_id uuid NOT NULL,
    item_id uuid NOT NULL,
    locale text NOT NULL CHECK (locale IN ('en', 'id', 'ms')),
    name text NOT NULL CHECK (name <> ''),
    description text NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, item_id, locale),
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item
);

-- Points exchanged, or to be exchanged, for an item.
CREATE TABLE redemption (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    item_id uuid NOT NULL,
    -- Whoever redeemed; the points are theirs, or of whom they turned out to be.
    member_id uuid NOT NULL,
    points bigint NOT NULL CHECK (points > 0),
    -- Whether a unit of the stock was taken for it.
    took_stock boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('requested', 'approved', 'fulfilling', 'unknown', 'fulfilled', 'failed',
                                         'rejected', 'cancelled', 'refunded')),
    requested_at timestamptz NOT NULL,
    -- The calendar day in the programme's zone, as it was then: limits go by it.
    day date NOT NULL,
    -- A member's id, or the word for who decided without being one.
    decided_by text,
    decided_at timestamptz,
    fulfilled_at timestamptz,
    -- Which adapter delivers it, and what it calls it.
    provider text NOT NULL,
    provider_reference text,
    reason text,
    -- The admin who takes care of it.
    assigned_to uuid,
    -- What delivery needs to know, and what was delivered; both sealed.
    delivery bytea,
    delivered bytea,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member,
    FOREIGN KEY (workspace_id, assigned_to) REFERENCES member,
    CONSTRAINT fulfilled_then CHECK (fulfilled_at IS NOT NULL OR state <> 'fulfilled'),
    CONSTRAINT decided_then CHECK (decided_at IS NOT NULL OR state IN ('requested', 'cancelled'))
);
CREATE INDEX redemption_by_member ON redemption (workspace_id, member_id, id);
CREATE INDEX redemption_by_item ON redemption (workspace_id, item_id, member_id);
CREATE INDEX redemption_open ON redemption (workspace_id, state, id)
    WHERE state IN ('requested', 'approved', 'fulfilling', 'unknown', 'failed');

-- Each change of state, in order. Rows are only ever added.
CREATE TABLE redemption_step (
    workspace_id uuid NOT NULL,
    redemption_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    -- NULL when it was requested.
    before text,
    after text NOT NULL,
    reason text,
    -- The ledger's record of it, where points moved.
    transfer_id uuid,
    PRIMARY KEY (workspace_id, redemption_id, number),
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption
);

-- Units that came and went. Rows are only ever added.
CREATE TABLE stock_movement (
    workspace_id uuid NOT NULL,
    item_id uuid NOT NULL,
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    -- What was left then.
    stock_after bigint NOT NULL CHECK (stock_after >= 0),
    -- 'set' by hand, 'loaded' with codes, 'taken' and 'returned' by a redemption.
    why text NOT NULL CHECK (why IN ('set', 'loaded', 'taken', 'returned')),
    redemption_id uuid,
    PRIMARY KEY (workspace_id, item_id, number),
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item,
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption,
    CONSTRAINT of_a_redemption CHECK ((why IN ('taken', 'returned')) = (redemption_id IS NOT NULL))
);
-- A unit is taken once for a redemption, and comes back once.
CREATE UNIQUE INDEX stock_movement_once ON stock_movement (workspace_id, redemption_id, why)
    WHERE redemption_id IS NOT NULL;

-- Codes that were loaded beforehand, one for a redemption each.
CREATE TABLE reward_code (
    workspace_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    item_id uuid NOT NULL,
    -- Sealed.
    code bytea NOT NULL,
    -- Tells whether a code was loaded before, without telling it.
    fingerprint bytea NOT NULL,
    loaded_at timestamptz NOT NULL,
    redemption_id uuid,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, item_id, fingerprint),
    UNIQUE (workspace_id, redemption_id),
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item,
    FOREIGN KEY (workspace_id, redemption_id) REFERENCES redemption
);
CREATE INDEX reward_code_free ON reward_code (workspace_id, item_id, id) WHERE redemption_id IS NULL;

-- Who wants to be told when an item is in reach: in stock, and of a price that they can pay.
CREATE TABLE reward_wish (
    workspace_id uuid NOT NULL,
    item_id uuid NOT NULL,
    member_id uuid NOT NULL,
    wished_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, item_id, member_id),
    FOREIGN KEY (workspace_id, item_id) REFERENCES reward_item,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX reward_wish_of_member ON reward_wish (workspace_id, member_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON redemption_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON stock_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON redemption_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON stock_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redemptions_stay BEFORE DELETE ON redemption FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redemptions_stay_whole BEFORE TRUNCATE ON redemption FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER items_stay BEFORE DELETE ON reward_item FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER items_stay_whole BEFORE TRUNCATE ON reward_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The stock is what its movements come to: it changes with a movement that says what is left.
-- It is judged as it is in the end: within a transaction one follows the other.
CREATE FUNCTION require_movement_for_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reward_item i
        WHERE i.workspace_id = NEW.workspace_id AND i.id = NEW.id AND i.stock <> coalesce((
            SELECT m.stock_after FROM stock_movement m
            WHERE m.workspace_id = i.workspace_id AND m.item_id = i.id ORDER BY m.number DESC LIMIT 1
        ), 0)
    ) THEN
        RAISE EXCEPTION 'the stock of % does not follow from its movements', NEW.slug USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stock_follows_movements AFTER INSERT OR UPDATE OF stock ON reward_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_movement_for_stock();

-- What was agreed stays as it was; a state that ended stays ended.
CREATE FUNCTION keep_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.item_id, NEW.member_id, NEW.points, NEW.took_stock, NEW.requested_at, NEW.day)
       IS DISTINCT FROM
       (OLD.workspace_id, OLD.id, OLD.item_id, OLD.member_id, OLD.points, OLD.took_stock, OLD.requested_at, OLD.day) THEN
        RAISE EXCEPTION 'what was redeemed does not change' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('rejected', 'cancelled', 'refunded') AND NEW.state <> OLD.state
       OR OLD.state = 'fulfilled' AND NEW.state NOT IN ('fulfilled', 'refunded') THEN
        RAISE EXCEPTION 'a redemption that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER redemption_kept BEFORE UPDATE ON redemption FOR EACH ROW EXECUTE FUNCTION keep_redemption();


-- An act on a redemption is told by whose it is, one on the catalogue by what the item is called.
CREATE OR REPLACE VIEW audit_entry AS
SELECT a.workspace_id, a.id, a.at, a.actor, who.name AS actor_name, a.account, a.action, a.subject,
       coalesce(whom.name, giver.name, redeemer.name, item.slug) AS subject_name, a.before, a.after, a.detail
FROM audit_log a
LEFT JOIN member who ON who.workspace_id = a.workspace_id AND who.id = id_in(a.actor, '')
LEFT JOIN member whom ON whom.workspace_id = a.workspace_id AND whom.id = id_in(a.subject, 'member:')
LEFT JOIN kudos k ON k.workspace_id = a.workspace_id AND k.id = id_in(a.subject, 'kudos:')
LEFT JOIN member giver ON giver.workspace_id = k.workspace_id AND giver.id = k.giver
LEFT JOIN redemption r ON r.workspace_id = a.workspace_id AND r.id = id_in(a.subject, 'redemption:')
LEFT JOIN member redeemer ON redeemer.workspace_id = r.workspace_id AND redeemer.id = r.member_id
LEFT JOIN reward_item item ON item.workspace_id = a.workspace_id AND item.id = id_in(a.subject, 'reward:');
