//! A message that gave, and was deleted.
//!
//! Gift and deletion may be under way at once, and a commit may come late. So each is committed
//! before it looks for the other, and looks again whenever it is told again: whichever commits last
//! finds both.

use super::context::Ctx;
use super::{DeskError, Stop, undo};
use crate::chat::Reply;
use crate::database::{acquire, begin, commit};
use crate::kudos;

/// It was deleted: what it gave is taken back, while that may be, and what we have not heard of yet
/// is not given.
pub(super) async fn deleted(ctx: &Ctx<'_>, message: &str) -> Result<Reply, Stop> {
    let (workspace, channel) = (ctx.workspace(), ctx.place().channel);
    let mut tx = begin(&ctx.desk.pool).await?;
    if ctx.first_time(&mut tx).await? {
        kudos::note_deleted(&mut tx, workspace, &channel, message, ctx.inbound.at).await?;
    }
    commit(tx).await?;
    take_back(ctx, message).await?;
    Ok(Reply::Nothing)
}

/// Whether it was deleted since; then what it gave is taken back.
pub(super) async fn is_deleted(ctx: &Ctx<'_>, message: &str) -> Result<bool, DeskError> {
    let (workspace, channel) = (ctx.workspace(), ctx.place().channel);
    let mut conn = acquire(&ctx.desk.pool).await?;
    let deleted = kudos::was_deleted(&mut conn, workspace, &channel, message).await?;
    drop(conn);
    if deleted {
        take_back(ctx, message).await?;
    }
    Ok(deleted)
}

async fn take_back(ctx: &Ctx<'_>, message: &str) -> Result<(), DeskError> {
    let (workspace, channel) = (ctx.workspace(), ctx.place().channel);
    let mut tx = begin(&ctx.desk.pool).await?;
    let given = kudos::given_by_message(&mut tx, workspace, &channel, message).await?;
    if given.is_empty() {
        return Ok(());
    }
    undo::unasked(ctx, &mut tx, &given).await?;
    commit(tx).await?;
    ctx.desk.outbox.wake();
    ctx.desk.notices.wake();
    Ok(())
}
