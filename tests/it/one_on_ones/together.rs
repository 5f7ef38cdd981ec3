//! Two replicas on one database: everybody is reminded once, whoever looks.

use futures_util::future::join;

use super::scene::{ANA, SITI};
use crate::harness::{Plaudit, Replica, count, keep_schedule};

#[tokio::test]
async fn two_replicas_plan_remind_and_end_once() {
    let plaudit = Plaudit::start_with_two().await;
    let other = Replica::start(&plaudit.db, &plaudit.sandbox, plaudit.clock.clone()).await;
    plaudit.pair(ANA).await;
    let (one, two) = (&plaudit.app().desk, &other.app.desk);
    for at in ["2026-11-12T06:00:00Z", "2026-11-19T06:00:00Z"] {
        let at: jiff::Timestamp = at.parse().unwrap();
        plaudit
            .clock
            .advance(at.duration_since(plaudit.clock.now()));
        join(keep_schedule(one), keep_schedule(two)).await;
        for _ in 0..5 {
            let (a, b) = join(one.run_one_on_ones(), two.run_one_on_ones()).await;
            a.and(b).unwrap();
        }
        // Nobody is in the middle of sending as a week goes by.
        plaudit.quiet().await;
    }
    assert_eq!(plaudit.times_told(ANA, "Today is your 1:1"), 2);
    assert_eq!(plaudit.times_told(SITI, "Hari ini sesi empat matamu"), 2);
    let told = "SELECT count(*) FROM one_on_one_reminder WHERE state = 'told'";
    assert_eq!(count(&plaudit.db.pool, told).await, 4);
    plaudit.reports(ANA, None).await;
    let (a, b) = join(one.run_one_on_ones(), two.run_one_on_ones()).await;
    a.and(b).unwrap();
    plaudit.quiet().await;
    assert_eq!(plaudit.times_told(ANA, "have ended"), 1);
    other.stop().await;
    plaudit.finish().await;
}
