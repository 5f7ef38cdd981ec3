//! Doing what is due, without waiting for whoever looks at the clock.

use std::time::Duration;

use plaudit::database::Ts;
use plaudit::desk::Desk;
use plaudit::schedule;

/// Does what is due by the desk's clock. Returns once nothing is, whoever did it.
pub(crate) async fn keep_schedule(desk: &Desk) {
    let sql = "SELECT count(*) FROM schedule_due WHERE next_due_at <= $1 AND not_before <= $1";
    for _ in 0..1000 {
        schedule::look(&desk.pool, &desk.clock, desk).await.unwrap();
        let due: i64 = sqlx::query_scalar(sql)
            .bind(Ts(desk.clock.now()))
            .fetch_one(&desk.pool)
            .await
            .unwrap();
        if due == 0 {
            return;
        }
        // Somebody else is at it.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("what is due is not done");
}
