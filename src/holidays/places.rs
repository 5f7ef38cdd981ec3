//! Where members are, as far as days off and hours go.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::Place;
use crate::ids::{MemberId, WorkspaceId};

/// Where these members are; in the zone `otherwise` who has none of their own.
pub async fn places(
    conn: &mut PgConnection,
    (workspace, members): (WorkspaceId, &[MemberId]),
    otherwise: &TimeZone,
) -> Result<HashMap<MemberId, Place>, sqlx::Error> {
    let rows = sqlx::query!(
        "SELECT id, time_zone, country FROM member WHERE workspace_id = $1 AND id = ANY($2)",
        workspace,
        members as _,
    );
    let rows = rows.fetch_all(conn).await?;
    let place = |zone: Option<String>, country| Place {
        zone: zone
            .and_then(|zone| TimeZone::get(&zone).ok())
            .unwrap_or_else(|| otherwise.clone()),
        country,
    };
    Ok(rows
        .into_iter()
        .map(|row| (row.id, place(row.time_zone, row.country)))
        .collect())
}
