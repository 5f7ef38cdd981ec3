-- Recognition may come from elsewhere than a chat: from a program, the console, or a rule. Then it has no
-- place. Rows that are there were given in a chat and have one, as the constraints before saw to.
ALTER TABLE kudos
    ALTER COLUMN platform DROP NOT NULL,
    ALTER COLUMN team DROP NOT NULL,
    ALTER COLUMN channel DROP NOT NULL,
    ALTER COLUMN place_kind DROP NOT NULL,
    DROP CONSTRAINT kudos_source_check,
    ADD CONSTRAINT kudos_source_check CHECK (
        source IN ('command', 'mention', 'message', 'form', 'reaction', 'boost', 'api', 'console', 'rule')
    ) NOT VALID,
    ADD CONSTRAINT kudos_place CHECK (
        CASE WHEN source IN ('api', 'console', 'rule')
             THEN num_nonnulls(platform, team, channel, thread, place_kind, message_id) = 0
             ELSE num_nulls(platform, team, channel, place_kind) = 0
        END
    ) NOT VALID;

-- What has no place counts on no channel's board.
ALTER TABLE tally_entry ALTER COLUMN channel DROP NOT NULL;

-- Who undoes may be no member: whoever runs the server, a program, or a rule. The audit log says who.
ALTER TABLE kudos_reversal ALTER COLUMN reversed_by DROP NOT NULL;
