//! What gave and was taken away: a message deleted, a reaction removed.
//!
//! Gift and withdrawal may be under way at once, and a commit may come late. So each is committed
//! before it looks for the other, and looks again whenever it is told again: whichever commits last
//! finds both.

use super::context::Ctx;
use super::{DeskError, Stop, undo};
use crate::chat::Reply;
use crate::database::commit;
use crate::kudos::{self, Cause};

/// It was taken away: what it gave is taken back, while that may be, and what we have not heard
/// of yet is not given.
pub(super) async fn withdrawn(ctx: &Ctx<'_>, cause: &Cause) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    if ctx.first_time(&mut tx).await? {
        kudos::note_withdrawn(&mut tx, ctx.workspace(), cause, ctx.inbound.at).await?;
    }
    commit(tx).await?;
    take_back(ctx, cause).await?;
    Ok(Reply::Nothing)
}

/// Whether it was taken away since; then what it gave is taken back.
pub(super) async fn is_withdrawn(ctx: &Ctx<'_>, cause: &Cause) -> Result<bool, DeskError> {
    let (workspace, at) = (ctx.workspace(), ctx.inbound.at);
    let mut conn = ctx.desk.pool.acquire().await?;
    let withdrawn = kudos::was_withdrawn(&mut conn, workspace, cause, at).await?;
    drop(conn);
    if withdrawn {
        take_back(ctx, cause).await?;
    }
    Ok(withdrawn)
}

async fn take_back(ctx: &Ctx<'_>, cause: &Cause) -> Result<(), DeskError> {
    let mut tx = ctx.desk.pool.begin().await?;
    let given = kudos::given_by(&mut tx, ctx.workspace(), cause, ctx.inbound.at).await?;
    if given.is_empty() {
        return Ok(());
    }
    undo::unasked(ctx, &mut tx, &given).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    ctx.desk.notices.wake();
    Ok(())
}

/// A message where this happened.
pub(super) fn of_message(ctx: &Ctx<'_>, message: &str) -> Cause {
    Cause::Message {
        channel: ctx.place().channel,
        message: message.to_owned(),
    }
}
