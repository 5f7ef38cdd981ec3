//! What kind of conversation a place is, and what it is called: not every delivery says.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::chat::{Installation, Place, PlaceKind, Platform, Venue};
use crate::clock::earlier;
use crate::database::Ts;
use crate::ids::WorkspaceId;

/// How old an answer may be: a channel can become private, or shared, at any time.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(1);

/// The place with its kind, if the platform told lately.
pub async fn known_place(
    conn: &mut PgConnection,
    place: &Place,
    now: Timestamp,
) -> Result<Option<Place>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT kind AS "kind: PlaceKind", shared FROM conversation
           WHERE platform = $1 AND team = $2 AND channel = $3 AND fetched_at > $4"#,
        place.platform.as_str(),
        place.team,
        place.channel,
        Ts(earlier(now, MAX_AGE)) as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Place {
        kind: row.kind,
        shared: row.shared,
        ..place.clone()
    }))
}

/// Remembers what the platform told of a place.
pub async fn record_place(
    conn: &mut PgConnection,
    told: &Venue,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let place = &told.place;
    sqlx::query!(
        "INSERT INTO conversation AS known (platform, team, channel, kind, shared, fetched_at, name)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (platform, team, channel) DO UPDATE
         SET kind = excluded.kind, shared = excluded.shared, fetched_at = excluded.fetched_at,
             name = coalesce(excluded.name, known.name)",
        place.platform.as_str(),
        place.team,
        place.channel,
        place.kind.kept_as(),
        place.shared,
        Ts(now) as _,
        told.name,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Remembers what conversations of an installation are called, by their ids. Of what kind they are is told
/// by others.
pub async fn record_names(
    conn: &mut PgConnection,
    installation: &Installation,
    names: &[(String, String)],
) -> Result<(), sqlx::Error> {
    let (channels, names): (Vec<_>, Vec<_>) = names.iter().cloned().unzip();
    sqlx::query!(
        "INSERT INTO conversation AS known (platform, team, channel, kind, shared, fetched_at, name)
         SELECT DISTINCT ON (channel) $1, $2, channel, $3, false, 'epoch'::timestamptz, name
         FROM unnest($4::text[], $5::text[]) AS told (channel, name)
         ON CONFLICT (platform, team, channel) DO UPDATE SET name = excluded.name
         WHERE known.name IS DISTINCT FROM excluded.name",
        installation.platform.as_str(),
        installation.team,
        PlaceKind::Unknown.kept_as(),
        &channels,
        &names,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// The conversations of a workspace's teams that have a name, with it.
pub async fn named_places(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<(Place, String)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT k.platform AS "platform: Platform", k.team, k.channel, k.kind AS "kind: PlaceKind", k.shared,
                  k.name AS "name!"
           FROM connection c JOIN conversation k ON (k.platform, k.team) = (c.platform, c.team)
           WHERE c.workspace_id = $1 AND k.name IS NOT NULL"#,
        workspace,
    )
    .fetch_all(conn)
    .await?;
    let named = rows.into_iter().map(|row| {
        let place = Place {
            platform: row.platform,
            team: row.team,
            channel: row.channel,
            thread: None,
            kind: row.kind,
            shared: row.shared,
        };
        (place, row.name)
    });
    Ok(named.collect())
}

/// The conversation that is meant by `platform:TEAM/ID`, or by an id alone: then it is in the team
/// that knows it, else in the first. Nothing where that team is not the workspace's.
pub async fn named_place(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    named: &str,
) -> Result<Option<Place>, sqlx::Error> {
    let place = named.parse::<Place>().ok();
    let channel = place.as_ref().map_or(named, |place| &place.channel);
    let home = sqlx::query!(
        r#"SELECT c.platform AS "platform: Platform", c.team FROM connection c
         WHERE c.workspace_id = $1 AND ($3::text IS NULL OR (c.platform, c.team) = ($3, $4))
         ORDER BY EXISTS (SELECT FROM conversation k
                          WHERE k.platform = c.platform AND k.team = c.team AND k.channel = $2)
               OR c.platform = 'teams'
                  AND EXISTS (SELECT FROM teams_conversation t
                              WHERE t.tenant = c.team AND t.conversation = $2)
               OR EXISTS (SELECT FROM posted_message p
                          WHERE p.workspace_id = $1 AND p.platform = c.platform AND p.team = c.team
                            AND p.channel = $2) DESC,
                  c.platform, c.team
         LIMIT 1"#,
        workspace,
        channel,
        place.as_ref().map(|place| place.platform.as_str()),
        place.as_ref().map(|place| place.team.as_str()),
    )
    .fetch_optional(conn)
    .await?;
    Ok(home.map(|home| Place {
        platform: home.platform,
        team: home.team,
        channel: channel.to_owned(),
        thread: None,
        kind: PlaceKind::Public,
        shared: false,
    }))
}
