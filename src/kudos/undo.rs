//! Taking a kudos back: a reversal in the ledger, never a deletion.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Kudos, read, refresh_announcement};
use crate::audit::{self, Change, What};
use crate::chat::Proof;
use crate::clock::{Clock, minutes};
use crate::database::{Day, Ts};
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::inbox;
use crate::ledger::{self, Account, AccountKind, Book, Refused, Transfer, TransferKind};
use crate::notices;
use crate::policy::{Action, Actor};
use crate::settings::Settings;
use crate::subject::Subject;

/// Who asks to undo what.
#[derive(Clone, Copy, Debug)]
pub struct Undo<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The kudos.
    pub kudos: KudosId,
    /// Who asks.
    pub by: &'a Actor,
    /// Whether they chose to let a balance fall below zero. Whoever may undo anything may.
    pub overdraft: bool,
    /// Idempotency keys of the request: when one of them was recorded before, nothing is done.
    pub keys: &'a [String],
}

impl Undo<'_> {
    /// Whether the time limit and whose it is do not matter.
    fn any(&self) -> bool {
        self.by.may(Action::UndoAny)
    }

    /// Whether it is theirs to undo. What came from a person is not undone on a team's word.
    fn own(&self, kudos: &Kudos) -> bool {
        self.by.may(Action::UndoOwn)
            && self.by.member() == Some(kudos.giver)
            && (self.by.proof() == Proof::Person || kudos.proof == Proof::Team)
    }
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Undone {
    /// It is undone.
    Done {
        /// What was given.
        kudos: Box<Kudos>,
        /// Whose allowance it is back in, where the giver was merged into another member since.
        returned_to: Option<MemberId>,
    },
    /// This very request was dealt with before.
    Repeated,
    /// It was undone before.
    Already,
    /// There is no such kudos, or it is somebody else's.
    NotYours,
    /// The time in which its giver may undo is over.
    TooLate,
    /// A recipient does not have the points any more.
    Spent {
        /// Who.
        member: MemberId,
        /// Whether points of theirs have expired since.
        expired: bool,
    },
}

/// Undoes a kudos in the caller's transaction, changes its announcement, and notes who did it, unless
/// it was its giver. Only [`Undone::Done`] has written anything that must be committed; otherwise the
/// caller rolls back.
pub async fn undo(
    conn: &mut PgConnection,
    clock: &Clock,
    settings: &Settings,
    ask: Undo<'_>,
) -> Result<Undone, sqlx::Error> {
    let now = clock.now();
    // A repeated "undo my last" would take back another kudos.
    if !ask.keys.is_empty() && !inbox::record(conn, ask.workspace, ask.keys, now).await? {
        return Ok(Undone::Repeated);
    }
    let Some(kudos) = read::find(conn, ask.workspace, ask.kudos).await? else {
        return Ok(Undone::NotYours);
    };
    if !ask.any() && !ask.own(&kudos) {
        return Ok(Undone::NotYours);
    }
    let limit = minutes(settings.undo_minutes);
    if !ask.any() && now.duration_since(kudos.given_at.0) > limit {
        return Ok(Undone::TooLate);
    }
    if !mark(conn, &ask, now).await? {
        return Ok(Undone::Already);
    }
    let (transfers, returned_to) = reversals(conn, clock, &ask, &kudos).await?;
    let accounts: Vec<Account> = transfers.iter().flat_map(|t| [t.from, t.to]).collect();
    let mut book = Book::open(conn, accounts).await?;
    match book.post(transfers) {
        Ok(()) => {}
        Err(refused) => {
            let short = match &refused {
                Refused::Short { account, .. } => account.member(),
                Refused::OutOfRange => None,
            };
            return match short {
                Some(member) => {
                    let points = Account::points(ask.workspace, member);
                    let given = kudos.given_at.0;
                    let expired = ledger::has_expired(conn, &points, given).await?;
                    Ok(Undone::Spent { member, expired })
                }
                None => Err(refused.unforeseen()),
            };
        }
    }
    book.close(conn).await?;
    untally(conn, &ask, &kudos).await?;
    notices::taken_back(conn, ask.workspace, kudos.id, now).await?;
    if ask.by.member() != Some(kudos.giver) {
        let change = Change::new(What::KudosUndone).to(Subject::Kudos(kudos.id));
        audit::record(conn, clock, ask.workspace, ask.by, change).await?;
    }
    let of = kudos.boosted.unwrap_or(kudos.id);
    refresh_announcement(conn, settings, ask.workspace, of, now).await?;
    Ok(Undone::Done {
        kudos: Box::new(kudos),
        returned_to,
    })
}

