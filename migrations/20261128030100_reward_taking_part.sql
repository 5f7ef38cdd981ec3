-- Points for taking part, as promised at launch.
ALTER TABLE survey_run ADD COLUMN reward_points bigint NOT NULL DEFAULT 0 CHECK (reward_points >= 0);

CREATE OR REPLACE FUNCTION keep_survey_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.workspace_id, NEW.id, NEW.survey_id, NEW.launched_at, NEW.reward_points)
       IS DISTINCT FROM (OLD.workspace_id, OLD.id, OLD.survey_id, OLD.launched_at, OLD.reward_points)
       OR NEW.floor < OLD.floor OR OLD.state = 'closed' AND NEW.state <> 'closed' THEN
        RAISE EXCEPTION 'what a run promised does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- Who took part in a run that rewards it. All rows of a run are written at once, when it closes.
CREATE TABLE survey_reward (
    workspace_id uuid NOT NULL,
    run_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- Without a foreign key, which would need rights on the ledger that nobody has: the proof looks for it.
    transfer_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, run_id, member_id),
    UNIQUE (workspace_id, transfer_id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON survey_reward FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON survey_reward FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE survey_reward IS 'without UPDATE, DELETE, TRUNCATE';
SELECT withdraw_rights();
