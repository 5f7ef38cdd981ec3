//! The database protects itself, whoever writes to it.

use plaudit::ledger;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::harness::{Books, TestDb, batcher, holds, prove};

/// What is tried, and how it is refused: by the rights of the role that Plaudit runs as, and, where
/// somebody has every right, by the tables themselves.
struct Attempt {
    sql: &'static str,
    as_plaudit: &'static str,
    as_superuser: &'static str,
    constraint: Option<&'static str>,
}

const NO_RIGHT: &str = "42501";
const APPEND_ONLY: &str = "23001";
const CHECK: &str = "23514";
const TAKEN: &str = "23505";
const UNKNOWN: &str = "23503";
/// Not refused, and without effect.
const IGNORED: &str = "00000";

/// Kept away by rights, else by a trigger.
const fn append_only(sql: &'static str) -> Attempt {
    Attempt {
        sql,
        as_plaudit: NO_RIGHT,
        as_superuser: APPEND_ONLY,
        constraint: None,
    }
}

/// Nobody may.
const fn refused(
    sql: &'static str,
    code: &'static str,
    constraint: Option<&'static str>,
) -> Attempt {
    Attempt {
        sql,
        as_plaudit: code,
        as_superuser: code,
        constraint,
    }
}

/// Nothing comes of it, whoever does it.
const fn ignored(sql: &'static str) -> Attempt {
    refused(sql, IGNORED, None)
}

/// A transfer from the giver's allowance (95, version 2) to the recipient's points (5, version 1).
macro_rules! moved {
    ($amount:literal, $from:literal, $to:literal) => {
        concat!(
            "INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount, ",
            "from_account, from_version, from_balance, to_account, to_version, to_balance) ",
            "VALUES ('{w}', gen_random_uuid(), now(), 'gift', 'x', ",
            $amount,
            ", ",
            $from,
            ", ",
            $to,
            ");"
        )
    };
}

