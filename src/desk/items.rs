//! The items of the shop, for whoever looks after them.

use sqlx::PgConnection;

use super::context::Ctx;
use super::{DeskError, Stop};
use crate::chat::{Message, Reply};
use crate::ids::{ItemDraftId, RewardId};
use crate::policy::Action;
use crate::rewards::{self, catalog};
use crate::wording::{self, ItemList};

/// How many are on a page: each has buttons of its own.
const ON_A_PAGE: usize = 6;

/// `/kudos items`: all of them, or those that are called so.
pub(super) async fn show(ctx: &Ctx<'_>, typed: Option<&str>) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let list = listed(ctx, &mut conn, 0, typed).await?;
    drop(conn);
    ctx.settle(list).await
}

/// A button that leads to a page of them.
pub(super) async fn turned(ctx: &Ctx<'_>, page: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let list = listed(ctx, &mut conn, page.parse().unwrap_or_default(), None).await?;
    drop(conn);
    ctx.settle(list).await
}

/// A page of the items, with what the actor has not finished describing.
pub(super) async fn listed(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    page: usize,
    typed: Option<&str>,
) -> Result<Message, DeskError> {
    let workspace = ctx.workspace();
    let mut items = catalog::list(conn, workspace, true).await?;
    if let Some(typed) = typed {
        let meant = rewards::meant(&items, typed);
        items = meant.into_iter().cloned().collect();
    }
    let unfinished = catalog::latest(conn, (workspace, ctx.actor.id)).await?;
    let pages = items.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let end = items.len().min((page + 1) * ON_A_PAGE);
    let list = ItemList {
        items: &items[page * ON_A_PAGE..end],
        page,
        pages,
        unfinished: unfinished.as_ref(),
        typed,
    };
    Ok(wording::items(&ctx.words(), &list))
}

/// The buttons that take an item out of the shop, and put it back.
pub(super) async fn archived(ctx: &Ctx<'_>, value: &str, archived: bool) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let (page, item) = value.split_once('/').unwrap_or_default();
    let Ok(item) = item.parse::<RewardId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let Some(item) = catalog::by_id(&mut tx, ctx.workspace(), item).await? else {
        return Ok(Reply::Nothing);
    };
    catalog::archive(&mut tx, &ctx.desk.clock, &ctx.by(), &item, archived).await?;
    let list = listed(ctx, &mut tx, page.parse().unwrap_or_default(), None).await?;
    ctx.settle_with(tx, list).await
}

/// The button that gives up what was being described.
pub(super) async fn forgotten(ctx: &Ctx<'_>, draft: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::ManageCatalog).await?;
    let Ok(draft) = draft.parse::<ItemDraftId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    catalog::forget(&mut tx, (ctx.workspace(), ctx.actor.id), draft).await?;
    let list = listed(ctx, &mut tx, 0, None).await?;
    ctx.settle_with(tx, list).await
}
