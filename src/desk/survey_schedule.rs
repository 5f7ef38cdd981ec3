//! Putting a survey on a schedule in chat: asked for, shown with its next dates, and confirmed.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Stop;
use super::context::Ctx;
use super::survey_launch::A_DAY;
use super::survey_list::{about, answered, listed, settled};
use crate::chat::{Answers, Reply};
use crate::clock::minutes;
use crate::ids::SurveyId;
use crate::letters::at_home;
use crate::policy::Action;
use crate::schedule::Rhythm;
use crate::surveys::{self, NotScheduled, Schedule};
use crate::wording::{self, SurveyFault};

/// What was asked for, from the preview to where it is confirmed.
#[derive(Serialize, Deserialize)]
struct Asked {
    survey: SurveyId,
    spec: String,
    open_days: i64,
    skip_weekends: bool,
    skip_holidays: bool,
    first_day: Date,
    last_day: Option<Date>,
}

impl Asked {
    fn schedule(&self) -> Option<Schedule> {
        Some(Schedule {
            recurrence: self.spec.parse().ok()?,
            open_for: minutes(self.open_days.saturating_mul(A_DAY)),
            skip_weekends: self.skip_weekends,
            skip_holidays: self.skip_holidays,
            first_day: Some(self.first_day),
            last_day: self.last_day,
        })
    }
}

/// The button that opens the form.
pub(super) async fn open(ctx: &Ctx<'_>, survey: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(survey) = about(ctx, &mut conn, survey).await? else {
        return Ok(Reply::Nothing);
    };
    let otherwise = listed(ctx, &mut conn, 0, None).await?;
    drop(conn);
    let today = at_home(ctx.now, &ctx.actor, ctx.settings()).date();
    let tomorrow = today.saturating_add(1.day());
    let form =
        wording::survey_dates_form(&ctx.words(), survey.id, &survey.definition.title, tomorrow);
    Ok(Reply::open(form, otherwise))
}

/// It was sent: the next dates are shown before they count.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(survey) = about(ctx, &mut conn, &answers.context).await? else {
        return Ok(Reply::Nothing);
    };
    let words = ctx.words();
    let said = |faults: Vec<(&str, SurveyFault)>| {
        let each = faults.into_iter();
        Reply::Invalid(
            each.map(|(question, fault)| {
                (question.to_owned(), wording::survey_fault(&words, fault))
            })
            .collect(),
        )
    };
    let asked = match read(survey.id, answers) {
        Ok(asked) => asked,
        Err(faults) => return Ok(said(faults)),
    };
    let Some(schedule) = asked.schedule() else {
        return Ok(Reply::Nothing);
    };
    let settings = ctx.settings();
    let ahead = match surveys::dates_of(&mut conn, &survey, &schedule, settings, ctx.now).await {
        Ok(ahead) => ahead,
        Err(NotScheduled::Database(error)) => return Err(error.into()),
        Err(why) => return Ok(said(vec![refused(&why)])),
    };
    let otherwise = listed(ctx, &mut conn, 0, None).await?;
    drop(conn);
    let today = at_home(ctx.now, &ctx.actor, ctx.settings()).date();
    let context = serde_json::to_string(&asked).unwrap_or_default();
    let title = &survey.definition.title;
    let form = wording::survey_dates_preview(&words, title, (&ahead, today), context);
    Ok(Reply::open(form, otherwise))
}

/// The dates that were shown are the survey's.
pub(super) async fn confirmed(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let Ok(asked) = serde_json::from_str::<Asked>(&answers.context) else {
        return Ok(Reply::Nothing);
    };
    let Some(schedule) = asked.schedule() else {
        return Ok(Reply::Nothing);
    };
    let (words, by) = (ctx.words(), ctx.by());
    let (by, which) = ((&by, ctx.settings()), (ctx.workspace(), asked.survey));
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    match surveys::put_on_schedule(&mut tx, &ctx.desk.clock, by, which, &schedule).await {
        Ok(_) => {}
        Err(NotScheduled::Database(error)) => return Err(error.into()),
        Err(why) => {
            let (_, fault) = refused(&why);
            return Err(Stop::says(wording::survey_not_scheduled(&words, fault)));
        }
    }
    answered(ctx, tx, wording::survey_scheduled(&words)).await
}

/// The button that takes a survey off its schedule.
pub(super) async fn taken_off(ctx: &Ctx<'_>, survey: &str) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let Ok(survey) = survey.parse::<SurveyId>() else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    surveys::take_off_schedule(&mut tx, clock, by, (ctx.workspace(), survey)).await?;
    settled(ctx, tx).await
}

/// What was typed, or what is wrong, each at its question.
fn read(survey: SurveyId, answers: &Answers) -> Result<Asked, Vec<(&'static str, SurveyFault)>> {
    let Ok(rhythm) = Rhythm::named(answers.typed("rhythm")) else {
        return Err(vec![("rhythm", SurveyFault::Choose)]);
    };
    let (first, last) = (answers.day("first"), answers.day("until"));
    let hour = answers.hour("hour");
    let open_days = answers.digits("days").parse().ok();
    let skips = answers.all("skip");
    let skips = |what: &str| skips.iter().any(|it| it == what);
    let wrong = [
        first.is_none().then_some(("first", SurveyFault::Day)),
        hour.is_none().then_some(("hour", SurveyFault::Hour)),
        open_days.is_none().then_some(("days", SurveyFault::Days)),
        (last.is_none() && !answers.typed("until").is_empty() || last.is_some() && last < first)
            .then_some(("until", SurveyFault::Day)),
    ];
    let wrong: Vec<_> = wrong.into_iter().flatten().collect();
    let (Some(first), Some(hour), Some(open_days), true) =
        (first, hour, open_days, wrong.is_empty())
    else {
        return Err(wrong);
    };
    Ok(Asked {
        survey,
        spec: rhythm.from(first, hour).to_string(),
        open_days,
        skip_weekends: skips("weekends"),
        skip_holidays: skips("holidays"),
        first_day: first,
        last_day: last,
    })
}

/// The fault of a schedule, and the question at which it is said.
const fn refused(why: &NotScheduled) -> (&'static str, SurveyFault) {
    match why {
        NotScheduled::Time => ("days", SurveyFault::Days),
        NotScheduled::Overlap => ("days", SurveyFault::Overlap),
        NotScheduled::Unknown | NotScheduled::Archived => ("first", SurveyFault::Archived),
        NotScheduled::Never | NotScheduled::Recurrence | NotScheduled::Database(_) => {
            ("first", SurveyFault::Past)
        }
    }
}
