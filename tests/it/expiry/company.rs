//! Many members, and several replicas that see to the same.

use futures_util::future::join_all;

use super::scene::{lasting, look};
use crate::harness::count;

/// Two replicas at the same instant tell everybody once, and let every point expire once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn replicas_tell_and_expire_once() {
    let plaudit = lasting(2, "2026-01-03T02:00:00Z").await;
    let names = [
        "@budi", "@siti", "@agus", "@putri", "@hakim", "@farid", "@mei",
    ];
    plaudit.give(&names.join(" "), 5).await;
    let other = plaudit.beside().await;
    let pool = &plaudit.db.pool;
    let letters = "SELECT count(*) FROM outbox WHERE weight = 'bulk'";
    plaudit.comes("2026-02-01T03:00:00Z");
    let desks = [&plaudit.app().desk, &other.app.desk];
    join_all([0, 1, 0, 1].map(|it: usize| look(desks[it]))).await;
    plaudit.quiet().await;
    assert_eq!(count(pool, letters).await, 7);
    plaudit.comes("2026-03-03T03:00:00Z");
    join_all([0, 1, 0, 1].map(|it: usize| look(desks[it]))).await;
    plaudit.quiet().await;
    assert_eq!(count(pool, "SELECT count(*) FROM expiry").await, 7);
    let expired = "SELECT sum(balance)::bigint FROM ledger_account WHERE kind = 'expired'";
    assert_eq!(count(pool, expired).await, 35);
    other.stop().await;
    plaudit.finish().await;
}
