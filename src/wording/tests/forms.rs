//! The form to give with.

use super::samples::{fits, names, said};
use super::shown;
use crate::chat::{Input, Locale, Rich};
use crate::settings::Settings;
use crate::wording::*;

#[test]
fn forms() {
    said("form", |said| {
        let w = said.words;
        said.text("empty", &shown::form(&give_form(&w, &GiveForm::default())));
        let settings = Settings {
            value_required: true,
            reason_min_chars: 15,
            ..w.settings.clone()
        };
        let filled = GiveForm {
            points: Some(500),
            values_chosen: names(&["kolaborasi", "#Teamwork", "nothing"]),
            intro: Some(Rich::plain("…")),
            ask_place: true,
            ..GiveForm::default()
        };
        let form = give_form(&Words::new(w.locale, &settings), &filled);
        fits(&form);
        let inputs = format!("{:?}", form.items);
        assert!(inputs.contains("initial: Some(50)"), "{inputs}");
        assert!(inputs.contains(r#"initial: ["teamwork"]"#), "{inputs}");
        said.text("asking for more", &shown::form(&form));
    });
}

#[test]
fn many_values_are_searched() {
    let slugs: Vec<String> = (0..120).map(|n| format!("value{n}")).collect();
    let settings = Settings {
        values: slugs.join(";").parse().unwrap(),
        ..Settings::default()
    };
    let filled = GiveForm {
        values_chosen: names(&["value7", "#value7", "nothing"]),
        ..GiveForm::default()
    };
    let form = give_form(&Words::new(Locale::En, &settings), &filled);
    let input = &form.fields().nth(2).unwrap().input;
    let chosen = value_choice(settings.values.find("value7").unwrap());
    let several = true;
    assert_eq!(
        *input,
        Input::Search {
            initial: vec![chosen],
            several
        }
    );
}
