//! Boards that are posted by themselves.

use plaudit::chat::{Installation, Platform};
use plaudit::clock::Clock;
use plaudit::policy::Actor;
use plaudit::schedule::Duties;
use plaudit::settings::{self, Key};
use plaudit::workspace::Home;
use plaudit_sandbox::slack::Message;

use super::scene::{GENERAL, SITI, Scene};
use crate::harness::{
    Plaudit, Replica, assign, comes_to, connect, count, eventually, keep_schedule,
};

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
    futures_util::future::join_all(desks.map(keep_schedule)).await;
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
async fn a_board_that_nobody_was_there_to_post_comes_late_and_once() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    scene.give("@budi +5 launch").await;
    // Back two days after it was due, in the week after the one that it tells of.
    scene.at("2026-11-25T04:00:00Z");
    scene.give("@ana +7 again").await;
    let posted = scene.look().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    let board = &posted[0];
    assert!(
        board.contains("Budi Santoso") && !board.contains("Ana Ferreira"),
        "{board}"
    );
    assert_eq!(scene.look().await.len(), 1);
    // After three weeks it is the latest that counts: one board, about the week that ended last.
    scene.at("2026-12-08T04:00:00Z");
    scene.give("@zoe +2 for patience").await;
    scene.at("2026-12-17T04:00:00Z");
    let posted = scene.look().await;
    assert_eq!(posted.len(), 2, "{posted:?}");
    assert!(posted[1].contains("Zoë Müller"), "{}", posted[1]);
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn half_an_hour_and_summer_time_are_ordinary() {
    // Kolkata is five hours and a half ahead.
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Kolkata").await;
    scene.give("@budi +5 launch").await;
    // Letters that wait move the clock on a little.
    scene.at("2026-11-23T03:15:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.at("2026-11-23T03:30:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene.plaudit.finish().await;

    // Berlin leaves winter on Sunday 28 March 2027 at 02:00; a board in the hour that is skipped
    // is posted all the same, and nine o'clock on Monday is an hour earlier than the week before.
    let scene = Scene::open("2027-03-21T08:00:00Z", "weekly", "Europe/Berlin").await;
    scene.give("@budi +5 launch").await;
    scene.at("2027-03-22T07:45:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.at("2027-03-22T08:00:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene
        .plaudit
        .set("leaderboard.schedule", "30 2 * * SUN")
        .await;
    scene.give("@budi +1 spring").await;
    scene.at("2027-03-28T00:45:00Z");
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

/// How the board recurs, by whose clocks, and when it is due.
async fn due(plaudit: &Plaudit) -> Option<[String; 3]> {
    let entry: Option<(String, String, String)> = sqlx::query_as(
        "SELECT s.spec, s.zone, d.next_due_at::text FROM schedule s
         JOIN schedule_due d USING (workspace_id, what) WHERE s.what = 'leaderboard'",
    )
    .fetch_optional(&plaudit.db.pool)
    .await
    .unwrap();
    entry.map(|(spec, zone, due)| [spec, zone, due])
}

#[tokio::test]
async fn the_schedule_says_what_the_settings_say() {
    let at = "2026-11-22T08:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(at)).await;
    plaudit.set("leaderboard.schedule", "weekly").await;
    assert_eq!(due(&plaudit).await, None, "nowhere to post it");
    plaudit.set("leaderboard.channel", GENERAL).await;
    let weekly = ["weekly mon 09:00", "UTC", "2026-11-23 09:00:00+00"];
    assert_eq!(due(&plaudit).await.unwrap(), weekly);
    // What it stands at is not touched by what has nothing to do with it.
    sqlx::query("UPDATE schedule_due SET failures = 3")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.set("allowance.points", "7").await;
    plaudit.set("leaderboard.channel", "C0KUDOS0001").await;
    assert_eq!(due(&plaudit).await.unwrap(), weekly);
    let failures = "SELECT failures FROM schedule_due";
    let kept: i32 = sqlx::query_scalar(failures)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(kept, 3);
    plaudit.set("programme.time_zone", "Asia/Kolkata").await;
    let kolkata = ["weekly mon 09:00", "Asia/Kolkata", "2026-11-23 03:30:00+00"];
    assert_eq!(due(&plaudit).await.unwrap(), kolkata);
    // In chat, too.
    let siti = plaudit.sandbox.as_user(SITI);
    let text = "settings leaderboard.schedule monthly";
    siti.slash("C0KUDOS0001", "/kudos", text).await;
    let monthly = ["monthly 1 09:00", "Asia/Kolkata", "2026-12-01 03:30:00+00"];
    assert_eq!(due(&plaudit).await.unwrap(), monthly);
    plaudit.set("leaderboard.schedule", "none").await;
    assert_eq!(due(&plaudit).await, None);
    plaudit.finish().await;
}

/// A setting as the release before writes it, which knows no schedule.
async fn set_as_before(plaudit: &Plaudit, key: &str, value: &str) {
    let sql = "INSERT INTO setting (workspace_id, key, value) VALUES ($1, $2, $3)
               ON CONFLICT (workspace_id, key) DO UPDATE SET value = excluded.value";
    let workspace = plaudit.workspace().await;
    let written = sqlx::query(sql).bind(workspace).bind(key).bind(value);
    written.execute(&plaudit.db.pool).await.unwrap();
}

#[tokio::test]
async fn what_the_release_before_set_is_in_the_schedule_from_the_start() {
    let at = "2026-11-22T08:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(at)).await;
    for (key, value) in [
        ("leaderboard.channel", GENERAL),
        ("leaderboard.schedule", "weekly"),
    ] {
        set_as_before(&plaudit, key, value).await;
    }
    let upgraded = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    let due = async || due(&plaudit).await;
    let due = eventually("the board is due", due, Option::is_some).await;
    let weekly = ["weekly mon 09:00", "UTC", "2026-11-23 09:00:00+00"];
    assert_eq!(due.unwrap(), weekly);
    upgraded.stop().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn beside_the_release_before_a_board_is_posted_once() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "UTC").await;
    let plaudit = &scene.plaudit;
    scene.give("@budi +5 launch").await;
    // It claims the board in its own way, and posts it.
    let sql = "INSERT INTO schedule_run (workspace_id, name, due_at)
               VALUES ($1, 'leaderboard', '2026-11-23T09:00:00Z')";
    let claimed = sqlx::query(sql).bind(plaudit.workspace().await);
    claimed.execute(&plaudit.db.pool).await.unwrap();
    scene.at("2026-11-23T09:00:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    // What it sets meanwhile is found when the time comes: Friday, and not Monday.
    scene.give("@budi +5 launch").await;
    set_as_before(plaudit, "leaderboard.schedule", "0 9 * * FRI").await;
    scene.at("2026-11-30T09:00:00Z");
    assert_eq!(scene.look().await, Vec::<String>::new());
    scene.give("@budi +5 launch").await;
    scene.at("2026-12-04T09:00:00Z");
    assert_eq!(scene.look().await.len(), 1);
    scene.plaudit.finish().await;
}

/// The keeper is told when settings change, and sleeps until something is due.
#[tokio::test]
async fn whoever_keeps_the_schedule_is_told_of_changes() {
    let scene = Scene::open("2026-11-20T08:59:59Z", "none", "UTC").await;
    let plaudit = &scene.plaudit;
    scene.give("@budi +5 launch").await;
    scene.at("2026-11-23T08:59:59Z");
    plaudit.set("leaderboard.schedule", "weekly").await;
    scene.at("2026-11-23T09:00:00Z");
    // Another process says that something changed, as the command line does.
    let mut conn = plaudit.db.pool.acquire().await.unwrap();
    plaudit::database::announce_change(&mut conn).await.unwrap();
    drop(conn);
    let posted = plaudit.sandbox.wait_for(|model| {
        let board = |it: &&Message| it.channel == GENERAL && it.by_app;
        model.messages.iter().find(board).map(Message::shown)
    });
    assert!(posted.await.unwrap().contains("Budi Santoso"));
    scene.plaudit.finish().await;
}

#[tokio::test]
async fn a_programme_that_is_given_up_posts_no_boards() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "UTC").await;
    let plaudit = &scene.plaudit;
    let given_up = plaudit.workspace().await;
    let tenant = Installation::new(Platform::Teams, "tenant");
    let other = connect(&plaudit.db.pool, &tenant, "Elsewhere", Home::New).await;
    let slack = Installation::new(Platform::Slack, plaudit.sandbox.model().team.id.clone());
    assign(&plaudit.db.pool, &slack, Home::Workspace(other)).await;
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM schedule WHERE workspace_id = $1")
        .bind(given_up)
        .fetch_one(&plaudit.db.pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
    scene.plaudit.finish().await;
}

/// Neither may look at the settings as they were before the other, and so take the board off.
#[tokio::test]
async fn a_channel_and_a_schedule_set_at_once_make_a_board() {
    let plaudit = Plaudit::start().await;
    let pool = &plaudit.db.pool;
    let workspace = plaudit.workspace().await;
    let set = async |name: &str, value: &str| {
        let key = Key::find(name).unwrap();
        let mut tx = pool.begin().await.unwrap();
        let set = settings::set(
            &mut tx,
            &plaudit.clock,
            workspace,
            &Actor::Operator,
            key,
            value,
        );
        set.await.unwrap();
        tx
    };
    let first = set("leaderboard.channel", GENERAL).await;
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let both = tokio::join!(
        async {
            comes_to(pool, 1, waiting).await;
            first.commit().await.unwrap();
        },
        async {
            let second = set("leaderboard.schedule", "weekly").await;
            second.commit().await.unwrap();
        },
    );
    let ((), ()) = both;
    assert!(due(&plaudit).await.is_some());
    plaudit.finish().await;
}

/// A replica that starts goes by what somebody is setting, and does not take it back.
#[tokio::test]
async fn who_starts_while_settings_change_goes_by_the_change() {
    let scene = Scene::open("2026-11-22T08:00:00Z", "weekly", "Asia/Jakarta").await;
    let plaudit = &scene.plaudit;
    let (pool, workspace) = (&plaudit.db.pool, plaudit.workspace().await);
    let zone = Key::find("programme.time_zone").unwrap();
    let mut tx = pool.begin().await.unwrap();
    let (clock, operator) = (&plaudit.clock, &Actor::Operator);
    settings::set(&mut tx, clock, workspace, operator, zone, "Asia/Kolkata")
        .await
        .unwrap();
    let desk = plaudit.app().desk.clone();
    // A lock is waited for half a second at a time.
    let starts = tokio::spawn(async move { while desk.prepare().await.is_err() {} });
    let waits = "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
    eventually(
        "it waits",
        async || count(pool, waits).await,
        |many| *many > 0,
    )
    .await;
    tx.commit().await.unwrap();
    starts.await.unwrap();
    let zone: String = sqlx::query_scalar("SELECT zone FROM schedule WHERE what = 'leaderboard'")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(zone, "Asia/Kolkata");
    scene.plaudit.finish().await;
}
