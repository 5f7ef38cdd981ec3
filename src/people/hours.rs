//! When people are to be written to who did not ask.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use crate::ids::WorkspaceId;

/// The hours that are day: from nine to five.
const BY_DAY: std::ops::Range<i8> = 9..17;

/// The zones of active members in which it is day at `now`, as their rows name them; the empty text
/// stands for those who tell none, for whom `programme` counts.
pub async fn zones_by_day(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    programme: &TimeZone,
    now: Timestamp,
) -> Result<Vec<String>, sqlx::Error> {
    let zones = sqlx::query_scalar!(
        r#"SELECT DISTINCT coalesce(time_zone, '') AS "zone!" FROM member WHERE workspace_id = $1 AND active"#,
        workspace,
    )
    .fetch_all(conn)
    .await?;
    let by_day = |zone: &String| {
        let zone = TimeZone::get(zone).unwrap_or_else(|_| programme.clone());
        BY_DAY.contains(&now.to_zoned(zone).hour())
    };
    Ok(zones.into_iter().filter(by_day).collect())
}
