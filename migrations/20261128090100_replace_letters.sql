-- What was not wanted where it was to go, and was said elsewhere or in another way instead, is no failure: what
-- was sent instead tells whether it arrived.
ALTER TABLE outbox
    DROP CONSTRAINT outbox_state_check,
    ADD CONSTRAINT outbox_state_check
        CHECK (state IN ('pending', 'sent', 'withheld', 'replaced', 'refused', 'dead', 'unreadable'));
