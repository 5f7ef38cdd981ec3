//! Who is new: seen first after the nudge was turned on, and some time after the programme began.

use jiff::{SignedDuration, Timestamp, ToSpan};
use sqlx::PgConnection;

use super::Round;
use crate::chat::Standing;
use crate::clock::{earlier, later};
use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};
use crate::settings::Nudge;

/// How many may be new at once: more are a team or a directory that was connected.
pub const NEW_AT_ONCE: usize = 25;

/// For how long somebody is new: weekends, holidays and a downtime are shorter.
const NEW: SignedDuration = SignedDuration::from_hours(24 * 10);

/// How long after the programme began whoever is seen was there before.
const FIRST_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Whoever has been with the organisation for longer than this is not new, as far as it is known, in days.
const SETTLED: i64 = 60;

/// Who is to be welcomed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Newcomers {
    /// These members.
    Some(Vec<MemberId>),
    /// So many that they are no new colleagues.
    Crowd(Vec<MemberId>),
}

/// Whoever was seen first lately and was not told this nudge: no guests and bots. A row keeps its id for ever, so
/// that whoever comes back is not new, nor one of two accounts that are one person, whichever row is kept.
pub async fn newcomers(
    conn: &mut PgConnection,
    round: &Round,
    nudge: Nudge,
    since: Timestamp,
) -> Result<Newcomers, sqlx::Error> {
    let began = sqlx::query_scalar!(
        "SELECT created_at FROM workspace WHERE id = $1",
        round.workspace
    );
    let began = began.fetch_one(&mut *conn).await?.0;
    let seen = earlier(round.began_at, NEW)
        .max(since)
        .max(later(began, FIRST_DAY));
    let settled = round.day.saturating_sub(SETTLED.days());
    let members = sqlx::query_scalar!(
        "SELECT m.id FROM member m
         WHERE m.workspace_id = $1 AND m.id >= $2 AND m.active AND m.standing = $3
           AND (m.hired_on IS NULL OR m.hired_on >= $4)
           AND NOT EXISTS (SELECT FROM nudge_told t
                           WHERE t.workspace_id = $1 AND t.nudge = $5 AND t.member_id = m.id)
           AND NOT EXISTS (SELECT FROM member o
                           WHERE o.workspace_id = $1 AND o.merged_into = m.id AND o.id < $2)
         ORDER BY m.id",
        round.workspace,
        MemberId::before_all_of(seen),
        Standing::Member.as_str(),
        Day(settled) as _,
        nudge.as_str(),
    );
    let members = members.fetch_all(conn).await?;
    Ok(if members.len() > NEW_AT_ONCE {
        Newcomers::Crowd(members)
    } else {
        Newcomers::Some(members)
    })
}

/// Whoever came last of those who would be welcomed.
pub async fn came_last(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Option<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM member WHERE workspace_id = $1 AND active AND standing = $2 ORDER BY id DESC LIMIT 1",
        workspace,
        Standing::Member.as_str(),
    )
    .fetch_optional(conn)
    .await
}
