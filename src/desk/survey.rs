//! Answering surveys. What is answered is sealed here, and kept nowhere else.

use jiff::Zoned;
use metrics::counter;
use sqlx::PgConnection;

use super::context::Ctx;
use super::survey_trial::{is_trial, tried};
use super::{DeskError, Stop, interests};
use crate::chat::{Answers, Message, Reply};
use crate::database::commit;
use crate::explained::explained;
use crate::ids::RunId;
use crate::letters::{at_home, survey_answered};
use crate::outbox;
use crate::policy::Action;
use crate::surveys::{
    self, Answer, Cast, NotCast, Question, Run, RunState, SurveyKind, Upcoming, WHY,
};
use crate::wording::{self, Going};

/// `/kudos survey`: what waits for the actor, and, for those who run surveys, how they go.
pub(super) async fn waiting(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let whose = (ctx.workspace(), ctx.actor.id);
    let waiting = surveys::open_for(&mut conn, whose, ctx.now).await?;
    let named = surveys::named_by(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    let going = if ctx.may(Action::RunSurveys) {
        let open = surveys::open_runs(&mut conn, ctx.workspace()).await?;
        Some((open, scheduled(ctx, &mut conn).await?))
    } else {
        None
    };
    drop(conn);
    let mut asking = Vec::new();
    for (run, answered) in waiting {
        let until = closes(ctx, &run);
        asking.push(wording::Asking {
            run,
            until,
            answered,
        });
    }
    let closing = |runs: Vec<Run>| -> Vec<(Run, Zoned)> {
        let each = runs.into_iter().map(|run| {
            let until = closes(ctx, &run);
            (run, until)
        });
        each.collect()
    };
    let going = going.map(|(open, scheduled)| Going {
        open: closing(open),
        scheduled,
        today: at_home(ctx.now, &ctx.actor, ctx.settings()).date(),
    });
    let message = wording::surveys(&ctx.words(), &asking, &named, going.as_ref());
    ctx.answer(message).await
}

/// The surveys on a schedule, by title.
async fn scheduled(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
) -> Result<Vec<(String, Vec<Upcoming>)>, Stop> {
    let mut scheduled = Vec::new();
    for survey in surveys::surveys(conn, ctx.workspace()).await? {
        let known = surveys::schedule_of(conn, &survey, ctx.settings(), ctx.now).await?;
        if let Some((_, ahead)) = known {
            scheduled.push((survey.definition.title, ahead));
        }
    }
    Ok(scheduled)
}

/// A score was pressed: it is sealed at once, and then it is asked why.
pub(super) async fn scored(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    let pressed = value.split_once(' ');
    let Some((Ok(id), score)) = pressed.map(|(run, score)| (run.parse::<RunId>(), score)) else {
        return Ok(Reply::Nothing);
    };
    let run = asked_by(ctx, id).await?;
    let answer = run.questions.first().map(|it| it.read(&[score.to_owned()]));
    let Some(Ok(answer)) = answer else {
        return Ok(Reply::Nothing);
    };
    let said = if is_trial(&run) {
        wording::survey_trial_over(&ctx.words())
    } else {
        cast(ctx, &run, &[(0, answer)]).await?
    };
    let form = wording::survey_why_form(&ctx.words(), &run, score);
    Ok(Reply::open(form, said))
}

/// The button that shows all questions.
pub(super) async fn open(ctx: &Ctx<'_>, run: &str) -> Result<Reply, Stop> {
    let Ok(id) = run.parse::<RunId>() else {
        return Ok(Reply::Nothing);
    };
    let run = asked_by(ctx, id).await?;
    if run.state == RunState::Closed || run.closes_at.0 <= ctx.now {
        return Err(too_late(ctx, &run));
    }
    let until = closes(ctx, &run);
    let form = wording::survey_form(&ctx.words(), &run, &until);
    Ok(Reply::open(form, wording::survey_try_again(&ctx.words())))
}

/// A form was sent: each answer to the question of its name.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let Ok(id) = answers.context.parse::<RunId>() else {
        return Ok(Reply::Nothing);
    };
    let run = asked_by(ctx, id).await?;
    let is_asked = |question: &Question| run.kind != SurveyKind::Enps || question.id == WHY;
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    for (number, question) in run.questions.iter().enumerate() {
        if !is_asked(question) {
            continue;
        }
        match question.read(answers.all(&question.id)) {
            // Alone in its form, what is left out is left as it was.
            Ok(Answer::Skipped) if run.kind == SurveyKind::Enps => {}
            Ok(answer) => given.push((number, answer)),
            Err(why) => {
                let said = wording::survey_answer_invalid(&ctx.words(), why);
                wrong.push((question.id.clone(), said));
            }
        }
    }
    if !wrong.is_empty() {
        return Ok(Reply::Invalid(wrong));
    }
    if is_trial(&run) {
        return ctx.answer(wording::survey_trial_over(&ctx.words())).await;
    }
    let said = cast(ctx, &run, &given).await?;
    if ctx.answers_at_once() {
        return Ok(Reply::Private(said));
    }
    Ok(Reply::Nothing)
}

