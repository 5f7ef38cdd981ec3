//! Clocks that are set forward, servers that were away, and settings that change.

use super::scene::{ANA, BUDI, lasting};

/// Whoever was away for months is told late, and nobody loses anything sooner than a month after.
#[tokio::test]
async fn after_a_downtime_members_are_told_late_and_have_a_month() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 12).await;
    plaudit.minute("2026-06-10T03:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert!(told[0].contains("12 poin hangus pada 10 Jul"), "{told:?}");
    plaudit.minute("2026-07-09T16:59:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 12);
    // Away when the day came: late, and once.
    plaudit.minute("2026-08-20T01:00:00Z").await;
    assert_eq!(plaudit.expiries().await, ["2026-07-10 12"]);
    plaudit.finish().await;
}

#[tokio::test]
async fn where_it_is_turned_on_nothing_expires_for_a_month() {
    let plaudit = lasting(0, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 12).await;
    plaudit.minute("2028-05-01T03:00:00Z").await;
    assert_eq!(plaudit.hourglasses(BUDI), Vec::<String>::new());
    plaudit.set("rewards.expiry_months", "6").await;
    plaudit.minute("2028-05-01T04:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert!(told[0].contains("12 poin hangus pada 31 Mei"), "{told:?}");
    plaudit.minute("2028-05-30T16:59:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 12);
    plaudit.minute("2028-05-30T17:00:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

/// What was told does not hold once points last longer, or for ever.
#[tokio::test]
async fn what_was_told_is_forgotten_when_the_setting_changes() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    plaudit.give("@budi", 12).await;
    plaudit.minute("2026-02-01T03:00:00Z").await;
    plaudit.set("rewards.expiry_months", "0").await;
    plaudit.minute("2026-02-28T03:00:00Z").await;
    plaudit.set("rewards.expiry_months", "2").await;
    plaudit.minute("2026-03-03T03:00:00Z").await;
    assert_eq!(plaudit.points(BUDI).await, 12);
    let told = plaudit.hourglasses(BUDI);
    assert!(told[1].contains("12 poin hangus pada 2 Apr"), "{told:?}");
    // Set to what it is, it changes nothing.
    plaudit.set("rewards.expiry_months", "2").await;
    plaudit.minute("2026-04-01T17:00:00Z").await;
    assert_eq!(plaudit.expiries().await, ["2026-04-02 12"]);
    plaudit.finish().await;
}

/// The last of January and the last of February are one day where points last a month; and where
/// midnight does not exist, the day begins when the clocks say so.
#[tokio::test]
async fn short_months_and_days_without_midnight_end_where_the_calendar_says() {
    let plaudit = lasting(1, "2026-01-31T03:00:00Z").await;
    plaudit.give("@budi", 12).await;
    plaudit.minute("2026-01-31T04:00:00Z").await;
    let told = plaudit.hourglasses(BUDI);
    assert!(told[0].contains("12 poin hangus pada 28 Feb"), "{told:?}");
    plaudit.minute("2026-02-27T16:59:59Z").await;
    assert_eq!(plaudit.points(BUDI).await, 12);
    plaudit.minute("2026-02-27T17:00:00Z").await;
    assert_eq!(plaudit.expiries().await, ["2026-02-28 12"]);

    plaudit.set("programme.time_zone", "America/Santiago").await;
    plaudit.set("rewards.expiry_months", "6").await;
    plaudit.comes("2026-03-06T15:00:00Z");
    plaudit.give("@ana", 5).await;
    plaudit.minute("2026-08-07T15:00:00Z").await;
    let told = plaudit.hourglasses(ANA);
    assert!(told[0].contains("5 points expire on 6 Sep"), "{told:?}");
    plaudit.minute("2026-09-06T03:59:59Z").await;
    assert_eq!(plaudit.points(ANA).await, 5);
    plaudit.minute("2026-09-06T04:00:00Z").await;
    assert_eq!(plaudit.points(ANA).await, 0);
    plaudit.finish().await;
}
