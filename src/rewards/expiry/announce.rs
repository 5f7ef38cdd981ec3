//! Telling members which of their points expire.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::held::{lots, notices};
use super::plan::{Expiring, to_announce, to_remind};
use crate::database::{Day, Ts};
use crate::ids::{MemberId, WorkspaceId};
use crate::ledger::{Account, Book};
use crate::people::{self, Member};
use crate::settings::Settings;

/// How many members are looked at in one transaction.
const AT_ONCE: i64 = 50;

/// What a member is to be told.
#[derive(Clone, Debug)]
pub struct Announced {
    /// Who.
    pub member: Member,
    /// What expires when, in the order of its days.
    pub expiring: Vec<Expiring>,
}

/// Looks at some members at whom nobody looked today, where it is day: notes what they are told of from
/// now on, in the caller's transaction, in which the settings are [held](crate::settings::load_to_change)
/// and the letters are put into the outbox. Nothing when nobody is left. Who cannot be read is told of
/// nothing, so that nothing of theirs expires, and looked at again tomorrow.
pub async fn announce(
    conn: &mut PgConnection,
    now: Timestamp,
    workspace: WorkspaceId,
    settings: &Settings,
) -> Result<Option<Vec<Announced>>, sqlx::Error> {
    let zone = &settings.time_zone;
    let today = settings.day(now);
    let months = settings.rewards_expiry_months;
    let looked_at = to_look_at(conn, workspace, zone, now, today).await?;
    if months == 0 || looked_at.is_empty() {
        return Ok(None);
    }
    let known = people::legible(conn, workspace, &looked_at).await?;
    let members: Vec<MemberId> = known.iter().map(|member| member.id).collect();
    // Nobody gives to them, spends theirs or makes them another one meanwhile.
    let accounts = members.iter().map(|id| Account::points(workspace, *id));
    Book::open(conn, accounts).await?;
    let lots = lots(conn, workspace, &members, zone).await?;
    let notices = notices(conn, workspace, &members).await?;
    let mut announced = Vec::new();
    let mut new = Vec::new();
    let mut again = Vec::new();
    for member in known {
        let id = &member.id;
        let lots = lots.get(id).map_or(&[][..], Vec::as_slice);
        let notices = notices.get(id).map_or(&[][..], Vec::as_slice);
        let first = to_announce(lots, months, notices, today);
        let once_more = to_remind(lots, months, notices, today);
        new.extend(first.iter().map(|it| (*id, *it)));
        again.extend(once_more.iter().map(|it| (*id, it.day)));
        let mut expiring: Vec<Expiring> = first.into_iter().chain(once_more).collect();
        expiring.sort_unstable();
        if !expiring.is_empty() {
            announced.push(Announced { member, expiring });
        }
    }
    note(conn, workspace, &new, now).await?;
    note_again(conn, workspace, &again, now).await?;
    note_look(conn, workspace, &looked_at, today).await?;
    Ok(Some(announced))
}

/// Members who have points, and for whom it is a decent hour.
async fn to_look_at(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    zone: &TimeZone,
    now: Timestamp,
    today: Date,
) -> Result<Vec<MemberId>, sqlx::Error> {
    let zones = people::zones_by_day(conn, workspace, zone, now).await?;
    sqlx::query_scalar!(
        r#"SELECT m.id FROM member m
           JOIN ledger_account a ON a.workspace_id = m.workspace_id AND a.kind = 'points' AND a.owner = m.id
           WHERE m.workspace_id = $1 AND m.active AND a.balance > 0 AND coalesce(m.time_zone, '') = ANY ($2)
             AND NOT EXISTS (SELECT FROM expiry_look l
                             WHERE l.workspace_id = m.workspace_id AND l.member_id = m.id AND l.day >= $3)
           ORDER BY m.id LIMIT $4"#,
        workspace,
        &zones,
        Day(today) as _,
        AT_ONCE,
    )
    .fetch_all(conn)
    .await
}

async fn note(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    new: &[(MemberId, Expiring)],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO expiry_notice AS known (workspace_id, member_id, day, points, told_at)
         SELECT $1, n.member, n.day, n.points, $5
         FROM unnest($2::uuid[], $3::date[], $4::bigint[]) AS n (member, day, points)
         ON CONFLICT (workspace_id, member_id, day)
         DO UPDATE SET points = known.points + excluded.points, told_at = excluded.told_at",
        workspace,
        &new.iter().map(|(member, _)| *member).collect::<Vec<_>>(),
        &new.iter().map(|(_, it)| Day(it.day)).collect::<Vec<_>>() as _,
        &new.iter().map(|(_, it)| it.points).collect::<Vec<_>>(),
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn note_again(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    again: &[(MemberId, Date)],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE expiry_notice n SET reminded_at = $4
         FROM unnest($2::uuid[], $3::date[]) AS again (member, day)
         WHERE n.workspace_id = $1 AND n.member_id = again.member AND n.day = again.day",
        workspace,
        &again.iter().map(|(member, _)| *member).collect::<Vec<_>>(),
        &again.iter().map(|(_, day)| Day(*day)).collect::<Vec<_>>() as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn note_look(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    members: &[MemberId],
    today: Date,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO expiry_look (workspace_id, member_id, day) SELECT $1, unnest($2::uuid[]), $3
         ON CONFLICT (workspace_id, member_id) DO UPDATE SET day = excluded.day",
        workspace,
        members,
        Day(today) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
