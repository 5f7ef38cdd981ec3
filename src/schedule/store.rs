//! Due times in the database.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::Recurrence;
use crate::database::Ts;
use crate::ids::WorkspaceId;

/// Something that recurs.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub recurrence: Recurrence,
    /// The zone by whose clocks it recurs, by its IANA name.
    pub zone: String,
    /// By each member's own clock instead, where they have one.
    pub own_zones: bool,
}

/// Brings `what` in step with what is wanted of it: it recurs from `since` on as the entry says, or no more.
/// True when it recurs in another way from now on.
pub async fn keep(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    what: &str,
    entry: Option<&Entry>,
    since: Timestamp,
) -> Result<bool, sqlx::Error> {
    match entry {
        Some(entry) => set(conn, workspace, what, entry, since).await,
        None => remove(conn, workspace, what).await.map(|()| false),
    }
}

/// Makes `what` recur from `since` on as the entry says, unless it does so already. True when that
/// is new.
pub async fn set(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    what: &str,
    entry: &Entry,
    since: Timestamp,
) -> Result<bool, sqlx::Error> {
    let written = sqlx::query!(
        // The release before reads what is to be done with a time that was missed.
        "INSERT INTO schedule AS known (workspace_id, what, spec, zone, own_zones, when_missed, since)
         VALUES ($1, $2, $3, $4, $5, 'late', $6)
         ON CONFLICT (workspace_id, what) DO UPDATE
         SET spec = excluded.spec, zone = excluded.zone, own_zones = excluded.own_zones
         WHERE (known.spec, known.zone, known.own_zones) <> (excluded.spec, excluded.zone, excluded.own_zones)",
        workspace,
        what,
        entry.recurrence.to_string(),
        entry.zone,
        entry.own_zones,
        Ts(since) as _,
    )
    .execute(&mut *conn)
    .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "DELETE FROM schedule_due WHERE workspace_id = $1 AND what = $2",
        workspace,
        what,
    )
    .execute(&mut *conn)
    .await?;
    follow_zones(conn, since).await?;
    Ok(true)
}

/// Since when `what` recurs, if it does.
pub async fn recurs_since(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    what: &str,
) -> Result<Option<Timestamp>, sqlx::Error> {
    let since = sqlx::query_scalar!(
        "SELECT since FROM schedule WHERE workspace_id = $1 AND what = $2",
        workspace,
        what,
    );
    Ok(since.fetch_optional(conn).await?.map(|since| since.0))
}

