//! User groups, as the platform last told.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::chat::Platform;
use crate::clock::earlier;
use crate::database::Ts;

/// How old a group's list may be before it is asked for again.
const MAX_AGE: SignedDuration = SignedDuration::from_mins(5);

/// The accounts in a group, if they were told recently.
pub async fn group_members(
    conn: &mut PgConnection,
    platform: Platform,
    team: &str,
    group: &str,
    now: Timestamp,
) -> Result<Option<Vec<String>>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT users FROM user_group
         WHERE platform = $1 AND team = $2 AND group_id = $3 AND fetched_at > $4",
        platform.as_str(),
        team,
        group,
        Ts(earlier(now, MAX_AGE)) as _,
    )
    .fetch_optional(conn)
    .await
}

/// Remembers the accounts in a group.
pub async fn record_group(
    conn: &mut PgConnection,
    platform: Platform,
    team: &str,
    group: &str,
    users: &[String],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO user_group (platform, team, group_id, users, fetched_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (platform, team, group_id) DO UPDATE
         SET users = excluded.users, fetched_at = excluded.fetched_at",
        platform.as_str(),
        team,
        group,
        users,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
