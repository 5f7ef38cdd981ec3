//! Messages to people on Teams that are changed later.

use plaudit::chat::{self, Identity, Platform, To};
use plaudit::outbox::{self, Letter};
use plaudit_sandbox::teams::Message;

use crate::harness::Plaudit;

async fn put(plaudit: &Plaudit, letter: Letter) {
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    outbox::enqueue(&mut conn, plaudit.clock.now(), &[letter])
        .await
        .unwrap();
    plaudit.app().desk.outbox.wake();
}

#[tokio::test]
async fn a_message_to_a_person_is_changed_like_one_in_a_channel() {
    let plaudit = Plaudit::start_at_noon().await;
    let workspace = plaudit.workspace().await;
    let tenant = plaudit.teams().model().tenant.clone();
    let liam = Identity::new(Platform::Teams, tenant, plaudit.aad("liam"));
    let about = |text: &str| {
        let to = To::Person(liam.clone());
        Letter::new(workspace, to, chat::Message::text(text)).about("approval:1".into())
    };
    // Together: the change waits for its message.
    put(&plaudit, about("please decide")).await;
    put(&plaudit, about("decided").as_update()).await;
    plaudit.hush().await;
    let shown = || -> Vec<String> {
        let direct = plaudit.teams().direct("liam");
        direct.iter().map(Message::shown).collect()
    };
    assert_eq!(shown(), ["decided"]);
    put(&plaudit, about("fulfilled").as_update()).await;
    plaudit.hush().await;
    assert_eq!(shown(), ["fulfilled"]);
    assert_eq!(plaudit.teams().calls("updateActivity").len(), 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_was_told_nothing_cannot_be_told_otherwise() {
    let plaudit = Plaudit::start_at_noon().await;
    let workspace = plaudit.workspace().await;
    let tenant = plaudit.teams().model().tenant.clone();
    let liam = Identity::new(Platform::Teams, tenant, plaudit.aad("liam"));
    let change = Letter::new(workspace, To::Person(liam), chat::Message::text("changed"))
        .about("approval:1".into())
        .as_update();
    put(&plaudit, change).await;
    plaudit.hush().await;
    let state: String = sqlx::query_scalar("SELECT state FROM outbox ORDER BY id DESC LIMIT 1")
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(state, "refused");
    assert!(plaudit.teams().direct("liam").is_empty());
    plaudit.finish().await;
}
