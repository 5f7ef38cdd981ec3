//! The real program with everything logged: a survey from the command line to its results, and nothing
//! of an answer in its log, metrics, letters and deliveries.

use std::path::Path;

use plaudit::chat::{Act, Answers};
use plaudit::desk::{Handled, Kept};
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use serde_json::Value;
use sqlx::Row;
use tempfile::TempDir;
use uuid::Uuid;

use super::program::run;
use super::scene::{ANA, PULSE, SIX};
use crate::harness::{Plaudit, Server, TestDb, count, eventually};

/// Nobody else says this.
const WORDS: &str = "unmistakable-words-of-mine";

#[tokio::test]
async fn no_answer_is_logged_counted_or_written_in_a_letter() {
    let db = TestDb::new().await;
    let home = TempDir::new().unwrap();
    let sandbox = Sandbox::start(SandboxOptions::for_tests()).await.unwrap();
    let (url, token, api) = (db.url(), sandbox.bot_token().unwrap(), sandbox.api_url());
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
        ("SLACK_BOT_TOKEN", &token),
        ("SLACK_API_URL", &api),
        ("PLAUDIT_LOG", "trace"),
    ];
    let server = Server::start(home.path(), &environment).await;
    sandbox.connect(&server.url());
    let say = async |arguments: &[&str]| {
        let (code, out, err) = run(home.path(), &environment, arguments).await;
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        out.trim().to_owned()
    };
    let known =
        "SELECT count(*) FROM identity WHERE user_id ~ '^U0(ANA|BUDI|RIZKY|FARID|PRIYA|TOM)'";
    let known = || count(&db.pool, known);
    eventually("people are known", known, |known| *known == 6).await;
    let survey = say(&["survey", "create", "enps", "--title", "Q1", "--floor", "5"]).await;
    let launched = say(&["survey", "launch", &survey, "--closes-in", "3d"]).await;
    let file = home.path().join("pulse.toml");
    std::fs::write(&file, PULSE).unwrap();
    say(&["survey", "create", "--file", file.to_str().unwrap()]).await;
    let invited = || async {
        SIX.iter()
            .filter(|who| !sandbox.dm_with_bot(who).is_empty())
            .count()
    };
    eventually("everybody is written to", invited, |count| {
        *count == SIX.len()
    })
    .await;
    for who in SIX {
        let invitation = sandbox.dm_with_bot(who).pop().unwrap();
        let person = sandbox.as_user(who);
        let seen = person
            .press(&invitation.channel, &invitation.ts, "survey.score#7")
            .await;
        assert!(seen.is_ok(), "{seen:?}");
        let opened = || async { sandbox.modals(who).pop() };
        let form = eventually("it is asked why", opened, Option::is_some)
            .await
            .unwrap();
        let seen = person
            .submit(&form.id, [("why", serde_json::json!(WORDS))])
            .await;
        assert!(seen.is_ok(), "{seen:?}");
    }
    let open: Value =
        serde_json::from_str(&say(&["survey", "results", &launched, "--format", "json"]).await)
            .unwrap();
    assert_eq!(
        (&open["answered"], &open["suppressed"]),
        (&Value::from(6), &Value::from(true)),
        "{open}"
    );
    nothing_of_it_is_kept(&db, &launched).await;
    let metrics = server.metrics().await;
    assert!(
        metrics.contains("plaudit_survey_responses_total"),
        "{metrics}"
    );
    assert!(
        !metrics.contains(WORDS) && !metrics.contains(&launched),
        "{metrics}"
    );

    let closed = say(&["survey", "close", &launched]).await;
    assert_eq!(closed, format!("closed {launched}"));
    let results: Value =
        serde_json::from_str(&say(&["survey", "results", &launched, "--format", "json"]).await)
            .unwrap();
    six_sevens(&results, &launched);
    let text = say(&["survey", "results", &launched]).await;
    assert!(text.contains("eNPS 0") && text.contains(WORDS), "{text}");
    let rows = say(&["export", "survey-results", "--format", "csv"]).await;
    assert!(
        rows.starts_with("run,survey,title,") && !rows.contains(WORDS),
        "{rows}"
    );
    assert_eq!(rows.lines().count(), 12, "{rows}");
    let listed = say(&["survey", "list", "--format", "jsonl"]).await;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    say(&["survey", "show", &survey]).await;
    say(&["survey", "archive", &survey]).await;
    let (code, _, refused) = run(home.path(), &environment, &["survey", "launch", &survey]).await;
    assert!(code == Some(1) && refused.contains("archived"), "{refused}");
    nonsense_is_refused(home.path(), &environment).await;
    let (_, log) = server.stop().await;
    assert!(log.contains("TRACE"), "it was all logged");
    assert!(
        !log.contains(WORDS) && !log.contains("survey.score#7"),
        "{log}"
    );
    assert!(!log.contains(&format!("{launched} 7")), "{log}");
}

