//! What two have written, in a form: read by the two alone, and nowhere in an answer that is kept.

use secrecy::{ExposeSecret, SecretString};

use super::context::Ctx;
use super::one_on_one::{Shown, answered, for_oneself, listed, other_of, with_news};
use super::{DeskError, Stop};
use crate::chat::{Answers, Reply};
use crate::ids::{MemberId, OneOnOneId};
use crate::one_on_ones::{self, CHARS, NOTE_CHARS, NotHeld, NotWritten, OneOnOne, Text, Written};
use crate::people::Member;
use crate::sealed::Sealer;
use crate::wording::{self, OneOnOneFault, OneOnOneNews, Two};

/// The button that opens it.
pub(super) async fn open(ctx: &Ctx<'_>, id: &str) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let Some((pair, other)) = found(ctx, &mut conn, id).await? else {
        let gone = with_news(ctx, &mut conn, OneOnOneNews::Gone, "").await?;
        drop(conn);
        return ctx.answer(gone).await;
    };
    let sealer = ctx.desk.sealer.as_ref();
    let agenda = one_on_ones::agenda(&mut conn, sealer, &pair, ctx.actor.id).await?;
    // Said where no form opens: nothing of what was written.
    let otherwise = listed(ctx, &mut conn, Shown::default()).await?;
    drop(conn);
    let note = match &agenda.note {
        Text::Open(note) => note.clone(),
        Text::Nothing | Text::Closed => SecretString::default(),
    };
    let print = sealer.map(|sealer| fingerprint(ctx, sealer, &note));
    let context = format!(
        "{} {} {}",
        pair.id,
        agenda.version,
        print.unwrap_or_default()
    );
    let two = Two {
        reader: ctx.actor.id,
        other: other.id,
        name: &other.name,
    };
    let is_sealed = sealer.is_some();
    let read = (pair.state, &agenda);
    let form = wording::one_on_one_page(&ctx.words(), two, read, is_sealed, context);
    Ok(Reply::open(form, otherwise))
}

/// It was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    for_oneself(ctx)?;
    let mut context = answers.context.split(' ');
    let (id, version, print) = (context.next(), context.next(), context.next());
    let (Some(id), Some(Ok(version)), Some(sealer)) =
        (id, version.map(str::parse::<i32>), &ctx.desk.sealer)
    else {
        return Ok(Reply::Nothing);
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let Some((pair, other)) = found(ctx, &mut tx, id).await? else {
        return answered(ctx, tx, Err(NotHeld::Gone)).await;
    };
    let said = |faults: Vec<(&str, OneOnOneFault)>| {
        let words = ctx.words();
        let each = faults.into_iter().map(|(question, fault)| {
            let said = wording::one_on_one_fault(&words, fault, &other.name);
            (question.to_owned(), said)
        });
        Reply::Invalid(each.collect())
    };
    let written = match read(answers, &pair) {
        Ok(written) => written,
        Err(faults) => return Ok(said(faults)),
    };
    let note = answers.one("note").map(tidy);
    let untouched = |note: &SecretString| print == Some(fingerprint(ctx, sealer, note).as_str());
    let written = Written {
        // A platform leaves out what was left empty.
        note: Some(note.unwrap_or_default())
            .filter(|note| !untouched(note))
            .map(|note| (note, version)),
        ..written
    };
    let by = (&pair, ctx.actor.id);
    let kept = one_on_ones::write(&mut tx, (&ctx.desk.clock, sealer), by, &written).await;
    let fault = match kept {
        Ok(()) => return answered(ctx, tx, Ok((pair, OneOnOneNews::Kept, None))).await,
        Err(NotWritten::Gone) => return answered(ctx, tx, Err(NotHeld::Gone)).await,
        Err(NotWritten::Database(error)) => return Err(error.into()),
        Err(NotWritten::Meanwhile) => ("note", OneOnOneFault::Meanwhile),
        Err(NotWritten::TooMany) => ("points", OneOnOneFault::Many),
    };
    // Nothing was done: it may be sent again.
    tx.rollback().await.map_err(DeskError::from)?;
    Ok(said(vec![fault]))
}

async fn found(
    ctx: &Ctx<'_>,
    conn: &mut sqlx::PgConnection,
    id: &str,
) -> Result<Option<(OneOnOne, Member)>, sqlx::Error> {
    let Ok(id) = id.parse::<OneOnOneId>() else {
        return Ok(None);
    };
    let which = (ctx.workspace(), id);
    let Some(pair) = one_on_ones::by_id(conn, which, ctx.actor.id).await? else {
        return Ok(None);
    };
    let other = other_of(ctx, conn, &pair).await?;
    Ok(other.map(|other| (pair, other)))
}

/// What was typed, or what is wrong, each at its question.
fn read(answers: &Answers, pair: &OneOnOne) -> Result<Written, Vec<(&'static str, OneOnOneFault)>> {
    let long = |text: &str, most: usize| text.chars().count() > most;
    let points = answers.one("points").unwrap_or_default().lines();
    let points = points.map(str::trim).filter(|point| !point.is_empty());
    let points: Vec<&str> = points.collect();
    let action = answers.typed("action");
    let who = answers
        .one("who")
        .and_then(|id| id.parse::<MemberId>().ok());
    let who = who.filter(|who| pair.both().contains(who));
    let note = answers.one("note").unwrap_or_default();
    let wrong = [
        (
            points.iter().any(|point| long(point, CHARS)),
            ("points", OneOnOneFault::Long(CHARS)),
        ),
        (long(action, CHARS), ("action", OneOnOneFault::Long(CHARS))),
        (
            !action.is_empty() && who.is_none(),
            ("who", OneOnOneFault::Choose),
        ),
        (
            long(note, NOTE_CHARS),
            ("note", OneOnOneFault::Long(NOTE_CHARS)),
        ),
    ];
    let wrong: Vec<_> = wrong
        .into_iter()
        .filter(|(is_wrong, _)| *is_wrong)
        .map(|(_, fault)| fault)
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let settled = answers.all("settled").iter();
    Ok(Written {
        points: points.into_iter().map(SecretString::from).collect(),
        action: who
            .filter(|_| !action.is_empty())
            .map(|who| (SecretString::from(action), who)),
        settled: settled.filter_map(|id| id.parse().ok()).collect(),
        note: None,
    })
}

/// A note without what a platform may add or take away at its ends and its lines.
fn tidy(note: &str) -> SecretString {
    note.replace("\r\n", "\n").trim().into()
}

/// What tells whether the note was changed in the form, wherever the form is kept meanwhile.
fn fingerprint(ctx: &Ctx<'_>, sealer: &Sealer, note: &SecretString) -> String {
    let note = tidy(note.expose_secret());
    let print = sealer.fingerprint(ctx.workspace(), &note);
    let first = print.first_chunk().copied();
    first.map_or_else(String::new, |first| u64::from_be_bytes(first).to_string())
}
