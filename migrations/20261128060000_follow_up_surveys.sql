-- What an organisation says about the results of a run, and what it does about them.
CREATE TABLE survey_follow_up (
    workspace_id uuid NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    run_id uuid NOT NULL,
    text text NOT NULL CHECK (text <> ''),
    -- Who says so; nobody where it is an operator.
    member_id uuid,
    said_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX survey_follow_up_of_run ON survey_follow_up (workspace_id, run_id, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON survey_follow_up FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON survey_follow_up FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
COMMENT ON TABLE survey_follow_up IS 'without UPDATE, DELETE, TRUNCATE';
SELECT withdraw_rights();
