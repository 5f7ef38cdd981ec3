-- Coffee draws: who takes part is drawn together with somebody for a coffee.

CREATE TABLE coffee_volunteer (
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    PRIMARY KEY (workspace_id, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);

-- Who sits at which table of which draw, and when they are told of it.
CREATE TABLE coffee_seat (
    workspace_id uuid NOT NULL,
    day date NOT NULL,
    member_id uuid NOT NULL,
    table_no integer NOT NULL,
    tell_at timestamptz NOT NULL,
    told boolean NOT NULL DEFAULT false,
    PRIMARY KEY (workspace_id, day, member_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX coffee_seat_at_table ON coffee_seat (workspace_id, day, table_no);
CREATE INDEX coffee_seat_due ON coffee_seat (tell_at) WHERE NOT told;
CREATE INDEX coffee_seat_of_member ON coffee_seat (workspace_id, member_id, day);
