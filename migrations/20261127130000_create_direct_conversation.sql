-- Where the bot speaks with an account alone, as sending finds out. It was a column of `identity`, so that
-- whoever sends had to know how people are kept.
CREATE TABLE direct_conversation (
    platform text NOT NULL,
    team text NOT NULL,
    user_id text NOT NULL,
    channel text NOT NULL,
    PRIMARY KEY (platform, team, user_id)
);

INSERT INTO direct_conversation (platform, team, user_id, channel)
SELECT platform, team, user_id, direct_channel FROM identity WHERE direct_channel IS NOT NULL;

-- The release before writes what it finds out to the column.
CREATE FUNCTION follow_direct_channel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.direct_channel IS NULL THEN
        DELETE FROM direct_conversation
        WHERE platform = NEW.platform AND team = NEW.team AND user_id = NEW.user_id;
    ELSE
        INSERT INTO direct_conversation (platform, team, user_id, channel)
        VALUES (NEW.platform, NEW.team, NEW.user_id, NEW.direct_channel)
        ON CONFLICT (platform, team, user_id) DO UPDATE SET channel = excluded.channel;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER direct_channel_is_followed AFTER UPDATE OF direct_channel ON identity
FOR EACH ROW WHEN (OLD.direct_channel IS DISTINCT FROM NEW.direct_channel)
EXECUTE FUNCTION follow_direct_channel();
