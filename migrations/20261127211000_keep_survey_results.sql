-- What expired, and what surveys came to, is only added to.
CREATE OR REPLACE FUNCTION withdraw_rights() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    FOR kept IN SELECT * FROM (VALUES
        ('ledger_transfer', 'UPDATE, DELETE, TRUNCATE'),
        ('ledger_account', 'DELETE, TRUNCATE'),
        ('kudos', 'DELETE, TRUNCATE'),
        ('kudos_recipient', 'UPDATE, DELETE, TRUNCATE'),
        ('kudos_reversal', 'UPDATE, DELETE, TRUNCATE'),
        ('audit_log', 'UPDATE, DELETE, TRUNCATE'),
        ('reward_item', 'DELETE, TRUNCATE'),
        ('stock_movement', 'UPDATE, DELETE, TRUNCATE'),
        ('redemption', 'DELETE, TRUNCATE'),
        ('redemption_step', 'UPDATE, DELETE, TRUNCATE'),
        ('expiry', 'UPDATE, DELETE, TRUNCATE'),
        ('survey_count', 'UPDATE, DELETE, TRUNCATE'),
        ('survey_comment', 'UPDATE, DELETE, TRUNCATE')
    ) AS kept (name, rights) LOOP
        EXECUTE format('REVOKE %s ON %I FROM PUBLIC, %I', kept.rights, kept.name, current_user);
    END LOOP;
END
$$;

SELECT withdraw_rights();
