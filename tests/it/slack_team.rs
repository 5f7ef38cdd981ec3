//! The team and its people: invitations, arrivals, changes, departures, and the app's own end.

use std::time::Duration;

use axum::Router;
use plaudit::app::sync_people;
use plaudit::calling;
use plaudit::clock::Clock;
use plaudit::slack::Slack;
use plaudit::slack::api::SlackApi;
use plaudit::workspace;
use plaudit_sandbox::slack::{Fault, SandboxOptions, User, sample_company};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::harness::{Plaudit, TestDb, comes_to};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const AISYAH: &str = "U0NURAI0003";
const KUDOS: &str = "C0KUDOS0001";
const LEADERS: &str = "C0LEADERS01";

/// What is known of a person: name, language, active.
async fn known(db: &TestDb, user: &str) -> Option<(String, Option<String>, bool)> {
    sqlx::query_as(
        "SELECT m.name, m.locale, m.active FROM member m
         JOIN identity i ON (i.workspace_id, i.member_id) = (m.workspace_id, m.id)
         WHERE i.user_id = $1",
    )
    .bind(user)
    .fetch_optional(&db.pool)
    .await
    .unwrap()
}

#[tokio::test]
async fn invited_it_says_hello_and_how_to_start() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.invite_bot(LEADERS).await;
    plaudit.quiet().await;
    let number = plaudit
        .sandbox
        .deliveries()
        .iter()
        .rev()
        .find(|it| it.kind == "event member_joined_channel")
        .unwrap()
        .number;
    plaudit.sandbox.redeliver(number).await;
    plaudit.quiet().await;
    let said = plaudit.sandbox.messages(LEADERS);
    assert_eq!(said.len(), 1, "{said:?}");
    let shown = said[0].shown();
    assert!(
        shown.contains("Hello") && shown.contains("/kudos"),
        "{shown}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn people_come_change_and_go() {
    let plaudit = Plaudit::start().await;
    let budi = known(&plaudit.db, BUDI).await.unwrap();
    assert_eq!(budi.0, "Budi Santoso");

    let user = |name: &str, locale: &str| {
        json!({
            "id": "U0BARU00099", "team_id": "T0FAKETEAM1", "name": "baru", "deleted": false,
            "locale": locale, "profile": {"display_name": name, "email": "baru@example.com"},
        })
    };
    let sandbox = &plaudit.sandbox;
    sandbox
        .send_event(json!({"type": "team_join", "user": user("Orang Baru", "id-ID")}))
        .await;
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash_sent(KUDOS, "/kudos", "<@U0BARU00099|baru> +1 welcome")
        .await;
    assert!(
        seen.text.contains("1 point"),
        "no lookup is needed: {seen:?}"
    );

    sandbox
        .send_event(json!({"type": "user_change", "user": user("Nama Lain", "ms-MY")}))
        .await;
    let (name, locale, active) = known(&plaudit.db, "U0BARU00099").await.unwrap();
    assert_eq!(
        (name.as_str(), locale.as_deref(), active),
        ("Nama Lain", Some("ms"), true)
    );
    let board = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "leaderboard")
        .await;
    assert!(board.text.contains("Nama Lain"), "{board:?}");

    plaudit.sandbox.as_user(BUDI).deactivate().await;
    assert!(!known(&plaudit.db, BUDI).await.unwrap().2);
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash_sent(KUDOS, "/kudos", "<@U0BUDI00002|budi> +1")
        .await;
    assert!(
        seen.text.contains("Budi Santoso no longer has an account"),
        "{seen:?}"
    );
    plaudit.sandbox.settled().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn uninstalled_it_is_silent_and_loses_nothing() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +2 for the fix").await;
    plaudit.quiet().await;
    plaudit.sandbox.uninstall().await;
    plaudit.sandbox.settled().await;
    assert!(dead(&plaudit.db).await.is_some());
    assert_eq!(plaudit.points(BUDI).await, 2);
    plaudit.finish().await;
}

/// Why the installation is dead, if it is.
async fn dead(db: &TestDb) -> Option<String> {
    let reason = sqlx::query_scalar("SELECT dead_reason FROM connection");
    reason.fetch_one(&db.pool).await.unwrap()
}

