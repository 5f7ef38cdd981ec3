//! What kind of conversation a place is: not every delivery says.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::chat::{Place, PlaceKind};
use crate::database::Ts;

/// How old an answer may be: a channel can become private, or shared, at any time.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(24);

/// The place with its kind, if the platform told lately.
pub async fn known_place(
    conn: &mut PgConnection,
    place: &Place,
    now: Timestamp,
) -> Result<Option<Place>, sqlx::Error> {
    let row = sqlx::query!(
        "SELECT kind, shared FROM conversation
         WHERE platform = $1 AND team = $2 AND channel = $3 AND fetched_at > $4",
        place.platform.as_str(),
        place.team,
        place.channel,
        Ts(now.saturating_sub(MAX_AGE).unwrap_or(now)) as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Place {
        kind: match row.kind.as_str() {
            "public" => PlaceKind::Public,
            "direct" => PlaceKind::Direct,
            _ => PlaceKind::Private,
        },
        shared: row.shared,
        ..place.clone()
    }))
}

/// Remembers what the platform told of a place.
pub async fn record_place(
    conn: &mut PgConnection,
    place: &Place,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let kind = match place.kind {
        PlaceKind::Public => "public",
        PlaceKind::Direct => "direct",
        PlaceKind::Private | PlaceKind::Unknown => "private",
    };
    sqlx::query!(
        "INSERT INTO conversation (platform, team, channel, kind, shared, fetched_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (platform, team, channel) DO UPDATE
         SET kind = excluded.kind, shared = excluded.shared, fetched_at = excluded.fetched_at",
        place.platform.as_str(),
        place.team,
        place.channel,
        kind,
        place.shared,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
