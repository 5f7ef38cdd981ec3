-- What people like, by surveys that ask for it, and what of it the shop goes by.

ALTER TABLE survey
    DROP CONSTRAINT survey_kind_check,
    ADD CONSTRAINT survey_kind_check CHECK (kind IN ('enps', 'pulse', 'interest')),
    ADD CONSTRAINT interests_bear_names CHECK (kind <> 'interest' OR attribution = 'named');

-- What the shop shows somebody first, who agreed to that: 'kind:learning', 'tag:green'.
CREATE TABLE reward_interest (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    interest text NOT NULL,
    PRIMARY KEY (workspace_id, member_id, interest),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);

-- Nothing of it stays of whoever leaves.
CREATE FUNCTION forget_interests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM reward_interest WHERE workspace_id = NEW.workspace_id AND member_id = NEW.id;
    DELETE FROM survey_answer a USING survey_run r, survey s
    WHERE a.workspace_id = NEW.workspace_id AND a.member_id = NEW.id
      AND r.workspace_id = a.workspace_id AND r.id = a.run_id
      AND s.workspace_id = r.workspace_id AND s.id = r.survey_id AND s.kind = 'interest';
    RETURN NULL;
END $$;
CREATE TRIGGER interests_forgotten AFTER UPDATE OF active ON member
    FOR EACH ROW WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION forget_interests();
