//! Waiting for what happens. Who waits for a time instead fails on a busy machine.

use std::fmt::Debug;
use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{Instant, sleep};

use super::{count, get};

/// Whoever waits for so long waits in vain.
const PATIENCE: Duration = Duration::from_mins(1);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// Looks until what is seen is as it should be, and returns it.
pub(crate) async fn eventually<S: Debug>(
    what: &str,
    mut look: impl AsyncFnMut() -> S,
    is_right: impl Fn(&S) -> bool,
) -> S {
    let since = Instant::now();
    loop {
        let seen = look().await;
        if is_right(&seen) {
            return seen;
        }
        let waits = since.elapsed() < PATIENCE;
        assert!(waits, "{what}: waited in vain, and saw {seen:#?}");
        sleep(PAUSE).await;
    }
}

/// Waits until something is so.
pub(crate) async fn until(what: &str, is_so: impl AsyncFnMut() -> bool) {
    eventually(what, is_so, |so| *so).await;
}

/// Waits until a query comes to this number.
pub(crate) async fn comes_to(pool: &PgPool, number: i64, sql: &'static str) {
    eventually(sql, async || count(pool, sql).await, |it| *it == number).await;
}

/// Waits until a page answers with this status. Returns what it says.
pub(crate) async fn answers(url: &str, status: u16) -> String {
    let page = eventually(url, async || get(url).await, |it| it.0 == status);
    page.await.1
}
