//! The surveys, for whoever runs them: how they go, and what can be done about each.

use sqlx::{PgConnection, Postgres, Transaction};

use super::context::Ctx;
use super::survey::closes;
use super::{DeskError, Stop};
use crate::chat::{Message, Reply, Rich};
use crate::ids::{RunId, SurveyId};
use crate::letters::at_home;
use crate::policy::Action;
use crate::surveys::{self, NotClosed, RunState, Survey};
use crate::wording::{self, SurveyLine, SurveyList};

/// How many are on a page: each has buttons of its own.
const ON_A_PAGE: usize = 5;

/// A button that leads to a page of them.
pub(super) async fn turned(ctx: &Ctx<'_>, page: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let page = page.parse().unwrap_or_default();
    let list = listed(ctx, &mut conn, page, None).await?;
    drop(conn);
    ctx.settle(list).await
}

/// The button that closes a run before its time.
pub(super) async fn closed(ctx: &Ctx<'_>, run: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let Ok(run) = run.parse::<RunId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let which = (ctx.workspace(), run);
    match ctx.desk.close_run(&mut tx, &ctx.by(), which).await {
        // Somebody else was there before.
        Ok(()) | Err(NotClosed::Unknown | NotClosed::Closed) => {}
        Err(NotClosed::Database(error)) => return Err(error.into()),
        Err(error) => {
            tracing::error!(
                run.id = %run,
                error = crate::explained::explained(&error),
                "a survey is not closed; nothing of it is lost"
            );
            return Err(Stop::says(wording::survey_stays_open(&ctx.words())));
        }
    }
    settled(ctx, tx).await
}

/// The button that puts a survey away.
pub(super) async fn archived(ctx: &Ctx<'_>, survey: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let Ok(survey) = survey.parse::<SurveyId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    surveys::archive(&mut tx, clock, by, ctx.workspace(), survey).await?;
    settled(ctx, tx).await
}

/// What a button of the list did is committed, and the list is shown as it is now.
pub(super) async fn settled(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
) -> Result<Reply, Stop> {
    let list = listed(ctx, &mut tx, 0, None).await?;
    ctx.settle_with(tx, list).await
}

/// What a form did is committed, and the list is shown as it is now, with what is new.
pub(super) async fn answered(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
    news: Rich,
) -> Result<Reply, Stop> {
    let list = listed(ctx, &mut tx, 0, Some(news)).await?;
    ctx.answer_with(tx, list).await
}

/// A page of the surveys that are not put away, the latest first, with what is new about them.
pub(super) async fn listed(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    page: usize,
    news: Option<Rich>,
) -> Result<Message, DeskError> {
    let mut all = surveys::surveys(conn, ctx.workspace()).await?;
    all.retain(|survey| !survey.archived);
    all.reverse();
    let pages = all.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let mut lines = Vec::new();
    for survey in all.into_iter().skip(page * ON_A_PAGE).take(ON_A_PAGE) {
        let runs = surveys::runs_of(conn, ctx.workspace(), survey.id).await?;
        let schedule = surveys::schedule_of(conn, &survey, ctx.settings(), ctx.now).await?;
        let times = runs.len();
        let (open, closed): (Vec<_>, Vec<_>) = runs
            .into_iter()
            .partition(|run| run.state == RunState::Open);
        let open = open.into_iter().next();
        lines.push(SurveyLine {
            survey,
            times,
            open: open.map(|run| {
                let until = closes(ctx, &run);
                (run, until)
            }),
            closed: closed.into_iter().next(),
            ahead: schedule.map(|(_, ahead)| ahead),
        });
    }
    let list = SurveyList {
        lines: &lines,
        page,
        pages,
        today: at_home(ctx.now, &ctx.actor, ctx.settings()).date(),
        news,
    };
    Ok(wording::survey_list(&ctx.words(), list))
}

/// The survey that a button or form is about, if there is one that is not put away.
pub(super) async fn about(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    id: &str,
) -> Result<Option<Survey>, DeskError> {
    let Ok(id) = id.parse::<SurveyId>() else {
        return Ok(None);
    };
    let survey = surveys::survey(conn, ctx.workspace(), id).await?;
    Ok(survey.filter(|survey| !survey.archived))
}
