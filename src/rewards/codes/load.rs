//! Loading codes: all of a file, or none.

use std::collections::HashSet;

use serde_json::json;
use sqlx::PgConnection;

use super::{Code, LineFault, Wrong};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{CodeId, RewardId, WorkspaceId};
use crate::policy::Actor;
use crate::rewards::catalog::{self, Fulfilment, Item, Why};
use crate::sealed::{Column, Context, Sealed, Sealer};
use crate::subject::Subject;

/// The codes are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// How many.
    pub codes: i64,
    /// How many can be redeemed now.
    pub stock: i64,
}

/// Why none is.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is delivered in another way.
    #[error("{0} is not delivered by codes")]
    NotByCodes(String),
    /// There is none to load.
    #[error("there is no code in it")]
    Empty,
    /// Some were loaded before.
    #[error("some of the codes were loaded before")]
    Faults(Vec<LineFault>),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Loads codes for an item, in the caller's transaction, which must be rolled back on an error.
pub async fn load(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    sealer: &Sealer,
    (workspace, item): (WorkspaceId, RewardId),
    codes: &[Code],
) -> Result<Loaded, LoadError> {
    let item = catalog::lock(conn, workspace, item).await?;
    let item = item.ok_or(sqlx::Error::RowNotFound)?;
    if item.offer.fulfilment != Fulfilment::Codes {
        return Err(LoadError::NotByCodes(item.offer.slug));
    }
    if codes.is_empty() {
        return Err(LoadError::Empty);
    }
    let faults = loaded_before(conn, sealer, &item, codes).await?;
    if !faults.is_empty() {
        return Err(LoadError::Faults(faults));
    }
    insert(conn, clock, sealer, &item, codes).await?;
    let count = i64::try_from(codes.len()).unwrap_or(i64::MAX);
    let stock = catalog::move_stock(conn, clock.now(), &item, count, Why::Loaded, None).await?;
    let change = Change::new(What::CodesLoaded)
        .to(Subject::Reward(item.id))
        .with(json!({ "codes": count }));
    audit::record(conn, clock, workspace, by, change).await?;
    Ok(Loaded {
        codes: count,
        stock: stock.unwrap_or(count),
    })
}

/// The lines whose code the item has already. While one key takes another's place a fingerprint may
/// follow from either.
async fn loaded_before(
    conn: &mut PgConnection,
    sealer: &Sealer,
    item: &Item,
    codes: &[Code],
) -> Result<Vec<LineFault>, sqlx::Error> {
    let prints: Vec<(usize, [u8; 32])> = codes
        .iter()
        .flat_map(|code| {
            let prints = sealer.fingerprints(item.workspace, &code.text);
            prints.into_iter().map(|print| (code.line, print))
        })
        .collect();
    let looked: Vec<Vec<u8>> = prints.iter().map(|(_, print)| print.to_vec()).collect();
    let found = sqlx::query_scalar!(
        "SELECT fingerprint FROM reward_code WHERE workspace_id = $1 AND item_id = $2 AND fingerprint = ANY($3)",
        item.workspace,
        item.id,
        &looked,
    )
    .fetch_all(conn)
    .await?;
    let found: HashSet<Vec<u8>> = found.into_iter().collect();
    let known = prints
        .iter()
        .filter(|(_, print)| found.contains(&print[..]));
    let faults = known.map(|(line, _)| LineFault {
        line: *line,
        wrong: Wrong::Loaded,
    });
    Ok(faults.collect())
}

async fn insert(
    conn: &mut PgConnection,
    clock: &Clock,
    sealer: &Sealer,
    item: &Item,
    codes: &[Code],
) -> Result<(), sqlx::Error> {
    let count = i32::try_from(codes.len()).unwrap_or(i32::MAX);
    // A code is sealed for its row, whose number must be known before.
    let numbers = sqlx::query_scalar!(
        r#"SELECT nextval(pg_get_serial_sequence('reward_code', 'id')) AS "id!" FROM generate_series(1, $1)"#,
        count,
    )
    .fetch_all(&mut *conn)
    .await?;
    let kept: Vec<Sealed> = numbers
        .iter()
        .zip(codes)
        .map(|(number, code)| {
            let context = Context::new(item.workspace, Column::Code, CodeId::new(*number));
            sealer.seal(&context, &code.text)
        })
        .collect();
    let print = |code: &Code| sealer.fingerprint(item.workspace, &code.text).to_vec();
    let prints: Vec<Vec<u8>> = codes.iter().map(print).collect();
    sqlx::query!(
        "INSERT INTO reward_code (workspace_id, id, item_id, code, fingerprint, loaded_at)
         OVERRIDING SYSTEM VALUE
         SELECT $1, n.id, $2, n.code, n.fingerprint, $3
         FROM unnest($4::bigint[], $5::bytea[], $6::bytea[]) AS n(id, code, fingerprint)",
        item.workspace,
        item.id,
        Ts(clock.now()) as _,
        &numbers,
        &kept as _,
        &prints,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// How many codes an item has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many were loaded.
    pub loaded: i64,
    /// How many were given to nobody yet; some of them may be promised.
    pub left: i64,
}

/// Counts the codes of an item.
pub async fn count(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    item: RewardId,
) -> Result<Count, sqlx::Error> {
    sqlx::query_as!(
        Count,
        r#"SELECT count(*) AS "loaded!", count(*) FILTER (WHERE redemption_id IS NULL) AS "left!"
           FROM reward_code WHERE workspace_id = $1 AND item_id = $2"#,
        workspace,
        item,
    )
    .fetch_one(conn)
    .await
}

/// Which movement of the stock of an item brought codes last; 0 where none did.
pub async fn last_loaded(conn: &mut PgConnection, item: &Item) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT coalesce(max(number), 0) AS "number!" FROM stock_movement
           WHERE workspace_id = $1 AND item_id = $2 AND why IN ('loaded', 'set')"#,
        item.workspace,
        item.id,
    )
    .fetch_one(conn)
    .await
}
