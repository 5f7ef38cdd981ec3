use std::collections::BTreeSet;
use std::fmt::Write;

use super::*;
use crate::chat::Locale;
use crate::surveys::{Definition, Kind};

/// The page that lists the library for people.
const PAGE: &str = include_str!("../../../docs/survey-questions.md");

#[test]
fn there_are_forty_and_five_or_more_of_each_theme() {
    let ids: BTreeSet<&str> = library().iter().map(|it| &*it.question.id).collect();
    assert_eq!((library().len(), ids.len()), (40, 40));
    for theme in Theme::ALL {
        let of = library().iter().filter(|it| it.theme == theme);
        assert!(of.count() >= 5, "{theme}");
    }
    let themes: Vec<Theme> = library().iter().map(|it| it.theme).collect();
    assert!(themes.is_sorted(), "theme by theme");
    for it in library() {
        let (theme, rest) = it.question.id.split_once('-').unwrap();
        assert!(theme == it.theme.as_str() && !rest.is_empty(), "{it:?}");
    }
}

#[test]
fn each_can_be_asked_as_it_is_in_every_language() {
    for it in library() {
        let definition = Definition::pulse("Pulse", vec![it.question.clone()]);
        assert_eq!(definition.check(), Ok(()), "{}", it.question.id);
        let options = match &it.question.kind {
            Kind::Choice { options } | Kind::Choices { options } => &**options,
            _ => &[],
        };
        for phrase in options.iter().chain([&it.question.text]) {
            let languages: BTreeSet<_> =
                Locale::ALL.map(|locale| phrase.in_language(locale)).into();
            assert_eq!(phrase.iter().count(), Locale::ALL.len(), "{phrase:?}");
            // Two languages may share a short word, no whole question.
            let least = if phrase == &it.question.text { 3 } else { 2 };
            assert!(languages.len() >= least, "{phrase:?}");
        }
    }
}

#[test]
fn none_asks_two_things_at_once() {
    for it in library() {
        for words in it.question.text.iter() {
            let mut each = words.split(|c: char| !c.is_alphabetic());
            let joins =
                |word: &str| ["and", "dan", "serta"].contains(&word.to_lowercase().as_str());
            assert!(!each.any(joins), "{words}");
        }
    }
}

#[test]
fn the_page_lists_them_as_they_are() {
    let mut table = String::from("| id | asks | answered by | source |\n|---|---|---|---|\n");
    for it in library() {
        let Question { id, kind, text, .. } = &it.question;
        let (said, kind) = (text.in_language(Locale::En).unwrap(), kind.name());
        writeln!(table, "| `{id}` | {said} | {kind} | {} |", it.source).unwrap();
    }
    assert!(
        PAGE.contains(&table),
        "docs/survey-questions.md has this table:\n{table}"
    );
}

#[test]
fn what_is_not_there_is_told() {
    assert_eq!(
        sample("workload-manageable").unwrap().id,
        "workload-manageable"
    );
    let refused = sample("workload-none").unwrap_err().to_string();
    assert!(refused.contains("workload-none") && refused.contains("survey library"));
}
