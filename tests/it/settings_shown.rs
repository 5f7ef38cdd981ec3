//! What `settings` shows can be copied, and set again.

use plaudit::chat::{Locale, Platform, marked};
use plaudit::command::{self, Command, Lexicon};
use plaudit::settings::{Bounds, KEYS, Key, Kind, Settings};
use plaudit::wording::{self, Words};
use plaudit::{slack, teams};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value as Json;

/// What may be set, and some that may not.
fn value(key: &Key) -> BoxedStrategy<String> {
    let some = |values: &'static [&'static str]| select(values).prop_map(str::to_owned).boxed();
    match (key.name, key.kind()) {
        (_, Kind::Number(Bounds { least, most })) => {
            (least..=most).prop_map(|number| number.to_string()).boxed()
        }
        (_, Kind::Words(words)) => some(words),
        (_, Kind::TimeZone) => some(&[
            "Asia/Jakarta",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+7",
        ]),
        (_, Kind::Channel) => some(&[
            "none",
            "slack:T1/C0A_B1",
            "teams:t-1/19:a_b~c1@thread.tacv2",
        ]),
        (_, Kind::Lines) => {
            let name = "[a-z\u{e9}\u{915}][a-z_0-9-]{0,5}";
            let names = proptest::collection::vec(name, 1..4);
            let value = (name, names).prop_map(|(slug, also)| format!("{slug}={}", also.join(",")));
            proptest::collection::vec(value, 1..4)
                .prop_map(|all| all.join("; "))
                .boxed()
        }
        ("currency.emoji", _) => some(&[
            ":clap:",
            "\u{1f32e}",
            ":_my_own_taco_:",
            ":+1:",
            ":party-parrot:",
        ]),
        ("leaderboard.schedule", _) => some(&["none", "weekly", "30 16 * * FRI", "0 9 1 */3 *"]),
        (_, Kind::Text { .. }) => {
            prop_oneof!["[a-z*_~` <>&|!:(\\[\\]){}.#>-]{1,12}", "\\PC{1,12}"].boxed()
        }
    }
}

/// Everything of a list and what is in it that is so.
fn all<'j>(shown: &'j Json, found: &mut Vec<&'j Json>, is_so: fn(&Json) -> bool) {
    if is_so(shown) {
        found.push(shown);
    }
    match shown {
        Json::Array(items) => items.iter().for_each(|it| all(it, found, is_so)),
        Json::Object(items) => items.values().for_each(|it| all(it, found, is_so)),
        _ => {}
    }
}

/// The value as people see it in the list of all settings: what stands out behind the key.
fn shown(platform: Platform, locale: Locale, settings: &Settings, key: &Key) -> String {
    let list = wording::settings_list(&Words::new(locale, settings), "/kudos");
    let value = match platform {
        Platform::Slack => {
            let mut found = Vec::new();
            let target = slack::render::Target { team: "T1" };
            let blocks = Json::from(slack::render::message(&list, target).blocks);
            all(&blocks, &mut found, Json::is_string);
            let mut lines = found
                .iter()
                .filter_map(|it| it.as_str())
                .flat_map(str::lines);
            let named = format!("`{}`", key.name);
            let line = lines.find_map(|line| Some(line.split_once(&named)?.1));
            line.and_then(|line| line.split('*').nth(1))
                .map(marked::unescape)
        }
        Platform::Teams => {
            let mut found = Vec::new();
            let target = teams::render::Target { tenant: "t-1" };
            let card = teams::render::message(&list, target).card;
            all(&card, &mut found, |it| it["inlines"].is_array());
            let mut lines = found.iter().filter_map(|it| it["inlines"].as_array());
            let line = lines.find(|runs| runs[0]["text"] == key.name);
            let value = line.and_then(|runs| runs.iter().find(|run| run["weight"] == "bolder"));
            value
                .and_then(|run| run["text"].as_str())
                .map(str::to_owned)
        }
    };
    value.unwrap_or_else(|| panic!("{platform} shows no {}", key.name))
}

/// What the command makes of a value that was typed after the key's name.
fn given(key: &Key, value: &str) -> String {
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    let typed = marked::escape(&format!("settings {} {value}", key.name));
    match command::parse(&typed, &lexicon) {
        Ok(Command::Settings { words }) => marked::unescape(&words[1..].join(" ")),
        other => panic!("{typed}: {other:?}"),
    }
}

fn key_and_value() -> impl Strategy<Value = (&'static Key, String)> {
    select(KEYS.iter().collect::<Vec<_>>())
        .prop_flat_map(|key| value(key).prop_map(move |value| (key, value)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_shown_is_accepted_and_shown_again((key, value) in key_and_value()) {
        let mut settings = Settings::default();
        prop_assume!(key.set(&mut settings, &value).is_ok());
        for platform in [Platform::Slack, Platform::Teams] {
            for locale in Locale::ALL {
                let before = shown(platform, locale, &settings, key);
                let mut again = settings.clone();
                let set = key.set(&mut again, &given(key, &before));
                prop_assert!(set.is_ok(), "{platform} {locale:?} {}: {before:?}: {set:?}", key.name);
                let after = shown(platform, locale, &again, key);
                prop_assert_eq!(after, before, "{} {:?} {}", platform, locale, key.name);
            }
        }
    }
}

#[test]
fn what_the_default_values_show_is_what_they_are() {
    let settings = Settings::default();
    for platform in [Platform::Slack, Platform::Teams] {
        for key in KEYS {
            let value = shown(platform, Locale::En, &settings, key);
            let mut again = Settings::default();
            key.set(&mut again, &given(key, &value)).unwrap();
            assert_eq!(key.get(&again), key.get(&settings), "{platform}: {value}");
        }
    }
}
