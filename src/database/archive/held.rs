//! Which schema an archive holds, read from it before anything is restored.

use std::io;
use std::path::{Path, PathBuf};

use super::{ArchiveError, Archivist, output};
use crate::database::{Release, Schema, SchemaError};

/// An archive that this release cannot restore.
#[derive(Debug, thiserror::Error)]
pub enum NotForUs {
    /// It cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// It is of a release that left this one behind.
    #[error(
        "{} is of a newer release than {}: restore it with the release that made it{}",
        file.display(), Release::this(), or_later(*.oldest)
    )]
    TooNew {
        /// The archive.
        file: PathBuf,
        /// What it asks for, where it can be told.
        oldest: Option<Release>,
    },
}

fn or_later(oldest: Option<Release>) -> String {
    oldest.map_or_else(String::new, |oldest| format!(", or with {oldest} or later"))
}

impl Archivist {
    /// Makes sure that this release works on what is in an archive. Nothing is written anywhere.
    pub async fn is_for_us(&self, file: &Path) -> Result<(), NotForUs> {
        let mut look = self.program("pg_restore")?;
        look.args(["--data-only", "--file=-"])
            .args(["--table=_sqlx_migrations", "--table=schema_release"])
            .arg(file);
        let rows = output(look, "pg_restore").await?;
        match schema(&rows).is_for(Release::this()) {
            Ok(()) => Ok(()),
            Err(SchemaError::TooNew { oldest }) => {
                let file = file.to_owned();
                Err(NotForUs::TooNew { file, oldest })
            }
            Err(other) => Err(ArchiveError::io("read", file)(io::Error::other(other)).into()),
        }
    }
}

/// The schema that the rows of the two tables tell of, as `COPY` writes them.
fn schema(rows: &str) -> Schema {
    let mut applied = Vec::new();
    let mut oldest = None;
    let mut columns: Option<(&str, Vec<&str>)> = None;
    for line in rows.lines() {
        if let Some(header) = line.strip_prefix("COPY ") {
            columns = header.split_once(" (").map(|(table, rest)| {
                let names = rest.split(')').next().unwrap_or_default().split(", ");
                (table.rsplit('.').next().unwrap_or(table), names.collect())
            });
        } else if line == "\\." {
            columns = None;
        } else if let Some((table, names)) = &columns {
            let cell = |name: &str| names.iter().zip(line.split('\t')).find(|it| *it.0 == name);
            match *table {
                "_sqlx_migrations" if cell("success").is_some_and(|it| it.1 == "t") => {
                    applied.extend(cell("version").and_then(|it| it.1.parse::<i64>().ok()));
                }
                "schema_release" => oldest = cell("oldest").map(|it| it.1),
                _ => {}
            }
        }
    }
    Schema::of(&applied, oldest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::MIGRATOR;

    #[test]
    fn the_schema_is_read_from_what_would_be_copied() {
        let first = MIGRATOR.iter().next().unwrap().version;
        let rows = format!(
            "SET standard_conforming_strings = on;\n\n\
             COPY public._sqlx_migrations (version, description, installed_on, success, checksum) FROM stdin;\n\
             {first}\tcreate workspace\t2026-11-21\tt\t\\\\x00\n\
             29990101000000\tcome later\t2999-01-01\tt\t\\\\x00\n\
             29990101000001\tfail\t2999-01-01\tf\t\\\\x00\n\
             \\.\n\n\
             COPY public.schema_release (only, oldest) FROM stdin;\n\
             t\t99.2.0\n\
             \\.\n\n--\n"
        );
        let schema = schema(&rows);
        assert_eq!(schema.newer, 1);
        assert_eq!(schema.pending, MIGRATOR.iter().count() - 1);
        assert_eq!(schema.oldest, "99.2.0".parse().ok());
    }
}
