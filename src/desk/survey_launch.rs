//! Sending a survey now.

use super::context::Ctx;
use super::survey_list::{about, answered, listed};
use super::survey_trial::trial_of;
use super::{DeskError, Stop};
use crate::chat::{Answers, Reply};
use crate::clock::minutes;
use crate::explained::explained;
use crate::letters::at_home;
use crate::policy::Action;
use crate::surveys::{self, NotLaunched};
use crate::wording;

/// The minutes of a day.
pub(super) const A_DAY: i64 = 24 * 60;

/// The button that opens the form: what people get, and for how long.
pub(super) async fn open(ctx: &Ctx<'_>, survey: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(survey) = about(ctx, &mut conn, survey).await? else {
        return Ok(Reply::Nothing);
    };
    let otherwise = listed(ctx, &mut conn, 0, None).await?;
    drop(conn);
    let run = trial_of(ctx, &survey);
    let until = at_home(run.closes_at.0, &ctx.actor, ctx.settings());
    let form = wording::survey_launch_form(&ctx.words(), &run, &until);
    Ok(Reply::open(form, otherwise))
}

/// How long it is open was sent: people are asked.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let Some(survey) = about(ctx, &mut tx, &answers.context).await? else {
        return Ok(Reply::Nothing);
    };
    let open_for = minutes(
        answers
            .digits("days")
            .parse()
            .unwrap_or(0_i64)
            .saturating_mul(A_DAY),
    );
    let (clock, keys) = (&ctx.desk.clock, &ctx.desk.ballot_keys);
    let (by, which) = (ctx.by(), (ctx.workspace(), survey.id));
    let by = (&by, ctx.settings());
    let run = match surveys::launch(&mut tx, clock, keys, by, which, open_for).await {
        Ok(run) => run,
        Err(NotLaunched::Database(error)) => return Err(error.into()),
        Err(why) => {
            if let NotLaunched::Key(error) = &why {
                tracing::error!(survey.id = %survey.id, error = explained(error), "a survey is not launched");
            }
            // Nothing was done: it may be sent again.
            tx.rollback().await.map_err(DeskError::from)?;
            let said = wording::survey_not_sent(&ctx.words(), &why);
            return ctx.invalid("days", said).await;
        }
    };
    let sent = wording::survey_sent(&ctx.words(), &run.title, run.invited);
    answered(ctx, tx, sent).await
}
