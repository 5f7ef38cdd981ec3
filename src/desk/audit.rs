//! `/kudos audit`: what was done by those who run the programme, page by page.

use super::Stop;
use super::context::Ctx;
use crate::audit::{self, Entry};
use crate::chat::Reply;
use crate::ids::ActId;
use crate::letters::at_home;
use crate::policy::Action;
use crate::wording::{self, AuditLine};

/// How many acts are on a page.
const PAGE: usize = 10;

/// The latest acts, or those before the act with this id.
pub(super) async fn show(ctx: &Ctx<'_>, before: Option<ActId>) -> Result<Reply, Stop> {
    let words = ctx.words();
    ctx.demand(Action::ReadAudit).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    // One more tells whether there is another page.
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    let mut entries = audit::latest(&mut conn, ctx.workspace(), before, limit).await?;
    drop(conn);
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).map(|entry| entry.id);
    let line = |entry: Entry| AuditLine {
        when: at_home(entry.at.0, &ctx.actor, ctx.settings()),
        entry,
    };
    let lines: Vec<AuditLine> = entries.into_iter().map(line).collect();
    ctx.answer(wording::audit(&words, &lines, older)).await
}
