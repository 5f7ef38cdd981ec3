//! Boards that are posted by themselves.

use std::time::Duration;

use jiff::Timestamp;
use plaudit::clock::Clock;
use plaudit::desk::post_due_boards;
use plaudit::outbox;
use plaudit::sandbox::slack::Message;

use crate::harness::{Plaudit, Replica};

const SITI: &str = "U0SITI00001";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";

/// Plaudit on a clock of the test's, with a board in the general channel.
struct Scene {
    plaudit: Plaudit,
}

impl Scene {
    async fn open(at: &str, schedule: &str, zone: &str) -> Self {
        let plaudit = Plaudit::start_at(Clock::set_to(at.parse().unwrap())).await;
        for (key, value) in [
            ("leaderboard.channel", GENERAL),
            ("leaderboard.schedule", schedule),
            ("programme.time_zone", zone),
        ] {
            plaudit.set(key, value).await;
        }
        Self { plaudit }
    }

    /// Siti gives, and the totals know.
    async fn give(&self, text: &str) {
        let siti = self.plaudit.sandbox.as_user(SITI);
        let seen = siti.slash(KUDOS, "/kudos", text).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        self.plaudit.quiet().await;
        for _ in 0..1000 {
            let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM tally_entry")
                .fetch_one(&self.plaudit.db.pool)
                .await
                .unwrap();
            if waiting == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the totals lag behind");
    }

    fn at(&self, instant: &str) {
        let instant: Timestamp = instant.parse().unwrap();
        let clock = &self.plaudit.clock;
        clock.advance(instant.duration_since(clock.now()));
    }

    /// What one look at the clock brings into the general channel.
    async fn look(&self) -> Vec<String> {
        post_due_boards(&self.plaudit.app().desk).await.unwrap();
        self.posted().await
    }

    async fn posted(&self) -> Vec<String> {
        self.plaudit.quiet().await;
        let messages = self.plaudit.sandbox.messages(GENERAL);
        messages.iter().map(Message::shown).collect()
    }
}

#[tokio::test]
async fn three_replicas_post_the_board_once() {
    // A Sunday in Jakarta, where the programme lives.
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    let plaudit = &scene.plaudit;
    let mut others = Vec::new();
    for _ in 0..2 {
        others.push(Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await);
    }
    scene.give("@budi +5 launch").await;
    // Monday, a minute before nine.
    scene.at("2026-11-23T01:59:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.at("2026-11-23T02:00:00Z");
    let desks = [
        &plaudit.app().desk,
        &others[0].app.desk,
        &others[1].app.desk,
    ];
    for looked in futures_util::future::join_all(desks.map(post_due_boards)).await {
        looked.unwrap();
    }
    let posted = scene.posted().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    for word in ["Budi Santoso", "Siti Rahmawati", "5"] {
        assert!(posted[0].contains(word), "{}", posted[0]);
    }
    // Nobody is pinged by a board.
    assert!(!posted[0].contains("<@"), "{}", posted[0]);

    scene.at("2026-11-23T02:20:00Z");
    assert_eq!(scene.look().await.len(), 1);
    // A week in which nobody gave is not announced.
    scene.at("2026-11-30T02:00:00Z");
    assert_eq!(scene.look().await.len(), 1);
    for other in others {
        other.stop().await;
    }
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn the_monthly_board_tells_of_the_month_that_ended() {
    let scene = Scene::open("2026-10-31T10:00:00Z", "monthly", "Asia/Kuala_Lumpur").await;
    scene.give("@budi +5 october").await;
    scene.at("2026-11-01T00:30:00Z");
    scene.give("@ana +7 november").await;
    scene.at("2026-11-01T01:00:00Z");
    let posted = scene.look().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    let board = &posted[0];
    assert!(
        board.contains("October") && board.contains("Budi"),
        "{board}"
    );
    assert!(!board.contains("Ana Ferreira"), "{board}");
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn after_an_outage_a_board_is_late_but_never_stale() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    scene.give("@budi +5 launch").await;
    // Back two hours after it was due: old news.
    scene.at("2026-11-23T04:00:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.give("@budi +2 again").await;
    // The week after, three quarters of an hour late.
    scene.at("2026-11-30T02:45:00Z");
    let posted = scene.look().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    assert!(!posted[0].contains('5'), "the week before: {}", posted[0]);
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn half_an_hour_and_summer_time_are_ordinary() {
    // Kolkata is five hours and a half ahead.
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Kolkata").await;
    scene.give("@budi +5 launch").await;
    scene.at("2026-11-23T03:29:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.at("2026-11-23T03:30:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene.plaudit.finish().await;

    // Berlin leaves winter on Sunday 28 March 2027 at 02:00; a board in the hour that is skipped
    // is posted all the same, and nine o'clock on Monday is an hour earlier than the week before.
    let scene = Scene::open("2027-03-21T08:00:00Z", "weekly", "Europe/Berlin").await;
    scene.give("@budi +5 launch").await;
    scene.at("2027-03-22T07:59:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.at("2027-03-22T08:00:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene
        .plaudit
        .set("leaderboard.schedule", "30 2 * * SUN")
        .await;
    scene.give("@budi +1 spring").await;
    scene.at("2027-03-28T00:59:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene.at("2027-03-28T01:31:00Z");
    assert_eq!(scene.look().await.len(), 2);
    scene.plaudit.set("leaderboard.schedule", "weekly").await;
    scene.at("2027-03-29T07:00:00Z");
    assert_eq!(scene.look().await.len(), 3);
    scene.plaudit.finish().await;

    // Autumn has the hour from two to three twice: one board.
    let scene = Scene::open("2026-10-24T08:00:00Z", "30 2 * * SUN", "Europe/Berlin").await;
    scene.give("@budi +5 launch").await;
    for (instant, posted) in [
        ("2026-10-25T00:31:00Z", 1),
        ("2026-10-25T01:00:00Z", 1),
        ("2026-10-25T01:31:00Z", 1),
        ("2026-10-25T02:31:00Z", 1),
    ] {
        scene.at(instant);
        assert_eq!(scene.look().await.len(), posted, "{instant}");
    }
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn a_channel_that_is_not_there_is_seen_by_the_operator() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    let plaudit = &scene.plaudit;
    plaudit.set("leaderboard.channel", "C0NOWHERE01").await;
    scene.give("@budi +5 launch").await;
    scene.at("2026-11-23T02:00:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    let workspace = plaudit.workspace().await;
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    let unsent = outbox::undelivered(&mut conn, workspace).await.unwrap();
    drop(conn);
    assert_eq!(unsent.len(), 1, "{unsent:?}");
    assert_eq!(unsent[0].state, "refused");
    let reason = unsent[0].last_error.as_ref().unwrap();
    assert!(reason.contains("channel_not_found"), "{reason}");
    scene.plaudit.finish().await;
}