/// The run with this id, if it is one of this programme's; or the survey that the actor tries out.
async fn asked_by(ctx: &Ctx<'_>, id: RunId) -> Result<Run, Stop> {
    let mut conn = ctx.desk.pool.acquire().await?;
    let run = surveys::run(&mut conn, ctx.workspace(), id).await?;
    drop(conn);
    let run = match run {
        Some(run) => Some(run),
        None => tried(ctx, id).await?,
    };
    run.ok_or_else(|| Stop::says(wording::survey_not_asked(&ctx.words())))
}

/// Casts ballots, and returns what the actor is told. With a name, nobody answers who may be somebody
/// else. It leaves no key: answering twice is answering
/// once, and the last answer counts.
async fn cast(ctx: &Ctx<'_>, run: &Run, answers: &[(usize, Answer)]) -> Result<Message, Stop> {
    if run.is_named() && !ctx.may(Action::ChooseForOneself) {
        return Err(Stop::says(wording::survey_not_asked(&ctx.words())));
    }
    let mut tx = ctx.desk.pool.begin().await?;
    let whose = (ctx.workspace(), run.id, ctx.actor.id);
    let cast = match surveys::cast(&mut tx, (&ctx.desk.ballot_keys, ctx.now), whose, answers).await
    {
        Ok(cast) => cast,
        Err(NotCast::NotAsked) => {
            return Err(Stop::says(wording::survey_not_asked(&ctx.words())));
        }
        Err(NotCast::Closed(run)) => return Err(too_late(ctx, &run)),
        Err(NotCast::Key(error)) => {
            tracing::error!(run.id = %run.id, error = explained(&error), "an answer cannot be sealed");
            return Err(Stop::says(wording::survey_try_again(&ctx.words())));
        }
        Err(NotCast::Database(error)) => return Err(error.into()),
    };
    interests::follow(&mut tx, run, ctx.actor.id, answers).await?;
    if cast == Cast::First {
        let near = &ctx.inbound.installation;
        let letter = survey_answered(&ctx.actor, ctx.settings(), near, run);
        outbox::enqueue(&mut tx, ctx.now, letter.as_slice()).await?;
    }
    match commit(tx).await.map_err(DeskError::from) {
        // Nobody needs to find out: it may be done again.
        Err(DeskError::Unknown) => {
            return Err(Stop::says(wording::survey_try_again(&ctx.words())));
        }
        outcome => outcome?,
    }
    ctx.desk.outbox.wake();
    let outcome = match cast {
        Cast::First => "first",
        Cast::Changed => "changed",
    };
    counter!("plaudit_survey_responses_total", "outcome" => outcome).increment(1);
    let until = closes(ctx, run);
    Ok(wording::survey_thanks(&ctx.words(), run, &until))
}

pub(super) fn closes(ctx: &Ctx<'_>, run: &Run) -> Zoned {
    at_home(run.closes_at.0, &ctx.actor, ctx.settings())
}

fn too_late(ctx: &Ctx<'_>, run: &Run) -> Stop {
    let closed = run.closed_at.unwrap_or(run.closes_at);
    let closed = at_home(closed.0, &ctx.actor, ctx.settings());
    Stop::says(wording::survey_closed(&ctx.words(), &run.title, &closed))
}
