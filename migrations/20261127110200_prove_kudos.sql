-- What the delivery of a gift proved: that it was the giver, or only that it came from their team, as
-- with an outgoing webhook of Teams, whose owner can name anybody.
ALTER TABLE kudos
    ADD COLUMN proof text NOT NULL DEFAULT 'person' CHECK (proof IN ('person', 'team'));
