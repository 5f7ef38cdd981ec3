//! The pairs who talk with each other, in the database.

use sqlx::PgConnection;

use super::Cadence;
use crate::database::{Day, Ts};
use crate::ids::{MemberId, OneOnOneId, WorkspaceId};
use crate::people::{Member, by_ids};
use crate::schedule::NotRecurring;

words! {
    /// How it stands between the two.
    pub enum State {
        /// One asked the other.
        Asked = "asked",
        /// They talk.
        Going = "going",
        /// They do not, for now.
        Paused = "paused",
        /// They do not any more; what was written is erased after a while.
        Ended = "ended",
    }
}

/// Two who talk with each other.
#[derive(Clone, Debug)]
pub struct OneOnOne {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: OneOnOneId,
    /// Who is reported to.
    pub manager: MemberId,
    /// Who reports.
    pub report: MemberId,
    /// How it stands.
    pub state: State,
    /// Which of them asked.
    pub asked_by: MemberId,
    /// When they talk.
    pub cadence: Cadence,
    /// The date on which they do not.
    pub skips: Option<Day>,
    /// When it ended.
    pub ended_at: Option<Ts>,
}

impl OneOnOne {
    /// Who the two are.
    pub const fn both(&self) -> [MemberId; 2] {
        [self.manager, self.report]
    }

    /// Whom `member` talks with.
    pub fn other(&self, member: MemberId) -> MemberId {
        if member == self.manager {
            self.report
        } else {
            self.manager
        }
    }

    /// What it is called in the schedule.
    pub(super) fn scheduled_as(&self) -> String {
        format!("{}:{}", super::ONE_ON_ONE, self.id)
    }
}

/// A 1:1 as the columns of its row.
pub(super) struct Row {
    pub(super) workspace_id: WorkspaceId,
    pub(super) id: OneOnOneId,
    pub(super) manager_id: MemberId,
    pub(super) report_id: MemberId,
    pub(super) state: State,
    pub(super) asked_by: MemberId,
    pub(super) spec: String,
    pub(super) first_day: Day,
    pub(super) skips: Option<Day>,
    pub(super) ended_at: Option<Ts>,
}

impl TryFrom<Row> for OneOnOne {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        let recurrence = row.spec.parse();
        let unread = |error: NotRecurring| sqlx::Error::Decode(error.into());
        Ok(Self {
            workspace: row.workspace_id,
            id: row.id,
            manager: row.manager_id,
            report: row.report_id,
            state: row.state,
            asked_by: row.asked_by,
            cadence: Cadence {
                recurrence: recurrence.map_err(unread)?,
                first_day: row.first_day.0,
            },
            skips: row.skips,
            ended_at: row.ended_at,
        })
    }
}

/// Pairs by what `$after` says, which begins with `WHERE`.
macro_rules! pairs {
    ($after:literal, $($arg:expr),+ $(,)?) => {
        sqlx::query_as!(
            crate::one_on_ones::pair::Row,
            r#"SELECT o.workspace_id, o.id, o.manager_id, o.report_id, o.state AS "state: crate::one_on_ones::State",
                      o.asked_by, o.spec, o.first_day, o.skips, o.ended_at
               FROM one_on_one o "# + $after,
            $($arg),+
        )
    };
}
pub(super) use pairs;

/// The 1:1s of a member that are not over, by the other's name.
pub async fn of(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Vec<OneOnOne>, sqlx::Error> {
    let rows = pairs!(
        "JOIN member m ON m.workspace_id = o.workspace_id
                      AND m.id = CASE WHEN o.manager_id = $2 THEN o.report_id ELSE o.manager_id END
         WHERE o.workspace_id = $1 AND $2 IN (o.manager_id, o.report_id) AND o.state <> 'ended'
         ORDER BY m.name, o.id",
        workspace,
        member,
    );
    read(rows.fetch_all(conn).await?)
}

/// The 1:1s of a member that are over and not erased yet, the latest first.
pub async fn ended(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Vec<OneOnOne>, sqlx::Error> {
    let rows = pairs!(
        "WHERE o.workspace_id = $1 AND $2 IN (o.manager_id, o.report_id) AND o.state = 'ended'
         ORDER BY o.ended_at DESC, o.id",
        workspace,
        member,
    );
    read(rows.fetch_all(conn).await?)
}

/// The one with this id, if `member` is one of the two. Nobody else finds it.
pub async fn by_id(
    conn: &mut PgConnection,
    (workspace, id): (WorkspaceId, OneOnOneId),
    member: MemberId,
) -> Result<Option<OneOnOne>, sqlx::Error> {
    let row = pairs!(
        "WHERE o.workspace_id = $1 AND o.id = $2 AND $3 IN (o.manager_id, o.report_id)",
        workspace,
        id,
        member,
    );
    row.fetch_optional(conn)
        .await?
        .map(TryInto::try_into)
        .transpose()
}

/// The one with this id, held in the caller's transaction.
pub(super) async fn lock(
    conn: &mut PgConnection,
    (workspace, id): (WorkspaceId, OneOnOneId),
) -> Result<Option<OneOnOne>, sqlx::Error> {
    let row = pairs!(
        "WHERE o.workspace_id = $1 AND o.id = $2 FOR UPDATE",
        workspace,
        id,
    );
    row.fetch_optional(conn)
        .await?
        .map(TryInto::try_into)
        .transpose()
}

pub(super) fn read(rows: Vec<Row>) -> Result<Vec<OneOnOne>, sqlx::Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// With whom a member may have a 1:1 and has none: whom they report to, and who reports to them, by name.
pub async fn colleagues(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Vec<Member>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "SELECT m.id FROM member m JOIN member own ON own.workspace_id = m.workspace_id AND own.id = $2
         WHERE m.workspace_id = $1 AND (m.manager_id = own.id OR own.manager_id = m.id)
           AND m.active AND m.standing = 'member' AND own.active AND own.standing = 'member'
           AND NOT EXISTS (
             SELECT FROM one_on_one o
             WHERE o.workspace_id = $1 AND o.state <> 'ended'
               AND (o.manager_id, o.report_id) IN ((m.id, own.id), (own.id, m.id)))",
        workspace,
        member,
    );
    let ids = ids.fetch_all(&mut *conn).await?;
    let mut members = by_ids(conn, workspace, &ids).await?;
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(members)
}
