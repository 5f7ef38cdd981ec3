//! What only admins may, asked for by somebody else.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::people;
use crate::wording;

/// So many are named: enough that one of them is there.
const NAMED: usize = 3;

/// Says so, and whom to ask.
pub(super) async fn only_admins(ctx: &Ctx<'_>) -> Result<Progress, DeskError> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let admins = people::admins(&mut conn, ctx.workspace()).await?;
    drop(conn);
    let mut names: Vec<String> = admins.into_iter().map(|admin| admin.name).collect();
    names.sort();
    names.truncate(NAMED);
    ctx.answer(wording::admins_only(&ctx.words(), &names)).await
}
