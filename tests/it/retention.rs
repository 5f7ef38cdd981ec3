//! What is forgotten in time, and what is kept for good.

mod staying;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use plaudit::chat::{Message, To};
use plaudit::clock::Clock;
use plaudit::database::Ts;
use plaudit::ids::WorkspaceId;
use plaudit::outbox;
use plaudit::outbox::Letter;
use plaudit::retention::{Age, BATCH, RULES, Rule, Then, sweep};
use plaudit_sandbox::slack::Fault;
use sqlx::{AssertSqlSafe, PgPool};

use crate::harness::{Plaudit, TestDb};

const NOW: &str = "2026-11-27T12:00:00Z";

/// A redemption that was delivered, and what else there is to insert.
macro_rules! redeemed {
    ($insert:literal) => {
        concat!(
            "WITH somebody AS (
               INSERT INTO member (workspace_id, id, name, standing, active)
               VALUES ($1, gen_random_uuid(), $3, 'member', true) RETURNING id
             ), item AS (
               INSERT INTO reward_item (workspace_id, id, slug, kind, price, approval, fulfilment, created_at)
               VALUES ($1, gen_random_uuid(), $3, 'merchandise', 5, 'auto', 'manual', $2) RETURNING id
             ), redeemed AS (
               INSERT INTO redemption (workspace_id, id, item_id, member_id, points, took_stock, state, requested_at, day,
                                       decided_at, fulfilled_at, provider, provider_reference, delivery)
               SELECT $1, gen_random_uuid(), item.id, somebody.id, 5, false, 'fulfilled', $2, '2026-01-01', $2, $2,
                      'manual', $3, 'sealed'
               FROM somebody, item RETURNING workspace_id, id
             ) ",
            $insert
        )
    };
}

/// Two who talk with each other, and what else there is to insert of them.
macro_rules! talking {
    ($ended:literal, $insert:literal) => {
        concat!(
            "WITH two AS (
               INSERT INTO member (workspace_id, id, name, standing, active)
               SELECT $1, gen_random_uuid(), $3, 'member', true FROM generate_series(1, 2) RETURNING id
             ), both_ids AS (
               SELECT min(id::text)::uuid AS one, max(id::text)::uuid AS other FROM two
             ), pair AS (
               INSERT INTO one_on_one (workspace_id, id, manager_id, report_id, state, asked_by, asked_at, spec, first_day,
                                       ended_at)
               SELECT $1, gen_random_uuid(), one, other, CASE WHEN ",
            $ended,
            " THEN 'ended' ELSE 'going' END, one, $2, 'weekly tue 09:00', '2026-01-01', CASE WHEN ",
            $ended,
            " THEN $2::timestamptz END FROM both_ids RETURNING id, manager_id
             ) ",
            $insert
        )
    };
}

