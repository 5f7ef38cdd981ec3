//! Channels that are shared with another organisation: nothing internal is posted there.

use plaudit::outbox;
use plaudit_sandbox::slack::Message;

use crate::harness::{Plaudit, comes_to, keep_schedule};

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const SITI: &str = "U0SITI00001";
const KUDOS: &str = "C0KUDOS0001";
const PARTNER: &str = "C0PARTNER01";

/// What everybody in a channel reads of ours.
fn posted(plaudit: &Plaudit, channel: &str) -> Vec<String> {
    let messages = plaudit.sandbox.messages(channel).into_iter();
    let ours = messages.filter(|it| it.by_app);
    ours.map(|it| it.shown()).collect()
}

#[tokio::test]
async fn kudos_are_announced_there_only_where_the_setting_says_so() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    // By command, which does not tell that the channel is shared, and by message, which does.
    ana.slash(PARTNER, "/kudos", "@budi +5 for the integration")
        .await;
    ana.post(PARTNER, "@budi ++ for the tests").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 6, "it is given all the same");
    assert_eq!(posted(&plaudit, PARTNER), Vec::<String>::new());
    let told = plaudit.sandbox.dm_with_bot(ANA);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].shown().contains("another organisation"), "{told:?}");
    // Elsewhere nothing changes.
    ana.slash(KUDOS, "/kudos", "@budi +1 for the docs").await;
    plaudit.quiet().await;
    assert_eq!(posted(&plaudit, KUDOS).len(), 1);

    plaudit
        .set("privacy.shared_channels", "announcements")
        .await;
    ana.slash(PARTNER, "/kudos", "@budi +2 for the demo").await;
    plaudit.quiet().await;
    let announced = posted(&plaudit, PARTNER);
    assert_eq!(announced.len(), 1, "{announced:?}");
    // And no longer: what changes it stays away as well.
    plaudit.set("privacy.shared_channels", "nothing").await;
    let mut messages = plaudit.sandbox.messages(PARTNER).into_iter();
    let message = messages.rfind(|it| it.by_app).unwrap();
    let siti = plaudit.sandbox.as_user(SITI);
    siti.press(PARTNER, &message.ts, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 10);
    assert_eq!(posted(&plaudit, PARTNER), announced);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_withheld_there_is_no_failure() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(PARTNER, "/kudos", "@budi +5 for the integration")
        .await;
    plaudit.quiet().await;
    let states: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT state FROM outbox ORDER BY state")
            .fetch_all(&plaudit.db.pool)
            .await
            .unwrap();
    assert_eq!(states, ["sent", "withheld"]);

    // Nobody is alarmed, and nobody sends it again.
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let undelivered = outbox::undelivered(&mut conn, workspace).await.unwrap();
    assert!(undelivered.is_empty(), "{undelivered:?}");
    let now = plaudit.clock.now();
    let again = outbox::retry(&mut conn, workspace, None, now).await;
    assert_eq!(again.unwrap(), 0);
    drop(conn);
    assert_eq!(posted(&plaudit, PARTNER), Vec::<String>::new());
    plaudit.finish().await;
}

#[tokio::test]
async fn a_board_goes_to_no_shared_channel() {
    let plaudit = Plaudit::start_at(plaudit::clock::Clock::set_to(
        "2026-11-22T08:00:00Z".parse().unwrap(),
    ))
    .await;
    let siti = plaudit.sandbox.as_user(SITI);
    let asked = siti
        .slash(
            KUDOS,
            "/kudos",
            "settings leaderboard.channel <#C0PARTNER01|partner-acme>",
        )
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(SITI);
    let told = format!("{} {told:?}", asked.text);
    assert!(told.contains("organisasi lain"), "{told}");

    // An operator does not ask Slack; whoever posts does.
    plaudit.set("leaderboard.channel", PARTNER).await;
    plaudit.set("leaderboard.schedule", "weekly").await;
    siti.slash(KUDOS, "/kudos", "@budi +2 launch").await;
    plaudit.quiet().await;
    comes_to(&plaudit.db.pool, 0, "SELECT count(*) FROM tally_entry").await;
    let monday: jiff::Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
    plaudit
        .clock
        .advance(monday.duration_since(plaudit.clock.now()));
    keep_schedule(&plaudit.app().desk).await;
    plaudit.quiet().await;
    assert_eq!(posted(&plaudit, PARTNER), Vec::<String>::new());
    let told = plaudit.sandbox.dm_with_bot(SITI);
    let told = told.iter().map(Message::shown);
    let told: Vec<String> = told
        .filter(|it| it.contains("leaderboard.channel"))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("organisasi lain"), "{told:?}");
    plaudit.finish().await;
}
