-- Days on which nobody is written to for no need: of everybody, or of those of one country.

CREATE TABLE holiday (
    workspace_id uuid NOT NULL REFERENCES workspace,
    -- ISO 3166-1, two capital letters; empty for everybody.
    country text NOT NULL CHECK (country = '' OR country ~ '^[A-Z]{2}$'),
    day date NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (workspace_id, country, day)
);
