//! `/kudos 1on1`: one's 1:1s, and what can be done about each.

use jiff::{ToSpan, Zoned};
use sqlx::{PgConnection, Postgres, Transaction};

use super::context::Ctx;
use super::{DeskError, Stop};
use crate::chat::{Message, Reply};
use crate::database::Day;
use crate::ids::{MemberId, OneOnOneId};
use crate::letters::{at_home, next_one_on_one, one_on_one_told};
use crate::one_on_ones::{self, Dates, NotHeld, OneOnOne, State};
use crate::outbox;
use crate::people::{self, Member};
use crate::policy::Action;
use crate::wording::{self, OneOnOneLine, OneOnOneList, OneOnOneNews};

/// How many are on a page: each has buttons of its own.
const ON_A_PAGE: usize = 6;

/// Which of one's 1:1s are shown.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown<'a> {
    /// The page.
    page: usize,
    /// Only the 1:1s with this person.
    with: Option<MemberId>,
    /// What is new, and with whom.
    news: Option<(OneOnOneNews, &'a str)>,
}

/// A page of one's 1:1s, or the one with whoever is named.
pub(super) async fn show(ctx: &Ctx<'_>, with: Option<&str>) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let with = match with {
        Some(user) => Some(ctx.somebody(user).await?.id),
        None => None,
    };
    let shown = Shown {
        with: with.filter(|member| *member != ctx.actor.id),
        ..Shown::default()
    };
    let mut conn = ctx.desk.pool.acquire().await?;
    let list = listed(ctx, &mut conn, shown).await?;
    drop(conn);
    ctx.settle(list).await
}

/// A button that leads to a page.
pub(super) async fn turned(ctx: &Ctx<'_>, page: &str) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let page = page.parse().unwrap_or_default();
    let mut conn = ctx.desk.pool.acquire().await?;
    let shown = Shown {
        page,
        ..Shown::default()
    };
    let list = listed(ctx, &mut conn, shown).await?;
    drop(conn);
    ctx.settle(list).await
}

/// The buttons that say what becomes of a 1:1.
pub(super) async fn act(ctx: &Ctx<'_>, id: &str, news: OneOnOneNews) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let Ok(id) = id.parse::<OneOnOneId>() else {
        return Ok(Reply::Nothing);
    };
    let (now, whose) = (ctx.now, (ctx.workspace(), id, ctx.actor.id));
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let done = match news {
        OneOnOneNews::Agreed => one_on_ones::agree(&mut tx, now, whose).await,
        OneOnOneNews::Declined => one_on_ones::decline(&mut tx, whose).await,
        OneOnOneNews::Paused => one_on_ones::pause(&mut tx, now, whose).await,
        OneOnOneNews::Resumed => one_on_ones::resume(&mut tx, now, whose).await,
        OneOnOneNews::Ended => one_on_ones::end(&mut tx, now, whose).await,
        _ => Err(NotHeld::Gone),
    };
    let done = done.map(|pair| {
        let own = news == OneOnOneNews::Declined && pair.asked_by == ctx.actor.id;
        let news = if own { OneOnOneNews::Withdrawn } else { news };
        (pair, news, None)
    });
    settled(ctx, tx, done).await
}

/// The button that skips a date.
pub(super) async fn skipped(ctx: &Ctx<'_>, value: &str) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let parts = value.split_once(' ');
    let Some((Ok(id), Ok(day))) = parts.map(|(id, day)| (id.parse::<OneOnOneId>(), day.parse()))
    else {
        return Ok(Reply::Nothing);
    };
    let whose = (ctx.workspace(), id, ctx.actor.id);
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let done = one_on_ones::skip(&mut tx, ctx.now, whose, Day(day)).await;
    let done = done.map(|(pair, on)| (pair, OneOnOneNews::Skipped, Some(on)));
    settled(ctx, tx, done).await
}

/// Refuses whoever is not known to be who they are: nobody else looks into their 1:1s.
pub(super) fn for_oneself(ctx: &Ctx<'_>) -> Result<(), Stop> {
    if ctx.may(Action::ChooseForOneself) {
        return Ok(());
    }
    Err(Stop::says(wording::not_in_public(&ctx.words())))
}

/// What was done, what it is, and the day that it is about.
type Done = Result<(OneOnOne, OneOnOneNews, Option<Day>), NotHeld>;

/// What a button did is committed and told to the other one, and the list is shown as it is now.
async fn settled(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
    done: Done,
) -> Result<Reply, Stop> {
    let list = after(ctx, &mut tx, done).await?;
    ctx.settle_with(tx, list).await
}

/// What a form did is committed, and the list is shown as it is now.
pub(super) async fn answered(
    ctx: &Ctx<'_>,
    mut tx: Transaction<'_, Postgres>,
    done: Done,
) -> Result<Reply, Stop> {
    let list = after(ctx, &mut tx, done).await?;
    ctx.answer_with(tx, list).await
}

