-- What the programme keeps from places that others read is not sent, and that is no failure: nobody need
-- look into it, and nobody sends it again.
ALTER TABLE outbox
    DROP CONSTRAINT outbox_state_check,
    ADD CONSTRAINT outbox_state_check
        CHECK (state IN ('pending', 'sent', 'withheld', 'refused', 'dead', 'unreadable'));

UPDATE outbox SET state = 'withheld'
WHERE state = 'refused' AND last_error = 'people of another organisation read there';
