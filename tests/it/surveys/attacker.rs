//! Plays whoever has the database before, between and after, its write-ahead log, and knows who was
//! asked and who clicked when; and who guesses who wrote what. Over many runs they must not be right
//! more often than chance: see docs/anonymity.md.
//!
//! `PLAUDIT_ATTACKS` says over how many runs; a few are enough to find what links everybody.

use std::collections::BTreeMap;
use std::time::SystemTime;

use plaudit::clock::{Clock, shuffle};
use plaudit::ids::{MemberId, RunId};
use plaudit::surveys::{self, Answer};
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

use super::scene::enps;
use crate::harness::Plaudit;

/// So many answer each time: a floor, and two.
const VOTERS: usize = 7;

/// Everything in the tables, as text.
async fn dump(plaudit: &Plaudit) -> String {
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables)
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap();
    let mut dump = String::new();
    for table in tables {
        let rows = format!("SELECT t::text FROM {table} t");
        let rows: Vec<Option<String>> = sqlx::query_scalar(AssertSqlSafe(rows))
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
        dump.extend(rows.into_iter().flatten().chain(["\n".to_owned()]));
    }
    dump
}

/// Whether the write-ahead log that was written since `since` holds `words`.
async fn logged_ahead(plaudit: &Plaudit, since: SystemTime, words: &str) -> bool {
    let mut superuser = plaudit.db.superuser().await;
    sqlx::query("SELECT pg_switch_wal()")
        .execute(&mut superuser)
        .await
        .unwrap();
    let directory: String = sqlx::query_scalar("SHOW data_directory")
        .fetch_one(&mut superuser)
        .await
        .unwrap();
    let segments = std::fs::read_dir(format!("{directory}/pg_wal")).unwrap();
    let recent = segments.filter_map(Result::ok).filter(|segment| {
        let written = segment.metadata().and_then(|it| it.modified());
        written.is_ok_and(|at| at >= since)
    });
    recent
        .filter_map(|segment| std::fs::read(segment.path()).ok())
        .any(|bytes| bytes.windows(words.len()).any(|it| it == words.as_bytes()))
}

/// Keeps the write-ahead log from now on, whatever other tests make the server do, until the slot of
/// this name is dropped.
async fn keep_log(plaudit: &Plaudit) -> String {
    let name = format!("log_{}", Uuid::new_v4().simple());
    sqlx::query("SELECT pg_create_physical_replication_slot($1, true)")
        .bind(&name)
        .execute(&mut plaudit.db.superuser().await)
        .await
        .unwrap();
    name
}

