//! What somebody likes: kept for the shop as long as they agree, shown to them, and forgotten when they say.

use sqlx::PgConnection;

use super::Stop;
use super::context::Ctx;
use crate::chat::Reply;
use crate::ids::MemberId;
use crate::rewards;
use crate::surveys::{self, Answer, CONSENT, INTERESTS, Run, SurveyKind};
use crate::wording;

/// What somebody answered decides what the shop shows them first, if they agree.
pub(super) async fn follow(
    conn: &mut PgConnection,
    run: &Run,
    member: MemberId,
    answers: &[(usize, Answer)],
) -> Result<(), sqlx::Error> {
    if run.kind != SurveyKind::Interest {
        return Ok(());
    }
    let chosen = |id: &str| -> Vec<String> {
        let asked = answers.iter().filter_map(|(number, answer)| {
            let question = run.questions.get(*number)?;
            (question.id == id).then(|| question.chosen(answer))
        });
        asked.flatten().collect()
    };
    let likes = chosen(INTERESTS);
    let agreed = chosen(CONSENT).iter().any(|said| said == "yes");
    let likes = likes.iter().filter(|_| agreed);
    let likes: Vec<_> = likes.filter_map(|it| it.parse().ok()).collect();
    rewards::keep_interests(conn, run.workspace, member, &likes).await
}

/// `/kudos interests`
pub(super) async fn show(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let likes = rewards::interests(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    drop(conn);
    ctx.settle(wording::interests(&ctx.words(), &likes)).await
}

/// The button that forgets them, with the answers that they come from.
pub(super) async fn forget(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let (workspace, member) = (ctx.workspace(), ctx.actor.id);
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    rewards::keep_interests(&mut tx, workspace, member, &[]).await?;
    surveys::withdraw_interests(&mut tx, workspace, member).await?;
    let forgotten = wording::interests_forgotten(&ctx.words());
    ctx.settle_with(tx, forgotten).await
}
