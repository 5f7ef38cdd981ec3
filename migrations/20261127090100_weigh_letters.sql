-- Letters know their weight, what of them must not be kept, and the conversation opened for them.

ALTER TABLE outbox
    -- Each weight has its share of a platform's limits.
    ADD COLUMN weight text NOT NULL DEFAULT 'interactive'
        CHECK (weight IN ('interactive', 'notice', 'bulk')),
    -- The body goes when the letter is settled.
    ADD COLUMN sensitive boolean NOT NULL DEFAULT false,
    -- The person's conversation, where it was opened for this letter.
    ADD COLUMN direct text,
    -- The key first: a letter that is looked up by its number must not be looked for, by a plan made
    -- on an empty table, among all of its workspace.
    DROP CONSTRAINT outbox_workspace_id_key_key,
    ADD CONSTRAINT outbox_key UNIQUE (key, workspace_id),
    -- A claim changes no indexed column: with room on the page it touches no index.
    SET (fillfactor = 80);
ALTER TABLE outbox_pace SET (fillfactor = 70);

-- What a claim steps through, from conversation to conversation.
CREATE INDEX outbox_waiting ON outbox (weight, lane, id, format) WHERE settled_at IS NULL;

-- Whoever settles a letter ends the lease, and forgets what must not be kept.
CREATE FUNCTION settle_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.lease := NULL;
    NEW.settled_at := coalesce(NEW.settled_at, now());
    IF NEW.sensitive AND NEW.state <> 'unreadable' THEN
        NEW.letter := 'null';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outbox_settled BEFORE UPDATE OF state ON outbox
    FOR EACH ROW WHEN (NEW.state <> 'pending') EXECUTE FUNCTION settle_outbox();
