//! Values that do not open.

use futures_util::TryStreamExt;
use sqlx::{AssertSqlSafe, PgConnection};

use super::row::Row;
use super::survey::head_of;
use super::value::head;
use super::{CannotOpen, Column, Owner, Sealer};

/// A value that does not open.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}.{} of the row {row} of {owner}: {why}", .column.place().table, .column.place().name)]
pub struct Closed {
    /// Its column.
    pub column: Column,
    /// Whose it is.
    pub owner: Owner,
    /// Its row there.
    pub row: String,
    /// Why it does not open.
    pub why: CannotOpen,
}

/// Tries to open all that the first key did not seal, and returns what ought to open and does not. Values
/// sealed with a key that is not given are counted by a survey.
pub async fn closed(conn: &mut PgConnection, sealer: &Sealer) -> sqlx::Result<Vec<Closed>> {
    let mut closed = Vec::new();
    for column in Column::ALL {
        let (place, begins, selected) = (column.place(), head_of(column), Row::selected(column));
        let (table, name, row) = (place.table, place.name, place.row);
        let sql = format!(
            "SELECT {selected} FROM {table} WHERE {name} IS NOT NULL AND {begins} <> $1
             ORDER BY owner, {table}.{row}"
        );
        let first = head(sealer.first());
        let mut rows = sqlx::query_as::<_, Row>(AssertSqlSafe(sql))
            .bind(&first[..])
            .fetch(&mut *conn);
        while let Some(row) = rows.try_next().await? {
            if row.key().is_none_or(|key| sealer.knows(key)) {
                closed.extend(row.open(column, sealer).err());
            }
        }
    }
    Ok(closed)
}
