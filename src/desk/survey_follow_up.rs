//! Saying what is done about the results of a survey.

use sqlx::PgConnection;

use super::context::Ctx;
use super::survey_list::{answered, listed};
use super::{DeskError, Stop};
use crate::chat::{Answers, Reply};
use crate::ids::RunId;
use crate::letters::tell_follow_up;
use crate::policy::Action;
use crate::surveys::{self, NotFollowedUp, Run, RunState};
use crate::wording::{self, FollowUpTo};
use crate::workspace;

/// The button that opens the form.
pub(super) async fn open(ctx: &Ctx<'_>, run: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(run) = closed(ctx, &mut conn, run).await? else {
        return Ok(Reply::Nothing);
    };
    let otherwise = listed(ctx, &mut conn, 0, None).await?;
    let channel = ctx.settings().survey_channel.as_deref();
    let place = match channel {
        Some(channel) => workspace::named_place(&mut conn, run.workspace, channel).await?,
        None => None,
    };
    let asked = surveys::asked_by(&mut conn, run.workspace, run.id).await?;
    drop(conn);
    let to = place
        .as_ref()
        .map_or(FollowUpTo::Asked(asked.len()), FollowUpTo::Channel);
    let form = wording::survey_follow_up_form(&ctx.words(), &run, to);
    Ok(Reply::open(form, otherwise))
}

/// The form that says what follows from a survey.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let Some(run) = closed(ctx, &mut tx, &answers.context).await? else {
        return Ok(Reply::Nothing);
    };
    let text = answers.typed("said");
    let (clock, which) = (&ctx.desk.clock, (run.workspace, run.id));
    let said = surveys::follow_up(&mut tx, clock, &ctx.by(), which, text).await;
    let (run, said) = match said {
        Ok(said) => said,
        Err(NotFollowedUp::Database(error)) => return Err(error.into()),
        Err(NotFollowedUp::Unknown | NotFollowedUp::Open) => return Ok(Reply::Nothing),
        Err(NotFollowedUp::Text) => {
            // Nothing was done: it may be sent again.
            tx.rollback().await.map_err(DeskError::from)?;
            let fault = wording::survey_follow_up_fault(&ctx.words());
            return ctx.invalid("said", fault).await;
        }
    };
    tell_follow_up(&mut tx, ctx.now, ctx.settings(), (&run, &said)).await?;
    let news = wording::survey_followed_up(&ctx.words(), &run);
    answered(ctx, tx, news).await
}

/// The run that a button or form is about, where what it came to is known.
async fn closed(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    run: &str,
) -> Result<Option<Run>, DeskError> {
    let Ok(run) = run.parse::<RunId>() else {
        return Ok(None);
    };
    let run = surveys::run(conn, ctx.workspace(), run).await?;
    Ok(run.filter(|run| run.state == RunState::Closed))
}