/// `tokens_revoked` and `app_uninstalled` come in either order, and again.
#[tokio::test]
async fn the_end_may_be_told_in_any_order() {
    let [revoked, uninstalled] = ["tokens_revoked", "app_uninstalled"];
    for order in [[revoked, uninstalled], [uninstalled, revoked]] {
        let plaudit = Plaudit::start().await;
        for kind in order.iter().chain(&order) {
            let event = json!({"type": kind, "tokens": {"oauth": [], "bot": ["U0FAKEBOT01"]}});
            let seen = plaudit.sandbox.send_event(event).await;
            assert_eq!((seen.status, seen.body.as_str()), (Some(200), ""), "{kind}");
            assert!(dead(&plaudit.db).await.is_some(), "{kind}");
        }
        plaudit.finish().await;
    }
    // A person's token is no end of ours.
    let plaudit = Plaudit::start().await;
    let event = json!({"type": "tokens_revoked", "tokens": {"oauth": [SITI], "bot": []}});
    plaudit.sandbox.send_event(event).await;
    assert_eq!(dead(&plaudit.db).await, None);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_channel_keeps_its_board_under_another_id() {
    let plaudit = Plaudit::start().await;
    plaudit.set("leaderboard.channel", "G0OLDPRIV01").await;
    let event = json!({
        "type": "channel_id_changed", "old_channel_id": "G0OLDPRIV01", "new_channel_id": LEADERS,
    });
    plaudit.sandbox.send_event(event).await;
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti
        .slash(KUDOS, "/kudos", "settings leaderboard.channel")
        .await;
    assert!(seen.text.contains(LEADERS), "{seen:?}");
    plaudit.finish().await;
}

/// Three pages of people, and Slack is busy while they are read.
#[tokio::test]
async fn everybody_is_known_before_the_first_kudos() {
    let mut team = sample_company();
    for number in 0..450 {
        let id = format!("U0MANY{number:05}");
        team = team.user(User::new(
            &id,
            &format!("many{number}"),
            &format!("Orang {number}"),
        ));
    }
    let options = SandboxOptions {
        team,
        ..SandboxOptions::for_tests()
    };
    let plaudit = Plaudit::start_with(Clock::system(), options).await;
    let found = plaudit.sandbox.wait_for(|model| {
        let pages = model
            .calls
            .iter()
            .filter(|call| call.method == "users.list");
        (pages.count() >= 3).then_some(())
    });
    found.await.unwrap();
    // The last page was asked for, and is kept in a moment.
    let last = "SELECT count(*) FROM identity WHERE user_id = 'U0MANY00449'";
    comes_to(&plaudit.db.pool, 1, last).await;
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana
        .slash(KUDOS, "/kudos", "@many449 +1 for being last")
        .await;
    assert!(seen.text.contains("point"), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points("U0MANY00449").await, 1);
    assert!(plaudit.sandbox.calls("users.info").is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn admins_change_settings_in_chat_and_others_do_not() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    // The form that it opens has tests of its own: in words, where none can be opened.
    plaudit.sandbox.fail("views.open", Fault::Broken, 1);
    let seen = siti.slash(KUDOS, "/kudos", "pengaturan").await;
    assert!(seen.text.contains("allowance.points"), "{seen:?}");
    let seen = siti
        .slash(KUDOS, "/kudos", "settings set allowance.points 7")
        .await;
    assert!(seen.text.contains('7'), "{seen:?}");
    let seen = siti
        .slash(KUDOS, "/kudos", "settings allowance.point")
        .await;
    assert!(seen.text.contains("allowance.points"), "{seen:?}");
    let seen = siti
        .slash(KUDOS, "/kudos", "settings allowance.points many")
        .await;
    assert!(seen.text.contains("many"), "{seen:?}");
    let seen = siti
        .slash(KUDOS, "/kudos", "settings leaderboard.channel #general")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    // The channel is tried first, and the answer follows.
    let told = plaudit.sandbox.ephemerals(SITI).pop().unwrap().shown();
    assert!(
        told.contains("C0GENERAL01") || told.contains("#general"),
        "{told}"
    );
    assert!(told.contains("leaderboard.schedule weekly"), "{told}");
    let seen = siti
        .slash(KUDOS, "/kudos", "settings leaderboard.schedule monthly")
        .await;
    assert!(!seen.text.contains("Belum ada"), "{seen:?}");

    for (user, says) in [(BUDI, "admin"), (AISYAH, "entadbir"), (ANA, "Only admins")] {
        let person = plaudit.sandbox.as_user(user);
        let seen = person
            .slash(KUDOS, "/kudos", "settings allowance.points 1000")
            .await;
        assert!(seen.text.contains(says), "{user}: {seen:?}");
    }
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "balance")
        .await;
    assert!(seen.text.contains("7 points"), "{seen:?}");
    let audited: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_log")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert!(audited >= 2, "{audited}");
    plaudit.finish().await;
}

/// Slack does not tell who somebody is: they hear of it, and nothing is given.
#[tokio::test]
async fn a_lookup_that_slack_refuses_is_said() {
    let plaudit = Plaudit::start().await;
    plaudit
        .sandbox
        .fail("users.info", Fault::Error("user_not_visible".into()), 1);
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post(KUDOS, "@plaudit <@U0HIDDEN001> +1 hello").await;
    ana.slash_sent(KUDOS, "/kudos", "<@U0HIDDEN001> +1 hello")
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(ANA);
    assert!(
        told.iter()
            .any(|it| it.shown().contains("I don't know <@U0HIDDEN001>")),
        "{told:?}"
    );
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

/// Pages of people that name each other as the next are not read for ever.
#[tokio::test]
async fn people_without_end_are_not_read_for_ever() {
    let plaudit = Plaudit::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = format!("http://{}/", listener.local_addr().unwrap());
    let page = json!({
        "ok": true, "team_id": "T1", "user_id": "U0BOT000001",
        "members": [], "response_metadata": { "next_cursor": "again" },
    });
    let router = Router::new().fallback(async move || page.to_string());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let api = SlackApi::new(calling::client().unwrap(), api.parse().unwrap());
    let slack = Slack::new(api, "xoxb".into());
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let workspace = plaudit.workspace().await;
    let connections = workspace::connections(&mut conn, workspace).await;
    let connection = connections.unwrap().remove(0);
    let read = sync_people(plaudit.app(), &slack, &connection);
    let read = timeout(Duration::from_mins(1), read).await;
    assert_eq!(read.expect("it ends").unwrap(), 0);
    plaudit.finish().await;
}
