//! Making a survey in chat.

use super::Stop;
use super::context::Ctx;
use super::survey_list::{answered, listed};
use crate::chat::{Answers, Locale, Reply};
use crate::policy::Action;
use crate::script::with_ascii_digits;
use crate::surveys::{
    self, Audience, Definition, DefinitionError, Kind, NotDefined, Phrase, Question, Scale,
};
use crate::wording::{self, SurveyFault, SurveySort};

/// The button that begins a new survey.
pub(super) async fn begin(ctx: &Ctx<'_>) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let mut conn = ctx.desk.pool.acquire().await?;
    let otherwise = listed(ctx, &mut conn, 0, None).await?;
    drop(conn);
    let form = wording::survey_new_form(&ctx.words());
    Ok(Reply::open(form, otherwise))
}

/// What is to be asked was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let words = ctx.words();
    let definition = match defined(answers, words.locale) {
        Ok(definition) => definition,
        Err(faults) => {
            let said = faults.into_iter().map(|(question, fault)| {
                (question.to_owned(), wording::survey_fault(&words, fault))
            });
            return Ok(Reply::Invalid(said.collect()));
        }
    };
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    match surveys::define(&mut tx, clock, by, ctx.workspace(), &definition).await {
        Ok(_) => {}
        Err(NotDefined::Database(error)) => return Err(error.into()),
        Err(NotDefined::Definition(_)) => return Ok(Reply::Nothing),
    }
    let made = wording::survey_made(&words, &definition.title);
    answered(ctx, tx, made).await
}

/// What was typed, as it is asked; or what is wrong, each at its question.
fn defined(
    answers: &Answers,
    locale: Locale,
) -> Result<Definition, Vec<(&'static str, SurveyFault)>> {
    let one = |name: &str| answers.one(name).map(str::trim).unwrap_or_default();
    let Ok(sort) = SurveySort::named(one("sort")) else {
        return Err(vec![("sort", SurveyFault::Choose)]);
    };
    let mut faults = Vec::new();
    let mut definition = match sort {
        SurveySort::Enps => Definition::enps(one("title"), Scale::FromZero),
        SurveySort::EnpsFromOne => Definition::enps(one("title"), Scale::FromOne),
        SurveySort::Pulse => pulse(one("title"), (one("questions"), one("wish")), locale),
    };
    if sort != SurveySort::Pulse && !(one("questions").is_empty() && one("wish").is_empty()) {
        let at = if one("questions").is_empty() {
            "wish"
        } else {
            "questions"
        };
        faults.push((at, SurveyFault::OnlyOfPulse));
    }
    match one("audience") {
        "" => {}
        typed => match typed.parse::<Audience>() {
            Ok(audience) => definition.audience = audience,
            Err(_) => faults.push(("audience", SurveyFault::Audience)),
        },
    }
    match with_ascii_digits(one("floor")).as_str() {
        "" => {}
        typed => definition.floor = Some(typed.parse().unwrap_or_default()),
    }
    match definition.check() {
        Ok(()) => {}
        Err(DefinitionError::Title) => faults.push(("title", SurveyFault::Title)),
        Err(DefinitionError::Floor) => faults.push(("floor", SurveyFault::Floor)),
        Err(DefinitionError::Text(number))
            if !one("wish").is_empty() && number == definition.questions.len() =>
        {
            faults.push(("wish", SurveyFault::Question(number)));
        }
        Err(DefinitionError::Text(number)) => {
            faults.push(("questions", SurveyFault::Question(number)));
        }
        Err(_) => faults.push(("questions", SurveyFault::Questions)),
    }
    if faults.is_empty() {
        Ok(definition)
    } else {
        Err(faults)
    }
}

/// A line each, agreed with or not, and perhaps one that is answered in one's own words.
fn pulse(title: &str, (lines, wish): (&str, &str), locale: Locale) -> Definition {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let agreed = lines.map(|line| (Kind::Agreement, line));
    let wish = (!wish.is_empty()).then_some((Kind::Text, wish));
    let questions = (1..).zip(agreed.chain(wish)).map(|(number, (kind, text))| {
        let number: usize = number;
        Question {
            id: format!("q{number}"),
            required: kind != Kind::Text,
            kind,
            text: Phrase::new(locale, text),
        }
    });
    Definition::pulse(title, questions.collect())
}