const ATTEMPTS: &[Attempt] = &[
    // Transfers stay.
    append_only("UPDATE ledger_transfer SET amount = amount + 1"),
    append_only("UPDATE ledger_transfer SET source = 'kudos:other'"),
    append_only("DELETE FROM ledger_transfer"),
    append_only("TRUNCATE ledger_transfer"),
    // Accounts stay, are opened empty, and keep their names.
    append_only("DELETE FROM ledger_account"),
    append_only("TRUNCATE ledger_account CASCADE"),
    refused(
        "INSERT INTO ledger_account (workspace_id, kind, owner, balance) VALUES ('{w}', 'reserve', '{w}', 5)",
        CHECK,
        None,
    ),
    refused(
        "INSERT INTO ledger_account (workspace_id, kind, owner, overdraft) VALUES ('{w}', 'reserve', '{w}', true)",
        CHECK,
        None,
    ),
    refused(
        "UPDATE ledger_account SET owner = '{w}' WHERE id = {p}",
        CHECK,
        None,
    ),
    // Balances follow from transfers, and from nothing else.
    ignored("UPDATE ledger_account SET balance = balance + 1 WHERE id = {p}"),
    ignored("UPDATE ledger_account SET version = version + 1 WHERE id = {p}"),
    ignored("UPDATE ledger_account SET granted = granted + 1 WHERE id = {a}"),
    ignored("UPDATE ledger_account SET balance = 1 WHERE kind = 'issuance'"),
    ignored(
        "INSERT INTO ledger_account (workspace_id, kind, owner) VALUES ('{w}', 'points', '{m}')
         ON CONFLICT (workspace_id, kind, owner, period) DO UPDATE SET balance = 99",
    ),
    ignored(concat!(
        moved!("1", "{a}, 3, 94", "{p}, 2, 6"),
        "UPDATE ledger_account SET balance = 7, version = 3 WHERE id = {p}"
    )),
    // As the release before writes both, in one statement.
    ignored(
        "WITH posted AS (
           INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                                        from_account, from_version, from_balance, to_account, to_version, to_balance)
           VALUES ('{w}', gen_random_uuid(), now(), 'gift', 'x', 1, {a}, 3, 94, {p}, 2, 6)
         )
         UPDATE ledger_account a SET balance = n.balance, version = n.version, granted = n.granted, overdraft = false
         FROM (VALUES ({a}, 94, 3, 100), ({p}, 6, 2, 0)) AS n(id, balance, version, granted)
         WHERE a.workspace_id = '{w}' AND a.id = n.id",
    ),
    // A version skipped: by one transfer, or by two that share one.
    refused(
        moved!("1", "{a}, 3, 94", "{p}, 3, 6"),
        CHECK,
        Some("versions_follow"),
    ),
    refused(
        concat!(
            moved!("1", "{a}, 3, 94", "{p}, 2, 6"),
            moved!("1", "{p}, 2, 5", "{a}, 4, 95")
        ),
        CHECK,
        Some("versions_follow"),
    ),
    refused(
        "INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                                      from_account, from_version, from_balance, to_account, to_version, to_balance)
         VALUES ('{w}', gen_random_uuid(), now(), 'gift', 'x', 1, {a}, 3, 94, {p}, 3, 6),
                ('{w}', gen_random_uuid(), now(), 'gift', 'x', 1, {p}, 3, 5, {a}, 4, 95)",
        CHECK,
        Some("versions_follow"),
    ),
    // A version that the other side took before, and another skipped.
    refused(
        "INSERT INTO ledger_transfer (workspace_id, id, posted_at, kind, source, amount,
                                      from_account, from_version, from_balance, to_account, to_version, to_balance)
         VALUES ('{w}', gen_random_uuid(), now(), 'gift', 'x', 1, {p}, 1, 4, {a}, 3, 96),
                ('{w}', gen_random_uuid(), now(), 'gift', 'x', 1, {p}, 3, 3, {a}, 4, 97)",
        CHECK,
        Some("versions_follow"),
    ),
    // From nowhere but issuance, which has no balance.
    refused(
        moved!("1", "{p}, NULL, NULL", "{a}, 3, 96"),
        CHECK,
        Some("issuance_has_no_version"),
    ),
    refused(
        moved!(
            "1",
            "{a}, 3, 94",
            "(SELECT id FROM ledger_account WHERE workspace_id = '{w}' AND kind = 'issuance'), 1, 1"
        ),
        CHECK,
        Some("issuance_has_no_balance"),
    ),
    // A version taken twice.
    refused(
        moved!("1", "{a}, 2, 94", "{p}, 2, 6"),
        TAKEN,
        Some("from_version_once"),
    ),
    refused(
        moved!("1", "{a}, 3, 94", "{p}, 1, 6"),
        TAKEN,
        Some("to_version_once"),
    ),
    // More than there is.
    refused(
        moved!("6", "{p}, 2, -1", "{a}, 3, 101"),
        CHECK,
        Some("balance_not_negative"),
    ),
    refused(
        moved!("1", "{p}, 2, 4", "{p}, 3, 5"),
        CHECK,
        Some("two_accounts"),
    ),
    refused(
        moved!("0", "{a}, 3, 95", "{p}, 2, 5"),
        CHECK,
        Some("ledger_transfer_amount_check"),
    ),
    refused(
        moved!("-1", "{a}, 3, 96", "{p}, 2, 4"),
        CHECK,
        Some("ledger_transfer_amount_check"),
    ),
    refused(
        moved!("1", "{a}, 3, 94", "{o}, 1, 1"),
        UNKNOWN,
        Some("transfer_between_accounts"),
    ),
    refused(
        "INSERT INTO ledger_transfer SELECT * FROM ledger_transfer",
        TAKEN,
        None,
    ),
    // Kudos are by members and to members, who stay, and keep their ids.
    refused(
        "INSERT INTO kudos (workspace_id, id, given_at, day, giver, points, company_values, message, source, platform,
                            team, channel, place_kind)
         SELECT workspace_id, gen_random_uuid(), given_at, day, gen_random_uuid(), points, company_values, message, source,
                platform, team, channel, place_kind FROM kudos",
        UNKNOWN,
        Some("kudos_by_member"),
    ),
    refused(
        "INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
         SELECT workspace_id, kudos_id, gen_random_uuid(), transfer_id FROM kudos_recipient",
        UNKNOWN,
        Some("kudos_to_member"),
    ),
    refused(
        "INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
         SELECT workspace_id, gen_random_uuid(), member_id, transfer_id FROM kudos_recipient",
        UNKNOWN,
        Some("kudos_to_member"),
    ),
    refused("DELETE FROM member", APPEND_ONLY, None),
    append_only("TRUNCATE member CASCADE"),
    refused(
        "UPDATE member SET id = gen_random_uuid()",
        APPEND_ONLY,
        None,
    ),
    // Kudos stay as they were given.
    refused("UPDATE kudos SET points = points + 1", APPEND_ONLY, None),
    append_only("DELETE FROM kudos"),
    append_only("TRUNCATE kudos CASCADE"),
    append_only("UPDATE kudos_recipient SET transfer_id = gen_random_uuid()"),
    append_only("DELETE FROM kudos_recipient"),
    append_only("TRUNCATE kudos_recipient"),
    append_only("UPDATE kudos_reversal SET reversed_at = now()"),
    append_only("DELETE FROM kudos_reversal"),
    append_only("TRUNCATE kudos_reversal"),
];

