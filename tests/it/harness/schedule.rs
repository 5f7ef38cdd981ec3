//! Doing what is due, without waiting for whoever looks at the clock.

use plaudit::database::Ts;
use plaudit::desk::Desk;
use plaudit::schedule;

use super::until;

/// Does what is due by the desk's clock. Returns once nothing is, whoever did it.
pub(crate) async fn keep_schedule(desk: &Desk) {
    let sql = "SELECT count(*) FROM schedule_due WHERE next_due_at <= $1 AND not_before <= $1";
    until("what is due is done", async || {
        schedule::look(&desk.pool, &desk.clock, desk).await.unwrap();
        // Somebody else may be at it.
        let due = sqlx::query_scalar::<_, i64>(sql).bind(Ts(desk.clock.now()));
        due.fetch_one(&desk.pool).await.unwrap() == 0
    })
    .await;
}
