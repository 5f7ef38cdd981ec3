//! Holidays in the database.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::json;
use sqlx::PgConnection;

use super::Holidays;
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Day;
use crate::ids::WorkspaceId;
use crate::policy::Actor;

/// A holiday, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Of which country; empty for everybody.
    pub country: String,
    /// The day.
    pub day: Day,
    /// What it is called.
    pub name: String,
}

/// The holidays of a programme.
pub async fn all(conn: &mut PgConnection, workspace: WorkspaceId) -> Result<Holidays, sqlx::Error> {
    let days = list(conn, workspace).await?;
    Ok(Holidays::new(
        days.into_iter().map(|it| (it.country, it.day.0)),
    ))
}

/// All holidays of a programme, with their names: everybody's first, then country by country.
pub async fn list(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Holiday>, sqlx::Error> {
    sqlx::query_as!(
        Holiday,
        "SELECT country, day, name FROM holiday WHERE workspace_id = $1 ORDER BY country, day",
        workspace
    )
    .fetch_all(conn)
    .await
}

/// Puts these in the place of all that were known of a country, or of everybody, in the caller's
/// transaction.
pub async fn replace(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    country: Option<&str>,
    days: &BTreeMap<Date, String>,
) -> Result<(), sqlx::Error> {
    let country = country.unwrap_or_default();
    erase(conn, workspace, country).await?;
    let names: Vec<String> = days.values().cloned().collect();
    let each: Vec<Day> = days.keys().copied().map(Day).collect();
    sqlx::query!(
        "INSERT INTO holiday (workspace_id, country, day, name)
         SELECT $1, $2, * FROM unnest($3::date[], $4::text[])",
        workspace,
        country,
        &each as _,
        &names,
    )
    .execute(&mut *conn)
    .await?;
    let change = Change::new(What::HolidaysChanged)
        .with(json!({ "imported": days.len(), "country": country }));
    audit::record(conn, clock, workspace, by, change).await
}

/// Forgets the holidays of a country, or everybody's, in the caller's transaction. Returns how many.
pub async fn clear(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    country: Option<&str>,
) -> Result<u64, sqlx::Error> {
    let country = country.unwrap_or_default();
    let erased = erase(conn, workspace, country).await?;
    if erased > 0 {
        let change = Change::new(What::HolidaysChanged)
            .with(json!({ "cleared": erased, "country": country }));
        audit::record(conn, clock, workspace, by, change).await?;
    }
    Ok(erased)
}

async fn erase(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    country: &str,
) -> Result<u64, sqlx::Error> {
    let erased = sqlx::query!(
        "DELETE FROM holiday WHERE workspace_id = $1 AND country = $2",
        workspace,
        country
    );
    Ok(erased.execute(conn).await?.rows_affected())
}
