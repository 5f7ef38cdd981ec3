//! Taking a code for a redemption.

use secrecy::SecretString;
use sqlx::PgConnection;

use crate::explained::explained;
use crate::ids::CodeId;
use crate::rewards::Redemption;
use crate::sealed::{CannotOpen, Column, Context, Sealed, Sealer};

/// What there is to take for a redemption.
#[derive(Debug)]
pub enum Taken {
    /// This code, which is nobody else's.
    Code(SecretString),
    /// None that opens: what does not is left as it is.
    Closed(CannotOpen),
    /// None at the moment: what there is, others are taking.
    Busy,
    /// None.
    Nothing,
}

/// Takes a code for a redemption, in the transaction that fulfils it. It waits for nobody who takes
/// another one, and one that does not open keeps nobody back: it is left as it is, and the next is
/// taken.
pub async fn take(
    conn: &mut PgConnection,
    sealer: &Sealer,
    redemption: &Redemption,
) -> Result<Taken, sqlx::Error> {
    let (workspace, item) = (redemption.workspace, redemption.item);
    let (mut closed, mut skipped) = (None, Vec::new());
    while let Some((id, code)) = next(conn, redemption, &sealer.heads(), &skipped).await? {
        let context = Context::new(workspace, Column::Code, id);
        match sealer.open(&context, &code) {
            Ok(code) => {
                give(conn, redemption, id).await?;
                return Ok(Taken::Code(code));
            }
            Err(error) => {
                tracing::error!(
                    code.id = %id,
                    error = explained(&error),
                    "a code does not open, and is passed over"
                );
                closed = Some(error);
                skipped.push(id);
            }
        }
    }
    if let Some(error) = closed {
        return Ok(Taken::Closed(error));
    }
    let foreign = sqlx::query_scalar!(
        r#"SELECT code AS "code: Sealed" FROM reward_code
           WHERE workspace_id = $1 AND item_id = $2 AND redemption_id IS NULL AND substring(code, 1, 5) <> ALL ($3)
           LIMIT 1"#,
        workspace,
        item,
        &sealer.heads(),
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(code) = foreign {
        return Ok(Taken::Closed(CannotOpen::UnknownKey(code.key_id())));
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

/// The next code that nobody has and nobody is taking, of those that begin as `heads` do.
async fn next(
    conn: &mut PgConnection,
    redemption: &Redemption,
    heads: &[Vec<u8>],
    skipped: &[CodeId],
) -> Result<Option<(CodeId, Sealed)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT id, code AS "code: Sealed" FROM reward_code
           WHERE workspace_id = $1 AND item_id = $2 AND redemption_id IS NULL
             AND substring(code, 1, 5) = ANY ($3) AND id <> ALL ($4)
           ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"#,
        redemption.workspace,
        redemption.item,
        heads,
        skipped as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.id, row.code)))
}

async fn give(
    conn: &mut PgConnection,
    redemption: &Redemption,
    code: CodeId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE reward_code SET redemption_id = $3 WHERE workspace_id = $1 AND id = $2",
        redemption.workspace,
        code.value(),
        redemption.id,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whether one of the codes that were loaded is this redemption's.
pub async fn has_one(
    conn: &mut PgConnection,
    redemption: &Redemption,
) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM reward_code WHERE workspace_id = $1 AND redemption_id = $2) AS "has!""#,
        redemption.workspace,
        redemption.id,
    )
    .fetch_one(conn)
    .await
}