/// Makes `what` recur no more.
pub async fn remove(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    what: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM schedule WHERE workspace_id = $1 AND what = $2",
        workspace,
        what,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Gives each entry a due time in every zone where it has none yet, counted from `since`, and takes
/// away those of zones in which nobody lives any more.
pub(super) async fn follow_zones(
    conn: &mut PgConnection,
    since: Timestamp,
) -> Result<(), sqlx::Error> {
    let missing = sqlx::query!(
        r#"SELECT s.workspace_id, s.what, s.spec, z.zone AS "zone!"
           FROM schedule s
           CROSS JOIN LATERAL (
             SELECT s.zone
             UNION
             SELECT m.time_zone FROM member m
             WHERE s.own_zones AND m.workspace_id = s.workspace_id AND m.active AND m.time_zone IS NOT NULL
           ) z
           WHERE NOT EXISTS (SELECT FROM schedule_due d
                             WHERE (d.workspace_id, d.what, d.zone) = (s.workspace_id, s.what, z.zone))"#
    )
    .fetch_all(&mut *conn)
    .await?;
    for row in missing {
        // What cannot be read is due at once: so it is looked at, and set aside with its reason.
        let next = match understood(&row.spec, &row.zone) {
            Ok((recurrence, zone)) => recurrence.next(since, &zone),
            Err(_) => Some(since),
        };
        sqlx::query!(
            "INSERT INTO schedule_due (workspace_id, what, zone, next_due_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            row.workspace_id,
            row.what,
            row.zone,
            next.map(Ts) as _,
        )
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query!(
        "DELETE FROM schedule_due d USING schedule s
         WHERE (s.workspace_id, s.what) = (d.workspace_id, d.what) AND d.zone <> s.zone
           AND d.next_due_at > $1
           AND NOT EXISTS (SELECT FROM member m
                           WHERE m.workspace_id = s.workspace_id AND m.active AND m.time_zone = d.zone)",
        Ts(since) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// A due time that has come, as it stands in the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) workspace: WorkspaceId,
    pub(super) what: String,
    pub(super) spec: String,
    pub(super) zone: String,
    pub(super) due_at: Ts,
    pub(super) failures: i32,
}

/// What a row says, or why it cannot be read.
pub(super) fn understood(spec: &str, zone: &str) -> Result<(Recurrence, TimeZone), Unreadable> {
    let recurrence = spec.parse().map_err(Unreadable::because)?;
    let zone = TimeZone::get(zone).map_err(|_| Unreadable(format!("no zone {zone:?} is known")))?;
    Ok((recurrence, zone))
}

/// Why a row cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unreadable(String);

impl Unreadable {
    pub(super) fn because(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

/// Holds, until the transaction ends, the due time that came first among those that nobody else
/// holds: of the kinds that are known here, since another release may know more.
pub(super) async fn hold(
    conn: &mut PgConnection,
    kinds: &[String],
    now: Timestamp,
) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        r#"SELECT d.workspace_id AS workspace, d.what, s.spec, d.zone,
                  d.next_due_at AS "due_at!: Ts", d.failures
           FROM schedule_due d JOIN schedule s ON (s.workspace_id, s.what) = (d.workspace_id, d.what)
           WHERE d.next_due_at <= $1 AND d.not_before <= $1 AND split_part(d.what, ':', 1) = ANY($2)
           ORDER BY d.next_due_at LIMIT 1
           FOR UPDATE OF d SKIP LOCKED FOR SHARE OF s SKIP LOCKED"#,
        Ts(now) as _,
        kinds,
    )
    .fetch_optional(conn)
    .await
}

/// Moves a due time on.
pub(super) async fn advance(
    conn: &mut PgConnection,
    row: &Row,
    next: Option<Timestamp>,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE schedule_due SET next_due_at = $4, failures = 0, last_error = NULL, not_before = 'epoch'
         WHERE workspace_id = $1 AND what = $2 AND zone = $3",
        row.workspace,
        row.what,
        row.zone,
        next.map(Ts) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Sets a due time aside until later, unless somebody has moved it on meanwhile.
pub(super) async fn set_aside(
    conn: &mut PgConnection,
    row: &Row,
    until: Timestamp,
    reason: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE schedule_due SET failures = failures + 1, last_error = $5, not_before = $6
         WHERE workspace_id = $1 AND what = $2 AND zone = $3 AND next_due_at = $4",
        row.workspace,
        row.what,
        row.zone,
        row.due_at as _,
        reason,
        Ts(until) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// When something of these kinds is to be looked at next.
pub(super) async fn next_look(
    conn: &mut PgConnection,
    kinds: &[String],
) -> Result<Option<Timestamp>, sqlx::Error> {
    let next = sqlx::query_scalar!(
        r#"SELECT min(greatest(next_due_at, not_before)) AS "next: Ts" FROM schedule_due
           WHERE next_due_at IS NOT NULL AND split_part(what, ':', 1) = ANY($1)"#,
        kinds,
    )
    .fetch_one(conn)
    .await?;
    Ok(next.map(Timestamp::from))
}

/// Something that should recur, and does not.
#[derive(Debug)]
pub struct Trouble {
    /// What should recur, by its name.
    pub what: String,
    /// The zone by whose clocks it should.
    pub zone: String,
    /// How often it was tried.
    pub failures: i32,
    /// Why it did not work the last time.
    pub reason: String,
}

/// What fails in a workspace, or cannot be read.
pub async fn troubles(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Trouble>, sqlx::Error> {
    sqlx::query_as!(
        Trouble,
        r#"SELECT what, zone, failures, last_error AS "reason!" FROM schedule_due
           WHERE workspace_id = $1 AND last_error IS NOT NULL ORDER BY what, zone"#,
        workspace,
    )
    .fetch_all(conn)
    .await
}

/// Claims what fell due at `due_at` the way the release before does, which knows no other: while
/// replicas of both run, each thing is done once. False when it is done already.
pub async fn claim_as_before(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    name: &str,
    due_at: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "INSERT INTO schedule_run (workspace_id, name, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        workspace,
        name,
        Ts(due_at) as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
