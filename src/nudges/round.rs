//! Rounds: a day on which a nudge begins in a zone, worked off in small steps until everybody was looked at.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::clock::{earlier, later, minutes};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, WorkspaceId};
use crate::schedule::{self, Due};
use crate::settings::Nudge;

/// How many are looked at in one transaction.
const AT_ONCE: i64 = 200;

/// The least time that the database tells apart.
const A_MOMENT: SignedDuration = SignedDuration::from_micros(1);

/// A nudge that has begun.
#[derive(Clone, Debug)]
pub struct Round {
    /// Whose programme it belongs to.
    pub workspace: WorkspaceId,
    /// Which; nothing where a newer release begins it.
    pub nudge: Option<Nudge>,
    /// Its name.
    name: String,
    /// The zone by whose clocks it began.
    pub zone: String,
    /// Its day there.
    pub day: Date,
    /// When it began.
    pub began_at: Timestamp,
    /// Up to whom it was looked at.
    pub reached: Option<MemberId>,
}

impl Round {
    /// A round as it would be that began now, on a day in a zone. It is kept nowhere.
    pub fn as_if(
        workspace: WorkspaceId,
        nudge: Nudge,
        (zone, day): (&str, Date),
        now: Timestamp,
    ) -> Self {
        Self {
            workspace,
            nudge: Some(nudge),
            name: nudge.as_str().to_owned(),
            zone: zone.to_owned(),
            day,
            began_at: now,
            reached: None,
        }
    }

    /// Whether both are one round, however far it came between.
    pub fn is(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.workspace, it.day);
        key(self) == key(other) && self.name == other.name && self.zone == other.zone
    }

    /// Until when it makes sense: what is told or asked arrives by day, but for what is about a whole week.
    /// Somebody's day is celebrated as long as it lasts, and not on the next one, however late it began.
    pub fn ends(&self) -> Timestamp {
        let hours = match self.nudge {
            Some(Nudge::Digest | Nudge::TeamDigest) => 4 * 24,
            Some(Nudge::Celebrations | Nudge::OwnCelebrations) => return self.day_ends(),
            Some(Nudge::Thanking | Nudge::Welcome | Nudge::Hello | Nudge::CelebrationChoice)
            | None => 8,
        };
        later(self.began_at, minutes(hours * 60))
    }

    /// The end of its day there.
    fn day_ends(&self) -> Timestamp {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        let midnight = self
            .day
            .tomorrow()
            .map(|day| day.to_datetime(Time::midnight()));
        let ends = { midnight.ok() }.and_then(|midnight| schedule::instant(midnight, &zone));
        // The last moment of a day is of it, and the first of the next is not.
        ends.map_or(Timestamp::MAX, |at| earlier(at, A_MOMENT))
    }
}

/// Something is due: its round begins, in the transaction that moves it on.
pub async fn begin(conn: &mut PgConnection, due: &Due) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO nudge_round (workspace_id, nudge, zone, day, began_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        due.workspace,
        due.what,
        due.zone,
        Day(due.day()) as _,
        Ts(due.at) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

struct Row {
    workspace: WorkspaceId,
    nudge: String,
    zone: String,
    day: Day,
    began_at: Ts,
    reached: Option<MemberId>,
}

impl From<Row> for Round {
    fn from(row: Row) -> Self {
        Self {
            workspace: row.workspace,
            nudge: Nudge::ALL.into_iter().find(|it| it.as_str() == row.nudge),
            name: row.nudge,
            zone: row.zone,
            day: row.day.0,
            began_at: row.began_at.0,
            reached: row.reached,
        }
    }
}

/// The rounds under way, the earliest first.
pub async fn under_way(conn: &mut PgConnection) -> Result<Vec<Round>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT workspace_id AS workspace, nudge, zone, day, began_at, reached FROM nudge_round
         ORDER BY began_at, workspace_id, nudge, zone LIMIT 1000"
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Round::from).collect())
}

/// Holds a round until the transaction ends, as it is now; nothing where it is over, or somebody else holds
/// it.
pub async fn hold(conn: &mut PgConnection, round: &Round) -> Result<Option<Round>, sqlx::Error> {
    let row = sqlx::query_as!(
        Row,
        "SELECT workspace_id AS workspace, nudge, zone, day, began_at, reached FROM nudge_round
         WHERE workspace_id = $1 AND nudge = $2 AND zone = $3 AND day = $4
         FOR UPDATE SKIP LOCKED",
        round.workspace,
        round.name,
        round.zone,
        Day(round.day) as _,
    );
    Ok(row.fetch_optional(conn).await?.map(Round::from))
}

/// A step is done: the next one begins behind `reached`, or the round is over.
pub async fn advance(
    conn: &mut PgConnection,
    round: &Round,
    reached: Option<MemberId>,
) -> Result<(), sqlx::Error> {
    let Some(reached) = reached else {
        return sqlx::query!(
            "DELETE FROM nudge_round WHERE workspace_id = $1 AND nudge = $2 AND zone = $3 AND day = $4",
            round.workspace,
            round.name,
            round.zone,
            Day(round.day) as _,
        )
        .execute(conn)
        .await
        .map(drop);
    };
    sqlx::query!(
        "UPDATE nudge_round SET reached = $5 WHERE workspace_id = $1 AND nudge = $2 AND zone = $3 AND day = $4",
        round.workspace,
        round.name,
        round.zone,
        Day(round.day) as _,
        reached,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Since when the nudge is on; nothing where it was turned off meanwhile.
pub async fn on_since(
    conn: &mut PgConnection,
    round: &Round,
) -> Result<Option<Timestamp>, sqlx::Error> {
    schedule::recurs_since(conn, round.workspace, &round.name).await
}

/// The next of those who live in the round's zone, in the order of their ids: in the programme's zone also
/// those who tell none.
pub async fn residents(
    conn: &mut PgConnection,
    round: &Round,
    programme: bool,
) -> Result<Vec<MemberId>, sqlx::Error> {
    let reached = round.reached.unwrap_or(MemberId::nil());
    sqlx::query_scalar!(
        r#"SELECT id AS "id!: MemberId" FROM (
             (SELECT id FROM member
              WHERE workspace_id = $1 AND active AND coalesce(time_zone, '') = $2 AND id > $3 ORDER BY id LIMIT $5)
             UNION ALL
             (SELECT id FROM member
              WHERE workspace_id = $1 AND active AND coalesce(time_zone, '') = '' AND $4 AND id > $3
              ORDER BY id LIMIT $5)
           ) AS here
           ORDER BY id LIMIT $5"#,
        round.workspace,
        round.zone,
        reached,
        programme,
        AT_ONCE,
    )
    .fetch_all(conn)
    .await
}