/// One row for each rule: `$1` is its workspace, `$2` how old it is, `$3` what it is told by.
const SAMPLES: &[(&str, &str)] = &[
    ("outbox", "INSERT INTO outbox (workspace_id, lane, method, spacing, letter, created_at, available_at)
                VALUES ($1, $3, 'm', 1, '{}', $2, $2)"),
    ("outbox", "INSERT INTO outbox (workspace_id, lane, method, spacing, letter, created_at, available_at, state)
                VALUES ($1, $3, 'm', 1, '{}', $2, $2, 'dead')"),
    ("outbox", "INSERT INTO outbox (workspace_id, lane, method, spacing, letter, created_at, available_at, settled_at, state)
                VALUES ($1, $3, 'm', 1, 'null', $2, $2, $2, 'sent')"),
    ("outbox", "INSERT INTO outbox (workspace_id, lane, method, spacing, letter, created_at, available_at, settled_at, state)
                VALUES ($1, $3, 'm', 1, 'null', $2, $2, $2, 'refused')"),
    ("inbox", "INSERT INTO inbox (workspace_id, inbound, created_at, available_at, last_error) VALUES ($1, '{}', $2, $2, $3)"),
    ("inbox", "INSERT INTO inbox (workspace_id, inbound, created_at, available_at, state, last_error)
               VALUES ($1, '{}', $2, $2, 'dead', $3)"),
    ("inbox", "INSERT INTO inbox (workspace_id, inbound, created_at, available_at, state, last_error)
               VALUES ($1, 'null', $2, $2, 'done', $3)"),
    ("inbox", "INSERT INTO inbox (workspace_id, inbound, created_at, available_at, state, last_error)
               VALUES ($1, 'null', $2, $2, 'dead', $3)"),
    ("fulfilment", redeemed!("INSERT INTO fulfilment (workspace_id, redemption_id, format, created_at, available_at, settled_at,
                                                     state, last_error)
                             SELECT workspace_id, id, 1, $2, $2, $2, 'done', $3 FROM redeemed")),
    ("fulfilment", redeemed!("INSERT INTO fulfilment (workspace_id, redemption_id, format, created_at, available_at, state, last_error)
                             SELECT workspace_id, id, 1, $2, $2, 'dead', $3 FROM redeemed")),
    ("redemption", redeemed!("INSERT INTO redemption_step (workspace_id, redemption_id, number, at, actor, after)
                             SELECT workspace_id, id, 1, $2, 'system', 'fulfilled' FROM redeemed")),
    ("kudos_draft", "INSERT INTO kudos_draft (workspace_id, id, giver, inbound, created_at)
                     VALUES ($1, gen_random_uuid(), $1, jsonb_build_object('told', $3), $2)"),
    ("kudos_reaction_added", "INSERT INTO kudos_reaction_added (workspace_id, channel, message_id, emoji, giver, added_at)
                              VALUES ($1, 'C1', '1', $3, $1, $2)"),
    ("reward_draft", "WITH somebody AS (
                        INSERT INTO member (workspace_id, id, name, standing, active)
                        VALUES ($1, gen_random_uuid(), $3, 'member', true) RETURNING id
                      )
                      INSERT INTO reward_draft (workspace_id, id, member_id, said, begun_at)
                      SELECT $1, gen_random_uuid(), id, jsonb_build_object('name', $3::text), $2 FROM somebody"),
    ("kudos_reaction_removed", "INSERT INTO kudos_reaction_removed (workspace_id, channel, message_id, emoji, giver, removed_at)
                                VALUES ($1, 'C1', '1', $3, $1, $2)"),
    (
        "kudos_message_deleted",
        "INSERT INTO kudos_message_deleted (workspace_id, channel, message_id, deleted_at) VALUES ($1, 'C1', $3, $2)",
    ),
    ("posted_message", "INSERT INTO posted_message (workspace_id, platform, team, channel, message_id, subject, posted_at)
                        VALUES ($1, 'slack', 'T1', 'C1', $3, 'kudos:x', $2)"),
    ("notice", "INSERT INTO notice (workspace_id, id, recipient, subject, opened_at)
                VALUES ($1, gen_random_uuid(), $1, $3, $2)"),
    ("notice_entry", "INSERT INTO notice_entry (workspace_id, recipient, subject, kudos_id, at)
                      VALUES ($1, $1, $3, gen_random_uuid(), $2)"),
    ("survey_answer", "WITH somebody AS (
                         INSERT INTO member (workspace_id, id, name, standing, active)
                         VALUES ($1, gen_random_uuid(), $3, 'member', true) RETURNING id
                       ), asked AS (
                         INSERT INTO survey (workspace_id, id, kind, title, questions, audience, created_at, attribution)
                         VALUES ($1, gen_random_uuid(), 'pulse', $3, '[]', '{}', $2, 'named') RETURNING id
                       ), run AS (
                         INSERT INTO survey_run (workspace_id, id, survey_id, state, floor, launched_at, closes_at, closed_at,
                                                 invited, answered, attribution)
                         SELECT $1, gen_random_uuid(), id, 'closed', 5, $2::timestamptz - interval '1 day', $2, $2, 1, 1, 'named'
                         FROM asked RETURNING id
                       ), invited AS (
                         INSERT INTO survey_invitation (workspace_id, run_id, member_id)
                         SELECT $1, run.id, somebody.id FROM run, somebody RETURNING run_id, member_id
                       )
                       INSERT INTO survey_answer (workspace_id, run_id, member_id, answers)
                       SELECT $1, run_id, member_id, jsonb_build_object('said', $3::text) FROM invited"),
    ("home", "WITH somebody AS (
                INSERT INTO member (workspace_id, id, name, standing, active)
                VALUES ($1, gen_random_uuid(), $3, 'member', true) RETURNING id
              ), account AS (
                INSERT INTO identity (platform, team, user_id, workspace_id, member_id)
                SELECT 'slack', 'T1', $3, $1, id FROM somebody RETURNING user_id
              )
              INSERT INTO home (workspace_id, platform, team, user_id, opened_at) SELECT $1, 'slack', 'T1', user_id, $2
              FROM account"),
    ("one_on_one", talking!("true", "SELECT id FROM pair")),
    ("one_on_one_item", talking!("false", "INSERT INTO one_on_one_item (workspace_id, id, one_on_one_id, kind, member_id,
                                                                        text, added_at, settled_at)
                                           SELECT $1, gen_random_uuid(), id, 'point', manager_id, '', $2, $2 FROM pair")),
    ("one_on_one_reminder", talking!("false", "INSERT INTO one_on_one_reminder (workspace_id, one_on_one_id, day, member_id,
                                                                                talk_on, remind_at, state)
                                               SELECT $1, id, $2::timestamptz::date, manager_id, $2::timestamptz::date, $2, 'told'
                                               FROM pair")),
    ("one_on_one_away", talking!("false", "INSERT INTO one_on_one_away (workspace_id, member_id, last_day)
                                           SELECT $1, manager_id, $2::timestamptz::date FROM pair")),
    ("coffee_seat", talking!("false", "INSERT INTO coffee_seat (workspace_id, day, member_id, table_no, tell_at, told)
                                       SELECT $1, $2::timestamptz::date, manager_id, 0, $2, true FROM pair")),
    ("invitation", "INSERT INTO invitation (workspace_id, id, code_hash, made_by, made_at, expires_at)
                    VALUES ($1, gen_random_uuid(), sha256(convert_to($3, 'UTF8')), $3, $2, $2)"),
    ("nudge_round", "INSERT INTO nudge_round (workspace_id, nudge, zone, day, began_at)
                     VALUES ($1, $3, 'UTC', $2::timestamptz::date, $2)"),
    ("schedule_run", "INSERT INTO schedule_run (workspace_id, name, due_at) VALUES ($1, $3, $2)"),
    ("tally", "INSERT INTO tally VALUES ($1, 'day', $2::timestamptz::date, 'given', $3, $1, 1)"),
    ("tally", "INSERT INTO tally VALUES ($1, 'week', $2::timestamptz::date, 'given', $3, $1, 1)"),
    ("tally", "INSERT INTO tally VALUES ($1, 'month', $2::timestamptz::date, 'given', $3, $1, 1)"),
    ("tally", "INSERT INTO tally VALUES ($1, 'quarter', $2::timestamptz::date, 'given', $3, $1, 1)"),
    ("tally", "INSERT INTO tally VALUES ($1, 'year', $2::timestamptz::date, 'given', $3, $1, 1)"),
    ("outbox_pace", "INSERT INTO outbox_pace (bucket, free_at) SELECT $3, $2 WHERE $1 IS NOT NULL"),
];

async fn workspace(pool: &PgPool) -> WorkspaceId {
    let id = WorkspaceId::from_u128(1);
    sqlx::query("INSERT INTO workspace (id, name, created_at) VALUES ($1, 'Acme', now())")
        .bind(id)
        .execute(pool)
        .await
        .unwrap();
    id
}

async fn put(
    pool: &PgPool,
    insert: &'static str,
    workspace: WorkspaceId,
    at: Timestamp,
    told_by: &str,
) {
    let row = sqlx::query(insert)
        .bind(workspace)
        .bind(Ts(at))
        .bind(told_by);
    row.execute(pool).await.unwrap();
}

/// The rows of a table, each as a text.
async fn rows(pool: &PgPool, table: &str) -> Vec<String> {
    let all = format!("SELECT t::text FROM {table} t");
    sqlx::query_scalar(AssertSqlSafe(all))
        .fetch_all(pool)
        .await
        .unwrap()
}

fn age(rule: &Rule) -> SignedDuration {
    let days = match rule.age {
        Age::Days(days) => days,
        Age::MessageDays | Age::DeliveryDays => 30,
        Age::AnswerDays => 365,
        Age::OneOnOneDays => 90,
    };
    SignedDuration::from_hours(24 * i64::from(days))
}

#[tokio::test]
async fn each_rule_is_about_old_rows_and_leaves_young_ones_alone() {
    let now: Timestamp = NOW.parse().unwrap();
    let sampled: Vec<&str> = SAMPLES.iter().map(|it| it.0).collect();
    let ruled: Vec<&str> = RULES.iter().map(|it| it.table).collect();
    assert_eq!(sampled, ruled, "a sample for each rule");
    let day = SignedDuration::from_hours(24);
    for (rule, (table, insert)) in RULES.iter().zip(SAMPLES) {
        let db = TestDb::new().await;
        let workspace = workspace(&db.pool).await;
        put(&db.pool, insert, workspace, now - age(rule) + day, "young").await;
        let young = rows(&db.pool, table).await;
        put(&db.pool, insert, workspace, now - age(rule) - day, "old").await;
        let before = rows(&db.pool, table).await;
        assert_eq!(before.len(), 2, "{table}");
        sweep(&db.pool, now).await.unwrap();
        let after = rows(&db.pool, table).await;
        let kept: Vec<String> = after
            .iter()
            .filter(|it| before.contains(it))
            .cloned()
            .collect();
        assert_eq!(kept, young, "{}: {before:?}, then {after:?}", rule.why);
        match rule.then {
            Then::Delete => assert_eq!(after.len(), 1, "{}: {after:?}", rule.why),
            Then::Set(_) => {
                let changed = after.iter().find(|it| !before.contains(it)).unwrap();
                let gone = match *table {
                    "redemption" => !changed.contains(r"\\x"),
                    _ => changed.contains("dead") && changed.contains("null"),
                };
                assert!(gone, "{changed}");
            }
        }
    }
}

/// Tables that no rule is about, and why they do not grow without end, or may.
const KEPT: &[(&str, &str)] = &[
    ("_sqlx_migrations", "a row for each migration"),
    ("schema_release", "one row"),
    ("workspace", "a row for each programme"),
    ("connection", "a row for each team"),
    ("member", "people"),
    (
        "nudge_told",
        "one for each nudge and person: whoever was welcomed is not new again",
    ),
    ("stand_in", "one for each person who decides at most"),
    ("identity", "people"),
    ("identity_alias", "people"),
    ("direct_conversation", "people"),
    ("setting", "a row for each key"),
    ("schedule", "a row for each thing that recurs"),
    ("schedule_due", "and for each zone in which people live"),
    ("conversation", "a row for each place"),
    ("user_group", "a row for each group"),
    ("teams_conversation", "a row for each place"),
    ("tally_entry", "folded into totals within seconds"),
    ("ledger_account", "the record"),
    ("ledger_transfer", "the record"),
    ("kudos", "the record"),
    ("kudos_recipient", "the record"),
    ("kudos_reversal", "the record"),
    ("redemption_step", "the record"),
    ("stock_movement", "the record"),
    ("expiry", "the record"),
    (
        "expiry_notice",
        "one for each week and person until they expire, at most",
    ),
    ("expiry_look", "a row for each person"),
    ("reward_item", "a row for each reward"),
    ("reward_text", "and for each language"),
    ("reward_code", "a row for each code that was bought"),
    ("reward_wish", "one for each reward and person at most"),
    (
        "voucher_order",
        "the record: what a voucher that was redeemed is worth",
    ),
    ("voucher_spending", "the record"),
    ("voucher_low", "one for each currency at most"),
    ("provider_account", "one for each provider at most"),
    ("reward_interest", "twenty for each person at most"),
    ("survey", "a row for each survey"),
    ("survey_run", "and for each launch of it"),
    (
        "survey_invitation",
        "whom a run asked: a rotating one asks others the next time",
    ),
    ("survey_schedule", "a row for each survey at most"),
    (
        "survey_date",
        "and for each of its dates: a date is held once, ever",
    ),
    ("survey_reward", "the record"),
    ("survey_follow_up", "the record"),
    ("holiday", "a row for each day off, and for each country"),
    ("badge", "a row for each badge"),
    (
        "badge_award",
        "one for each person and badge at most: the record",
    ),
    ("badge_counter", "one for each person"),
    (
        "coffee_volunteer",
        "one for each person who takes part, until the draw after they left",
    ),
    (
        "badge_look",
        "one for each person at most, until they are looked at",
    ),
    (
        "home_change",
        "until it is looked at, and for those alone who have a home",
    ),
    ("survey_count", "the record"),
    ("survey_comment", "the record"),
    (
        "delivery",
        "the keys of all that was acted upon: nothing is done twice, ever",
    ),
    ("audit_log", "every act of an admin"),
];

#[tokio::test]
async fn of_every_table_it_is_decided_how_large_it_may_become() {
    let db = TestDb::new().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT table_name::text FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    let tables: BTreeSet<&str> = tables.iter().map(String::as_str).collect();
    let ruled: BTreeSet<&str> = RULES.iter().map(|rule| rule.table).collect();
    let kept: BTreeSet<&str> = KEPT.iter().map(|it| it.0).collect();
    assert!(ruled.is_disjoint(&kept));
    let decided: BTreeSet<&str> = ruled.union(&kept).copied().collect();
    let difference: Vec<&&str> = decided.symmetric_difference(&tables).collect();
    assert!(
        difference.is_empty(),
        "a rule, or a reason to keep it: {difference:?}"
    );
}

/// Every column that holds text, with how many rows of it hold `word`; kudos apart.
async fn holding(pool: &PgPool, word: &str) -> BTreeSet<String> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c
         JOIN information_schema.tables t USING (table_schema, table_name)
         WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
           AND c.table_name NOT IN ('kudos', '_sqlx_migrations')",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut found = BTreeSet::new();
    for (table, column) in columns {
        let any =
            format!("SELECT EXISTS (SELECT FROM {table} WHERE position($1 in {column}::text) > 0)");
        let any: bool = sqlx::query_scalar(AssertSqlSafe(any))
            .bind(word)
            .fetch_one(pool)
            .await
            .unwrap();
        if any {
            found.insert(format!("{table}.{column}"));
        }
    }
    found
}

/// A word that was typed in every way that leaves it somewhere besides kudos.
async fn type_everywhere(plaudit: &Plaudit, word: &str) {
    let siti = plaudit.sandbox.as_user("U0SITI00001");
    let kudos = "C0KUDOS0001";
    siti.slash(kudos, "/kudos", &format!("@budi +1 for {word}"))
        .await;
    siti.slash(kudos, "/kudos", &format!("@tim-dev +1 for {word}"))
        .await;
    plaudit.quiet().await;
    let refusing = Fault::Error("is_archived".into());
    plaudit.sandbox.fail("chat.postMessage", refusing, 1);
    siti.slash(kudos, "/kudos", &format!("@ana +1 for {word}"))
        .await;
    plaudit.quiet().await;
    // What waits, and what was given up.
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let workspace = plaudit.workspace().await;
    let now = plaudit.clock.now();
    let place: plaudit::chat::Place = "slack:T0FAKETEAM1/C0NOWHERE01".parse().unwrap();
    sqlx::query("INSERT INTO outbox_pace VALUES ('slack:T0FAKETEAM1/C0NOWHERE01', '2030-01-01')")
        .execute(&mut *conn)
        .await
        .unwrap();
    let letter = Letter::new(workspace, To::Place(place), Message::text(word));
    outbox::enqueue(&mut conn, now, &[letter]).await.unwrap();
    let typed = format!(
        r#"INSERT INTO inbox (workspace_id, inbound, created_at, available_at, state)
           VALUES ($1, '{{"typed": "{word}"}}', $2, $2, 'dead')"#
    );
    sqlx::query(AssertSqlSafe(typed))
        .bind(workspace)
        .bind(Ts(now))
        .execute(&mut *conn)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_was_typed_is_nowhere_but_in_kudos_after_a_month() {
    let plaudit = Plaudit::start_at(Clock::set_to(NOW.parse().unwrap())).await;
    plaudit.set("kudos.max_recipients", "2").await;
    type_everywhere(&plaudit, "gotongroyong").await;
    let everywhere = ["inbox.inbound", "kudos_draft.inbound", "outbox.letter"];
    let everywhere = BTreeSet::from(everywhere.map(str::to_owned));
    assert_eq!(holding(&plaudit.db.pool, "gotongroyong").await, everywhere);
    plaudit.clock.advance(SignedDuration::from_hours(29 * 24));
    sweep(&plaudit.db.pool, plaudit.clock.now()).await.unwrap();
    assert_eq!(holding(&plaudit.db.pool, "gotongroyong").await, everywhere);
    plaudit.clock.advance(SignedDuration::from_hours(2 * 24));
    sweep(&plaudit.db.pool, plaudit.clock.now()).await.unwrap();
    assert_eq!(
        holding(&plaudit.db.pool, "gotongroyong").await,
        BTreeSet::new()
    );
    let kudos: i64 =
        sqlx::query_scalar("SELECT count(*) FROM kudos WHERE message LIKE '%gotongroyong%'")
            .fetch_one(&plaudit.db.pool)
            .await
            .unwrap();
    assert_eq!(kudos, 2);
    // Of what is empty, there is nothing to send again; what waited is no longer waiting.
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let workspace = plaudit.workspace().await;
    let tried = outbox::retry(&mut conn, workspace, None, plaudit.clock.now()).await;
    assert_eq!(tried.unwrap(), 0);
    let unsent = outbox::undelivered(&mut conn, workspace).await.unwrap();
    assert!(unsent.iter().all(|it| it.state != "pending"), "{unsent:?}");
    drop(conn);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_programme_may_choose_to_forget_sooner() {
    let plaudit = Plaudit::start_at(Clock::set_to(NOW.parse().unwrap())).await;
    plaudit.set("kudos.max_recipients", "2").await;
    plaudit.set("retention.message_days", "7").await;
    type_everywhere(&plaudit, "gotongroyong").await;
    plaudit.clock.advance(SignedDuration::from_hours(8 * 24));
    sweep(&plaudit.db.pool, plaudit.clock.now()).await.unwrap();
    assert_eq!(
        holding(&plaudit.db.pool, "gotongroyong").await,
        BTreeSet::new()
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn many_rows_go_in_batches_and_a_row_that_is_held_waits() {
    let db = TestDb::new().await;
    let workspace = workspace(&db.pool).await;
    let now: Timestamp = NOW.parse().unwrap();
    let old = now - SignedDuration::from_hours(24 * 31);
    let rows = i64::try_from(BATCH).unwrap() * 5 / 2;
    sqlx::query(
        "INSERT INTO kudos_draft (workspace_id, id, giver, inbound, created_at)
         SELECT $1, gen_random_uuid(), $1, '{}', $2 FROM generate_series(1, $3)",
    )
    .bind(workspace)
    .bind(Ts(old))
    .bind(rows)
    .execute(&db.pool)
    .await
    .unwrap();
    let mut holding = db.pool.begin().await.unwrap();
    sqlx::query("SELECT FROM kudos_draft LIMIT 1 FOR UPDATE")
        .execute(&mut *holding)
        .await
        .unwrap();
    let count = || sqlx::query_scalar::<_, i64>("SELECT count(*) FROM kudos_draft");
    // It ends although somebody holds a row.
    sweep(&db.pool, now).await.unwrap();
    assert_eq!(count().fetch_one(&db.pool).await.unwrap(), 1);
    holding.rollback().await.unwrap();
    sweep(&db.pool, now).await.unwrap();
    assert_eq!(count().fetch_one(&db.pool).await.unwrap(), 0);
}
