//! What must never be logged.

use std::time::Duration;

use plaudit::sandbox::slack::Sandbox;
use tempfile::TempDir;
use url::Url;

use super::{BUDI, KUDOS, SITI, sandbox};
use crate::harness::{Server, TestDb};

/// What nobody must find in a log: a database's password, and what people wrote.
const PASSWORD: &str = "db-passw0rd-hush";
const WRITTEN: &str = "quokkaparade";

#[tokio::test]
async fn no_log_holds_a_secret_or_what_people_wrote() {
    let (db, sandbox, dir) = (
        TestDb::new().await,
        sandbox().await,
        TempDir::new().unwrap(),
    );
    let mut url: Url = db.url().parse().unwrap();
    url.set_password(Some(PASSWORD)).unwrap();
    let server = Server::start(
        dir.path(),
        &[
            ("DATABASE_URL", url.as_str()),
            ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
            ("SLACK_BOT_TOKEN", &sandbox.bot_token().unwrap()),
            ("SLACK_API_URL", &sandbox.api_url()),
            ("PLAUDIT_LOG", "debug,plaudit=trace"),
        ],
    )
    .await;
    sandbox.connect(&server.url());
    live_through_everything(&sandbox, &server).await;
    let (status, log) = server.stop().await;
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("delivery"), "nothing was logged: {log}");

    let model = sandbox.model();
    let mut hidden = vec![
        PASSWORD.to_owned(),
        WRITTEN.to_owned(),
        sandbox.signing_secret().to_owned(),
        "xoxb-".to_owned(),
        "v0=".to_owned(),
        "@contoh".to_owned(),
    ];
    hidden.extend(model.team.users.iter().filter_map(|it| it.email.clone()));
    hidden.extend(model.response_urls.iter().map(|it| it.path.clone()));
    assert!(hidden.len() > 20);
    for secret in hidden {
        let found: Vec<_> = log.lines().filter(|it| it.contains(&secret)).collect();
        assert!(found.is_empty(), "{secret}: {found:#?}");
    }
}

/// A little of everything that can happen, failures included.
async fn live_through_everything(sandbox: &Sandbox, server: &Server) {
    let siti = sandbox.as_user(SITI);
    let budi = sandbox.as_user(BUDI);
    let text = format!("@budi +5 for the {WRITTEN} #teamwork");
    siti.slash(KUDOS, "/kudos", &text).await;
    siti.slash(KUDOS, "/kudos", &format!("@budi +0 {WRITTEN}"))
        .await;
    siti.slash(KUDOS, "/kudos", &format!("@tim-dev +1 {WRITTEN}"))
        .await;
    siti.slash(KUDOS, "/kudos", "").await;
    let modal = sandbox.modals(SITI).pop().unwrap();
    siti.submit(&modal.id, []).await;
    siti.post(KUDOS, &format!("@plaudit @budi {WRITTEN}")).await;
    siti.post_to_bot(&format!("@budi +1 {WRITTEN}")).await;
    let said = siti.post(KUDOS, &format!("@budi ++ {WRITTEN}")).await;
    budi.post_to_bot(&format!("what is a {WRITTEN}?")).await;
    siti.delete(KUDOS, &said.ts.unwrap()).await;
    sandbox.settled().await;

    let first = sandbox
        .wait_for(|model| model.messages.iter().find(|it| it.by_app).cloned())
        .await
        .unwrap();
    budi.react(&first.channel, &first.ts, "clap").await;
    // Slack fails, refuses and answers nonsense; deliveries are not signed, or not readable.
    for fault in [
        plaudit::sandbox::slack::Fault::Broken,
        plaudit::sandbox::slack::Fault::LostAnswer,
        plaudit::sandbox::slack::Fault::RateLimited(1),
        plaudit::sandbox::slack::Fault::Error("channel_not_found".to_owned()),
    ] {
        sandbox.fail("chat.postMessage", fault, 1);
        siti.slash(KUDOS, "/kudos", &text).await;
    }
    for path in ["commands", "events", "interactions"] {
        let url = format!("{}/slack/{path}", server.url());
        let client = plaudit::app::http_client().unwrap();
        let unsigned = client.post(url).body(format!("text={WRITTEN}")).send();
        assert_eq!(unsigned.await.unwrap().status(), 401);
    }
    for event in [
        serde_json::json!({"type": "message", "text": WRITTEN, "user": 7}),
        serde_json::json!({"type": "message", "subtype": "message_changed", "message": WRITTEN}),
        serde_json::json!({"type": "team_join", "user": {"id": WRITTEN}}),
    ] {
        sandbox.send_event(event).await;
    }
    sandbox.settled().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    sandbox.uninstall().await;
    sandbox.settled().await;
}
