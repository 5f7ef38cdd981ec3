//! Asking for an item: points and a unit of the stock are held for it in one transaction.

use jiff::civil::Date;
use sqlx::PgConnection;

use super::advance::{approve_by_itself, tell};
use super::approver::asked;
use super::rules::check;
use super::{Asked, News, RedeemRefusal, Redemption, State, Teller, history};
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::ids::{MemberId, RedemptionId, RewardId, TransferId, WorkspaceId};
use crate::inbox;
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::people;
use crate::policy::{Action, Actor};
use crate::rewards::catalog::{self, Approval, Asks, Item, Why};
use crate::rewards::voucher;
use crate::sealed::Sealed;
use crate::settings::Settings;
use crate::subject::Subject;

/// Who asks for what.
#[derive(Clone, Debug)]
pub struct Redeem<'a> {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// What the redemption is to be called: what delivery needs to know is sealed for it.
    pub id: RedemptionId,
    /// Whose points are spent.
    pub member: MemberId,
    /// Who asks: the member.
    pub by: &'a Actor,
    /// What for.
    pub item: RewardId,
    /// How many points.
    pub points: i64,
    /// The version of the item that they saw: nobody pays another price than they were told.
    pub seen: Option<i64>,
    /// What delivery needs to know.
    pub delivery: Option<Sealed>,
    /// Idempotency keys of the request: when one of them was recorded before, nothing is done.
    pub keys: &'a [String],
}

/// The points are held.
#[derive(Clone, Debug)]
pub struct Redeemed {
    /// As it is now.
    pub redemption: Redemption,
    /// What for.
    pub item: Item,
    /// What the member has left.
    pub left: i64,
    /// Who is asked first.
    pub asked: Asked,
}