async fn after(ctx: &Ctx<'_>, conn: &mut PgConnection, done: Done) -> Result<Message, DeskError> {
    let (pair, news, on) = match done {
        Ok(done) => done,
        Err(NotHeld::Gone) => return with_news(ctx, conn, OneOnOneNews::Gone, "").await,
        Err(NotHeld::Database(error)) => return Err(error.into()),
    };
    let other = other_of(ctx, conn, &pair).await?;
    if let Some(other) = &other {
        tell(ctx, conn, (&pair, other), (news, on)).await?;
    }
    let name = other.map(|other| other.name).unwrap_or_default();
    with_news(ctx, conn, news, &name).await
}

/// The first page, with what is new.
pub(super) async fn with_news(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    news: OneOnOneNews,
    name: &str,
) -> Result<Message, DeskError> {
    let shown = Shown {
        news: Some((news, name)),
        ..Shown::default()
    };
    listed(ctx, conn, shown).await
}

/// The other one of two.
pub(super) async fn other_of(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    pair: &OneOnOne,
) -> Result<Option<Member>, sqlx::Error> {
    let other = pair.other(ctx.actor.id);
    Ok(people::by_ids(conn, ctx.workspace(), &[other]).await?.pop())
}

/// The other one is told what the actor did; not of what stays between the actor and us.
async fn tell(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    (pair, other): (&OneOnOne, &Member),
    (news, on): (OneOnOneNews, Option<Day>),
) -> Result<(), DeskError> {
    if matches!(news, OneOnOneNews::Withdrawn | OneOnOneNews::Kept) {
        return Ok(());
    }
    let settings = ctx.settings();
    let dates = Dates::of(conn, pair, settings).await?;
    let when: Option<Zoned> = match on {
        Some(Day(on)) => Some(at_home(dates.reminds(on)[0], other, settings)),
        None => next_one_on_one(&dates, pair, other, (settings, ctx.now)).map(|(_, at)| at),
    };
    let told = (when.as_ref(), ctx.now);
    let by = ctx.actor.name.as_str();
    let letter = one_on_one_told(other, settings, (news, pair), by, told);
    Ok(outbox::enqueue(conn, ctx.now, letter.as_slice()).await?)
}

/// One's 1:1s as they are.
pub(super) async fn listed(
    ctx: &Ctx<'_>,
    conn: &mut PgConnection,
    shown: Shown<'_>,
) -> Result<Message, DeskError> {
    let (workspace, reader, settings) = (ctx.workspace(), ctx.actor.id, ctx.settings());
    let is_shown = |other: MemberId| shown.with.is_none_or(|with| with == other);
    let mut pairs = one_on_ones::of(conn, workspace, reader).await?;
    pairs.retain(|pair| is_shown(pair.other(reader)));
    let mut over = one_on_ones::ended(conn, workspace, reader).await?;
    over.retain(|pair| is_shown(pair.other(reader)));
    let pages = pairs.len().div_ceil(ON_A_PAGE).max(1);
    let page = shown.page.min(pages - 1);
    let pairs: Vec<OneOnOne> = pairs
        .into_iter()
        .skip(page * ON_A_PAGE)
        .take(ON_A_PAGE)
        .collect();
    // What ended is of use for a while, and stands on the last page.
    over.truncate(if page + 1 == pages { ON_A_PAGE } else { 0 });
    let others: Vec<MemberId> = pairs
        .iter()
        .chain(&over)
        .map(|it| it.other(reader))
        .collect();
    let others = people::by_ids(conn, workspace, &others).await?;
    let name = |pair: &OneOnOne| {
        let other = others.iter().find(|it| it.id == pair.other(reader));
        other.map_or_else(String::new, |it| it.name.clone())
    };
    let waiting = one_on_ones::waiting(conn, workspace, reader).await?;
    let mut lines = Vec::new();
    for pair in pairs {
        let dates = Dates::of(conn, &pair, settings).await?;
        lines.push(OneOnOneLine {
            name: name(&pair),
            asks_reader: pair.state == State::Asked && pair.asked_by != reader,
            next: next_one_on_one(&dates, &pair, &ctx.actor, (settings, ctx.now)),
            waiting: waiting.get(&pair.id).copied().unwrap_or_default(),
            pair,
        });
    }
    let colleagues = one_on_ones::colleagues(conn, workspace, reader).await?;
    let home = at_home(ctx.now, &ctx.actor, settings).date();
    let away = one_on_ones::away_until(conn, (workspace, reader), Day(home)).await?;
    let days = settings.one_on_one_days;
    let over = over.iter().map(|pair| {
        let ended = pair.ended_at.map_or(ctx.now, |at| at.0);
        let last = at_home(ended, &ctx.actor, settings).date();
        (
            pair.id,
            name(pair),
            last.saturating_add(i64::from(days).days()),
        )
    });
    let words = ctx.words();
    let news = shown.news;
    Ok(wording::one_on_ones(
        &words,
        &OneOnOneList {
            news: news.map(|(news, name)| wording::one_on_one_news(&words, news, name)),
            lines,
            over: over.collect(),
            page,
            pages,
            can_start: colleagues.iter().any(|it| is_shown(it.id)),
            with: shown.with,
            away: away.map(|day| day.0),
            days,
            today: home,
        },
    ))
}
