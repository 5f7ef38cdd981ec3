//! Whoever has something left to give is told before it is gone.

use jiff::Timestamp;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::Message;

use crate::harness::{Plaudit, count};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ZOE: &str = "U0ZOE000004";
const GUEST: &str = "U0GUEST0020";
const KUDOS: &str = "C0KUDOS0001";

/// Plaudit in Jakarta, where allowances last a month, at this hour of UTC.
async fn reminding(days: u16, at: &str) -> Plaudit {
    let plaudit = Plaudit::start_at(Clock::set_to(at.parse().unwrap())).await;
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    plaudit
        .set("allowance.remind_days", &days.to_string())
        .await;
    plaudit
}

/// It is this hour of UTC, and what is done every minute is done twice.
async fn minute(plaudit: &Plaudit, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    plaudit
        .clock
        .advance(at.duration_since(plaudit.clock.now()));
    for _ in 0..2 {
        let desk = &plaudit.app().desk;
        desk.remind_of_allowances().await.unwrap();
    }
    plaudit.quiet().await;
}

/// What somebody was told of what they have left, oldest first.
fn reminders(plaudit: &Plaudit, who: &str) -> Vec<Message> {
    let told = plaudit.sandbox.dm_with_bot(who).into_iter();
    let shows = |it: &Message| format!("{:?}", it.blocks).contains("kudos.open_form");
    told.filter(shows).collect()
}

async fn types(plaudit: &Plaudit, who: &str, text: &str) {
    let seen = plaudit
        .sandbox
        .as_user(who)
        .slash(KUDOS, "/kudos", text)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
}

#[tokio::test]
async fn what_is_left_is_told_of_once_a_period_by_day_with_a_button_that_gives() {
    let plaudit = reminding(3, "2026-11-20T03:00:00Z").await;
    types(&plaudit, BUDI, "@ana +20 for the launch").await;
    minute(&plaudit, "2026-11-27T09:00:00Z").await;
    assert!(reminders(&plaudit, BUDI).is_empty(), "it is too early");
    // The programme's Saturday has begun; for Budi it is night, for Zoë the evening before.
    minute(&plaudit, "2026-11-27T17:30:00Z").await;
    assert!(reminders(&plaudit, BUDI).is_empty());
    assert!(reminders(&plaudit, ZOE).is_empty());
    minute(&plaudit, "2026-11-28T02:00:00Z").await;
    let told = reminders(&plaudit, BUDI);
    assert_eq!(told.len(), 1);
    let said = told[0].shown();
    assert!(said.contains("80 poin") && said.contains("1 Des"), "{said}");
    assert!(reminders(&plaudit, ZOE).is_empty(), "in London it is night");
    minute(&plaudit, "2026-11-28T10:00:00Z").await;
    let zoe = reminders(&plaudit, ZOE);
    assert!(zoe[0].shown().contains("100 points"), "{zoe:?}");
    assert!(reminders(&plaudit, GUEST).is_empty(), "guests do not give");
    let bulk = "SELECT count(*) FROM outbox WHERE weight <> 'bulk' AND letter::text LIKE '%kudos.open_form%'";
    assert_eq!(count(&plaudit.db.pool, bulk).await, 0);

    let budi = plaudit.sandbox.as_user(BUDI);
    let seen = budi
        .press(&told[0].channel, &told[0].ts, "kudos.open_form")
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    assert_eq!(plaudit.sandbox.modals(BUDI).len(), 1);
    minute(&plaudit, "2026-11-30T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1, "once");
    minute(&plaudit, "2026-12-01T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1, "it is another period");
    minute(&plaudit, "2026-12-29T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 2, "and another end");
    plaudit.finish().await;
}

/// Whoever gave everything, mutes it, is paused, or is away is told nothing.
#[tokio::test]
async fn nobody_is_told_who_has_nothing_left_or_does_not_want_to_be() {
    let plaudit = reminding(3, "2026-11-20T03:00:00Z").await;
    plaudit.set("kudos.max_points_per_recipient", "100").await;
    types(&plaudit, BUDI, "@ana +100 for everything").await;
    types(&plaudit, SITI, "notifikasi matikan jatah").await;
    types(&plaudit, SITI, "pause @agus").await;
    minute(&plaudit, "2026-11-29T03:00:00Z").await;
    for who in [BUDI, SITI, "U0AGUS00013"] {
        assert!(reminders(&plaudit, who).is_empty(), "{who}");
    }
    assert!(!reminders(&plaudit, "U0PUTRI0015").is_empty());
    // Late: it was turned on again within the time.
    types(&plaudit, SITI, "notifikasi nyalakan jatah").await;
    minute(&plaudit, "2026-11-30T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, SITI).len(), 1);
    plaudit.finish().await;
}

/// Late after a downtime, but not when the period is over; and none where every day is a new one.
#[tokio::test]
async fn what_is_over_is_not_told_of() {
    let plaudit = reminding(3, "2026-11-20T03:00:00Z").await;
    minute(&plaudit, "2026-11-30T09:59:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1, "late");
    minute(&plaudit, "2027-01-05T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1, "December is over");
    plaudit.set("allowance.period", "day").await;
    minute(&plaudit, "2027-01-06T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1);
    plaudit.set("allowance.period", "week").await;
    minute(&plaudit, "2027-01-08T03:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 2, "Monday is near");
    plaudit.finish().await;
}

/// In Teams it says the same, and gives by the same form.
#[tokio::test]
async fn whoever_is_in_teams_is_told_there() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("allowance.period", "week").await;
    plaudit.set("allowance.remind_days", "7").await;
    plaudit.reached_in_teams_alone().await;
    let desk = &plaudit.app().desk;
    desk.remind_of_allowances().await.unwrap();
    desk.remind_of_allowances().await.unwrap();
    plaudit.hush().await;
    let told = crate::harness::teams::letters(&plaudit, "liam");
    let told: Vec<_> = told
        .iter()
        .filter(|it| it.shown().contains("100 points"))
        .collect();
    assert_eq!(told.len(), 1);
    let liam = plaudit.teams().as_user("liam");
    let seen = liam.press(told[0], "Mute messages like this").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    let muted = "SELECT count(*) FROM member WHERE 'allowance' = ANY (muted)";
    assert_eq!(count(&plaudit.db.pool, muted).await, 1);
    plaudit.finish().await;
}

/// One member who cannot be read keeps no other from being told.
#[tokio::test]
async fn who_cannot_be_read_keeps_nobody_else_waiting() {
    let plaudit = reminding(3, "2026-11-20T03:00:00Z").await;
    plaudit.make_unreadable(SITI).await;
    minute(&plaudit, "2026-11-28T02:00:00Z").await;
    assert_eq!(reminders(&plaudit, BUDI).len(), 1);
    assert!(reminders(&plaudit, SITI).is_empty());
    plaudit.make_readable().await;
    plaudit.finish().await;
}
