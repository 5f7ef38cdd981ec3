//! What happens to a redemption: state, ledger, stock, history and news in one transaction.

use jiff::Timestamp;
use serde_json::json;
use sqlx::{Connection, PgConnection};

use super::errand::{put_in, take_out};
use super::read::{by_id, lock};
use super::{Decider, Holding, News, Redemption, State, Step, Teller, decider, history};
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Ts;
use crate::ids::{MemberId, RedemptionId, TransferId, WorkspaceId};
use crate::inbox;
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::outbox;
use crate::policy::{Action, Actor};
use crate::rewards::catalog::{self, Fulfilment, Item};
use crate::rewards::codes;
use crate::rewards::voucher;
use crate::sealed::Sealed;
use crate::subject::Subject;

/// A step that a redemption is to take.
#[derive(Clone, Debug)]
pub struct Advance<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The redemption.
    pub redemption: RedemptionId,
    /// The step.
    pub step: Step,
    /// Where it stood as whoever does it saw it: it stays where it is when it stands elsewhere by now.
    pub seen: Option<State>,
    /// Who does it.
    pub by: &'a Actor,
    /// Why it is rejected, fails or is given back.
    pub reason: Option<&'a str>,
    /// What the adapter calls it.
    pub reference: Option<&'a str>,
    /// What was delivered: its member is told.
    pub delivered: Option<Sealed>,
    /// Idempotency keys of the request: when one of them was recorded before, nothing is done.
    pub keys: &'a [String],
}

impl<'a> Advance<'a> {
    /// A step, with nothing more to say of it.
    pub const fn new(
        workspace: WorkspaceId,
        redemption: RedemptionId,
        step: Step,
        by: &'a Actor,
    ) -> Self {
        Self {
            workspace,
            redemption,
            step,
            seen: None,
            by,
            reason: None,
            reference: None,
            delivered: None,
            keys: &[],
        }
    }
}

/// It happened.
#[derive(Clone, Debug)]
pub struct Advanced {
    /// As it is now.
    pub redemption: Redemption,
    /// What for.
    pub item: Item,
    /// Where it stood before.
    pub before: State,
}

