//! Points for taking part. All of them are given at the close: when somebody answered is not told.

use sqlx::PgConnection;

use super::Run;
use crate::clock::Clock;
use crate::ids::{MemberId, TransferId};
use crate::ledger::{Account, Book, Fault, Refused, Transfer, TransferKind};
use crate::subject::Subject;

/// Gives everybody who answered and is still there what the run promised, while its ballots still tell
/// who they are.
pub(super) async fn reward(
    conn: &mut PgConnection,
    clock: &Clock,
    run: &Run,
) -> Result<(), sqlx::Error> {
    if run.reward_points == 0 {
        return Ok(());
    }
    // In the order of ids, which tells nothing.
    let members = sqlx::query_scalar!(
        r#"SELECT m.id AS "id: MemberId" FROM survey_invitation i
           JOIN member m ON m.workspace_id = i.workspace_id AND m.id = i.member_id
           WHERE i.workspace_id = $1 AND i.run_id = $2 AND i.ballots IS NOT NULL AND m.active
           ORDER BY m.id"#,
        run.workspace,
        run.id
    )
    .fetch_all(&mut *conn)
    .await?;
    let issuance = Account::issuance(run.workspace);
    let points = |member: MemberId| Account::points(run.workspace, member);
    let accounts = members
        .iter()
        .map(|member| points(*member))
        .chain([issuance]);
    let mut book = Book::open(conn, accounts).await?;
    let ids: Vec<TransferId> = members.iter().map(|_| clock.new_id()).collect();
    let each = members.iter().zip(&ids);
    let transfers = each.map(|(member, id)| Transfer {
        id: *id,
        at: clock.now(),
        kind: TransferKind::Participation,
        source: Subject::Run(run.id),
        amount: run.reward_points,
        from: issuance,
        to: points(*member),
        overdraft: false,
    });
    book.post(transfers.collect())
        .map_err(Refused::unforeseen)?;
    book.close(conn).await?;
    sqlx::query!(
        "INSERT INTO survey_reward (workspace_id, run_id, member_id, transfer_id)
         SELECT $1, $2, * FROM unnest($3::uuid[], $4::uuid[])",
        run.workspace,
        run.id,
        &members as _,
        &ids as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Who was given points for taking part in a run.
pub async fn rewarded(conn: &mut PgConnection, run: &Run) -> Result<Vec<MemberId>, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT member_id AS "id: MemberId" FROM survey_reward WHERE workspace_id = $1 AND run_id = $2
           ORDER BY member_id"#,
        run.workspace,
        run.id,
    )
    .fetch_all(conn)
    .await
}

/// What was given for taking part is what closed runs promised, each once, and each such transfer is of a
/// run.
pub async fn verify_participation(conn: &mut PgConnection) -> Result<Option<Fault>, sqlx::Error> {
    let unpaid = sqlx::query!(
        r#"SELECT s.workspace_id, s.run_id, s.member_id FROM survey_reward s
           JOIN survey_run r ON r.workspace_id = s.workspace_id AND r.id = s.run_id
           WHERE r.state <> 'closed' OR NOT EXISTS (
             SELECT FROM ledger_transfer t
             JOIN ledger_account f ON f.workspace_id = t.workspace_id AND f.id = t.from_account
             JOIN ledger_account o ON o.workspace_id = t.workspace_id AND o.id = t.to_account
             WHERE t.workspace_id = s.workspace_id AND t.id = s.transfer_id AND t.kind = 'participation'
               AND t.source = 'run:' || r.id AND t.amount = r.reward_points
               AND f.kind = 'issuance' AND o.kind = 'points' AND o.owner = s.member_id)
           ORDER BY s.workspace_id, s.run_id, s.member_id LIMIT 1"#
    );
    if let Some(row) = unpaid.fetch_optional(&mut *conn).await? {
        let (workspace, run, member) = (row.workspace_id, row.run_id, row.member_id);
        return Ok(Some(Fault {
            row: format!("survey_reward {workspace}/{run}/{member}"),
            what: "is not what its run promised".to_owned(),
        }));
    }
    let unnoted = sqlx::query!(
        r#"SELECT t.workspace_id, t.id FROM ledger_transfer t
           WHERE t.kind = 'participation' AND NOT EXISTS (
             SELECT FROM survey_reward s WHERE s.workspace_id = t.workspace_id AND s.transfer_id = t.id)
           ORDER BY t.workspace_id, t.id LIMIT 1"#
    );
    let row = unnoted.fetch_optional(conn).await?;
    Ok(row.map(|row| Fault {
        row: format!("ledger_transfer {}/{}", row.workspace_id, row.id),
        what: "rewards taking part in no run".to_owned(),
    }))
}
