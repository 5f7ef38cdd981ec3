//! Taking a code for a redemption.

use secrecy::SecretString;
use sqlx::PgConnection;

use crate::rewards::Redemption;
use crate::sealed::{CannotOpen, Column, Context, Sealed, Sealer};

/// What is there for a redemption.
#[derive(Debug)]
pub enum Taken {
    /// This code, which is nobody else's.
    Code(SecretString),
    /// One that does not open: it is to be left as it is.
    Closed(CannotOpen),
    /// None at the moment: what there is, others are taking.
    Busy,
    /// None.
    Nothing,
}

/// Takes a code for a redemption, in the transaction that fulfils it. It waits for nobody who takes
/// another one.
pub async fn take(
    conn: &mut PgConnection,
    sealer: &Sealer,
    redemption: &Redemption,
) -> Result<Taken, sqlx::Error> {
    let (workspace, item) = (redemption.workspace, redemption.item);
    let taken = sqlx::query!(
        r#"UPDATE reward_code SET redemption_id = $3
           WHERE workspace_id = $1 AND id = (
             SELECT id FROM reward_code
             WHERE workspace_id = $1 AND item_id = $2 AND redemption_id IS NULL
             ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING id, code AS "code: Sealed""#,
        workspace,
        item,
        redemption.id,
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(row) = taken {
        let context = Context::new(workspace, Column::Code, row.id);
        let opened = sealer.open(&context, &row.code);
        return Ok(opened.map_or_else(Taken::Closed, Taken::Code));
    }
    let any = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM reward_code
                          WHERE workspace_id = $1 AND item_id = $2 AND redemption_id IS NULL) AS "any!""#,
        workspace,
        item,
    )
    .fetch_one(conn)
    .await?;
    Ok(if any { Taken::Busy } else { Taken::Nothing })
}
