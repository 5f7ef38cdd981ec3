//! Hints between processes. Polling and bounded ages are the truth; these only make it quick.

use sqlx::PgConnection;

/// The channel on which changes of cached facts (settings, connections, people) are announced.
pub const CHANGED: &str = "plaudit_changed";

/// Tells every process, once this transaction commits, to forget what it has cached.
pub async fn announce_change(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("SELECT pg_notify('plaudit_changed', '')")
        .execute(conn)
        .await
        .map(drop)
}
