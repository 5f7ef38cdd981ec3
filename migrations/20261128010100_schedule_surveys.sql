-- Surveys that are launched by themselves, and when each person is written to.

CREATE TABLE survey_schedule (
    workspace_id uuid NOT NULL,
    survey_id uuid NOT NULL,
    -- As the schedule spells it: 'monthly 1st-tue 10:00'.
    spec text NOT NULL,
    -- How long each run is open after the last invitation.
    open_minutes integer NOT NULL CHECK (open_minutes > 0),
    skip_weekends boolean NOT NULL,
    skip_holidays boolean NOT NULL,
    -- The first and last date that is held; NULL where there is no last one.
    first_day date NOT NULL,
    last_day date CHECK (last_day >= first_day),
    PRIMARY KEY (workspace_id, survey_id),
    FOREIGN KEY (workspace_id, survey_id) REFERENCES survey
);

-- A date of a survey, which is held once: the row says what became of it.
CREATE TABLE survey_date (
    workspace_id uuid NOT NULL,
    survey_id uuid NOT NULL,
    day date NOT NULL,
    state text NOT NULL CHECK (state IN ('planned', 'launched', 'refused', 'passed')),
    -- When the first are to be invited; moved on while it cannot be launched.
    opens_at timestamptz NOT NULL,
    run_id uuid,
    PRIMARY KEY (workspace_id, survey_id, day),
    FOREIGN KEY (workspace_id, survey_id) REFERENCES survey,
    FOREIGN KEY (workspace_id, run_id) REFERENCES survey_run,
    CONSTRAINT launched_as CHECK ((state = 'launched') = (run_id IS NOT NULL))
);
CREATE INDEX survey_date_due ON survey_date (opens_at) WHERE state = 'planned';

-- When somebody is invited, and reminded where that is not when others are.
ALTER TABLE survey_invitation
    ADD COLUMN invite_at timestamptz NOT NULL DEFAULT 'epoch',
    ADD COLUMN remind_at timestamptz;
DROP INDEX survey_invitation_untold;
CREATE INDEX survey_invitation_due ON survey_invitation (invite_at) WHERE told = 'nothing';
