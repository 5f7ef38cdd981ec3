-- The homes that people opened lately: what each was shown, and when it is looked at again. Whoever runs
-- nothing has one row for each account at most, which goes with the account.

CREATE TABLE home (
    workspace_id uuid NOT NULL,
    platform text NOT NULL,
    team text NOT NULL,
    user_id text NOT NULL,
    opened_at timestamptz NOT NULL,
    -- When it may be something else; never, while nothing has changed.
    due_at timestamptz,
    -- A digest of what was put there last: what is the same is not sent again.
    shown bytea,
    shown_at timestamptz,
    -- Whether it shows what waits for those who run the programme.
    minds boolean NOT NULL DEFAULT false,
    -- Why the platform does not show it. It is tried again when it is opened.
    refused text,
    failures integer NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, platform, team, user_id),
    FOREIGN KEY (platform, team, user_id) REFERENCES identity ON DELETE CASCADE
);
CREATE INDEX home_of_account ON home (platform, team, user_id);
CREATE INDEX home_due ON home (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX home_minding ON home (workspace_id) WHERE minds;
CREATE INDEX home_opened ON home (workspace_id, opened_at);

-- Whose home may be something else. Nothing is locked by noting it: rows are added, and taken by whoever
-- looks after homes.
CREATE TABLE home_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id uuid NOT NULL,
    -- Nobody: those whose home shows what waits for those who run the programme.
    member_id uuid
);

-- Notes members who have a home that was opened lately; of the others there is nothing to be noted.
CREATE FUNCTION note_home_changes(workspaces uuid[], members uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO home_change (workspace_id, member_id)
    SELECT DISTINCT i.workspace_id, i.member_id
    FROM (SELECT DISTINCT unnest(workspaces) AS workspace_id, unnest(members) AS id) n
    JOIN member m ON m.workspace_id = n.workspace_id AND m.id = n.id
    JOIN identity i ON i.workspace_id = m.workspace_id AND i.member_id = coalesce(m.merged_into, m.id)
    JOIN home h ON h.workspace_id = i.workspace_id AND h.platform = i.platform AND h.team = i.team AND h.user_id = i.user_id
$$;

-- The same of those whose home shows what waits.
CREATE FUNCTION note_minding_homes(workspaces uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO home_change (workspace_id)
    SELECT DISTINCT h.workspace_id FROM home h WHERE h.minds AND h.workspace_id = ANY (workspaces)
$$;

-- Gifts and undos are followed as their entries are folded into totals: giving itself does nothing for it.
CREATE FUNCTION homes_follow_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(side.workspace_id), array_agg(side.id))
    FROM (SELECT workspace_id, giver AS id FROM folded UNION SELECT workspace_id, recipient FROM folded) side;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes AFTER DELETE ON tally_entry
    REFERENCING OLD TABLE AS folded FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_tally();

-- What has a member, and changes what their home says.
CREATE FUNCTION homes_follow_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(c.workspace_id), array_agg(c.member_id)) FROM changed c;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes_new AFTER INSERT ON badge_award
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_member();
CREATE TRIGGER followed_by_homes AFTER UPDATE ON badge_award
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_member();
CREATE TRIGGER followed_by_homes_new AFTER INSERT ON reward_wish
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_member();
CREATE TRIGGER followed_by_homes_gone AFTER DELETE ON reward_wish
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_member();

-- Redemptions wait for those who run the programme as well.
CREATE FUNCTION homes_follow_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(c.workspace_id), array_agg(c.member_id)) FROM changed c;
    PERFORM note_minding_homes(array_agg(c.workspace_id)) FROM changed c;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes_new AFTER INSERT ON redemption
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_redemption();
CREATE TRIGGER followed_by_homes AFTER UPDATE ON redemption
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_redemption();

-- Somebody is invited to a survey, or has answered one for the first time.
CREATE FUNCTION homes_follow_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(n.workspace_id), array_agg(n.member_id))
    FROM now_so n JOIN before b USING (workspace_id, run_id, member_id)
    WHERE n.told <> b.told OR b.ballots IS NULL AND n.ballots IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes AFTER UPDATE ON survey_invitation
    REFERENCING OLD TABLE AS before NEW TABLE AS now_so FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_invitation();

-- A survey is closed.
CREATE FUNCTION homes_follow_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(i.workspace_id), array_agg(i.member_id))
    FROM now_so n JOIN before b USING (workspace_id, id)
    JOIN survey_invitation i ON i.workspace_id = n.workspace_id AND i.run_id = n.id
    WHERE n.state <> b.state;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes AFTER UPDATE ON survey_run
    REFERENCING OLD TABLE AS before NEW TABLE AS now_so FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_run();

-- Somebody reads in another language, or is another in the programme.
CREATE FUNCTION homes_follow_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM note_home_changes(array_agg(n.workspace_id), array_agg(n.id))
    FROM now_so n JOIN before b USING (workspace_id, id)
    WHERE (n.name, n.locale, n.chosen_locale, n.role, n.standing, n.time_zone, n.giving_paused_at, n.on_leaderboards)
          IS DISTINCT FROM (b.name, b.locale, b.chosen_locale, b.role, b.standing, b.time_zone, b.giving_paused_at, b.on_leaderboards);
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_homes AFTER UPDATE ON member
    REFERENCING OLD TABLE AS before NEW TABLE AS now_so FOR EACH STATEMENT EXECUTE FUNCTION homes_follow_people();
