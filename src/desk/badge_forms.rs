//! Making a badge in chat, and awarding one.

use super::Stop;
use super::context::Ctx;
use crate::badges::{self, AwardError, KeepError, NewBadge, Rule};
use crate::chat::text::is_blank;
use crate::chat::{Answers, Reply};
use crate::letters::{BadgeNews, badge_news};
use crate::outbox;
use crate::policy::Action;
use crate::wording::{self, BadgeFault};

/// The button that opens the form of a new badge.
pub(super) async fn begin(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::AwardBadges).await?;
    let words = ctx.words();
    let otherwise = wording::help(&words, ctx.manner(), true);
    Ok(Reply::open(wording::badge_form(&words), otherwise))
}

/// What a badge is to be was sent.
pub(super) async fn made(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::AwardBadges).await?;
    let words = ctx.words();
    let new = match new_badge(answers) {
        Ok(new) => new,
        Err(faults) => {
            let said = faults.into_iter().map(|(question, fault)| {
                (question.to_owned(), wording::badge_fault(&words, fault))
            });
            return Ok(Reply::Invalid(said.collect()));
        }
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    let fault = match badges::define(&mut tx, clock, by, ctx.workspace(), &new).await {
        Ok(()) => {
            let message = wording::badge_made(&words, &new.name, new.rule);
            return ctx.answer_with(tx, message).await;
        }
        Err(KeepError::Database(error)) => return Err(error.into()),
        Err(KeepError::Taken(_)) => BadgeFault::Taken,
        Err(KeepError::Slug | KeepError::Name | KeepError::Unknown(_)) => BadgeFault::Name,
    };
    ctx.invalid("name", wording::badge_fault(&words, fault))
        .await
}

/// What was typed, or what is wrong with it, each at its question.
fn new_badge(answers: &Answers) -> Result<NewBadge, Vec<(&'static str, BadgeFault)>> {
    let one = |name| answers.typed(name);
    let other = |name: &str| Some(answers.typed(name).to_owned()).filter(|it| !it.is_empty());
    let number = match answers.digits("number").as_str() {
        "" => Ok(None),
        typed => typed.parse().map(Some),
    };
    let word = one("rule");
    // A number that nobody asks for is none.
    let counts = Rule::new(word, None).is_err();
    let rule = number
        .ok()
        .and_then(|number| Rule::new(word, number.filter(|_| counts)).ok());
    let picture = one("picture").parse();
    let slug = NewBadge::slug_of(one("name"));
    match (picture, rule) {
        (Ok(picture), Some(rule)) if !slug.is_empty() => Ok(NewBadge {
            slug,
            name: one("name").to_owned(),
            name_id: other("name_id"),
            name_ms: other("name_ms"),
            picture,
            rule,
        }),
        (picture, rule) => {
            let faults = [
                slug.is_empty().then_some(("name", BadgeFault::Name)),
                picture.is_err().then_some(("picture", BadgeFault::Picture)),
                rule.is_none().then_some(("number", BadgeFault::Rule)),
            ];
            Err(faults.into_iter().flatten().collect())
        }
    }
}

/// The button that opens the form that awards a badge.
pub(super) async fn choose(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::AwardBadges).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let mut offered = badges::all(&mut conn, ctx.workspace()).await?;
    drop(conn);
    offered.retain(|it| it.rule == Rule::ByHand && !it.archived);
    let words = ctx.words();
    if offered.is_empty() {
        return ctx.answer(wording::no_badge_to_award(&words)).await;
    }
    let otherwise = wording::help(&words, ctx.manner(), true);
    Ok(Reply::open(
        wording::award_form(&words, &offered),
        otherwise,
    ))
}

/// To whom which badge goes, and why, was sent.
pub(super) async fn awarded(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::AwardBadges).await?;
    let words = ctx.words();
    let [user] = answers.all("to") else {
        let fault = wording::badge_fault(&words, BadgeFault::Person);
        return ctx.invalid("to", fault).await;
    };
    let reason = answers.typed("why");
    if is_blank(reason) {
        let fault = wording::badge_fault(&words, BadgeFault::Why);
        return ctx.invalid("why", fault).await;
    }
    let member = ctx.somebody(user).await?;
    let slug = answers.typed("badge");
    let whose = (ctx.workspace(), member.id);
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    let done = badges::award(&mut tx, clock, by, whose, slug, Some(reason)).await;
    let awarded = match done {
        Ok(awarded) => awarded,
        Err(AwardError::Database(error)) => return Err(error.into()),
        Err(AwardError::Already) => {
            let fault = wording::badge_fault(&words, BadgeFault::Already);
            return ctx.invalid("to", fault).await;
        }
        Err(AwardError::Long) => {
            let fault = wording::badge_fault(&words, BadgeFault::Long);
            return ctx.invalid("why", fault).await;
        }
        Err(_) => {
            let fault = wording::badge_fault(&words, BadgeFault::Unknown);
            return ctx.invalid("badge", fault).await;
        }
    };
    let news = BadgeNews::Awarded {
        awarded: &awarded,
        by: Some(&ctx.actor.name),
    };
    let letters = badge_news(&mut tx, ctx.now, (&member, ctx.settings()), news).await?;
    outbox::enqueue(&mut tx, ctx.now, &letters).await?;
    let message = wording::badge_given(&words, &awarded.badge, &member.name);
    ctx.answer_with(tx, message).await
}