/// The buttons and forms whose press or answers are stored nowhere as they came, however long they take: answers
/// to surveys, an address, a code.
const NEVER_STORED: [(&str, bool); 4] = [
    ("survey.score", false),
    ("survey.answer", true),
    ("rewards.redeem", true),
    ("rewards.deliver", true),
];

#[tokio::test]
async fn what_is_confidential_is_not_put_by() {
    let plaudit = Plaudit::start_with_six().await;
    let does = |who: &str, (name, form): (&str, bool)| {
        let act = if form {
            Act::Submitted(Answers {
                form: name.to_owned(),
                context: Uuid::nil().to_string(),
                values: [("why".to_owned(), vec![WORDS.to_owned()])].into(),
            })
        } else {
            Act::Pressed {
                action: name.to_owned(),
                value: format!("{} {WORDS}", Uuid::nil()),
                message: None,
            }
        };
        plaudit.does(who, act)
    };
    let desk = &plaudit.app().desk;
    for confidential in NEVER_STORED {
        // What takes long.
        let kept = desk.keep(&does(ANA, confidential)).await.unwrap();
        assert!(kept.is_none(), "{confidential:?}: {kept:?}");
        // What only the platform could explain: who this is.
        let handled = desk.handle(does("U0NOBODY999", confidential)).await;
        let handled = handled.unwrap();
        assert!(matches!(handled, Handled::Done(_)), "{confidential:?}");
    }
    let stored = "SELECT count(*) FROM inbox";
    assert_eq!(count(&plaudit.db.pool, stored).await, 0);
    // As others are.
    let ordinary = ("rewards.reject", true);
    let kept = desk.keep(&does(ANA, ordinary)).await.unwrap();
    let Some(Kept::Ours(ticket)) = kept else {
        panic!("{kept:?}");
    };
    desk.let_go(&ticket).await;
    let handled = desk.handle(does("U0NOBODY999", ordinary)).await.unwrap();
    assert!(matches!(handled, Handled::Deferred(_)));
    assert_eq!(count(&plaudit.db.pool, stored).await, 2);
    plaudit.quiet().await;
    plaudit.finish().await;
}

/// Neither letters nor deliveries hold an answer; a score stands in nothing but everybody's buttons.
async fn nothing_of_it_is_kept(db: &TestDb, launched: &str) {
    let kept = "SELECT coalesce(string_agg(t::text, ' '), '') FROM (SELECT letter::text FROM outbox UNION ALL SELECT i::text FROM inbox i UNION ALL SELECT d::text FROM delivery d) t";
    let kept: String = sqlx::query(kept).fetch_one(&db.pool).await.unwrap().get(0);
    assert!(!kept.contains(WORDS));
    // A score stands in nothing but the buttons, which are those of everybody.
    let times = |score: u8| kept.matches(&format!("{launched} {score}\"")).count();
    assert!((0..=10).all(|score| times(score) == times(7)), "{kept}");
}

fn six_sevens(results: &Value, launched: &str) {
    assert_eq!(results["run"], Value::from(launched));
    assert_eq!(results["floor"], 5);
    let score = &results["questions"][0];
    assert_eq!(
        (
            &score["id"],
            &score["kind"],
            &score["answered"],
            &score["enps"]
        ),
        (&"enps".into(), &"score".into(), &6.into(), &0.into())
    );
    assert_eq!(score["distribution"]["7"], 6);
    assert_eq!(score["distribution"]["8"], 0);
    assert_eq!(results["comments"]["why"].as_array().unwrap().len(), 6);
}

async fn nonsense_is_refused(directory: &Path, environment: &[(&str, &str)]) {
    for misused in [
        &["survey", "create", "enps"][..],
        &["survey", "create", "enps", "--title", ""],
        &["survey", "create", "enps", "--title", "x", "--scale", "0-5"],
        &[
            "survey",
            "create",
            "enps",
            "--title",
            "x",
            "--audience",
            "some",
        ],
        &["survey", "create", "enps", "--title", "x", "--floor", "2"],
        &["survey", "create", "--file", "nowhere.toml"],
    ] {
        let (code, _, refused) = run(directory, environment, misused).await;
        assert_eq!(code, Some(2), "{misused:?}: {refused}");
    }
}
