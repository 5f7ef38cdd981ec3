-- What an act was about, and what changed from what to what, each in its own column.
ALTER TABLE audit_log
    -- The account that a member acted through.
    ADD COLUMN account text,
    ADD COLUMN subject text,
    ADD COLUMN before text,
    ADD COLUMN after text;

UPDATE audit_log SET
    subject = CASE
        WHEN detail ? 'key' THEN 'setting:' || (detail ->> 'key')
        WHEN detail ? 'kudos' THEN 'kudos:' || (detail ->> 'kudos')
        WHEN detail ? 'kept' THEN 'member:' || (detail ->> 'kept')
        WHEN detail ? 'member' THEN 'member:' || (detail ->> 'member')
        WHEN detail ? 'team' THEN 'team:' || (detail ->> 'platform') || ':' || (detail ->> 'team')
    END,
    before = detail ->> 'before',
    after = detail ->> 'after';

-- Nobody rewrites what was done.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM PUBLIC, CURRENT_USER;

-- Those who were there, by name: one way to read the log for all who do.
CREATE FUNCTION id_in(word text, prefix text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN starts_with(word, prefix) AND substr(word, length(prefix) + 1) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                THEN substr(word, length(prefix) + 1)::uuid END
$$;
CREATE VIEW audit_entry AS
SELECT a.workspace_id, a.id, a.at, a.actor, who.name AS actor_name, a.account, a.action, a.subject,
       coalesce(whom.name, giver.name) AS subject_name, a.before, a.after, a.detail
FROM audit_log a
LEFT JOIN member who ON who.workspace_id = a.workspace_id AND who.id = id_in(a.actor, '')
LEFT JOIN member whom ON whom.workspace_id = a.workspace_id AND whom.id = id_in(a.subject, 'member:')
LEFT JOIN kudos k ON k.workspace_id = a.workspace_id AND k.id = id_in(a.subject, 'kudos:')
LEFT JOIN member giver ON giver.workspace_id = k.workspace_id AND giver.id = k.giver;
