-- Surveys. While a run is open, answers are sealed ballots beside the invitations; when it closes, they
-- are counted, and nothing of one person's is kept. See docs/anonymity.md.

CREATE TABLE survey (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('enps', 'pulse')),
    title text NOT NULL CHECK (title <> ''),
    -- Each with its id, its kind, and its words per language. They never change: results of several runs are compared.
    questions jsonb NOT NULL,
    -- Who is asked.
    audience jsonb NOT NULL,
    -- The smallest group whose results are shown; NULL for what the settings say at launch.
    floor integer CHECK (floor >= 3),
    created_at timestamptz NOT NULL,
    archived_at timestamptz,
    PRIMARY KEY (workspace_id, id)
);

-- One launch of a survey.
CREATE TABLE survey_run (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    survey_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    -- As it was at launch.
    floor integer NOT NULL CHECK (floor >= 3),
    -- What seals and opens ballots: itself sealed, and only where it is not in a file; erased at the close.
    private_key bytea,
    launched_at timestamptz NOT NULL,
    remind_at timestamptz,
    closes_at timestamptz NOT NULL CHECK (closes_at > launched_at),
    closed_at timestamptz,
    -- When closing is tried again that failed.
    put_off_until timestamptz,
    invited integer NOT NULL CHECK (invited > 0),
    -- How many answered anything; known when it is closed.
    answered integer,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, survey_id) REFERENCES survey,
    CONSTRAINT closed_then CHECK ((state = 'closed') = (closed_at IS NOT NULL) AND (closed_at IS NULL) = (answered IS NULL)),
    CONSTRAINT closed_keeps_no_key CHECK (state = 'open' OR private_key IS NULL)
);
CREATE INDEX survey_run_of_survey ON survey_run (workspace_id, survey_id, launched_at);
CREATE INDEX survey_run_open ON survey_run (closes_at) WHERE state = 'open';
CREATE INDEX survey_run_private_key_head ON survey_run (substring(private_key, 1, 5)) WHERE private_key IS NOT NULL;

-- Whom a run asks.
CREATE TABLE survey_invitation (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- Whether they were written to.
    told text NOT NULL DEFAULT 'nothing' CHECK (told IN ('nothing', 'invited', 'reminded')),
    -- One sealed ballot per question; NULL before they answer, and after the close.
    ballots bytea[],
    -- What ballots are sealed for, so that none counts twice: it goes with them where two members are one.
    seat uuid NOT NULL DEFAULT gen_random_uuid(),
    -- Where they belonged at launch: by that results are broken down.
    team text,
    country text,
    manager_id uuid,
    PRIMARY KEY (workspace_id, run_id, member_id),
    UNIQUE (workspace_id, run_id, seat) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX survey_invitation_untold ON survey_invitation (workspace_id, run_id, member_id) WHERE told = 'nothing';
CREATE INDEX survey_invitation_of_member ON survey_invitation (workspace_id, member_id, run_id);

-- How often each answer was given, by everybody ('all') or by a group that is large enough.
CREATE TABLE survey_count (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    question text NOT NULL,
    dimension text NOT NULL CHECK (dimension IN ('all', 'team', 'country', 'manager')),
    -- Which one: the team, the country, the manager's id; empty for everybody.
    part text NOT NULL,
    answer text NOT NULL,
    count integer NOT NULL CHECK (count >= 0),
    PRIMARY KEY (workspace_id, run_id, question, dimension, part, answer),
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run
);

-- What was written, in an order drawn by lot.
CREATE TABLE survey_comment (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    question text NOT NULL,
    -- Not the order in which they came: another one, drawn by lot.
    place integer NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (workspace_id, run_id, question, place),
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON survey_count FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON survey_comment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON survey_count FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON survey_comment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An open run that is closed stays closed, and what was agreed at launch stays as it was: the floor does not sink.
CREATE FUNCTION keep_survey_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.survey_id, NEW.launched_at)
       IS DISTINCT FROM (OLD.workspace_id, OLD.id, OLD.survey_id, OLD.launched_at)
       OR NEW.floor < OLD.floor OR OLD.state = 'closed' AND NEW.state <> 'closed' THEN
        RAISE EXCEPTION 'what a run promised does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER survey_run_kept BEFORE UPDATE ON survey_run FOR EACH ROW EXECUTE FUNCTION keep_survey_run();

-- No ballot is cast into a run that is closed.
CREATE FUNCTION refuse_late_ballots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ballots IS NOT NULL AND EXISTS (
        SELECT FROM survey_run r WHERE r.workspace_id = NEW.workspace_id AND r.id = NEW.run_id AND r.state = 'closed'
    ) THEN
        RAISE EXCEPTION 'the run is closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ballots_in_time BEFORE INSERT OR UPDATE OF ballots ON survey_invitation
    FOR EACH ROW EXECUTE FUNCTION refuse_late_ballots();

-- An act on a survey is told by its title.
CREATE OR REPLACE VIEW audit_entry AS
SELECT a.workspace_id, a.id, a.at, a.actor, who.name AS actor_name, a.account, a.action, a.subject,
       coalesce(whom.name, giver.name, redeemer.name, item.slug, survey.title) AS subject_name, a.before, a.after, a.detail
FROM audit_log a
LEFT JOIN member who ON who.workspace_id = a.workspace_id AND who.id = id_in(a.actor, '')
LEFT JOIN member whom ON whom.workspace_id = a.workspace_id AND whom.id = id_in(a.subject, 'member:')
LEFT JOIN kudos k ON k.workspace_id = a.workspace_id AND k.id = id_in(a.subject, 'kudos:')
LEFT JOIN member giver ON giver.workspace_id = k.workspace_id AND giver.id = k.giver
LEFT JOIN redemption r ON r.workspace_id = a.workspace_id AND r.id = id_in(a.subject, 'redemption:')
LEFT JOIN member redeemer ON redeemer.workspace_id = r.workspace_id AND redeemer.id = r.member_id
LEFT JOIN reward_item item ON item.workspace_id = a.workspace_id AND item.id = id_in(a.subject, 'reward:')
LEFT JOIN survey ON survey.workspace_id = a.workspace_id AND survey.id = id_in(a.subject, 'survey:');
