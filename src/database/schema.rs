//! The schema, and which releases work on it.
//!
//! Migrations only go forward. A release that meets a newer schema works on it for as long as the
//! schema says so: the table `schema_release` names the oldest release that still does, and whichever
//! migration breaks older ones raises it.

use std::fmt;
use std::str::FromStr;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{ConnectOptions, Connection};

use super::connect::SESSION;

/// Every migration, in order.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// A release, by its number. What follows a hyphen comes before the release itself, and is taken for
/// it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release([u32; 3]);

/// How the schema and this release go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// So many migrations of this release are not applied yet.
    pub pending: usize,
    /// So many of newer releases are.
    pub newer: usize,
    /// The oldest release that works on it, where it says so.
    pub oldest: Option<Release>,
}

/// The schema cannot be worked on, or not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The schema is of a release that left this one behind.
    #[error(
        "the database is of a newer release, which {} can no longer work on: start {} or later, or \
         restore a backup from before the upgrade",
        Release::this(), needed(*.oldest)
    )]
    TooNew {
        /// What it asks for, where it can be told.
        oldest: Option<Release>,
    },
    /// It cannot be read.
    #[error("the database's schema cannot be read")]
    Unreadable(#[from] sqlx::Error),
    /// A migration failed.
    #[error(transparent)]
    Migration(#[from] MigrateError),
}

impl Schema {
    /// Looks at the database.
    pub async fn read(conn: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let applied: Vec<i64> = if exists(conn, "_sqlx_migrations").await? {
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success")
                .fetch_all(&mut *conn)
                .await?
        } else {
            Vec::new()
        };
        let oldest: Option<String> = if exists(conn, "schema_release").await? {
            sqlx::query_scalar("SELECT oldest FROM schema_release")
                .fetch_optional(conn)
                .await?
        } else {
            None
        };
        Ok(Self::of(&applied, oldest.as_deref()))
    }

    /// The one to which these migrations were applied, and which says what the oldest release is.
    pub(super) fn of(applied: &[i64], oldest: Option<&str>) -> Self {
        let known = |version: &i64| MIGRATOR.version_exists(*version);
        let missing = |version: i64| !applied.contains(&version);
        Self {
            pending: MIGRATOR.iter().filter(|it| missing(it.version)).count(),
            newer: applied.iter().filter(|version| !known(version)).count(),
            oldest: oldest.and_then(|oldest| oldest.parse().ok()),
        }
    }

    /// Whether this release works on it, once what is pending is applied.
    pub fn is_for(self, release: Release) -> Result<(), SchemaError> {
        let oldest = self.oldest;
        if self.newer == 0 || oldest.is_some_and(|oldest| oldest <= release) {
            Ok(())
        } else {
            Err(SchemaError::TooNew { oldest })
        }
    }
}

/// Applies what is pending. Replicas that start together take turns: the migrator holds an
/// advisory lock. It works on a connection without time limits, since waiting for another replica
/// and building an index are both allowed to take long.
pub async fn migrate(pool: &PgPool) -> Result<(), SchemaError> {
    let unlimited = SESSION.map(|(name, _)| (name, "0"));
    let options = pool.connect_options().as_ref().clone().options(unlimited);
    // What is there already is no news.
    let quiet = options.options([("client_min_messages", "warning")]);
    let mut connection = quiet.connect().await?;
    Schema::read(&mut connection)
        .await?
        .is_for(Release::this())?;
    let mut migrator = Migrator::with_migrations(MIGRATOR.iter().cloned().collect());
    migrator.set_ignore_missing(true);
    migrator.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// How many migrations have not been applied yet.
pub async fn pending_migrations(conn: &mut PgConnection) -> Result<usize, sqlx::Error> {
    Ok(Schema::read(conn).await?.pending)
}

async fn exists(conn: &mut PgConnection, table: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT to_regclass($1) IS NOT NULL")
        .bind(table)
        .fetch_one(conn)
        .await
}

fn needed(oldest: Option<Release>) -> String {
    oldest.map_or_else(|| "the newer one".to_owned(), |it| it.to_string())
}

impl Release {
    /// The release that this process is of.
    pub fn this() -> Self {
        env!("CARGO_PKG_VERSION")
            .parse()
            .expect("a package has a version of three numbers")
    }
}

impl FromStr for Release {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.split(['-', '+']).next().unwrap_or_default();
        let parts: Vec<u32> = number.split('.').map_while(|it| it.parse().ok()).collect();
        <[u32; 3]>::try_from(parts)
            .map(Self)
            .map_err(|_| format!("{text} is no release such as 1.2.3"))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "Plaudit {major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(text: &str) -> Release {
        text.parse().unwrap()
    }

    #[test]
    fn releases_are_compared_by_number() {
        assert!(release("0.9.0") < release("0.10.0"));
        assert!(release("1.2.3-rc.1") <= release("1.2.3"));
        for bad in ["", "1.2", "1.2.x", "1.2.3.4", "next"] {
            assert!(bad.parse::<Release>().is_err(), "{bad}");
        }
        assert!(Release::this() >= release("0.1.0"));
    }

    #[test]
    fn a_newer_schema_says_who_works_on_it() {
        let schema = |newer, oldest: Option<&str>| Schema {
            pending: 0,
            newer,
            oldest: oldest.map(release),
        };
        let us = release("1.4.0");
        assert!(schema(2, Some("1.4.0")).is_for(us).is_ok());
        assert!(schema(0, None).is_for(us).is_ok());
        let refused = schema(2, Some("1.5.0")).is_for(us).unwrap_err().to_string();
        assert!(
            refused.contains("start Plaudit 1.5.0 or later"),
            "{refused}"
        );
        assert!(schema(1, None).is_for(us).is_err());
    }
}
