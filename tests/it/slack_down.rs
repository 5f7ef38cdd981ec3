//! The database is gone: nothing is acknowledged that is not recorded, and nobody is left without
//! a word.

use std::time::Duration;

use plaudit_sandbox::slack::{Fault, Message, Seen};
use serde_json::json;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};

use crate::harness::Plaudit;

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// What whoever sends a form is told at a question of it.
fn sorry(seen: &Seen) -> &str {
    seen.errors.values().next().map_or("", String::as_str)
}

/// Plaudit with an announcement and an open form, whose database went away.
async fn without_database() -> (Plaudit, String, String) {
    let plaudit = Plaudit::start().await;
    let (ana, siti) = (plaudit.sandbox.as_user(ANA), plaudit.sandbox.as_user(SITI));
    siti.slash(KUDOS, "/kudos", "@budi +1 untuk rilis").await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS)[0].ts.clone();
    ana.slash(KUDOS, "/kudos", "").await;
    let form = plaudit.sandbox.modals(ANA)[0].id.clone();
    let database = Database::of(&plaudit);
    database.leave().await;
    (plaudit, announced, form)
}

/// The database behind everybody's back.
struct Database {
    server: PgConnectOptions,
    name: String,
}

impl Database {
    fn of(plaudit: &Plaudit) -> Self {
        let options = plaudit.db.options();
        let name = options.get_database().unwrap().to_owned();
        let server = options.username("postgres").database("postgres");
        Self { server, name }
    }

    /// Every connection breaks, and no other is let in.
    async fn leave(&self) {
        let away = format!("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", self.name);
        let mut conn = self.server.connect().await.unwrap();
        conn.execute(AssertSqlSafe(away)).await.unwrap();
        sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
            .bind(&self.name)
            .execute(&mut conn)
            .await
            .unwrap();
    }

    async fn come_back(&self) {
        let back = format!("ALTER DATABASE {} WITH ALLOW_CONNECTIONS true", self.name);
        let mut conn = self.server.connect().await.unwrap();
        conn.execute(AssertSqlSafe(back)).await.unwrap();
    }
}

#[tokio::test]
async fn whoever_waits_is_told_that_nothing_was_recorded() {
    let (plaudit, announced, form) = without_database().await;
    let (ana, siti) = (plaudit.sandbox.as_user(ANA), plaudit.sandbox.as_user(SITI));

    let seen = siti.slash(KUDOS, "/kudos", "batal").await;
    assert_eq!(seen.status, Some(200));
    assert!(seen.text.contains("belum ada yang tercatat"), "{seen:?}");

    let answers = [("to", json!([BUDI])), ("message", json!("a long story"))];
    let seen = ana.submit(&form, answers).await;
    assert!(seen.failure.is_none(), "{seen:?}");
    assert!(sorry(&seen).contains("nothing was recorded"), "{seen:?}");
    assert_eq!(
        plaudit.sandbox.modals(ANA)[0].id,
        form,
        "the form stays open"
    );

    let seen = ana.press(KUDOS, &announced, "kudos.boost").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    // The acknowledgement of a press shows nothing, and does not wait for what is said around it.
    let told = plaudit.sandbox.wait_for(|model| {
        let mut told = model.messages.iter();
        let sorry = |it: &&Message| it.shown().contains("nothing was recorded");
        told.find(sorry).map(|it| it.visible_to.clone())
    });
    assert_eq!(told.await.unwrap().as_deref(), Some(ANA));
    Database::of(&plaudit).come_back().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_slack_will_repeat_is_not_acknowledged() {
    let (plaudit, announced, _) = without_database().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let seen = siti.post(KUDOS, "@budi ++ untuk rilis").await;
    assert_eq!((seen.status, seen.body.as_str()), (Some(503), ""));
    let deliveries = plaudit.sandbox.deliveries();
    let tries: Vec<_> = deliveries
        .iter()
        .filter(|it| it.kind == "event message" && it.status == Some(503))
        .collect();
    assert_eq!(tries.len(), 4, "the first and three retries");

    // A press is never repeated: it is acknowledged even when Slack cannot pass the word on.
    plaudit.sandbox.fail(
        "chat.postEphemeral",
        Fault::Slow(Duration::from_millis(2_500)),
        1,
    );
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .press(KUDOS, &announced, "kudos.boost")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    Database::of(&plaudit).come_back().await;
    assert_eq!(plaudit.points(BUDI).await, 1);

    // Repeated later, it is understood as if nothing had been.
    let seen = plaudit.sandbox.redeliver(tries[0].number).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    plaudit.finish().await;
}

/// Each form has questions of its own, and Slack shows an apology at those alone.
#[tokio::test]
async fn whoever_sends_any_form_is_told_that_nothing_was_recorded() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "settings").await;
    let menu = plaudit.sandbox.modals(SITI)[0].clone();
    let elements = menu
        .blocks()
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let mut buttons = elements.flatten();
    let button = buttons.find(|it| it["value"] == "allowance").unwrap();
    let action = button["action_id"].as_str().unwrap();
    assert!(siti.press_in_view(&menu.id, action).await.is_ok());
    let form = plaudit.sandbox.modals(SITI)[1].id.clone();
    let database = Database::of(&plaudit);
    database.leave().await;
    let seen = siti.submit(&form, []).await;
    assert!(seen.failure.is_none(), "{seen:?}");
    assert!(sorry(&seen).contains("belum ada yang tercatat"), "{seen:?}");
    assert_eq!(
        plaudit.sandbox.modals(SITI)[1].id,
        form,
        "the form stays open"
    );
    database.come_back().await;
    plaudit.finish().await;
}