/// Somebody answers: the one who is `number`th to click says so in words that nobody else says.
async fn answers(plaudit: &Plaudit, run: RunId, member: MemberId, score: u8, words: &str) {
    let whose = (plaudit.workspace().await, run, member);
    let answers = [(0, Answer::One(score)), (1, Answer::Text(words.to_owned()))];
    let mut tx = plaudit.db.pool.begin().await.unwrap();
    surveys::cast(
        &mut tx,
        (plaudit.ballot_keys(), plaudit.clock.now()),
        whose,
        &answers,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

fn draw(of: usize) -> usize {
    let mut lots: Vec<usize> = (0..of).collect();
    shuffle(&mut lots);
    lots[0]
}

/// Orders of whom one may suspect: as they clicked, backwards, by their ids, and as their rows lie.
async fn orders_of_people(
    plaudit: &Plaudit,
    run: RunId,
    clicked: &[MemberId],
) -> Vec<Vec<MemberId>> {
    let mut backwards = clicked.to_vec();
    backwards.reverse();
    let mut by_id = clicked.to_vec();
    by_id.sort();
    let lying = "SELECT member_id FROM survey_invitation WHERE run_id = $1 ORDER BY ctid";
    let lying: Vec<MemberId> = sqlx::query_scalar(lying)
        .bind(run)
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap();
    let lying = lying
        .into_iter()
        .filter(|it| clicked.contains(it))
        .collect();
    vec![clicked.to_vec(), backwards, by_id, lying]
}

/// Orders of what was written: by place, as the rows lie, and by when they were written.
async fn orders_of_comments(plaudit: &Plaudit, run: RunId) -> Vec<Vec<String>> {
    let mut orders = Vec::new();
    for order in ["place", "ctid", "xmin::text::bigint, ctid DESC"] {
        let sql = format!("SELECT text FROM survey_comment WHERE run_id = $1 ORDER BY {order}");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(run);
        let rows = rows.fetch_all(&plaudit.db.pool).await.unwrap();
        orders.push(rows.iter().map(|row| row.get(0)).collect());
    }
    orders
}

#[tokio::test]
async fn whoever_has_everything_guesses_no_better_than_chance() {
    let runs: i32 = std::env::var("PLAUDIT_ATTACKS").map_or(60, |runs| runs.parse().unwrap());
    let begun = SystemTime::from(Clock::system().now());
    let plaudit = Plaudit::start().await;
    let slot = keep_log(&plaudit).await;
    let survey = plaudit.survey(&enps()).await;
    let mut hits: BTreeMap<(usize, usize), i32> = BTreeMap::new();
    for number in 0..runs {
        let run = plaudit.try_to_launch(survey).await.unwrap();
        let asked = "SELECT member_id FROM survey_invitation WHERE run_id = $1";
        let mut clicked: Vec<MemberId> = sqlx::query_scalar(asked)
            .bind(run.id)
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
        shuffle(&mut clicked);
        clicked.truncate(VOTERS);
        let words = |who: usize| format!("words{number}of{who}end");
        let mut rows = Vec::new();
        for (who, member) in clicked.iter().enumerate() {
            let score = u8::try_from(draw(11)).unwrap();
            answers(&plaudit, run.id, *member, score, &words(who)).await;
            let sql = "SELECT pg_column_size(ballots), ballots::text FROM survey_invitation WHERE run_id = $1 AND member_id = $2";
            let row = sqlx::query(sql).bind(run.id).bind(member);
            let row = row.fetch_one(&plaudit.db.pool).await.unwrap();
            rows.push((row.get::<i32, _>(0), row.get::<String, _>(1)));
        }
        // Of one length, whatever was answered, and no two alike.
        assert!(
            rows.windows(2)
                .all(|two| two[0].1.len() == two[1].1.len() && two[0].1 != two[1].1)
        );
        assert!(rows.windows(2).all(|two| two[0].0 == two[1].0));
        if number == 0 {
            // What was answered is nowhere before the close, and after it only among the comments.
            assert!(!dump(&plaudit).await.contains("words0of"));
            assert!(!logged_ahead(&plaudit, begun, "words0of").await);
        }
        plaudit.try_to_close(run.id).await.unwrap();
        if number == 0 {
            let mentions = dump(&plaudit).await.matches("words0of").count();
            assert_eq!(mentions, VOTERS, "each once");
            assert!(
                logged_ahead(&plaudit, begun, "words0of").await,
                "the search finds what is there"
            );
            sqlx::query("SELECT pg_drop_replication_slot($1)")
                .bind(&slot)
                .execute(&mut plaudit.db.superuser().await)
                .await
                .unwrap();
        }
        let people = orders_of_people(&plaudit, run.id, &clicked).await;
        let comments = orders_of_comments(&plaudit, run.id).await;
        for (p, people) in people.iter().enumerate() {
            for (c, comments) in comments.iter().enumerate() {
                let right = people.iter().zip(comments).filter(|(member, text)| {
                    let who = clicked.iter().position(|it| it == *member).unwrap();
                    **text == words(who)
                });
                *hits.entry((p, c)).or_default() += i32::try_from(right.count()).unwrap();
            }
        }
    }
    // Whoever guesses blindly is right once in each run, on average, with a variance of one.
    let bound = 5.0 * f64::from(runs).sqrt();
    for (strategy, hits) in hits {
        let off = f64::from(hits - runs).abs();
        assert!(
            off <= bound,
            "{strategy:?}: right {hits} times in {runs} runs"
        );
    }
    plaudit.finish().await;
}
