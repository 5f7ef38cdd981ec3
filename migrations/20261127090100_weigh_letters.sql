-- Letters know their weight, what of them must not be kept, and the conversation opened for them.

ALTER TABLE outbox
    -- Each weight has its share of a platform's limits.
    ADD COLUMN weight text NOT NULL DEFAULT 'interactive'
        CHECK (weight IN ('interactive', 'notice', 'bulk')),
    -- The body goes when the letter is settled.
    ADD COLUMN sensitive boolean NOT NULL DEFAULT false,
    -- The person's conversation, where it was opened for this letter.
    ADD COLUMN direct text,
    -- A claim changes no indexed column: with room on the page it touches no index.
    SET (fillfactor = 80);
-- What a claim steps through, from conversation to conversation. outbox_pending finds a
-- conversation's letters of every weight.
CREATE INDEX outbox_waiting ON outbox (weight, lane, id, format) WHERE state = 'pending';
ALTER TABLE outbox_pace SET (fillfactor = 70);

CREATE FUNCTION forget_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.letter := 'null';
    RETURN NEW;
END $$;
CREATE TRIGGER outbox_forgets BEFORE UPDATE OF state ON outbox
    FOR EACH ROW WHEN (NEW.sensitive AND NEW.state IN ('sent', 'refused', 'dead'))
    EXECUTE FUNCTION forget_letter();
