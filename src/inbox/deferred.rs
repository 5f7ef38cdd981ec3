//! Deliveries that can be understood only with the platform's help: stored before they are
//! acknowledged, then worked on until they are done.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::chat::Inbound;
use crate::clock::later;
use crate::database::Ts;
use crate::ids::{ItemId, WorkspaceId};
use crate::queue::{self, Claims, LEASE, Payload, Queue, Ticket};

/// A delivery that waits, and is being worked on.
#[derive(Debug)]
pub struct Deferred {
    /// The claim on it.
    pub ticket: Ticket,
    /// The installation it came through, as `slack:T1`: they take turns.
    pub team: String,
    /// What arrived.
    pub inbound: Inbound,
    /// Whether whoever acted may not have been told what came of it, even where it was done before.
    pub owed: bool,
}

/// What a row holds.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    inbound: Inbound,
    #[serde(default)]
    owed: bool,
}

impl Payload for Stored {
    const QUEUE: Queue = Queue::Inbox;
    const FORMAT: i32 = 3;
}

/// What one person does is understood in the order in which they did it: a reaction may be taken
/// away before anybody knows whose message it was on.
fn lane(inbound: &Inbound) -> String {
    let person = inbound.person();
    person.map_or_else(|| inbound.key.clone(), ToString::to_string)
}

/// Stores a delivery for the worker.
pub async fn defer(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    inbound: Inbound,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    put(conn, workspace, inbound, false, now).await.map(drop)
}

/// Puts in a delivery that anybody may claim. Returns its number.
pub(super) async fn put(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    inbound: Inbound,
    owed: bool,
    now: Timestamp,
) -> Result<ItemId, sqlx::Error> {
    let (team, lane) = (inbound.installation.to_string(), lane(&inbound));
    sqlx::query_scalar!(
        "INSERT INTO inbox (workspace_id, inbound, team, lane, format, created_at, available_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         RETURNING id",
        workspace,
        Json(Stored { inbound, owed }) as _,
        team,
        lane,
        Stored::FORMAT,
        Ts(now) as _,
    )
    .fetch_one(conn)
    .await
}

/// Claims up to `limit` deliveries that are due, the first of each person, and of a team no more
/// than `most` beside those `under_way`: whoever has least under way comes first.
pub async fn claim(
    claims: &Claims,
    now: Timestamp,
    limit: i64,
    most: i64,
    under_way: &BTreeMap<String, i64>,
) -> Result<Vec<Deferred>, sqlx::Error> {
    let (teams, counts): (Vec<String>, Vec<i64>) = under_way
        .iter()
        .map(|(team, count)| (team.clone(), *count))
        .unzip();
    let rows = sqlx::query!(
        // Steps from team to team through the index: what it costs is the number of teams.
        r#"WITH RECURSIVE waiting AS (
             (SELECT team FROM inbox WHERE settled_at IS NULL ORDER BY team LIMIT 1)
             UNION ALL
             SELECT next.team FROM waiting CROSS JOIN LATERAL (
               SELECT i.team FROM inbox i WHERE i.settled_at IS NULL AND i.team > waiting.team
               ORDER BY i.team LIMIT 1
             ) next
           ), due AS (
             SELECT first.row, first.available_at,
                    coalesce(busy.count, 0) + row_number() OVER (PARTITION BY waiting.team
                                                                 ORDER BY first.available_at, first.id) AS turn
             FROM waiting
             LEFT JOIN unnest($3::text[], $4::bigint[]) AS busy(team, count) ON busy.team = waiting.team
             CROSS JOIN LATERAL (
               SELECT i.ctid AS row, i.id, i.available_at FROM inbox i
               WHERE i.settled_at IS NULL AND i.team = waiting.team AND i.available_at <= $1 AND i.format <= $6
                 AND NOT EXISTS (SELECT FROM inbox earlier
                                 WHERE earlier.settled_at IS NULL AND earlier.lane = i.lane AND earlier.id < i.id
                                   AND earlier.format <= $6)
               ORDER BY i.available_at, i.id
               LIMIT greatest($5 - coalesce(busy.count, 0), 0)
             ) first
           ), chosen AS (
             SELECT due.row FROM due ORDER BY due.turn, due.available_at LIMIT $2
           ), held AS (
             SELECT i.ctid AS row FROM inbox i
             WHERE i.ctid = ANY(ARRAY(SELECT row FROM chosen)) AND i.settled_at IS NULL AND i.available_at <= $1
             FOR UPDATE SKIP LOCKED
           )
           UPDATE inbox i SET attempts = i.attempts + 1, available_at = $7, lease = gen_random_uuid()
           WHERE i.ctid = ANY(ARRAY(SELECT row FROM held))
           -- What the release before put in names its installation by where it happened, or by whom.
           RETURNING i.workspace_id, i.id, i.attempts, i.lease AS "lease!", i.team,
                     jsonb_build_object('installation',
                       coalesce(nullif(i.inbound -> 'place', 'null'), nullif(i.inbound -> 'actor', 'null'),
                                i.inbound #> '{act,person,identity}')) || i.inbound AS "inbound!""#,
        Ts(now) as _,
        limit,
        &teams,
        &counts,
        most,
        Stored::FORMAT,
        Ts(later(now, LEASE)) as _,
    )
    .fetch_all(claims.pool())
    .await?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let ticket = Ticket {
            queue: Queue::Inbox,
            workspace: row.workspace_id,
            id: row.id,
            attempts: row.attempts,
            lease: row.lease,
        };
        let read = queue::read(claims.pool(), now, ticket, row.inbound).await;
        if let Some((ticket, Stored { inbound, owed })) = read {
            claimed.push(Deferred {
                ticket,
                team: row.team,
                inbound,
                owed,
            });
        }
    }
    Ok(claimed)
}

/// Lets whatever the same person did later wait as well, so that nobody looks at it in vain.
pub async fn hold_back(
    conn: &mut PgConnection,
    first: &Deferred,
    until: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE inbox SET available_at = $3
         WHERE settled_at IS NULL AND lane = $1 AND id > $2 AND available_at < $3",
        lane(&first.inbound),
        first.ticket.id.value(),
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
