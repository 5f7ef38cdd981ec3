-- What an admin decides of a member, and what the organisation's own lists tell of them.
ALTER TABLE member
    -- While set, they do not give.
    ADD COLUMN giving_paused_at timestamptz,
    ADD COLUMN manager_id uuid,
    -- The organisation's unit, not a team of a platform.
    ADD COLUMN team text,
    -- ISO 3166-1, two capital letters.
    ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$'),
    ADD COLUMN hired_on date,
    ADD CONSTRAINT managed_by_another CHECK (manager_id <> id),
    ADD FOREIGN KEY (workspace_id, manager_id) REFERENCES member;
CREATE INDEX member_reports ON member (workspace_id, manager_id) WHERE manager_id IS NOT NULL;
