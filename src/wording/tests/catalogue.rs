//! The files of the three languages, compared with each other and with the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::chat::Locale;
use crate::settings::{KEYS, Settings};
use crate::wording::catalogue::files;
use crate::wording::pattern::{format, none};
use crate::wording::settings::meaning_key;
use crate::wording::settings_form::label_key;
use crate::wording::{Words, marked};

/// Every sentence of a language by its key, as it stands in the file.
fn sentences(locale: Locale) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in files(locale) {
        let mut key = None;
        for line in file.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, text) = line.split_once(" = ").unwrap();
                found.insert(name.to_owned(), text.to_owned());
                key = Some(name.to_owned());
            } else if !line.starts_with('#')
                && let Some(key) = &key
            {
                let text: &mut String = found.get_mut(key).unwrap();
                text.push('\n');
                text.push_str(line);
            }
        }
    }
    found
}

/// The names after `$`.
fn arguments(sentence: &str) -> BTreeSet<&str> {
    sentence
        .split('$')
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_lowercase());
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

/// The string literals of the room's own source, without its tests.
fn literals() -> BTreeSet<String> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wording");
    let mut found = BTreeSet::new();
    for file in fs::read_dir(room).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let source = fs::read_to_string(path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for line in code.lines() {
            let line = line.split("//").next().unwrap();
            found.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

#[test]
fn the_languages_have_the_same_sentences_about_the_same_things() {
    let english = sentences(Locale::En);
    for locale in [Locale::Id, Locale::Ms] {
        let other = sentences(locale);
        let keys = |sentences: &BTreeMap<String, String>| -> BTreeSet<String> {
            sentences.keys().cloned().collect()
        };
        let apart = &keys(&english) ^ &keys(&other);
        assert!(
            apart.is_empty(),
            "{locale:?} and English differ in {apart:?}"
        );
        for (key, sentence) in &english {
            assert_eq!(
                arguments(sentence),
                arguments(&other[key]),
                "{locale:?} {key}"
            );
        }
    }
}

#[test]
fn every_sentence_is_used_and_every_key_exists() {
    let sentences = sentences(Locale::En);
    let mut used = literals();
    let is_key = |literal: &&String| {
        literal.contains('-')
            && literal.starts_with(|c: char| c.is_ascii_lowercase())
            && !literal.ends_with('-')
            && literal.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    for key in used.iter().filter(is_key) {
        assert!(sentences.contains_key(key), "no sentence is called {key}");
    }
    used.extend(KEYS.iter().map(meaning_key));
    used.extend(KEYS.iter().map(label_key));
    for key in sentences.keys() {
        assert!(used.contains(key), "nothing says {key}");
    }
}

#[test]
fn every_setting_is_explained() {
    for locale in Locale::ALL {
        for key in KEYS {
            assert!(!format(locale, &meaning_key(key), &none()).is_empty());
            assert!(!format(locale, &label_key(key), &none()).is_empty());
        }
    }
}

#[test]
fn malay_is_not_a_copy_of_indonesian() {
    let (indonesian, malay) = (sentences(Locale::Id), sentences(Locale::Ms));
    let same: Vec<&String> = indonesian
        .iter()
        .filter(|(key, sentence)| malay[*key] == **sentence)
        .map(|(key, _)| key)
        .collect();
    // What is left in common are patterns of arguments, and words such as "hari ini".
    assert!(same.len() * 8 < indonesian.len(), "the same: {same:?}");
}

/// Words that native readers stumbled over, by language, each with what is said instead.
const REPLACED: [(Locale, &str, &str); 15] = [
    (Locale::En, "places i am in", "channels or groups"),
    (Locale::En, "asks all there is", "asks for everything"),
    (Locale::Id, "anda", "kamu"),
    (Locale::Id, "sepanjang waktu", "sepanjang masa"),
    (Locale::Id, "waktumu", "waktu setempat"),
    (
        Locale::Id,
        "tempat saya berada",
        "channel atau grup yang saya ikuti",
    ),
    (Locale::Id, "lagi sebentar lagi", "lagi dalam semenit"),
    (Locale::Ms, "papan pendahulu", "carta"),
    (Locale::Ms, "admin", "pentadbir"),
    (Locale::Ms, "orangnya", "nama itu"),
    (Locale::Ms, "mesej langsung", "mesej terus"),
    (
        Locale::Ms,
        "tempat saya berada",
        "saluran atau kumpulan yang saya sertai",
    ),
    (Locale::Ms, "baki kuota", "kuota anda tinggal"),
    (Locale::Ms, "tebusan", "penebusan"),
    (Locale::Ms, "tidak luluskan", "tolak"),
];

#[test]
fn words_that_were_replaced_stay_away() {
    for (locale, word, instead) in REPLACED {
        for (key, sentence) in sentences(locale) {
            let words = spoken(&sentence);
            assert!(
                !words.contains(&format!(" {word} ")),
                "{locale:?} {key} says “{word}”: better “{instead}”"
            );
        }
    }
}

/// What a sentence says in words, a space around each: without what is typed, and without the cases
/// that it is picked by.
fn spoken(sentence: &str) -> String {
    let said: String = sentence.split('`').step_by(2).collect();
    let unpicked = said
        .split('[')
        .map(|part| part.split_once(']').map_or(part, |it| it.1));
    let said: Vec<&str> = unpicked.collect();
    let said = said.join(" ");
    let words = said
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    format!(" {} ", words.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_sentence_that_is_spoken_has_its_words_alone() {
    assert_eq!(
        spoken("[admin] Anda, ketik `{ $command } admin`: *mulai*"),
        " anda ketik mulai "
    );
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let mut settings = Settings::default();
    let points = |locale, settings: &Settings, n| Words::new(locale, settings).points(n);
    assert_eq!(points(Locale::En, &settings, 1), "1 point");
    assert_eq!(points(Locale::En, &settings, 1_234_567), "1,234,567 points");
    assert_eq!(points(Locale::En, &settings, -1000), "−1,000 points");
    assert_eq!(points(Locale::Id, &settings, 100), "100 poin");
    assert_eq!(points(Locale::Id, &settings, 12_345), "12.345 poin");
    assert_eq!(points(Locale::Ms, &settings, 12_345), "12,345 mata");
    settings.currency_name = "Bintang".into();
    assert_eq!(points(Locale::En, &settings, 1), "1 Bintang");
    settings.currency_name = "tacos".into();
    assert_eq!(points(Locale::En, &settings, 1), "1 \u{d7} tacos");
    assert_eq!(points(Locale::En, &settings, 2), "2 tacos");
    assert_eq!(points(Locale::Id, &settings, 1), "1 tacos");
    assert_eq!(points(Locale::Ms, &settings, 1), "1 tacos");
}

#[test]
fn lists_end_with_and() {
    let settings = Settings::default();
    let list = |locale, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Words::new(locale, &settings).names(&names).to_plain()
    };
    assert_eq!(list(Locale::En, &[]), "");
    assert_eq!(list(Locale::En, &["a"]), "a");
    assert_eq!(list(Locale::En, &["a", "b"]), "a and b");
    assert_eq!(list(Locale::En, &["a", "b", "c", "d"]), "a, b, c and d");
    assert_eq!(list(Locale::Id, &["a", "b", "c"]), "a, b, dan c");
    assert_eq!(list(Locale::Ms, &["a", "b", "c"]), "a, b dan c");
}

#[test]
fn what_people_type_is_never_read_as_a_pattern() {
    let settings = Settings::default();
    let words = Words::new(Locale::En, &settings);
    let name = "{ $left } *x* `y` \u{E000}";
    let said = crate::wording::unknown_person(&words, [name.into()]);
    assert!(said.summary.to_plain().contains(name));
    assert_eq!(
        marked::rich("*a*", crate::chat::Platform::Slack, |_, _| None).to_plain(),
        "*a*"
    );
}
