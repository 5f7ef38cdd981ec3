//! Kudos, read back. Whoever was merged into another member is spoken of as that other.

use sqlx::PgConnection;

use crate::chat::{Place, PlaceKind, Platform, Proof};
use crate::database::{Day, Ts};
use crate::ids::{KudosId, MemberId, WorkspaceId};

/// A kudos as it was given.
#[derive(Clone, Debug)]
pub struct Kudos {
    /// Its id.
    pub id: KudosId,
    /// When.
    pub given_at: Ts,
    /// The calendar day whose board it is on.
    pub day: Day,
    /// Who gave.
    pub giver: MemberId,
    /// What was known of it being them.
    pub proof: Proof,
    /// Who received.
    pub recipients: Vec<MemberId>,
    /// Points for each of them.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// Marked text, as typed.
    pub message: String,
    /// Where, in a chat.
    pub place: Option<Place>,
    /// When it was undone.
    pub reversed_at: Option<Ts>,
    /// The kudos it joined.
    pub boosted: Option<KudosId>,
}

struct Row {
    id: KudosId,
    given_at: Ts,
    day: Day,
    giver: MemberId,
    proof: Proof,
    recipients: Vec<MemberId>,
    points: i64,
    company_values: Vec<String>,
    message: String,
    platform: Option<Platform>,
    team: Option<String>,
    channel: Option<String>,
    thread: Option<String>,
    place_kind: Option<PlaceKind>,
    reversed_at: Option<Ts>,
    boosted: Option<KudosId>,
}

impl From<Row> for Kudos {
    fn from(row: Row) -> Self {
        let place = match (row.platform, row.team, row.channel, row.place_kind) {
            (Some(platform), Some(team), Some(channel), Some(kind)) => Some(Place {
                platform,
                team,
                channel,
                thread: row.thread,
                kind,
                shared: false,
            }),
            // The database has all of these or none.
            _ => None,
        };
        Self {
            id: row.id,
            given_at: row.given_at,
            day: row.day,
            giver: row.giver,
            proof: row.proof,
            recipients: row.recipients,
            points: row.points,
            values: row.company_values,
            message: row.message,
            place,
            reversed_at: row.reversed_at,
            boosted: row.boosted,
        }
    }
}

/// The kudos with these ids, latest first.
pub async fn by_ids(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: &[KudosId],
) -> Result<Vec<Kudos>, sqlx::Error> {
    by_ids_to(conn, workspace, ids, None).await
}

/// The kudos with these ids, with only those recipients who are among `among`: a gift may be to everybody.
pub async fn by_ids_to(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: &[KudosId],
    among: Option<&[MemberId]>,
) -> Result<Vec<Kudos>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT k.id, k.given_at AS "given_at: Ts", k.day AS "day: Day", coalesce(g.merged_into, g.id) AS "giver!: MemberId",
                  ARRAY(SELECT DISTINCT coalesce(m.merged_into, m.id) AS id FROM kudos_recipient r
                        JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
                        WHERE r.workspace_id = k.workspace_id AND r.kudos_id = k.id
                          AND ($3::uuid[] IS NULL OR r.member_id = ANY($3)) ORDER BY id) AS "recipients!: Vec<MemberId>",
                  k.points, k.company_values, k.message, k.platform AS "platform?: Platform", k.team AS "team?", k.channel AS "channel?",
                  k.thread, k.place_kind AS "place_kind?: PlaceKind", k.proof AS "proof: Proof",
                  v.reversed_at AS "reversed_at?: Ts", k.boosted
           FROM kudos k
           JOIN member g ON g.workspace_id = k.workspace_id AND g.id = k.giver
           LEFT JOIN kudos_reversal v ON v.workspace_id = k.workspace_id AND v.kudos_id = k.id
           WHERE k.workspace_id = $1 AND k.id = ANY($2)
           ORDER BY k.id DESC"#,
        workspace,
        ids,
        among as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Kudos::from).collect())
}

/// One kudos.
pub async fn find(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: KudosId,
) -> Result<Option<Kudos>, sqlx::Error> {
    Ok(by_ids(conn, workspace, &[id]).await?.pop())
}

