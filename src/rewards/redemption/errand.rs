//! Errands for whoever delivers by itself, put in by the transaction that lets it be delivered.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::Redemption;
use crate::database::Ts;

/// The version of the vocabulary that whoever delivers must know. Raise it when a redemption that is
/// put in can no longer be delivered by the release before. Vouchers are of the second.
pub const FORMAT: i32 = 2;

/// What a reader of a redemption must know.
fn format(redemption: &Redemption) -> i32 {
    if redemption.provider.is_provider() {
        FORMAT
    } else {
        1
    }
}

/// Puts a redemption in, unless it is delivered by hand. One that waits already is due at once,
/// and has as much time as if it were new.
pub(super) async fn put_in(
    conn: &mut PgConnection,
    now: Timestamp,
    redemption: &Redemption,
) -> Result<(), sqlx::Error> {
    if !redemption.provider.is_by_itself() {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO fulfilment (workspace_id, redemption_id, format, created_at, available_at)
         VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (workspace_id, redemption_id) WHERE settled_at IS NULL
         DO UPDATE SET created_at = excluded.created_at, available_at = excluded.available_at, attempts = 0, promised = false
         -- Whoever works on it now goes on.
         WHERE fulfilment.lease IS NULL",
        redemption.workspace,
        redemption.id,
        format(redemption),
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Ends the wait of a redemption that came to its end in another way. Whoever works on it now ends it
/// themselves.
pub(super) async fn take_out(
    conn: &mut PgConnection,
    now: Timestamp,
    redemption: &Redemption,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE fulfilment SET state = 'done', settled_at = $3, last_error = NULL
         WHERE workspace_id = $1 AND redemption_id = $2 AND settled_at IS NULL AND lease IS NULL",
        redemption.workspace,
        redemption.id,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
