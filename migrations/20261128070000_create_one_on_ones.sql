-- 1:1s: two who talk with each other regularly, one of whom reports to the other.

CREATE TABLE one_on_one (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    manager_id uuid NOT NULL,
    report_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'going', 'paused', 'ended')),
    -- Which of the two asked the other.
    asked_by uuid NOT NULL,
    asked_at timestamptz NOT NULL,
    -- When they talk, as the schedule writes it; on no date before this day, and not on this one.
    spec text NOT NULL,
    first_day date NOT NULL,
    skips date,
    -- What both write, sealed, and how often it was written.
    note bytea,
    note_version integer NOT NULL DEFAULT 0,
    ended_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, manager_id) REFERENCES member,
    FOREIGN KEY (workspace_id, report_id) REFERENCES member,
    CONSTRAINT somebody_else CHECK (manager_id <> report_id),
    CONSTRAINT asked_by_one_of_them CHECK (asked_by IN (manager_id, report_id)),
    CONSTRAINT ended_at_some_time CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_on_one_of_two ON one_on_one (workspace_id, report_id, manager_id) WHERE state <> 'ended';
CREATE INDEX one_on_one_of_report ON one_on_one (workspace_id, report_id);
CREATE INDEX one_on_one_of_manager ON one_on_one (workspace_id, manager_id);
CREATE INDEX one_on_one_note_head ON one_on_one (substring(note, 1, 5)) WHERE note IS NOT NULL;

-- What is to be talked about, and what is to be done.
CREATE TABLE one_on_one_item (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    one_on_one_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('point', 'action')),
    -- Who brings it up, or does it.
    member_id uuid NOT NULL,
    -- Sealed.
    text bytea NOT NULL,
    added_at timestamptz NOT NULL,
    -- For which day both were told of it first; NULL while a point is its writer's alone.
    told_for date,
    settled_at timestamptz,
    PRIMARY KEY (workspace_id, id),
    FOREIGN KEY (workspace_id, one_on_one_id) REFERENCES one_on_one ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX one_on_one_item_of ON one_on_one_item (workspace_id, one_on_one_id);
CREATE INDEX one_on_one_item_of_member ON one_on_one_item (workspace_id, member_id);
CREATE INDEX one_on_one_item_settled ON one_on_one_item (settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX one_on_one_item_text_head ON one_on_one_item (substring(text, 1, 5)) WHERE text IS NOT NULL;

-- When each of the two is reminded of a date. There is one of each, whatever becomes of it.
CREATE TABLE one_on_one_reminder (
    workspace_id uuid NOT NULL,
    one_on_one_id uuid NOT NULL,
    day date NOT NULL,
    member_id uuid NOT NULL,
    -- The day on which they talk: the date, or the first after it on which both work.
    talk_on date NOT NULL,
    remind_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'told', 'skipped')),
    PRIMARY KEY (workspace_id, one_on_one_id, day, member_id),
    FOREIGN KEY (workspace_id, one_on_one_id) REFERENCES one_on_one ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX one_on_one_reminder_due ON one_on_one_reminder (remind_at) WHERE state = 'planned';
CREATE INDEX one_on_one_reminder_of_member ON one_on_one_reminder (workspace_id, member_id);

-- Who said that they are away, and until the end of which day.
CREATE TABLE one_on_one_away (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    last_day date NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
