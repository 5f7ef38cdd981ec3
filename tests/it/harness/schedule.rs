//! Doing what is due, without waiting for whoever looks at the clock.

use plaudit::database::Ts;
use plaudit::desk::Desk;
use plaudit::schedule;

use super::eventually;

/// Does what is due by the desk's clock. Returns once nothing is, whoever did it.
pub(crate) async fn keep_schedule(desk: &Desk) {
    let due = async || -> Vec<String> {
        schedule::look(&desk.pool, &desk.clock, desk).await.unwrap();
        // What failed waits for a clock that stands still: it is tried again at once. What somebody
        // else is at is still due, too.
        sqlx::query_scalar(
            "WITH failed AS (UPDATE schedule_due SET not_before = 'epoch' WHERE last_error IS NOT NULL)
             SELECT what || ': ' || coalesce(last_error, 'not tried') FROM schedule_due
             WHERE next_due_at <= $1",
        )
        .bind(Ts(desk.clock.now()))
        .fetch_all(&desk.pool)
        .await
        .unwrap()
    };
    eventually("what is due is done", due, Vec::is_empty).await;
}
