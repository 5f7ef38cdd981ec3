//! What the nudges of a group of settings would say, for whoever sets them: it is sent to nobody.

use super::context::Ctx;
use super::{Stop, nudges};
use crate::chat::{Reply, Turn};
use crate::policy::Action;
use crate::settings::Group;
use crate::wording;

/// A button on the page of a group: a page on top of it says how each would read, to whoever pressed it where it is
/// private.
pub(super) async fn show(ctx: &Ctx<'_>, group: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::Configure).await?;
    let Ok(group) = Group::named(group) else {
        return Ok(Reply::Nothing);
    };
    let programme = (ctx.workspace(), ctx.settings());
    let mut conn = ctx.desk.pool.acquire().await?;
    let mut said = Vec::new();
    for nudge in group.nudges() {
        let which = (*nudge, Some(&*ctx.actor));
        let preview = nudges::preview(&mut conn, programme, which, ctx.now).await?;
        said.extend(preview.message);
    }
    drop(conn);
    let words = ctx.words();
    Ok(Reply::Open {
        form: Box::new(wording::nudge_preview(&words, group, &said)),
        turn: Turn::Push,
        otherwise: wording::settings_list(&words, ctx.manner().command),
    })
}
