-- Who decides in somebody's stead while they are away.
CREATE TABLE stand_in (
    workspace_id uuid NOT NULL,
    -- Who is away.
    member_id uuid NOT NULL,
    stand_in_id uuid NOT NULL,
    -- The last day of it, in the programme's zone as it was then, and the instant at which that ends.
    last_day date NOT NULL,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member,
    FOREIGN KEY (workspace_id, stand_in_id) REFERENCES member,
    CONSTRAINT somebody_else CHECK (member_id <> stand_in_id)
);
CREATE INDEX stand_in_for ON stand_in (workspace_id, stand_in_id);
