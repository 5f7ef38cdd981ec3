//! Making a survey in chat.

use super::context::Ctx;
use super::survey_list::{answered, listed};
use super::{DeskError, Stop};
use crate::chat::{Answers, Locale, Reply};
use crate::policy::Action;
use crate::rewards::{Interest, Item, catalog};
use crate::surveys::{
    self, Attribution, Audience, Definition, DefinitionError, Kind, NotDefined, Phrase, Question,
    Scale,
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

/// The form that makes a survey.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    ctx.demand(Action::RunSurveys).await?;
    let words = ctx.words();
    let mut tx = ctx.desk.pool.begin().await?;
    ctx.once(&mut tx).await?;
    let items = catalog::list(&mut tx, ctx.workspace(), false).await?;
    let definition = match defined(answers, words.locale, &items) {
        Ok(definition) => definition,
        Err(faults) => {
            let said = faults.into_iter().map(|(question, fault)| {
                (question.to_owned(), wording::survey_fault(&words, fault))
            });
            return Ok(Reply::Invalid(said.collect()));
        }
    };
    let (clock, by) = (&ctx.desk.clock, &ctx.by());
    match surveys::define(&mut tx, clock, by, ctx.workspace(), &definition).await {
        Ok(_) => {}
        Err(NotDefined::Database(error)) => return Err(error.into()),
        Err(NotDefined::Definition(_)) => return Ok(Reply::Nothing),
        Err(NotDefined::Circle(_)) => {
            // Nothing was done: it may be sent again.
            tx.rollback().await.map_err(DeskError::from)?;
            let said = wording::survey_fault(&words, SurveyFault::Circle);
            return ctx.invalid("audience", said).await;
        }
    }
    let made = wording::survey_made(&words, &definition.title);
    answered(ctx, tx, made).await
}

/// Faults, each with the name of its question.
type Faults = Vec<(&'static str, SurveyFault)>;

/// What was typed, as it is asked; or what is wrong. `items` is what people may like.
fn defined(answers: &Answers, locale: Locale, items: &[Item]) -> Result<Definition, Faults> {
    let one = |name| answers.typed(name);
    let Ok(sort) = SurveySort::named(one("sort")) else {
        return Err(vec![("sort", SurveyFault::Choose)]);
    };
    let chosen = answers.all("library").iter();
    let chosen: Vec<Question> = chosen.filter_map(|id| surveys::sample(id).ok()).collect();
    let typed = typed((one("questions"), one("wish")), locale);
    let mut faults = Vec::new();
    let mut definition = match sort {
        SurveySort::Enps => Definition::enps(one("title"), Scale::FromZero),
        SurveySort::EnpsFromOne => Definition::enps(one("title"), Scale::FromOne),
        SurveySort::Pulse => Definition::pulse(one("title"), [&*chosen, &*typed].concat()),
        SurveySort::Interest => {
            let of = Interest::offered(items);
            let of = of.iter().map(ToString::to_string).collect();
            Definition::interest(one("title"), of, [&*chosen, &*typed].concat())
        }
    };
    if matches!(sort, SurveySort::Enps | SurveySort::EnpsFromOne) {
        let others = ["library", "questions", "wish"];
        let others = others.into_iter().find(|it| !one(it).is_empty());
        faults.extend(others.map(|at| (at, SurveyFault::OnlyOfPulse)));
    }
    match one("names") {
        "named" => definition.attribution = Attribution::Named,
        _ if sort == SurveySort::Interest => faults.push(("names", SurveyFault::Nameless)),
        _ => {}
    }
    match one("audience") {
        "" => {}
        typed => match typed.parse::<Audience>() {
            Ok(audience) => definition.audience = audience,
            Err(_) => faults.push(("audience", SurveyFault::Audience)),
        },
    }
    match answers.digits("floor").as_str() {
        "" => {}
        typed => definition.floor = Some(typed.parse().unwrap_or_default()),
    }
    match definition.check() {
        // What has no name is said above, where the choice is.
        Ok(()) | Err(DefinitionError::Nameless) => {}
        Err(DefinitionError::Title) => faults.push(("title", SurveyFault::Title)),
        Err(DefinitionError::Floor) => faults.push(("floor", SurveyFault::Floor)),
        Err(DefinitionError::Text(number)) => {
            faults.push(too_long(&definition, number, &typed));
        }
        Err(_) if typed.is_empty() && !chosen.is_empty() => {
            faults.push(("library", SurveyFault::Questions));
        }
        Err(_) => faults.push(("questions", SurveyFault::Questions)),
    }
    if faults.is_empty() {
        Ok(definition)
    } else {
        Err(faults)
    }
}

/// That a question is too long, by its place among those that were typed.
fn too_long(
    definition: &Definition,
    number: usize,
    typed: &[Question],
) -> (&'static str, SurveyFault) {
    let asked = definition.questions.get(number.saturating_sub(1));
    let among = |asked: &Question| typed.iter().position(|it| it.id == asked.id);
    let place = asked.and_then(among).unwrap_or_default();
    let at = match asked.map(|it| &it.kind) {
        Some(Kind::Text) => "wish",
        _ => "questions",
    };
    (at, SurveyFault::Question(place.saturating_add(1)))
}

/// A line each, agreed with or not, and perhaps one that is answered in one's own words.
fn typed((lines, wish): (&str, &str), locale: Locale) -> Vec<Question> {
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
    questions.collect()
}
