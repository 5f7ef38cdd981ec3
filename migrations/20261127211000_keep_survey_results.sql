-- What is kept says so itself from here on, as the comment of its table: 'without UPDATE, DELETE, TRUNCATE'
-- names the rights that we do without. A migration that makes such a table comments on it, and calls this.
CREATE OR REPLACE FUNCTION withdraw_rights() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept record;
BEGIN
    FOR kept IN
        SELECT c.relname AS name, substring(obj_description(c.oid, 'pg_class') FROM '^without (.*)$') AS rights
        FROM pg_class c
        WHERE c.relkind = 'r' AND pg_table_is_visible(c.oid) AND obj_description(c.oid, 'pg_class') LIKE 'without %'
    LOOP
        EXECUTE format('REVOKE %s ON %I FROM PUBLIC, %I', kept.rights, kept.name, current_user);
    END LOOP;
END
$$;

COMMENT ON TABLE ledger_transfer IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE ledger_account IS 'without DELETE, TRUNCATE';
COMMENT ON TABLE kudos IS 'without DELETE, TRUNCATE';
COMMENT ON TABLE kudos_recipient IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE kudos_reversal IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE audit_log IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE reward_item IS 'without DELETE, TRUNCATE';
COMMENT ON TABLE stock_movement IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE redemption IS 'without DELETE, TRUNCATE';
COMMENT ON TABLE redemption_step IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE expiry IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE survey_count IS 'without UPDATE, DELETE, TRUNCATE';
COMMENT ON TABLE survey_comment IS 'without UPDATE, DELETE, TRUNCATE';

SELECT withdraw_rights();
