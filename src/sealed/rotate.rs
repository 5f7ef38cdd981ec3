//! Sealing everything anew, with the key that takes another's place.

use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use super::row::Row;
use super::survey::{head_of, survey};
use super::value::head;
use super::{Closed, Column, Fingerprint, KeyId, Lot, Lots, Owner, Sealer};

/// How many rows are held together, for some milliseconds.
const BATCH: i64 = 100;

/// How long a row is waited for that somebody else holds.
const PATIENCE: &str = "SET LOCAL lock_timeout = '20s'";

/// What was sealed anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// How many values of each column, and the key that they were sealed with before.
    pub lots: Lots,
    /// Rows that hold what another row holds, too, which no fingerprint had told: whoever recorded one
    /// of them knew one key alone.
    pub twice: Vec<(Column, Owner, String)>,
}

/// Why not everything was sealed anew. What was, stays.
#[derive(Debug, thiserror::Error)]
pub enum CannotRotate {
    /// A value does not open.
    #[error("a value does not open")]
    Closed(#[from] Closed),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// How rows that somebody else holds are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Many at once, and none that is held: who holds many and waits for none stands in nobody's way
    /// for long.
    Swift,
    /// One by one, each waited for.
    Patient,
}

/// Seals anew whatever the first key did not seal and another one opens, beside whoever reads and
/// writes. Broken off anywhere, each value is sealed with one of the keys, and the next rotation goes
/// on.
pub async fn rotate(pool: &PgPool, sealer: &Sealer) -> Result<Rotated, CannotRotate> {
    let mut rotated = Rotated::default();
    for column in Column::ALL {
        for older in sealer.older().0 {
            let mut count = 0;
            let mut manner = Manner::Swift;
            while remains(pool, (column, older), sealer).await? {
                let pass = Pass {
                    pool,
                    column,
                    sealer,
                    older: &head(older),
                    manner,
                };
                count += pass.run(&mut rotated.twice).await?;
                manner = Manner::Patient;
            }
            if count > 0 {
                let key = Some(older);
                rotated.lots.0.push(Lot { column, key, count });
            }
        }
    }
    Ok(rotated)
}

async fn remains(
    pool: &PgPool,
    (column, older): (Column, KeyId),
    sealer: &Sealer,
) -> sqlx::Result<bool> {
    let survey = survey(&mut *pool.acquire().await?, Some(sealer)).await?;
    let mut lots = survey.older.0.iter();
    Ok(lots.any(|lot| lot.column == column && lot.key == Some(older)))
}

/// One way over a column, from the first row to the last.
struct Pass<'a> {
    pool: &'a PgPool,
    column: Column,
    sealer: &'a Sealer,
    older: &'a [u8],
    manner: Manner,
}

impl Pass<'_> {
    /// Returns how many values it sealed anew.
    async fn run(&self, twice: &mut Vec<(Column, Owner, String)>) -> Result<i64, CannotRotate> {
        let mut count = 0;
        let mut after = None;
        loop {
            let mut tx = self.pool.begin().await?;
            let rows = self.hold(&mut tx, after.as_ref()).await?;
            let Some(last) = rows.last() else {
                return Ok(count);
            };
            after = Some((last.owner(), last.id().to_owned()));
            for row in &rows {
                if !self.seal(&mut tx, row).await? {
                    twice.push((self.column, row.owner(), row.id().to_owned()));
                }
                count += 1;
            }
            tx.commit().await?;
        }
    }

    /// Holds the next rows that are to be sealed anew.
    async fn hold(
        &self,
        conn: &mut PgConnection,
        after: Option<&(Owner, String)>,
    ) -> sqlx::Result<Vec<Row>> {
        let (place, selected, begins) = (
            self.column.place(),
            Row::selected(self.column),
            head_of(self.column),
        );
        let (table, owner, name) = (place.table, place.owner, place.name);
        let (row, row_type) = (place.row, place.row_type);
        let (limit, held) = match self.manner {
            Manner::Swift => (BATCH, "SKIP LOCKED"),
            Manner::Patient => (1, ""),
        };
        // Rows that refer to it need not wait.
        let sql = format!(
            "SELECT {selected} FROM {table}
             WHERE {name} IS NOT NULL AND {begins} = $1
               AND ($2::uuid IS NULL OR ({owner}, {row}) > ($2, $3::text::{row_type}))
             ORDER BY owner, {table}.{row} LIMIT {limit} FOR NO KEY UPDATE {held}"
        );
        sqlx::query(PATIENCE).execute(&mut *conn).await?;
        sqlx::query_as(AssertSqlSafe(sql))
            .bind(self.older)
            .bind(after.map(|(owner, _)| owner.id()))
            .bind(after.map(|(_, row)| row))
            .fetch_all(conn)
            .await
    }

    /// Seals a value anew. Returns whether it is the only one where its fingerprint may stand once.
    async fn seal(&self, conn: &mut PgConnection, row: &Row) -> Result<bool, CannotRotate> {
        let place = self.column.place();
        let (table, name, key, of) = (place.table, place.name, place.row, place.row_type);
        let found = format!("{} = $1 AND {key} = $2::text::{of}", place.owner);
        let text = row.open(self.column, self.sealer)?;
        let sealed = self.sealer.seal(&row.context(self.column), &text);
        let sql = format!("UPDATE {table} SET {name} = $3 WHERE {found}");
        sqlx::query(AssertSqlSafe(sql))
            .bind(row.owner().id())
            .bind(row.id())
            .bind(sealed)
            .execute(&mut *conn)
            .await?;
        let Some(Fingerprint { name, once_per }) = place.fingerprint else {
            return Ok(true);
        };
        let owner = place.owner;
        // Where another row has it already, that one tells of duplicates of both.
        let sql = format!(
            "UPDATE {table} t SET {name} = $3 WHERE {found} AND NOT EXISTS (
                 SELECT FROM {table} o WHERE o.{key} <> t.{key}
                 AND (o.{owner}, o.{once_per}, o.{name}) = (t.{owner}, t.{once_per}, $3))"
        );
        let print = self.sealer.fingerprint(row.owner(), &text);
        let done = sqlx::query(AssertSqlSafe(sql))
            .bind(row.owner().id())
            .bind(row.id())
            .bind(print)
            .execute(conn)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
