-- Nudges: what people are told at times that recur, each once: digests, reminders to thank, welcomes, celebrations.

-- Since when something recurs.
ALTER TABLE schedule ADD COLUMN since timestamptz NOT NULL DEFAULT now();

-- A day on which a nudge began in a zone, while those who live there are told.
CREATE TABLE nudge_round (
    workspace_id uuid NOT NULL REFERENCES workspace,
    nudge text NOT NULL,
    zone text NOT NULL,
    day date NOT NULL,
    began_at timestamptz NOT NULL,
    -- Up to whom it was looked at.
    reached uuid,
    PRIMARY KEY (workspace_id, nudge, zone, day)
);

-- For which day somebody was told last.
CREATE TABLE nudge_told (
    workspace_id uuid NOT NULL,
    nudge text NOT NULL,
    member_id uuid NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (workspace_id, nudge, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX nudge_told_of_member ON nudge_told (workspace_id, member_id);

-- Rounds go through those who live in a zone, in the order of their ids.
CREATE INDEX member_by_zone ON member (workspace_id, (coalesce(time_zone, '')), id) WHERE active;

-- And may do without being told.
ALTER TABLE member DROP CONSTRAINT member_muted_check;
ALTER TABLE member ADD CONSTRAINT member_muted_check
    CHECK (muted <@ ARRAY['kudos', 'joins', 'allowance', 'badges', 'thanking', 'digest']);
