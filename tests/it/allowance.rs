//! What may be given: granted once per period, whatever the calendar does.

use std::fmt::Write;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use plaudit::clock::Clock;
use plaudit::kudos::{Allowance, Outcome};

use crate::harness::{Books, Plaudit, TestDb, batcher, holds, prove};

const ANA: &str = "U0ANA000005";
const PRIYA: &str = "U0PRIYA0008";
const KUDOS: &str = "C0KUDOS0001";

#[tokio::test]
async fn it_is_granted_with_the_first_gift_and_once() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 3).await;
    let batcher = batcher(&db);
    let accounts = "SELECT count(*) FROM ledger_account";
    let none: i64 = sqlx::query_scalar(accounts)
        .fetch_one(&db.pool)
        .await
        .unwrap();
    assert_eq!(none, 0, "nothing is granted to those who give nothing");
    // All at once, the first among them.
    let gifts = (0..20).map(|n| batcher.give(books.gift(&format!("{n}"), 0, &[1], 1)));
    for outcome in futures_util::future::join_all(gifts).await {
        assert!(matches!(outcome, Ok(Outcome::Given { .. })), "{outcome:?}");
    }
    let grants: Vec<i64> =
        sqlx::query_scalar("SELECT amount FROM ledger_transfer WHERE kind = 'grant'")
            .fetch_all(&db.pool)
            .await
            .unwrap();
    assert_eq!(grants, [100]);
    assert_eq!(holds(&db, &books.allowance_of(0)).await, 80);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

#[tokio::test]
async fn a_rise_tops_up_and_a_fall_waits_for_the_next_period() {
    let db = TestDb::new().await;
    let mut books = Books::open(&db, "T1", 3).await;
    let batcher = batcher(&db);
    let mut give = async |points: i64, allowance: Allowance, key: &str| {
        books.allowance = allowance;
        batcher
            .give(books.gift(key, 0, &[1], points))
            .await
            .unwrap()
    };
    let november = |points| Allowance {
        period: date(2026, 11, 1),
        points,
    };
    let given = |left| Outcome::Given { left };
    assert_eq!(give(60, november(100), "a").await, given(40));
    // Refused with the old, given with the new.
    let short = Outcome::Short { left: 40 };
    assert_eq!(give(70, november(100), "b").await, short);
    assert_eq!(give(70, november(150), "b").await, given(20));
    // What was granted stays; what falls and rises again is not granted twice.
    assert_eq!(give(5, november(10), "c").await, given(15));
    assert_eq!(give(5, november(150), "d").await, given(10));
    assert_eq!(give(5, november(160), "e").await, given(15));
    let december = Allowance {
        period: date(2026, 12, 1),
        points: 10,
    };
    assert_eq!(give(5, december, "f").await, given(5));
    // Use it or lose it.
    assert_eq!(give(6, december, "g").await, Outcome::Short { left: 5 });
    // A gift that was short grants nothing either.
    let none = Allowance {
        period: date(2027, 1, 1),
        points: 3,
    };
    assert_eq!(give(4, none, "h").await, Outcome::Short { left: 3 });
    let opened: Vec<i64> = sqlx::query_scalar(
        "SELECT granted FROM ledger_account WHERE kind = 'allowance' ORDER BY period",
    )
    .fetch_all(&db.pool)
    .await
    .unwrap();
    assert_eq!(opened, [160, 10, 0]);
    prove(&mut db.pool.acquire().await.unwrap()).await;
}

/// A programme in `zone` with an allowance of 100 per `period`, at an instant.
async fn programme(zone: &str, period: &str, instant: &str) -> Plaudit {
    let plaudit = Plaudit::start_at(Clock::set_to(instant.parse().unwrap())).await;
    plaudit.set("programme.time_zone", zone).await;
    plaudit.set("allowance.period", period).await;
    plaudit
}

/// Moves the clock forward to an instant.
fn until(plaudit: &Plaudit, instant: &str) {
    let to: Timestamp = instant.parse().unwrap();
    let by = to.duration_since(plaudit.clock.now());
    assert!(by > SignedDuration::ZERO);
    plaudit.clock.advance(by);
}

/// Gives, and returns what the answer says is left.
async fn give(plaudit: &Plaudit, giver: &str, points: i64) -> String {
    let text = format!("@budi +{points} for the fix");
    let giver = plaudit.sandbox.as_user(giver);
    let seen = giver.slash(KUDOS, "/kudos", &text).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    shown(&seen.text)
}

/// Slack's dates as somebody who reads them in their zone, with the instant behind: `Mon 00:00
/// (2026-03-16T04:00:00Z)`.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, date)) = rest.split_once("<!date^") {
        let (date, after) = date.split_once('>').unwrap();
        let (second, words) = (
            date.split_once('^').unwrap().0,
            date.split_once('|').unwrap().1,
        );
        let instant = Timestamp::from_second(second.parse().unwrap()).unwrap();
        write!(shown, "{before}{words} ({instant})").unwrap();
        rest = after;
    }
    shown + rest
}