async fn id_of(conn: &mut PgConnection, of: &str, kind: &str) -> i64 {
    let sql = "SELECT id FROM ledger_account a JOIN connection c USING (workspace_id)
               WHERE c.team = $1 AND a.kind = $2";
    sqlx::query_scalar(sql)
        .bind(of)
        .bind(kind)
        .fetch_one(conn)
        .await
        .unwrap()
}

async fn try_all(
    conn: &mut PgConnection,
    fill: &dyn Fn(&str) -> String,
    code: fn(&Attempt) -> &'static str,
) {
    for attempt in ATTEMPTS {
        let sql = fill(attempt.sql);
        let mut tx = conn.begin().await.unwrap();
        let outcome = sqlx::raw_sql(AssertSqlSafe(sql.clone()))
            .execute(&mut *tx)
            .await;
        if code(attempt) == IGNORED {
            outcome.expect(&sql);
            let proven = ledger::verify(&mut tx).await.unwrap();
            assert_eq!(proven.fault, None, "{sql}");
            tx.rollback().await.unwrap();
            continue;
        }
        let error = outcome.expect_err(&sql).into_database_error().unwrap();
        assert_eq!(
            error.code().as_deref(),
            Some(code(attempt)),
            "{sql}: {error}"
        );
        if let Some(constraint) = attempt.constraint {
            assert_eq!(error.constraint(), Some(constraint), "{sql}: {error}");
        }
        tx.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn nothing_but_postings_changes_the_books() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let other = Books::open(&db, "T2", 3).await;
    let batcher = batcher(&db);
    for gift in [books.gift("k1", 0, &[1], 5), other.gift("k1", 0, &[1], 5)] {
        batcher.give(gift).await.unwrap();
    }
    let mut conn = db.pool.acquire().await.unwrap();
    let ids = [
        id_of(&mut conn, "T1", "allowance").await,
        id_of(&mut conn, "T1", "points").await,
        id_of(&mut conn, "T2", "points").await,
    ];
    let fill = |sql: &str| {
        sql.replace("{w}", &books.workspace.to_string())
            .replace("{m}", &books.members[1].to_string())
            .replace("{a}", &ids[0].to_string())
            .replace("{p}", &ids[1].to_string())
            .replace("{o}", &ids[2].to_string())
    };
    let (mut ordinary, mut superuser) = (db.pool.acquire().await.unwrap(), db.superuser().await);
    let mut tampering = db.tampering().await;
    // A row to tamper with: what looks at each row refuses nothing where there is none.
    let reversal = "INSERT INTO kudos_reversal SELECT workspace_id, id, now(), giver FROM kudos";
    sqlx::query(reversal).execute(&mut tampering).await.unwrap();
    try_all(&mut ordinary, &fill, |attempt| attempt.as_plaudit).await;
    try_all(&mut superuser, &fill, |attempt| attempt.as_superuser).await;

    sqlx::query("DELETE FROM kudos_reversal")
        .execute(&mut tampering)
        .await
        .unwrap();
    assert_eq!(holds(&db, &books.points_of(1)).await, 5);
    assert_eq!(holds(&db, &books.allowance_of(0)).await, 95);
    prove(&mut conn).await;
}

/// What is only ever added to, and what stays, with the rights that Plaudit does without.
const KEPT: &[(&str, &str)] = &[
    ("audit_log", "UPDATE, DELETE, TRUNCATE"),
    ("expiry", "UPDATE, DELETE, TRUNCATE"),
    ("kudos", "DELETE, TRUNCATE"),
    ("kudos_recipient", "UPDATE, DELETE, TRUNCATE"),
    ("kudos_reversal", "UPDATE, DELETE, TRUNCATE"),
    ("ledger_account", "DELETE, TRUNCATE"),
    ("ledger_transfer", "UPDATE, DELETE, TRUNCATE"),
    ("redemption", "DELETE, TRUNCATE"),
    ("redemption_step", "UPDATE, DELETE, TRUNCATE"),
    ("reward_item", "DELETE, TRUNCATE"),
    ("stock_movement", "UPDATE, DELETE, TRUNCATE"),
    ("survey_comment", "UPDATE, DELETE, TRUNCATE"),
    ("survey_count", "UPDATE, DELETE, TRUNCATE"),
    ("survey_follow_up", "UPDATE, DELETE, TRUNCATE"),
    ("survey_reward", "UPDATE, DELETE, TRUNCATE"),
    ("voucher_order", "UPDATE, DELETE, TRUNCATE"),
    ("voucher_spending", "UPDATE, DELETE, TRUNCATE"),
];

/// Puts a row into a table, whatever is in it: a trigger that looks at each row refuses nothing where there is none.
/// Foreign keys are off, checks are taken away, and what is required is filled with something of its type.
async fn put_a_row(tampering: &mut PgConnection, table: &str) {
    let insert = format!(
        "DO $$
         DECLARE
             names text; filled text; one record;
         BEGIN
             FOR one IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'c' LOOP
                 EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', one.conname);
             END LOOP;
             SELECT string_agg(quote_ident(attname), ', '),
                    string_agg(CASE format_type(atttypid, NULL)
                                   WHEN 'uuid' THEN 'gen_random_uuid()'
                                   WHEN 'timestamp with time zone' THEN 'now()'
                                   WHEN 'date' THEN 'current_date'
                                   WHEN 'boolean' THEN 'false'
                                   WHEN 'text' THEN quote_literal('x')
                                   WHEN 'bytea' THEN quote_literal('x')
                                   WHEN 'jsonb' THEN quote_literal('[]')
                                   WHEN 'text[]' THEN quote_literal(chr(123) || chr(125))
                                   ELSE '1' END, ', ')
             INTO names, filled
             FROM pg_attribute
             WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attnotnull AND attidentity = '' AND attgenerated = '';
             EXECUTE format('INSERT INTO {table} (%s) VALUES (%s)', names, filled);
         END $$"
    );
    let put = sqlx::raw_sql(AssertSqlSafe(insert))
        .execute(tampering)
        .await;
    put.unwrap_or_else(|error| panic!("{table}: {error}"));
}

#[tokio::test]
async fn what_is_only_added_to_is_changed_by_nobody() {
    let db = TestDb::new().await;
    let promised = "SELECT relname::text, substring(obj_description(oid, 'pg_class') FROM '^without (.*)$')
                    FROM pg_class WHERE relkind = 'r' AND obj_description(oid, 'pg_class') LIKE 'without %'
                    ORDER BY relname";
    let promised: Vec<(String, String)> =
        sqlx::query_as(promised).fetch_all(&db.pool).await.unwrap();
    let promised: Vec<(&str, &str)> = promised
        .iter()
        .map(|(table, rights)| (table.as_str(), rights.as_str()))
        .collect();
    assert_eq!(promised, KEPT);
    let mut tampering = db.tampering().await;
    for (table, _) in KEPT {
        put_a_row(&mut tampering, table).await;
    }
    let (mut ordinary, mut superuser) = (db.pool.acquire().await.unwrap(), db.superuser().await);
    for (table, rights) in KEPT {
        for right in rights.split(", ") {
            let change = match right {
                "UPDATE" => format!("UPDATE {table} SET workspace_id = workspace_id"),
                "DELETE" => format!("DELETE FROM {table}"),
                _ => format!("TRUNCATE {table} CASCADE"),
            };
            refuses(&mut ordinary, &change, NO_RIGHT).await;
            refuses(&mut superuser, &change, APPEND_ONLY).await;
        }
    }
}

async fn refuses(conn: &mut PgConnection, change: &str, code: &str) {
    let done = sqlx::raw_sql(AssertSqlSafe(change.to_owned()))
        .execute(conn)
        .await;
    let error = done.expect_err(change).into_database_error().unwrap();
    assert_eq!(error.code().as_deref(), Some(code), "{change}: {error}");
}
