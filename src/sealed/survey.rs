//! Which keys are needed to open everything.

use std::fmt;

use sqlx::{AssertSqlSafe, PgConnection};

use super::value::{HEAD, key_of};
use super::{Column, ENCRYPTION_KEY, KeyId, Sealer};

/// So many values of a column that one key sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    /// The column.
    pub column: Column,
    /// The key; nothing where they are damaged, or of a newer release.
    pub key: Option<KeyId>,
    /// How many there are.
    pub count: i64,
}

/// Several of them, as a list to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lots(pub Vec<Lot>);

/// The values that are not sealed with the key that seals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// What opens, and was sealed before the first key took the others' place.
    pub older: Lots,
    /// What does not open.
    pub foreign: Lots,
    given: bool,
}

/// Something is sealed with a key that is not given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{ENCRYPTION_KEY} {}: {lots}", if *.given { "does not open everything" } else { "is not set, and needed" })]
pub struct KeyMissing {
    lots: Lots,
    given: bool,
}

impl KeyMissing {
    /// What to do about it.
    pub const MEND: &str = "Set PLAUDIT_ENCRYPTION_KEY to the key that it was encrypted with; while another \
        takes its place, to both, separated by a comma, the new one first; where several were used, to all \
        of them, and `plaudit secrets rotate` encrypts everything with the first. Nothing was changed, and \
        nothing is lost.";

    /// What is missing, and what to do about it.
    pub fn mend(&self) -> String {
        format!("{self}. {}", Self::MEND)
    }
}

impl Survey {
    /// Whether everything opens.
    pub fn complete(&self) -> Result<(), KeyMissing> {
        if self.foreign.0.is_empty() {
            return Ok(());
        }
        Err(KeyMissing {
            lots: self.foreign.clone(),
            given: self.given,
        })
    }
}

impl fmt::Display for Lot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, key, count } = self;
        write!(f, "{count} {}", column.called(*count))?;
        match key {
            Some(key) => write!(f, " encrypted with the key {key}"),
            None => f.write_str(" damaged, or encrypted by a newer release"),
        }
    }
}

impl fmt::Display for Lots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, lot) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str(", ")?;
            }
            lot.fmt(f)?;
        }
        Ok(())
    }
}

/// Looks which keys sealed what there is, without opening anything. It costs the same however much
/// that is, but for counting what the first key did not seal.
pub async fn survey(conn: &mut PgConnection, sealer: Option<&Sealer>) -> sqlx::Result<Survey> {
    let mut survey = Survey {
        given: sealer.is_some(),
        ..Survey::default()
    };
    for column in Column::ALL {
        for head in heads(conn, column).await? {
            let key = head.first_chunk().copied().and_then(key_of);
            if key.is_some() && key == sealer.map(Sealer::first) {
                continue;
            }
            let count = count(conn, column, &head).await?;
            let opens = key.is_some_and(|key| sealer.is_some_and(|it| it.knows(key)));
            let lots = if opens {
                &mut survey.older
            } else {
                &mut survey.foreign
            };
            lots.0.push(Lot { column, key, count });
        }
    }
    Ok(survey)
}

/// How values of a column begin: each way once, found by stepping through the index from one to the
/// next.
async fn heads(conn: &mut PgConnection, column: Column) -> sqlx::Result<Vec<Vec<u8>>> {
    let (place, head) = (column.place(), head_of(column));
    let (table, name) = (place.table, place.name);
    let sql = format!(
        "WITH RECURSIVE head (head) AS (
             (SELECT {head} FROM {table} WHERE {name} IS NOT NULL ORDER BY 1 LIMIT 1)
             UNION ALL
             SELECT (SELECT {head} FROM {table} WHERE {name} IS NOT NULL AND {head} > h.head ORDER BY 1 LIMIT 1)
             FROM head h WHERE h.head IS NOT NULL
         )
         SELECT head FROM head WHERE head IS NOT NULL"
    );
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(conn).await
}

async fn count(conn: &mut PgConnection, column: Column, head: &[u8]) -> sqlx::Result<i64> {
    let (place, begins) = (column.place(), head_of(column));
    let (table, name) = (place.table, place.name);
    let sql = format!("SELECT count(*) FROM {table} WHERE {name} IS NOT NULL AND {begins} = $1");
    let count = sqlx::query_scalar(AssertSqlSafe(sql)).bind(head);
    count.fetch_one(conn).await
}

/// The beginning of a value, written as its index has it.
pub(super) fn head_of(column: Column) -> String {
    format!("substring({}, 1, {HEAD})", column.place().name)
}
