-- What people earn by giving and receiving, or are awarded by hand.

CREATE TABLE badge (
    workspace_id uuid NOT NULL REFERENCES workspace,
    slug text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 40),
    -- Those that come with the server are worded in its languages and have no name here.
    name text,
    name_id text,
    name_ms text,
    -- An emoji by its name, or an address.
    picture text NOT NULL,
    -- Such as 'received 10', or 'by-hand'.
    rule text NOT NULL,
    -- What was earned before is awarded in silence.
    since timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (workspace_id, slug)
);

-- Who has which badge. A row stays when the badge is taken back: nobody is told twice.
CREATE TABLE badge_award (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    badge text NOT NULL,
    earned_at timestamptz NOT NULL,
    source text NOT NULL CHECK (source IN ('rule', 'hand')),
    -- By hand: what for, as the member reads it.
    reason text,
    taken_at timestamptz,
    PRIMARY KEY (workspace_id, member_id, badge),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member,
    FOREIGN KEY (workspace_id, badge) REFERENCES badge
);
CREATE INDEX badge_award_by_badge ON badge_award (workspace_id, badge);

-- What a member's kudos came to when they were last looked at.
CREATE TABLE badge_counter (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    received bigint NOT NULL,
    given bigint NOT NULL,
    points_received bigint NOT NULL,
    -- Every value that they ever gave for.
    company_values text[] NOT NULL,
    -- Working days in a row on which they gave: most, and up to the last of them.
    streak_best bigint NOT NULL,
    streak bigint NOT NULL,
    streak_last date,
    first_at timestamptz,
    looked_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);

-- Who is to be looked at. Whoever looks deletes the row in the transaction that counts and awards.
CREATE TABLE badge_look (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- Whether something was undone: only then is anything taken back.
    undone boolean NOT NULL DEFAULT false,
    due_at timestamptz NOT NULL DEFAULT '-infinity',
    failures integer NOT NULL DEFAULT 0,
    last_error text,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX badge_look_due ON badge_look (due_at);

-- Gifts and undos are followed as their entries are folded into totals, by whichever release folds
-- them: giving itself does nothing for it. Per statement, in the order of keys. Whoever was looked at
-- is left alone for half a minute, and a second longer for every thousand kudos: all of them are counted.
CREATE FUNCTION look_at_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO badge_look AS l (workspace_id, member_id, undone, due_at)
    SELECT m.workspace_id, coalesce(m.merged_into, m.id), bool_or(w.undone),
           coalesce(max(c.looked_at + (30 + (c.received + c.given) / 1000) * interval '1 second'), '-infinity')
    FROM (SELECT f.workspace_id, side.id, bool_or(f.points < 0) AS undone
          FROM folded f CROSS JOIN LATERAL (VALUES (f.giver), (f.recipient)) AS side (id)
          GROUP BY 1, 2) w
    JOIN member m ON m.workspace_id = w.workspace_id AND m.id = w.id
    LEFT JOIN badge_counter c ON c.workspace_id = m.workspace_id AND c.member_id = coalesce(m.merged_into, m.id)
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (workspace_id, member_id) DO UPDATE SET undone = true WHERE excluded.undone AND NOT l.undone;
    RETURN NULL;
END $$;
CREATE TRIGGER followed_by_badges AFTER DELETE ON tally_entry
    REFERENCING OLD TABLE AS folded FOR EACH STATEMENT EXECUTE FUNCTION look_at_members();
