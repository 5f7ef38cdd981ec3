//! Points whose day has come.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::held::lots;
use super::plan::{Expiring, Notice, last_expired, taken};
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::ids::{MemberId, TransferId, WorkspaceId};
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::settings::Settings;
use crate::subject::Subject;

/// Members some of whose points were to expire until `today`, at most `limit`.
pub async fn due(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    today: Date,
    limit: i64,
) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT member_id FROM expiry_notice WHERE workspace_id = $1 AND day <= $2
         GROUP BY member_id ORDER BY min(day), member_id LIMIT $3",
        workspace,
        Day(today) as _,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Lets those points of a member expire whose day has come, in the caller's transaction, in which the
/// settings are [held](crate::settings::load_to_change). Returns how many did.
pub async fn expire(
    conn: &mut PgConnection,
    clock: &Clock,
    settings: &Settings,
    (workspace, member): (WorkspaceId, MemberId),
) -> Result<i64, sqlx::Error> {
    let now = clock.now();
    let today = settings.day(now);
    let points = Account::points(workspace, member);
    let expired = Account::expired(workspace);
    let mut book = Book::open(conn, [points, expired]).await?;
    let notices = take(conn, workspace, member, today).await?;
    let mut lots = lots(conn, workspace, &[member], &settings.time_zone).await?;
    let lots = lots.remove(&member).unwrap_or_default();
    let months = settings.rewards_expiry_months;
    let mut transfers = Vec::new();
    let mut rows = Vec::new();
    for expiring in taken(&lots, months, &notices) {
        if months == 0 || expiring.points == 0 {
            continue;
        }
        let id: TransferId = clock.new_id();
        rows.push((id, expiring, received_before(expiring.day, settings)));
        transfers.push(Transfer {
            id,
            at: now,
            kind: TransferKind::Expiry,
            source: Subject::Expiry(expiring.day),
            amount: expiring.points,
            from: points,
            to: expired,
            overdraft: false,
        });
    }
    book.post(transfers).map_err(Refused::unforeseen)?;
    book.close(conn).await?;
    note(conn, (workspace, member), &rows, now).await?;
    Ok(rows.iter().map(|(_, expiring, _)| expiring.points).sum())
}

/// The instant until which somebody must have received what expires on `day`.
fn received_before(day: Date, settings: &Settings) -> Timestamp {
    let last = last_expired(day, settings.rewards_expiry_months);
    let end = last.tomorrow().unwrap_or(last);
    end.to_zoned(settings.time_zone.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// What a member was told of and that is due: whatever is left of it expires now.
async fn take(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    today: Date,
) -> Result<Vec<Notice>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"DELETE FROM expiry_notice WHERE workspace_id = $1 AND member_id = $2 AND day <= $3
           RETURNING day AS "day: Day", points"#,
        workspace,
        member,
        Day(today) as _,
    )
    .fetch_all(conn)
    .await?;
    let notice = |(day, points): (Day, i64)| Notice {
        day: day.0,
        points,
        reminded: true,
    };
    let mut notices: Vec<Notice> = rows
        .into_iter()
        .map(|row| notice((row.day, row.points)))
        .collect();
    notices.sort_unstable_by_key(|notice| notice.day);
    Ok(notices)
}

async fn note(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    rows: &[(TransferId, Expiring, Timestamp)],
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    for (transfer, expiring, received_before) in rows {
        sqlx::query!(
            "INSERT INTO expiry (workspace_id, member_id, day, points, received_before, expired_at, transfer_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            workspace,
            member,
            Day(expiring.day) as _,
            expiring.points,
            Ts(*received_before) as _,
            Ts(now) as _,
            *transfer,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