/// The latest kudos that `giver` gave and that still stands. Where nothing proves who asks, only what
/// came the same way counts.
pub async fn last_given(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    giver: MemberId,
    asked: Proof,
) -> Result<Option<Kudos>, sqlx::Error> {
    let id = sqlx::query_scalar!(
        r#"SELECT latest.id AS "id!" FROM same_person($1, $2) AS own
           CROSS JOIN LATERAL (
             SELECT k.id FROM kudos k
             WHERE k.workspace_id = $1 AND k.giver = own AND ($3 = 'person' OR k.proof = $3)
               AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
             ORDER BY k.id DESC LIMIT 1
           ) latest
           ORDER BY latest.id DESC LIMIT 1"#,
        workspace,
        giver,
        asked.as_str(),
    )
    .fetch_optional(&mut *conn)
    .await?;
    match id {
        Some(id) => find(conn, workspace, id).await,
        None => Ok(None),
    }
}

/// Standing kudos that a message gave.
pub async fn given_by_message(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    channel: &str,
    message: &str,
) -> Result<Vec<Kudos>, sqlx::Error> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM kudos k
         WHERE workspace_id = $1 AND channel = $2 AND message_id = $3 AND source IN ('mention', 'message')
           AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)",
        workspace,
        channel,
        message,
    )
    .fetch_all(&mut *conn)
    .await?;
    by_ids(conn, workspace, &ids).await
}

/// Which side of a member's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// What they received.
    Received,
    /// What they gave.
    Given,
}

/// The latest standing kudos of a member, at most `limit`. Kudos given in a private place appear only
/// when `private_too`: to those who took part.
pub async fn history(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    direction: Direction,
    private_too: bool,
    limit: i64,
) -> Result<Vec<Kudos>, sqlx::Error> {
    let ids = match direction {
        Direction::Received => {
            sqlx::query_scalar!(
                r#"SELECT DISTINCT latest.kudos_id AS "id!" FROM same_person($1, $2) AS own
                   CROSS JOIN LATERAL (
                     SELECT r.kudos_id FROM kudos_recipient r
                     JOIN kudos k ON k.workspace_id = r.workspace_id AND k.id = r.kudos_id
                     WHERE r.workspace_id = $1 AND r.member_id = own AND ($3 OR k.place_kind = 'public')
                       AND NOT EXISTS (SELECT FROM kudos_reversal v
                                       WHERE v.workspace_id = $1 AND v.kudos_id = r.kudos_id)
                     ORDER BY r.kudos_id DESC LIMIT $4
                   ) latest
                   ORDER BY 1 DESC LIMIT $4"#,
                workspace,
                member,
                private_too,
                limit,
            )
            .fetch_all(&mut *conn)
            .await?
        }
        Direction::Given => {
            sqlx::query_scalar!(
                r#"SELECT latest.id AS "id!" FROM same_person($1, $2) AS own
                   CROSS JOIN LATERAL (
                     SELECT k.id FROM kudos k
                     WHERE k.workspace_id = $1 AND k.giver = own AND ($3 OR k.place_kind = 'public')
                       AND NOT EXISTS (SELECT FROM kudos_reversal v
                                       WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
                     ORDER BY k.id DESC LIMIT $4
                   ) latest
                   ORDER BY latest.id DESC LIMIT $4"#,
                workspace,
                member,
                private_too,
                limit,
            )
            .fetch_all(&mut *conn)
            .await?
        }
    };
    by_ids(conn, workspace, &ids).await
}

/// Who joined a kudos and has not taken it back, in the order they did.
pub async fn boosters(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    kudos: KudosId,
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT coalesce(m.merged_into, m.id) AS "giver!" FROM kudos k
           JOIN member m ON m.workspace_id = k.workspace_id AND m.id = k.giver
           WHERE k.workspace_id = $1 AND k.boosted = $2
             AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = $1 AND v.kudos_id = k.id)
           GROUP BY 1 ORDER BY min(k.id::text)"#,
        workspace,
        kudos,
    )
    .fetch_all(conn)
    .await
}

/// How often `giver` joined a kudos and took it back: what the next time is numbered by.
pub async fn times_boosted(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    kudos: KudosId,
    giver: MemberId,
) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT count(*) AS "times!" FROM kudos k
           JOIN kudos_reversal v ON v.workspace_id = k.workspace_id AND v.kudos_id = k.id
           WHERE k.workspace_id = $1 AND k.boosted = $2
             AND k.giver IN (SELECT same_person($1, $3))"#,
        workspace,
        kudos,
        giver,
    )
    .fetch_one(conn)
    .await
}
