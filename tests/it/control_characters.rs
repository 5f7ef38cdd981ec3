//! What nobody can see is taken out on the way in, and stops nothing.

use plaudit::clock::Clock;
use plaudit_sandbox::slack::SandboxOptions;
use serde_json::json;

use crate::harness::Plaudit;
use crate::harness::slack::sample;
use crate::harness::teams::{BUDI as TEAMS_BUDI, gift, replaying};

const BUDI: &str = "U0BUDI00002";

async fn messages(plaudit: &Plaudit) -> Vec<String> {
    sqlx::query_scalar("SELECT message FROM kudos ORDER BY id")
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn slack_may_send_what_no_database_keeps() {
    let plaudit = Plaudit::start().await;
    let form = String::from_utf8(sample("slash_kudos_single.form")).unwrap();
    let form = form.replace("terima+kasih", "terima%00+%1B%5Bkasih%C2%85");
    assert!(form.contains("%00"));
    let answer = plaudit.deliver("/slack/commands", form).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    let messages = messages(&plaudit).await;
    assert!(messages[0].starts_with("terima [kasih"), "{messages:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn slack_may_name_people_as_it_likes() {
    let options = SandboxOptions::for_tests();
    let plaudit = Plaudit::start_with(Clock::system(), options).await;
    let named = json!({
        "type": "user_change",
        "user": {
            "id": BUDI, "team_id": plaudit.sandbox.model().team.id,
            "profile": { "display_name": "Bu\u{0}di\u{1b}" }, "real_name": "Budi",
        },
    });
    let seen = plaudit.sandbox.send_event(named).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let name: String = sqlx::query_scalar("SELECT name FROM identity WHERE user_id = $1")
        .bind(BUDI)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(name, "Budi");
    plaudit.finish().await;
}

#[tokio::test]
async fn teams_may_write_them_as_entities() {
    let plaudit = replaying().await;
    let before = plaudit.traces().await;
    let mut activity = gift(&plaudit);
    let text = activity["text"].as_str().unwrap();
    activity["text"] = json!(format!("{text} &#0;&#x1b;and &#x0;m\u{0}ore"));
    let seen = plaudit.teams().send_activity(activity).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(
        plaudit.traces().await.kudos,
        before.kudos + 1,
        "{TEAMS_BUDI}"
    );
    let messages = messages(&plaudit).await;
    assert!(
        messages.last().unwrap().ends_with("and more"),
        "{messages:?}"
    );
    plaudit.finish().await;
}
