//! Who tells of a redemption. The sentences are somebody else's: whoever acts hands in who words them.

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Redemption, State, Step};
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::policy::Actor;
use crate::rewards::Item;
use crate::rewards::voucher::Warning;

/// What happened to a redemption.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// When.
    pub now: Timestamp,
    /// As it is now.
    pub redemption: &'a Redemption,
    /// What for.
    pub item: &'a Item,
    /// What happened; nothing when it was asked for. Delivered and yet not fulfilled, it came too late.
    pub step: Option<Step>,
    /// Where it stood before.
    pub before: Option<State>,
    /// Who did it.
    pub by: &'a Actor,
    /// How many units are left, where they are counted.
    pub stock: Option<i64>,
}

/// Words what is told of a redemption, to whom it concerns, in the transaction that changes it.
pub trait Teller: Send + Sync {
    /// The letters. Whoever acted is answered by whoever they asked.
    fn tell<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        news: News<'a>,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>>;

    /// The letters for whoever redeemed what waits for money, whenever that comes.
    fn waits<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        redemption: &'a Redemption,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>>;

    /// The letters that warn admins of a programme.
    fn warn<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        workspace: WorkspaceId,
        warning: Warning,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>>;
}