/// Claims the reversal; whoever comes second finds it taken.
async fn mark(
    conn: &mut PgConnection,
    ask: &Undo<'_>,
    now: Timestamp,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "INSERT INTO kudos_reversal (workspace_id, kudos_id, reversed_at, reversed_by)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        ask.workspace,
        ask.kudos,
        Ts(now) as _,
        ask.by.member() as _,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A transfer back for each that gave, to the very allowance it came from. What was given to somebody
/// who was merged into another member goes back the way it went, from that other first; and what
/// somebody gave who was merged goes on to whom they turned out to be, who is returned with it.
async fn reversals(
    conn: &mut PgConnection,
    clock: &Clock,
    ask: &Undo<'_>,
    kudos: &Kudos,
) -> Result<(Vec<Transfer>, Option<MemberId>), sqlx::Error> {
    let gifts = sqlx::query!(
        r#"SELECT r.member_id, m.merged_into, t.amount, g.id AS giver, g.merged_into AS giver_now, a.period AS "period: Day"
           FROM kudos_recipient r
           JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
           JOIN ledger_transfer t ON t.workspace_id = r.workspace_id AND t.id = r.transfer_id
           JOIN ledger_account a ON a.workspace_id = t.workspace_id AND a.id = t.from_account
           JOIN member g ON g.workspace_id = a.workspace_id AND g.id = a.owner
           WHERE r.workspace_id = $1 AND r.kudos_id = $2 AND a.kind = $3"#,
        ask.workspace,
        kudos.id,
        AccountKind::Allowance.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let points = |member| Account::points(ask.workspace, member);
    let back = |kind, from, to, amount| Transfer {
        id: clock.new_id(),
        at: clock.now(),
        kind,
        source: Subject::Kudos(kudos.id),
        amount,
        from,
        to,
        overdraft: ask.overdraft && ask.any(),
    };
    let allowance = |member, period: Day| Account::allowance(ask.workspace, member, period.0);
    let mut transfers = Vec::with_capacity(gifts.len());
    let mut returned_to = None;
    for gift in gifts {
        let (was, from) = (points(gift.member_id), allowance(gift.giver, gift.period));
        if let Some(is) = gift.merged_into {
            transfers.push(back(TransferKind::Join, points(is), was, gift.amount));
        }
        transfers.push(back(TransferKind::GiftReversal, was, from, gift.amount));
        if let Some(now) = gift.giver_now {
            let to = allowance(now, gift.period);
            transfers.push(back(TransferKind::Join, from, to, gift.amount));
            returned_to = Some(now);
        }
    }
    Ok((transfers, returned_to))
}

/// Takes the kudos off the boards of the day it was given.
async fn untally(
    conn: &mut PgConnection,
    ask: &Undo<'_>,
    kudos: &Kudos,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, channel, company_values)
         SELECT $1, $2, $3, coalesce(m.merged_into, m.id), $4, $5, $6
         FROM kudos_recipient r
         JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
         WHERE r.workspace_id = $1 AND r.kudos_id = $7",
        ask.workspace,
        kudos.day as _,
        kudos.giver,
        -kudos.points,
        kudos.place.as_ref().map(|place| place.channel.clone()),
        &kudos.values,
        kudos.id,
    )
    .execute(conn)
    .await
    .map(drop)
}
