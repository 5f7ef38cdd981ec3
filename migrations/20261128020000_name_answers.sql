-- Surveys whose answers bear a name, as whoever is asked is told. They are kept in a table of their own, which
-- holds none to an anonymous run: the keys say so. See docs/anonymity.md.

ALTER TABLE survey
    ADD COLUMN attribution text NOT NULL DEFAULT 'anonymous' CHECK (attribution IN ('anonymous', 'named')),
    ADD CONSTRAINT survey_attributed UNIQUE (workspace_id, id, attribution);

ALTER TABLE survey_run
    ADD COLUMN attribution text NOT NULL DEFAULT 'anonymous',
    ADD CONSTRAINT survey_run_attributed UNIQUE (workspace_id, id, attribution),
    ADD CONSTRAINT attributed_as_its_survey FOREIGN KEY (workspace_id, survey_id, attribution)
        REFERENCES survey (workspace_id, id, attribution),
    ADD CONSTRAINT named_has_no_key CHECK (attribution = 'anonymous' OR private_key IS NULL);

-- Whoever answered without their name is never asked to have said it with.
CREATE FUNCTION keep_survey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.attribution <> OLD.attribution THEN
        RAISE EXCEPTION 'what a survey promised does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER survey_kept BEFORE UPDATE ON survey FOR EACH ROW EXECUTE FUNCTION keep_survey();

-- What somebody answered to a named run. Beside it, the ballots of their invitation are an empty array, so that
-- whoever has answered is known the same way of every run.
CREATE TABLE survey_answer (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    member_id uuid NOT NULL,
    attribution text NOT NULL DEFAULT 'named' CHECK (attribution = 'named'),
    -- By question, what was chosen or written.
    answers jsonb NOT NULL,
    PRIMARY KEY (workspace_id, run_id, member_id),
    FOREIGN KEY (workspace_id, run_id, attribution) REFERENCES survey_run (workspace_id, id, attribution),
    FOREIGN KEY (workspace_id, run_id, member_id) REFERENCES survey_invitation ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX survey_answer_of_member ON survey_answer (workspace_id, member_id);

-- Whoever took an answer back has not answered, and is not asked again.
CREATE FUNCTION note_answer_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE survey_invitation SET ballots = NULL, told = 'reminded'
    WHERE workspace_id = OLD.workspace_id AND run_id = OLD.run_id AND member_id = OLD.member_id;
    RETURN NULL;
END $$;
CREATE TRIGGER answer_gone AFTER DELETE ON survey_answer FOR EACH ROW EXECUTE FUNCTION note_answer_gone();
