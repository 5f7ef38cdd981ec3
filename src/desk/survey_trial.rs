//! Trying a survey out: it is asked as people are asked, and what is answered is thrown away.

use jiff::SignedDuration;

use super::Stop;
use super::context::Ctx;
use super::survey_list::about;
use crate::chat::Reply;
use crate::ids::RunId;
use crate::letters::at_home;
use crate::policy::Action;
use crate::surveys::{self, Run, Survey};
use crate::wording;

/// How long it says that it is open.
const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24 * 5);

/// The button that asks whoever pressed it.
pub(super) async fn begin(ctx: &Ctx<'_>, survey: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let survey = about(ctx, &mut conn, survey).await?;
    drop(conn);
    let Some(survey) = survey else {
        return Ok(Reply::Nothing);
    };
    let run = trial_of(ctx, &survey);
    let until = at_home(run.closes_at.0, &ctx.actor, ctx.settings());
    let message = wording::survey_trial(&ctx.words(), &run, &until);
    ctx.answer(message).await
}

/// What people would be asked, were it sent now.
pub(super) fn trial_of(ctx: &Ctx<'_>, survey: &Survey) -> Run {
    let floor = ctx.settings().survey_anonymity_threshold;
    surveys::trial(survey, floor, ctx.now, OPEN_FOR)
}

/// The survey that is tried out, where an answer names one and no run.
pub(super) async fn tried(ctx: &Ctx<'_>, id: RunId) -> Result<Option<Run>, Stop> {
    if !ctx.may(Action::RunSurveys) {
        return Ok(None);
    }
    let mut conn = ctx.desk.pool.acquire().await?;
    let survey = about(ctx, &mut conn, &id.to_string()).await?;
    Ok(survey.map(|survey| trial_of(ctx, &survey)))
}

/// Whether this is no run, but a survey that is tried out.
pub(super) fn is_trial(run: &Run) -> bool {
    run.id.value() == run.survey.value()
}
