//! The program is killed while people answer: what was acknowledged counts, once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use plaudit_sandbox::slack::{Message, Person, Sandbox, SandboxOptions};
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::JoinSet;

use super::program::run;
use super::scene::SIX;
use crate::harness::{KEY, Server, TestDb, eventually};

/// How many acknowledgements there are before each kill.
const ENOUGH: [usize; 3] = [2, 5, 11];

/// Somebody presses their score again and again, until nobody answers any more. Whether they ever were
/// answered.
async fn press(person: Person, invitation: Message, answered: Arc<AtomicUsize>) -> bool {
    let mut ever = false;
    loop {
        let seen = person
            .press(&invitation.channel, &invitation.ts, "survey.score#9")
            .await;
        if !seen.is_ok() {
            return ever;
        }
        ever = true;
        answered.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_were_acknowledged_before_a_kill_are_counted() {
    let db = TestDb::new().await;
    let home = TempDir::new().unwrap();
    let sandbox = Sandbox::start(SandboxOptions::for_tests()).await.unwrap();
    let (url, token, api) = (db.url(), sandbox.bot_token().unwrap(), sandbox.api_url());
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
        ("SLACK_BOT_TOKEN", &token),
        ("SLACK_API_URL", &api),
        ("PLAUDIT_ENCRYPTION_KEY", KEY),
    ];
    let say = async |arguments: &[&str]| {
        let (code, out, err) = run(home.path(), &environment, arguments).await;
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        out.trim().to_owned()
    };
    let mut server = Server::start(home.path(), &environment).await;
    sandbox.connect(&server.url());
    let survey = say(&["survey", "create", "enps", "--title", "Q1"]).await;
    let launched = say(&["survey", "launch", &survey, "--closes-in", "3d"]).await;
    let invited = async || SIX.iter().all(|who| !sandbox.dm_with_bot(who).is_empty());
    eventually("everybody is written to", invited, |all| *all).await;

    let mut acknowledged = BTreeSet::new();
    for enough in ENOUGH {
        let answered = Arc::new(AtomicUsize::new(0));
        let mut people = JoinSet::new();
        for who in SIX {
            let (person, invitation) = (sandbox.as_user(who), sandbox.dm_with_bot(who).remove(0));
            let pressed = press(person, invitation, Arc::clone(&answered));
            people.spawn(async move { pressed.await.then_some(who) });
        }
        let count = async || answered.load(Ordering::SeqCst);
        eventually("some are answered", count, |count| *count >= enough).await;
        server.kill().await;
        while let Some(ended) = people.join_next().await {
            acknowledged.extend(ended.unwrap());
        }
        server = Server::start(home.path(), &environment).await;
        sandbox.connect(&server.url());
        let kept: Vec<String> = sqlx::query_scalar(
            "SELECT i.user_id FROM survey_invitation s JOIN identity i USING (workspace_id, member_id)
             WHERE s.ballots IS NOT NULL",
        )
        .fetch_all(&db.pool)
        .await
        .unwrap();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|who| !kept.iter().any(|it| it == *who))
            .collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    for who in SIX {
        let invitation = sandbox.dm_with_bot(who).remove(0);
        let person = sandbox.as_user(who);
        let seen = person
            .press(&invitation.channel, &invitation.ts, "survey.score#9")
            .await;
        assert!(seen.is_ok(), "{seen:?}");
    }
    say(&["survey", "close", &launched]).await;
    let results = say(&["survey", "results", &launched, "--format", "json"]).await;
    let results: Value = serde_json::from_str(&results).unwrap();
    assert_eq!(results["questions"][0]["distribution"]["9"], 6, "{results}");
    assert_eq!(results["answered"], 6);
    server.stop().await;
}