/// The periods that were opened, with what is left in each.
async fn periods(plaudit: &Plaudit) -> Vec<(Date, i64)> {
    let rows: Vec<(plaudit::database::Day, i64)> = sqlx::query_as(
        "SELECT period, balance FROM ledger_account WHERE kind = 'allowance' ORDER BY period",
    )
    .fetch_all(&plaudit.db.pool)
    .await
    .unwrap();
    rows.into_iter().map(|(day, left)| (day.0, left)).collect()
}

#[tokio::test]
async fn a_day_in_kolkata_begins_at_half_past_six_in_the_evening_utc() {
    let plaudit = programme("Asia/Kolkata", "day", "2026-11-18T18:29:00Z").await;
    let said = give(&plaudit, PRIYA, 10).await;
    assert!(
        said.contains("90 left, resets") && said.contains("00:00"),
        "{said}"
    );
    until(&plaudit, "2026-11-18T18:29:59Z");
    assert!(give(&plaudit, PRIYA, 5).await.contains("85 left"));
    until(&plaudit, "2026-11-18T18:30:00Z");
    assert!(give(&plaudit, PRIYA, 1).await.contains("99 left"));
    let expected = [(date(2026, 11, 18), 85), (date(2026, 11, 19), 99)];
    assert_eq!(periods(&plaudit).await, expected);
    plaudit.finish().await;
}

#[tokio::test]
async fn days_in_new_york_are_an_hour_short_or_long_when_the_clocks_change() {
    // On 8 March 2026 the day has 23 hours: from 05:00 to 04:00 UTC.
    let plaudit = programme("America/New_York", "day", "2026-03-08T04:59:59Z").await;
    let said = give(&plaudit, ANA, 10).await;
    assert!(
        said.contains("90 left, resets on Sun at 00:00 (2026-03-08T05:00:00Z)"),
        "{said}"
    );
    until(&plaudit, "2026-03-08T05:00:00Z");
    assert!(give(&plaudit, ANA, 20).await.contains("80 left"));
    until(&plaudit, "2026-03-09T03:59:59Z");
    assert!(give(&plaudit, ANA, 1).await.contains("79 left"));
    until(&plaudit, "2026-03-09T04:00:00Z");
    assert!(give(&plaudit, ANA, 2).await.contains("98 left"));
    // On 1 November it has 25: from 04:00 to 05:00.
    until(&plaudit, "2026-11-01T04:00:00Z");
    assert!(give(&plaudit, ANA, 3).await.contains("97 left"));
    until(&plaudit, "2026-11-02T04:59:59Z");
    assert!(give(&plaudit, ANA, 1).await.contains("96 left"));
    until(&plaudit, "2026-11-02T05:00:00Z");
    assert!(give(&plaudit, ANA, 4).await.contains("96 left"));
    let days: Vec<Date> = periods(&plaudit).await.into_iter().map(|it| it.0).collect();
    let expected = [(3, 7), (3, 8), (3, 9), (11, 1), (11, 2)];
    assert_eq!(days, expected.map(|(month, day)| date(2026, month, day)));
    plaudit.finish().await;
}

#[tokio::test]
async fn weeks_begin_on_monday_and_months_on_the_first() {
    let plaudit = programme("America/New_York", "week", "2026-03-09T03:59:00Z").await;
    assert!(give(&plaudit, ANA, 10).await.contains("90 left, resets"));
    until(&plaudit, "2026-03-09T04:00:00Z");
    let said = give(&plaudit, ANA, 20).await;
    assert!(
        said.contains("80 left, resets on Mon at 00:00 (2026-03-16T04:00:00Z)"),
        "{said}"
    );
    until(&plaudit, "2026-03-16T03:59:59Z");
    assert!(give(&plaudit, ANA, 1).await.contains("79 left"));
    let expected = [(date(2026, 3, 2), 90), (date(2026, 3, 9), 79)];
    assert_eq!(periods(&plaudit).await, expected);

    plaudit.set("allowance.period", "month").await;
    let said = give(&plaudit, ANA, 30).await;
    assert!(
        said.contains("70 left, resets") && said.contains("1 Apr"),
        "{said}"
    );
    until(&plaudit, "2026-04-01T03:59:59Z");
    assert!(give(&plaudit, ANA, 1).await.contains("69 left"));
    until(&plaudit, "2026-04-01T04:00:00Z");
    assert!(give(&plaudit, ANA, 5).await.contains("95 left"));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_left_is_said_in_the_givers_own_time() {
    // The programme's midnight in Jakarta is noon of the day before in New York.
    let plaudit = programme("Asia/Jakarta", "day", "2026-11-18T12:00:00Z").await;
    let said = give(&plaudit, ANA, 10).await;
    assert!(
        said.contains("90 left, resets on Wed at 12:00 (2026-11-18T17:00:00Z), your time"),
        "{said}"
    );
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", "balance")
        .await;
    let said = shown(&seen.text);
    assert!(
        said.contains("90 points") && said.contains("Wed at 12:00"),
        "{said}"
    );
    // Too much, with what there is and until when.
    plaudit.set("kudos.max_points_per_recipient", "500").await;
    let said = give(&plaudit, ANA, 91).await;
    assert!(
        said.contains("cost 91 points and you have 90 left"),
        "{said}"
    );
    assert!(said.contains("12:00"), "{said}");
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}
