//! Trying again what could not be delivered, or of which nobody knows whether it is.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::errand::put_in;
use super::{Advance, Advanced, News, NotAdvanced, Redemption, State, Step, Teller, advance};
use crate::clock::Clock;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::outbox::Letter;
use crate::policy::Actor;
use crate::rewards::voucher::Warning;

/// Lets a redemption that failed, or is not known to be delivered, be delivered again, in the caller's
/// transaction, which must be rolled back on an error. What delivers it is asked under every key that it
/// had before, so that nobody gets anything twice. Where it is delivered by hand there is nothing to try.
pub async fn again(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    (workspace, redemption): (WorkspaceId, RedemptionId),
    keys: &[String],
) -> Result<Advanced, NotAdvanced> {
    let ask = Advance {
        keys,
        ..Advance::new(workspace, redemption, Step::Begin, by)
    };
    let begun = advance(conn, clock, ask, &Untold).await?;
    let before = begun.before;
    // What is approved goes its own way already.
    let stuck = matches!(before, State::Failed | State::Unknown);
    if !stuck || !begun.redemption.provider.is_by_itself() {
        return Err(NotAdvanced::Stands(before));
    }
    put_in(conn, clock.now(), &begun.redemption).await?;
    Ok(begun)
}

/// Nobody is told of a try: what comes of it is told.
struct Untold;

impl Teller for Untold {
    fn tell<'a>(
        &'a self,
        _: &'a mut PgConnection,
        _: News<'a>,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        async { Ok(Vec::new()) }.boxed()
    }

    fn waits<'a>(
        &'a self,
        _: &'a mut PgConnection,
        _: &'a Redemption,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        async { Ok(Vec::new()) }.boxed()
    }

    fn warn<'a>(
        &'a self,
        _: &'a mut PgConnection,
        _: WorkspaceId,
        _: Warning,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        async { Ok(Vec::new()) }.boxed()
    }
}
