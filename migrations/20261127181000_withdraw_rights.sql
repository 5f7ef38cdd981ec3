-- What is only ever added to, or never goes away, and which rights we therefore do without. A backup names
-- the role that had them, and whoever restores it may be called otherwise: then this is called again. A
-- table that is to be kept so is added here, by a migration that replaces the function and calls it.
CREATE FUNCTION withdraw_rights() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    FOR kept IN SELECT * FROM (VALUES
        ('ledger_transfer', 'UPDATE, DELETE, TRUNCATE'),
        ('ledger_account', 'DELETE, TRUNCATE'),
        ('kudos', 'DELETE, TRUNCATE'),
        ('kudos_recipient', 'UPDATE, DELETE, TRUNCATE'),
        ('kudos_reversal', 'UPDATE, DELETE, TRUNCATE'),
        ('audit_log', 'UPDATE, DELETE, TRUNCATE')
    ) AS kept (name, rights) LOOP
        EXECUTE format('REVOKE %s ON %I FROM PUBLIC, %I', kept.rights, kept.name, current_user);
    END LOOP;
END
$$;

SELECT withdraw_rights();
