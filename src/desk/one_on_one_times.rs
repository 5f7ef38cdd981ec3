//! Asking somebody for 1:1s, when two talk, and being away.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Stop;
use super::context::Ctx;
use super::one_on_one::{Shown, answered, for_oneself, listed, other_of, with_news};
use crate::chat::{Answers, Reply};
use crate::database::Day;
use crate::ids::{MemberId, OneOnOneId};
use crate::letters::at_home;
use crate::one_on_ones::{self, Cadence, NotAsked, NotHeld};
use crate::schedule::Rhythm;
use crate::wording::{self, OneOnOneFault, OneOnOneNews};

/// How far ahead a day may be, in days.
const A_YEAR: i64 = 366;

/// A fault at its question.
type Fault = (&'static str, OneOnOneFault);

/// The button that opens the form to ask somebody.
pub(super) async fn start(ctx: &Ctx<'_>, with: &str) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let people = one_on_ones::colleagues(&mut conn, ctx.workspace(), ctx.actor.id).await?;
    let otherwise = listed(ctx, &mut conn, Shown::default()).await?;
    drop(conn);
    if people.is_empty() {
        return ctx.settle(otherwise).await;
    }
    let tomorrow = today_at_home(ctx).saturating_add(1.day());
    let with = with.parse::<MemberId>().ok();
    let form = wording::one_on_one_start_form(&ctx.words(), &people, with, tomorrow);
    Ok(Reply::open(form, otherwise))
}

/// It was sent: they are asked.
pub(super) async fn started(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let with = answers.one("with").and_then(|id| id.parse().ok());
    let (with, cadence) = match (with, read(answers, today_at_home(ctx))) {
        (Some(with), Ok(cadence)) => (with, cadence),
        (None, Ok(_)) => return Ok(invalid(ctx, vec![("with", OneOnOneFault::Choose)])),
        (_, Err(faults)) => return Ok(invalid(ctx, faults)),
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let who = (ctx.workspace(), ctx.actor.id, with);
    let done = match one_on_ones::ask(&mut tx, &ctx.desk.clock, who, &cadence).await {
        Ok(pair) => Ok((pair, OneOnOneNews::Asked, None)),
        Err(NotAsked::NotTheirs) => Err(NotHeld::Gone),
        Err(NotAsked::Database(error)) => return Err(error.into()),
    };
    answered(ctx, tx, done).await
}

/// The button that opens the form of when two talk.
pub(super) async fn change(ctx: &Ctx<'_>, id: &str) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let Ok(id) = id.parse::<OneOnOneId>() else {
        return Ok(Reply::Nothing);
    };
    let which = (ctx.workspace(), id);
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some(pair) = one_on_ones::by_id(&mut conn, which, ctx.actor.id).await? else {
        let gone = with_news(ctx, &mut conn, OneOnOneNews::Gone, "").await?;
        drop(conn);
        return ctx.settle(gone).await;
    };
    let other = other_of(ctx, &mut conn, &pair).await?;
    let otherwise = listed(ctx, &mut conn, Shown::default()).await?;
    drop(conn);
    let name = other.map(|other| other.name).unwrap_or_default();
    let first = pair.cadence.recurrence.dates(today_at_home(ctx)).next();
    let first = first.unwrap_or_else(|| today_at_home(ctx));
    let form = wording::one_on_one_times_form(&ctx.words(), &pair, &name, first);
    Ok(Reply::open(form, otherwise))
}

/// It was sent: they talk at other times.
pub(super) async fn changed(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let Ok(id) = answers.context.parse::<OneOnOneId>() else {
        return Ok(Reply::Nothing);
    };
    let cadence = match read(answers, today_at_home(ctx)) {
        Ok(cadence) => cadence,
        Err(faults) => return Ok(invalid(ctx, faults)),
    };
    let whose = (ctx.workspace(), id, ctx.actor.id);
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let done = one_on_ones::recur(&mut tx, ctx.now, whose, &cadence).await;
    let done = done.map(|pair| (pair, OneOnOneNews::Changed, None));
    answered(ctx, tx, done).await
}

/// The button that opens the form of until when one is away.
pub(super) async fn away(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let otherwise = listed(ctx, &mut conn, Shown::default()).await?;
    let form = wording::one_on_one_away_form(&ctx.words());
    Ok(Reply::open(form, otherwise))
}

/// It was sent.
pub(super) async fn went_away(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let Some(until) = day(answers, "until", today_at_home(ctx)) else {
        return Ok(invalid(ctx, vec![("until", OneOnOneFault::Day)]));
    };
    said_away(ctx, Some(Day(until))).await
}

/// The button that says that one is back.
pub(super) async fn came_back(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    said_away(ctx, None).await
}

async fn said_away(ctx: &Ctx<'_>, until: Option<Day>) -> Result<Reply, Stop> {
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    one_on_ones::say_away(&mut tx, (ctx.workspace(), ctx.actor.id), until).await?;
    if until.is_some() {
        let list = with_news(ctx, &mut tx, OneOnOneNews::Away, "").await?;
        ctx.answer_with(tx, list).await
    } else {
        let list = with_news(ctx, &mut tx, OneOnOneNews::Back, "").await?;
        ctx.settle_with(tx, list).await
    }
}

fn today_at_home(ctx: &Ctx<'_>) -> Date {
    at_home(ctx.now, &ctx.actor, ctx.settings()).date()
}

fn invalid(ctx: &Ctx<'_>, faults: Vec<Fault>) -> Reply {
    let words = ctx.words();
    let each = faults.into_iter().map(|(question, fault)| {
        let said = wording::one_on_one_fault(&words, fault, "");
        (question.to_owned(), said)
    });
    Reply::Invalid(each.collect())
}

/// When two are to talk, or what is wrong, each at its question.
fn read(answers: &Answers, today: Date) -> Result<Cadence, Vec<Fault>> {
    let rhythm = match answers.one("rhythm").map(Rhythm::named) {
        Some(Ok(rhythm)) if wording::RHYTHMS.contains(&rhythm) => Some(rhythm),
        _ => None,
    };
    let first = day(answers, "first", today);
    let hour = answers.hour("hour");
    match (rhythm, first, hour) {
        (Some(rhythm), Some(first_day), Some(hour)) => Ok(Cadence {
            recurrence: rhythm.from(first_day, hour),
            first_day,
        }),
        (rhythm, first, hour) => {
            let wrong = [
                rhythm
                    .is_none()
                    .then_some(("rhythm", OneOnOneFault::Choose)),
                first.is_none().then_some(("first", OneOnOneFault::Day)),
                hour.is_none().then_some(("hour", OneOnOneFault::Hour)),
            ];
            Err(wrong.into_iter().flatten().collect())
        }
    }
}

/// A day from today on, within a year.
fn day(answers: &Answers, question: &str, today: Date) -> Option<Date> {
    let day = answers.day(question)?;
    let last = today.saturating_add(A_YEAR.days());
    (today..=last).contains(&day).then_some(day)
}
