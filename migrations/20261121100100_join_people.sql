-- A person may have accounts on several platforms. Each account keeps what its platform says of it;
-- what is said of the member follows from all of them.

ALTER TABLE identity
    ADD COLUMN name text,
    ADD COLUMN email text,
    ADD COLUMN locale text CHECK (locale IN ('en', 'id', 'ms')),
    ADD COLUMN time_zone text,
    -- What deliveries told, where the platform's directory tells nothing.
    ADD COLUMN learned_locale text CHECK (learned_locale IN ('en', 'id', 'ms')),
    ADD COLUMN learned_time_zone text,
    ADD COLUMN learned_at timestamptz,
    ADD COLUMN standing text NOT NULL DEFAULT 'member' CHECK (standing IN ('member', 'guest', 'outsider', 'bot')),
    ADD COLUMN active boolean NOT NULL DEFAULT true,
    -- Since when the account is this member's.
    ADD COLUMN linked_at timestamptz NOT NULL DEFAULT now();

UPDATE identity i
SET name = m.name, email = m.email, locale = m.locale, time_zone = m.time_zone,
    standing = m.standing, active = m.active
FROM member m
WHERE m.workspace_id = i.workspace_id AND m.id = i.member_id;

-- A new account is joined with the person whose account has the same verified e-mail.
CREATE INDEX identity_email ON identity (workspace_id, lower(email)) WHERE email IS NOT NULL;
DROP INDEX member_email;

-- Other ids by which a platform speaks of an account.
CREATE TABLE identity_alias (
    platform text NOT NULL,
    team text NOT NULL,
    alias text NOT NULL,
    user_id text NOT NULL,
    PRIMARY KEY (platform, team, alias),
    FOREIGN KEY (platform, team, user_id) REFERENCES identity ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX identity_alias_account ON identity_alias (platform, team, user_id);

-- Somebody who turned out to be another member: the row stays for what was given before. It names
-- whoever has the accounts now, never a row that was itself merged.
ALTER TABLE member
    ADD COLUMN merged_into uuid,
    ADD CONSTRAINT merged_into_another CHECK (merged_into <> id),
    ADD FOREIGN KEY (workspace_id, merged_into) REFERENCES member;
CREATE INDEX member_merged ON member (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- The rows that are one person: the member, and everybody merged into them.
CREATE FUNCTION same_person(workspace uuid, member uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT m.id FROM member m WHERE m.workspace_id = $1 AND (m.id = $2 OR m.merged_into = $2)
$$;

-- A gift by or to somebody who is being merged fails, and is right when it is tried again: readers of
-- balances and boards need not look for what came too late. Per statement, as for balances.
CREATE FUNCTION refuse_merged_giver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.giver
               WHERE m.merged_into IS NOT NULL) THEN
        RAISE EXCEPTION 'the giver is another member by now' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER giver_not_merged AFTER INSERT ON kudos
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_merged_giver();

CREATE FUNCTION refuse_merged_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a JOIN member m ON m.workspace_id = a.workspace_id AND m.id = a.member_id
               WHERE m.merged_into IS NOT NULL) THEN
        RAISE EXCEPTION 'the recipient is another member by now' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER recipient_not_merged AFTER INSERT ON kudos_recipient
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_merged_recipient();

-- A programme that was given up, empty, because its only team belongs to another. Rows that kudos
-- may refer to are never deleted; this one and its members hold nothing any more.
ALTER TABLE workspace ADD COLUMN dissolved_at timestamptz;
