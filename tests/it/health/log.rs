//! What must never be logged.

use std::time::Duration;

use plaudit_sandbox::slack::Sandbox;
use plaudit_sandbox::teams;
use sqlx::Executor;
use tempfile::TempDir;
use url::Url;

use super::{BUDI, KUDOS, SITI, sandbox};
use crate::harness::{Server, TestDb, plaudit as program};

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
            ("PLAUDIT_LOG", "trace"),
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

#[tokio::test]
async fn no_log_holds_a_secret_or_what_people_wrote_in_teams() {
    let options = teams::SandboxOptions::for_tests();
    let teams = teams::Sandbox::start(options.clone()).await.unwrap();
    let (db, dir) = (TestDb::new().await, TempDir::new().unwrap());
    let mut url: Url = db.url().parse().unwrap();
    url.set_password(Some(PASSWORD)).unwrap();
    let (metadata, login) = (teams.metadata_url(), teams.login_url());
    let environment = [
        ("DATABASE_URL", url.as_str()),
        ("TEAMS_APP_ID", &options.app_id),
        ("TEAMS_APP_PASSWORD", &options.app_password),
        ("TEAMS_TENANT_ID", &options.tenant),
        ("TEAMS_OPENID_METADATA_URL", &metadata),
        ("TEAMS_TOKEN_ISSUER", teams.issuer()),
        ("TEAMS_LOGIN_URL", &login),
        ("TEAMS_SERVICE_HOSTS", teams.service_host()),
        ("TEAMS_OUTGOING_WEBHOOK_SECRET", &options.webhook_secret),
        ("PLAUDIT_LOG", "trace"),
    ];
    let server = Server::start(dir.path(), &environment).await;
    teams.connect(&server.url());
    live_through_teams(&teams, &server).await;
    let (status, log) = server.stop().await;
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("TRACE") && log.contains("delivery"), "{log}");

    let mut hidden = vec![
        PASSWORD.to_owned(),
        WRITTEN.to_owned(),
        options.app_password,
        options.webhook_secret,
        // How every token begins.
        "eyJ".to_owned(),
    ];
    let people = teams.model().company.users;
    hidden.extend(people.into_iter().filter_map(|it| it.email));
    assert!(hidden.len() > 10);
    for secret in hidden {
        let found: Vec<_> = log.lines().filter(|it| it.contains(&secret)).collect();
        assert!(found.is_empty(), "{secret}: {found:#?}");
    }
}

/// A little of everything that can happen there, failures included.
async fn live_through_teams(teams: &teams::Sandbox, server: &Server) {
    teams.install_in_team(teams::GENERAL, "siti").await;
    teams.change(|model| model.company.reads_all = true);
    let (siti, budi) = (teams.as_user("siti"), teams.as_user("budi"));
    let given = format!("@Plaudit @Budi Santoso +5 untuk {WRITTEN}");
    for said in [
        given.clone(),
        format!("@Plaudit @Budi Santoso +0 {WRITTEN}"),
        format!("@Budi Santoso ++ {WRITTEN}"),
        format!("makan siang? {WRITTEN}"),
    ] {
        let seen = siti.say(teams::KUDOS, &said).await;
        assert_eq!(seen.status, Some(200), "{said}: {seen:?}");
    }
    budi.say_to_bot(&format!("what is a {WRITTEN}?")).await;
    let card = teams.wait_for(|model| {
        let posted = |it: &&teams::Message| it.by_app && it.shown().contains(WRITTEN);
        model.messages.iter().find(posted).cloned()
    });
    let card = card.await.unwrap();
    teams.as_user("zoe").press(&card, "kudos.boost").await;
    for fault in [teams::Fault::Broken(502), teams::Fault::Throttled(Some(1))] {
        teams.fail("sendToConversation", fault, 1);
        siti.say(teams::KUDOS, &given).await;
    }
    for path in ["messages", "outgoing-webhook"] {
        let url = format!("{}/teams/{path}", server.url());
        let client = plaudit::calling::client().unwrap();
        let unsigned = client
            .post(url)
            .body(format!("{{\"text\": \"{WRITTEN}\"}}"));
        assert_eq!(unsigned.send().await.unwrap().status(), 401);
    }
    teams.settled().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
}

/// Refuses rows that hold [`WRITTEN`], and says so in as many words.
const QUOTING: [&str; 2] = [
    "CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'not %', to_jsonb(NEW); END $$",
    "CREATE TRIGGER quote BEFORE INSERT OR UPDATE ON kudos FOR EACH ROW EXECUTE FUNCTION quote()",
];

#[tokio::test]
async fn what_the_database_refuses_is_logged_by_code_and_name() {
    let (db, sandbox, dir) = (
        TestDb::new().await,
        sandbox().await,
        TempDir::new().unwrap(),
    );
    let environment = [
        ("DATABASE_URL", &*db.url()),
        ("SLACK_SIGNING_SECRET", sandbox.signing_secret()),
        ("SLACK_BOT_TOKEN", &sandbox.bot_token().unwrap()),
        ("SLACK_API_URL", &sandbox.api_url()),
        ("PLAUDIT_LOG", "trace"),
    ];
    let server = Server::start(dir.path(), &environment).await;
    sandbox.connect(&server.url());
    let mut breaking = db.superuser().await;
    let siti = sandbox.as_user(SITI);
    let give = async || {
        let text = format!("@budi +5 for the {WRITTEN}\u{0}");
        let told = siti.slash(KUDOS, "/kudos", &text).await;
        assert_eq!(told.status, Some(200), "{told:?}");
        siti.post(KUDOS, &format!("@budi ++ {WRITTEN}\u{0}")).await;
        sandbox.settled().await;
    };
    let check = "ALTER TABLE kudos ADD CONSTRAINT no_parades CHECK (message NOT LIKE '%parade%')";
    breaking.execute(check).await.unwrap();
    give().await;
    breaking
        .execute("ALTER TABLE kudos DROP CONSTRAINT no_parades")
        .await
        .unwrap();
    for statement in QUOTING {
        breaking.execute(statement).await.unwrap();
    }
    give().await;
    // A command of the operator's fails in the same words.
    breaking
        .execute(
            "CREATE TRIGGER quote BEFORE INSERT ON setting FOR EACH ROW EXECUTE FUNCTION quote()",
        )
        .await
        .unwrap();
    let set = ["settings", "set", "currency.name", WRITTEN];
    let ran = program(dir.path(), &set, &environment[..1]).output().await;
    let ran = ran.unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("P0001") && !said.contains(WRITTEN), "{said}");

    let (status, log) = server.stop().await;
    assert_eq!(status.code(), Some(0), "{log}");
    for told in ["23514, table kudos, constraint no_parades", "P0001"] {
        assert!(log.contains(told), "{told} is not in {log}");
    }
    let quoting: Vec<_> = log.lines().filter(|it| it.contains(WRITTEN)).collect();
    assert!(quoting.is_empty(), "{quoting:#?}");
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
        plaudit_sandbox::slack::Fault::Broken,
        plaudit_sandbox::slack::Fault::LostAnswer,
        plaudit_sandbox::slack::Fault::RateLimited(1),
        plaudit_sandbox::slack::Fault::Error("channel_not_found".to_owned()),
    ] {
        sandbox.fail("chat.postMessage", fault, 1);
        siti.slash(KUDOS, "/kudos", &text).await;
    }
    for path in ["commands", "events", "interactions"] {
        let url = format!("{}/slack/{path}", server.url());
        let client = plaudit::calling::client().unwrap();
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
