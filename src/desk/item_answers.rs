//! What was answered on a page of an item's form, as it is said of the item. Pure.

use crate::chat::{Answers, Form};
use crate::rewards::catalog::{Field, Unfinished, slug_of};
use crate::wording::NO_PICTURE;

/// Says of an item what was answered. What the page did not ask stays as it is.
pub(super) fn hear(unfinished: &mut Unfinished, page: &Form, answers: &Answers) {
    for field in Field::ALL {
        let asked = |name: &str| page.fields().any(|it| it.name == name);
        if asked(field.as_str()) {
            unfinished.say(field, &answer(field, answers));
        }
    }
    let is_new = unfinished.item.is_none();
    if is_new && unfinished.says(Field::Slug).is_empty() {
        let names = [Field::Name, Field::NameId, Field::NameMs];
        let slugs = names.map(|field| slug_of(unfinished.says(field)));
        if let Some(slug) = slugs.into_iter().find(|slug| !slug.is_empty()) {
            unfinished.say(Field::Slug, &slug);
        }
    }
}

/// The answer for a field, as it is typed in a list or after a command.
fn answer(field: Field, answers: &Answers) -> String {
    let one = |name| answers.typed(name);
    let count = |name| answers.digits(name);
    match field {
        Field::Price => {
            let [least, most, step] = ["price", "price_max", "price_step"].map(count);
            if most.is_empty() && step.is_empty() {
                return least;
            }
            // Who says only how much at most means any number of points.
            let step = if step.is_empty() { "1" } else { &step };
            format!("{least}-{most}/{step}")
        }
        Field::Limit => match count("limit") {
            none if none.is_empty() => none,
            times => format!("{times}/{}", one("limit_period")),
        },
        Field::Image => match (one("image_address"), one("image")) {
            ("", NO_PICTURE) => String::new(),
            ("", picture) => picture.to_owned(),
            (address, _) => address.to_owned(),
        },
        Field::Stock | Field::ApprovalAbove | Field::MinTenureDays => count(field.as_str()),
        Field::Tags | Field::Teams | Field::Countries | Field::Roles => {
            let all = answers.all(field.as_str()).iter();
            let words = all.flat_map(|it| it.split(['\n', ';'])).map(str::trim);
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            words.join(";")
        }
        _ => one(field.as_str()).to_owned(),
    }
}

/// The question at which it is said what is wrong with a field.
pub(super) fn question_of(field: Field, answers: &Answers) -> &'static str {
    let ranged = ["price_max", "price_step"];
    match field {
        Field::Price if ranged.iter().any(|it| answers.one(it).is_some()) => "price_max",
        Field::Image if answers.one("image_address").is_some() => "image_address",
        field => field.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(given: &[(&str, &str)]) -> Answers {
        let values = given
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), vec![(*answer).to_owned()]));
        Answers {
            form: String::new(),
            context: String::new(),
            values: values.collect(),
        }
    }

    #[test]
    fn what_several_questions_ask_for_is_one_thing() {
        for (field, given, said) in [
            (Field::Price, &[("price", "50")][..], "50"),
            (
                Field::Price,
                &[("price", "50"), ("price_max", "500"), ("price_step", "50")],
                "50-500/50",
            ),
            (
                Field::Price,
                &[("price", "٥٠"), ("price_max", "60")],
                "50-60/1",
            ),
            (
                Field::Price,
                &[("price", "50"), ("price_step", "5")],
                "50-/5",
            ),
            (Field::Limit, &[("limit_period", "month")], ""),
            (
                Field::Limit,
                &[("limit", "2"), ("limit_period", "year")],
                "2/year",
            ),
            (Field::Image, &[("image", "none")], ""),
            (Field::Image, &[("image", "tree")], "tree"),
            (
                Field::Image,
                &[
                    ("image", "tree"),
                    ("image_address", "https://x.example/mug.png"),
                ],
                "https://x.example/mug.png",
            ),
            (
                Field::Tags,
                &[("tags", "green\n charity \n\n")],
                "green;charity",
            ),
            (Field::Teams, &[("teams", "Sales, APAC")], "Sales, APAC"),
        ] {
            assert_eq!(answer(field, &answered(given)), said, "{field} {given:?}");
        }
    }
}