/// Why they are not.
#[derive(Debug, thiserror::Error)]
pub enum NotRedeemed {
    /// The rules refuse it.
    #[error("it is refused")]
    Refused(RedeemRefusal),
    /// This very request was dealt with before.
    #[error("this very request was dealt with before")]
    Repeated,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl From<RedeemRefusal> for NotRedeemed {
    fn from(refusal: RedeemRefusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Exchanges points for an item, in the caller's transaction, which must be rolled back on an error.
pub async fn redeem(
    conn: &mut PgConnection,
    clock: &Clock,
    settings: &Settings,
    ask: Redeem<'_>,
    teller: &dyn Teller,
) -> Result<Redeemed, NotRedeemed> {
    let (now, workspace) = (clock.now(), ask.workspace);
    let today = settings.day(now);
    if !ask.keys.is_empty() && !inbox::record(conn, workspace, ask.keys, now).await? {
        return Err(NotRedeemed::Repeated);
    }
    if !ask.by.may(Action::Redeem) || ask.by.member() != Some(ask.member) {
        return Err(RedeemRefusal::NotForYou.into());
    }
    // As everywhere: accounts are locked before what they are moved for.
    let points = Account::points(workspace, ask.member);
    let reserve = Account::reserve(workspace);
    let mut book = Book::open(conn, [points, reserve]).await?;
    let item = catalog::lock(conn, workspace, ask.item).await?;
    let item = item.ok_or(RedeemRefusal::NotOffered)?;
    allowed(conn, &ask, &item, today).await?;
    let terms = voucher::agreed(&item, ask.points, settings).map_err(RedeemRefusal::NoRate)?;
    let transfer = Transfer {
        id: clock.new_id(),
        at: now,
        kind: TransferKind::Reserve,
        source: Subject::Redemption(ask.id),
        amount: ask.points,
        from: points,
        to: reserve,
        overdraft: false,
    };
    let moved: TransferId = transfer.id;
    book.post(vec![transfer]).map_err(short)?;
    let left = book.balance(&points);
    book.close(conn).await?;
    let mut redemption = Redemption {
        workspace,
        id: ask.id,
        item: item.id,
        member: ask.member,
        points: ask.points,
        took_stock: item.stock.is_some(),
        state: State::Requested,
        requested_at: Ts(now),
        day: Day(today),
        decided_by: None,
        decided_at: None,
        fulfilled_at: None,
        provider: item.offer.fulfilment,
        provider_reference: None,
        reason: None,
        assigned_to: None,
        delivery: ask.delivery,
        delivered: None,
    };
    insert(conn, &redemption).await?;
    if let Some(terms) = &terms {
        voucher::agree(conn, &redemption, terms).await?;
    }
    history::note(conn, now, &redemption, None, ask.by, Some(moved)).await?;
    let stock = catalog::move_stock(conn, now, &item, -1, Why::Taken, Some(ask.id)).await?;
    if item.offer.approval_of(ask.points) == Approval::Auto {
        approve_by_itself(conn, clock, &mut redemption).await?;
    }
    let news = News {
        now,
        redemption: &redemption,
        item: &item,
        step: None,
        before: None,
        by: ask.by,
        stock,
    };
    tell(conn, now, news, teller).await?;
    let asked = asked(conn, &item, &redemption, now).await?;
    Ok(Redeemed {
        redemption,
        item,
        left,
        asked,
    })
}

fn short(refused: Refused) -> NotRedeemed {
    match refused {
        Refused::Short {
            available, needed, ..
        } => NotRedeemed::Refused(RedeemRefusal::Short {
            have: available,
            needed,
        }),
        out_of_range @ Refused::OutOfRange => out_of_range.unforeseen().into(),
    }
}

/// Whether the rules allow it, with points and item held.
async fn allowed(
    conn: &mut PgConnection,
    ask: &Redeem<'_>,
    item: &Item,
    today: Date,
) -> Result<(), NotRedeemed> {
    let members = people::by_ids(conn, ask.workspace, &[ask.member]).await?;
    let known = people::known(conn, ask.workspace, &[ask.member]).await?;
    let (Some(member), Some(known)) = (members.first(), known.first()) else {
        return Err(RedeemRefusal::NotForYou.into());
    };
    check(item, (member, known), (ask.points, ask.seen), today)?;
    if let Some(refusal) = used_up(conn, item, ask.member, today).await? {
        return Err(refusal.into());
    }
    match item.offer.asks {
        Asks::Address | Asks::Email if ask.delivery.is_none() => {
            Err(RedeemRefusal::NeedsDelivery.into())
        }
        _ => Ok(()),
    }
}

/// Why a member may not have an item again on `today`, where they had it as often as one may in the
/// period. What came to nothing does not count.
pub async fn used_up(
    conn: &mut PgConnection,
    item: &Item,
    member: MemberId,
    today: Date,
) -> Result<Option<RedeemRefusal>, sqlx::Error> {
    let Some(limit) = item.offer.limit else {
        return Ok(None);
    };
    let had = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM redemption r
           JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
           WHERE r.workspace_id = $1 AND r.item_id = $2 AND $3 IN (m.id, m.merged_into) AND r.day >= $4
             AND r.state NOT IN ('rejected', 'cancelled', 'refunded')"#,
        item.workspace,
        item.id,
        member,
        Day(limit.period.start(today)) as _,
    )
    .fetch_one(conn)
    .await?;
    let refusal = RedeemRefusal::Limit {
        count: limit.count,
        period: limit.period,
        again: limit.period.next(today),
    };
    Ok((had >= i64::from(limit.count)).then_some(refusal))
}

async fn insert(conn: &mut PgConnection, redemption: &Redemption) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO redemption (workspace_id, id, item_id, member_id, points, took_stock, state, requested_at, day,
                                 provider, delivery)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        redemption.workspace,
        redemption.id,
        redemption.item,
        redemption.member,
        redemption.points,
        redemption.took_stock,
        redemption.state.as_str(),
        redemption.requested_at as _,
        redemption.day as _,
        redemption.provider.as_str(),
        redemption.delivery.as_ref() as _,
    )
    .execute(conn)
    .await
    .map(drop)
}