/// Why it did not happen.
#[derive(Debug, thiserror::Error)]
pub enum NotAdvanced {
    /// This very request was dealt with before.
    #[error("this very request was dealt with before")]
    Repeated,
    /// It cannot happen where it stands: somebody was faster.
    #[error("it is {0}")]
    Stands(State),
    /// There is none, or it is not for them to say.
    #[error("there is no such redemption, or it is not theirs")]
    NotTheirs,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Lets something happen to a redemption, in the caller's transaction, which must be rolled back on
/// an error.
pub async fn advance(
    conn: &mut PgConnection,
    clock: &Clock,
    ask: Advance<'_>,
    teller: &dyn Teller,
) -> Result<Advanced, NotAdvanced> {
    let (now, workspace) = (clock.now(), ask.workspace);
    if !ask.keys.is_empty() && !inbox::record(conn, workspace, ask.keys, now).await? {
        return Err(NotAdvanced::Repeated);
    }
    let opened = open(conn, workspace, ask.redemption).await?;
    let (mut book, mut redemption) = opened.ok_or(NotAdvanced::NotTheirs)?;
    let item = catalog::lock(conn, workspace, redemption.item).await?;
    let item = item.ok_or(sqlx::Error::RowNotFound)?;
    let by = whose(conn, &ask, &item, &redemption, now).await?;
    let by = by.ok_or(NotAdvanced::NotTheirs)?;
    let before = redemption.state;
    if ask.seen.is_some_and(|seen| seen != before) {
        return Err(NotAdvanced::Stands(before));
    }
    let after = before.after(ask.step);
    redemption.state = after.ok_or(NotAdvanced::Stands(before))?;
    put(&mut redemption, &ask, now);
    let moved = move_points(&mut book, clock, &redemption, before)?;
    book.close(conn).await?;
    update(conn, &redemption).await?;
    history::note(conn, now, &redemption, Some(before), ask.by, moved).await?;
    if ask.step == Step::Approve {
        put_in(conn, now, &redemption).await?;
    }
    if ask.step == Step::Fail {
        voucher::release(conn, now, (workspace, redemption.id)).await?;
    }
    if !redemption.state.is_open() {
        take_out(conn, now, &redemption).await?;
    }
    let stock = give_unit_back(conn, now, &item, &redemption, before).await?;
    note_act(conn, clock, (&ask, &by), (before, &redemption), &item).await?;
    let news = News {
        now,
        redemption: &redemption,
        item: &item,
        step: Some(ask.step),
        before: Some(before),
        by: ask.by,
        stock,
    };
    tell(conn, now, news, teller).await?;
    Ok(Advanced {
        redemption,
        item,
        before,
    })
}

/// Tells that a service delivered what had come to nothing before: nothing changes, and somebody must
/// look at it.
pub async fn delivered_too_late(
    conn: &mut PgConnection,
    clock: &Clock,
    redemption: &Redemption,
    by: &Actor,
    teller: &dyn Teller,
) -> Result<(), sqlx::Error> {
    let item = catalog::by_id(conn, redemption.workspace, redemption.item).await?;
    let item = item.ok_or(sqlx::Error::RowNotFound)?;
    let now = clock.now();
    let news = News {
        now,
        redemption,
        item: &item,
        step: Some(Step::Fulfil),
        before: Some(redemption.state),
        by,
        stock: item.stock,
    };
    tell(conn, now, news, teller).await
}

/// Lets a redemption that nobody is asked about be delivered, in the transaction that asks for it.
pub(super) async fn approve_by_itself(
    conn: &mut PgConnection,
    clock: &Clock,
    redemption: &mut Redemption,
) -> Result<(), sqlx::Error> {
    let (now, before) = (clock.now(), redemption.state);
    redemption.state = State::Approved;
    redemption.decided_by = Some(Actor::System.to_string());
    redemption.decided_at = Some(Ts(now));
    update(conn, redemption).await?;
    history::note(conn, now, redemption, Some(before), &Actor::System, None).await?;
    put_in(conn, now, redemption).await
}

/// Puts the letters into the outbox that tell of it.
pub(super) async fn tell(
    conn: &mut PgConnection,
    now: Timestamp,
    news: News<'_>,
    teller: &dyn Teller,
) -> Result<(), sqlx::Error> {
    let letters = teller.tell(conn, news).await?;
    outbox::enqueue(conn, now, &letters).await
}

/// The redemption, held with the accounts that its points may move between. Accounts come first, as
/// everywhere; should its member become another meanwhile, they are let go of and it is begun again.
async fn open(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    id: RedemptionId,
) -> Result<Option<(Book, Redemption)>, sqlx::Error> {
    let mut seen = by_id(conn, workspace, id).await?;
    while let Some(before) = seen {
        let accounts = Holding::ALL.map(|holding| account(&before, holding));
        let mut attempt = conn.begin().await?;
        let book = Book::open(&mut attempt, accounts).await?;
        let Some(redemption) = lock(&mut attempt, workspace, id).await? else {
            return Ok(None);
        };
        if redemption.member == before.member {
            attempt.commit().await?;
            return Ok(Some((book, redemption)));
        }
        attempt.rollback().await?;
        seen = Some(redemption);
    }
    Ok(None)
}

/// How it is done, if it is for them to say.
async fn whose(
    conn: &mut PgConnection,
    ask: &Advance<'_>,
    item: &Item,
    redemption: &Redemption,
    now: Timestamp,
) -> Result<Option<Decider>, sqlx::Error> {
    let own = ask.by.member() == Some(redemption.member);
    let may = match ask.step {
        Step::Approve | Step::Reject => return decider(conn, ask.by, item, redemption, now).await,
        Step::Cancel => own && ask.by.may(Action::Redeem),
        Step::Begin | Step::Lose | Step::Fulfil | Step::Fail => {
            ask.by.may(Action::FulfilRedemption)
        }
        // Nobody gives points back to themselves.
        Step::Refund => !own && ask.by.may(Action::RefundRedemption),
    };
    Ok(may.then(Decider::default))
}

/// Writes down what this step tells of it.
fn put(redemption: &mut Redemption, ask: &Advance<'_>, now: Timestamp) {
    match ask.step {
        Step::Approve | Step::Reject => {
            redemption.decided_by = Some(ask.by.to_string());
            redemption.decided_at = Some(Ts(now));
        }
        Step::Fulfil => redemption.fulfilled_at = Some(Ts(now)),
        Step::Cancel | Step::Begin | Step::Lose | Step::Fail | Step::Refund => {}
    }
    redemption.reason = ask.reason.map(str::to_owned);
    if let Some(reference) = ask.reference {
        redemption.provider_reference = Some(reference.to_owned());
    }
    if ask.delivered.is_some() {
        redemption.delivered.clone_from(&ask.delivered);
    }
}

impl Holding {
    const ALL: [Self; 3] = [Self::Reserve, Self::Redeemed, Self::Returned];
}

/// The account that holds the points of a redemption.
fn account(redemption: &Redemption, holding: Holding) -> Account {
    match holding {
        Holding::Reserve => Account::reserve(redemption.workspace),
        Holding::Redeemed => Account::redeemed(redemption.workspace),
        Holding::Returned => Account::points(redemption.workspace, redemption.member),
    }
}

/// Moves the points to where they are in the state that it is in now.
fn move_points(
    book: &mut Book,
    clock: &Clock,
    redemption: &Redemption,
    before: State,
) -> Result<Option<TransferId>, sqlx::Error> {
    let [was, is] = [before, redemption.state].map(State::holding);
    if was == is {
        return Ok(None);
    }
    let id = clock.new_id();
    let transfer = Transfer {
        id,
        at: clock.now(),
        kind: match is {
            Holding::Returned => TransferKind::Refund,
            Holding::Reserve | Holding::Redeemed => TransferKind::Redemption,
        },
        source: Subject::Redemption(redemption.id),
        amount: redemption.points,
        from: account(redemption, was),
        to: account(redemption, is),
        overdraft: false,
    };
    book.post(vec![transfer]).map_err(Refused::unforeseen)?;
    Ok(Some(id))
}

/// The unit that was taken for it is there again, unless it was delivered; and so is the code that was
/// promised, where something else was delivered.
async fn give_unit_back(
    conn: &mut PgConnection,
    now: Timestamp,
    item: &Item,
    redemption: &Redemption,
    before: State,
) -> Result<Option<i64>, sqlx::Error> {
    if !redemption.took_stock || before.holding() != Holding::Reserve {
        return Ok(item.stock);
    }
    let free = match redemption.state.holding() {
        Holding::Reserve => false,
        Holding::Returned => true,
        Holding::Redeemed => {
            redemption.provider == Fulfilment::Codes && !codes::has_one(conn, redemption).await?
        }
    };
    if !free {
        return Ok(item.stock);
    }
    catalog::return_unit(conn, now, item, (redemption.id, redemption.provider)).await
}

/// What somebody did who runs the programme is noted; what members and the server do is its history.
async fn note_act(
    conn: &mut PgConnection,
    clock: &Clock,
    (ask, by): (&Advance<'_>, &Decider),
    (before, redemption): (State, &Redemption),
    item: &Item,
) -> Result<(), sqlx::Error> {
    let what = match ask.step {
        _ if *ask.by == Actor::System => return Ok(()),
        Step::Approve | Step::Reject => What::RedemptionDecided,
        Step::Begin | Step::Lose | Step::Fulfil | Step::Fail => What::RedemptionFulfilled,
        Step::Refund => What::RedemptionRefunded,
        Step::Cancel => return Ok(()),
    };
    let mut detail = json!({ "item": item.offer.slug, "points": redemption.points, "reason": redemption.reason });
    if let Some(away) = &by.instead_of {
        detail["for"] = json!(away);
    }
    let change = Change::new(what)
        .to(Subject::Redemption(redemption.id))
        .changing(&before, &redemption.state)
        .with(detail);
    audit::record(conn, clock, redemption.workspace, ask.by, change).await
}

async fn update(conn: &mut PgConnection, redemption: &Redemption) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE redemption
         SET state = $3, decided_by = $4, decided_at = $5, fulfilled_at = $6, provider_reference = $7, reason = $8,
             delivered = $9
         WHERE workspace_id = $1 AND id = $2",
        redemption.workspace,
        redemption.id,
        redemption.state.as_str(),
        redemption.decided_by,
        redemption.decided_at as _,
        redemption.fulfilled_at as _,
        redemption.provider_reference,
        redemption.reason,
        redemption.delivered.as_ref() as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Notes which admin takes care of a redemption, in the caller's transaction. False where another one
/// does already who is still there.
pub async fn assign(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    redemption: RedemptionId,
    to: MemberId,
) -> Result<bool, sqlx::Error> {
    let assigned = sqlx::query!(
        "UPDATE redemption r SET assigned_to = $3
         WHERE r.workspace_id = $1 AND r.id = $2
           AND NOT EXISTS (SELECT FROM member m
                           WHERE m.workspace_id = $1 AND m.id = r.assigned_to AND m.id <> $3
                             AND m.role = 'admin' AND m.active AND m.merged_into IS NULL)",
        workspace,
        redemption,
        to,
    )
    .execute(conn)
    .await?;
    Ok(assigned.rows_affected() == 1)
}
