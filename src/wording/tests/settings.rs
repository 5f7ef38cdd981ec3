//! Settings, in words and as forms.

use super::samples::{MENTION, SLASH, fits, place, said};
use super::shown;
use crate::chat::{Locale, Place, PlaceKind, Platform, Span};
use crate::settings::{Group, Key, Settings};
use crate::wording::*;

#[test]
fn channels_that_cannot_be_set() {
    said("setting_places", |said| {
        let w = said.words;
        let key = Key::find("kudos.channel").unwrap();
        let on_slack = place(PlaceKind::Public);
        let on_teams = Place {
            platform: Platform::Teams,
            ..on_slack.clone()
        };
        for (place, manner) in [(&on_slack, SLASH), (&on_teams, MENTION)] {
            said.message(
                "uninvited",
                &setting_place_uninvited(&w, key, place, manner),
            );
        }
        said.message("archived", &setting_place_archived(&w, &on_slack));
        said.message("shared", &setting_place_shared(&w, &on_slack));
        let elsewhere = setting_place_elsewhere(&w, key, "slack:T2/C1", "/kudos");
        said.message("elsewhere", &elsewhere);
    });
}

#[test]
fn settings() {
    said("settings", |said| {
        let w = said.words;
        let key = Key::find("allowance.points").unwrap();
        said.message("list", &settings_list(&w, "/kudos"));
        said.message("shown", &setting_shown(&w, key));
        said.message("set", &setting_set(&w, key, "/kudos"));
        let schedule = Key::find("leaderboard.schedule").unwrap();
        let mut settings = w.settings.clone();
        schedule.set(&mut settings, "weekly").unwrap();
        let nowhere = Words::new(w.locale, &settings);
        said.message(
            "set, for nowhere",
            &setting_set(&nowhere, schedule, "/kudos"),
        );
        said.message("invalid", &setting_invalid(&w, key, "ten"));
        said.message("unknown", &setting_unknown(&w, "zzz", None, "/kudos"));
        said.message(
            "nearly",
            &setting_unknown(&w, "allowance.point", Some(key), "/kudos"),
        );
        said.message("admins only", &admins_only(&w, &[]));
        let admins = ["Ana", "Siti"].map(str::to_owned);
        said.message("admins only, named", &admins_only(&w, &admins));
    });
}

#[test]
fn an_amount_that_is_read_in_two_ways_is_asked_about() {
    let (key, settings) = (Key::find("provider.rates").unwrap(), Settings::default());
    for locale in [Locale::En, Locale::Id, Locale::Ms] {
        let w = Words::new(locale, &settings);
        let said = setting_invalid(&w, key, "USD 0.2, IDR 150.000").summary;
        let said = said.to_plain();
        for part in ["IDR 150.000", " 150000,", " 150?", "provider.rates"] {
            assert!(said.contains(part), "{said}");
        }
        // A yen has no decimals, and what it is worth per point has.
        let budget = Key::find("provider.monthly_budget").unwrap();
        let of = |key| setting_invalid(&w, key, "JPY 7.500").summary.to_plain();
        let (budget, rate) = (of(budget), of(key));
        assert!(
            budget.contains(" 7500?") && !budget.contains("7.5?"),
            "{budget}"
        );
        assert!(rate.contains(" 7500,") && rate.contains(" 7.5?"), "{rate}");
    }
}

/// An id says nothing to whoever chose the channel.
#[test]
fn a_channel_that_was_chosen_is_mentioned() {
    let key = Key::find("digest.channel").unwrap();
    for set in ["slack:T1/C1", "teams:t-1/19:a@thread.tacv2"] {
        let mut settings = Settings::default();
        key.set(&mut settings, set).unwrap();
        let w = Words::new(Locale::En, &settings);
        let said = setting_set(&w, key, "/kudos").summary;
        let place = set.parse::<Place>().unwrap();
        let mentions =
            |span: &Span| matches!(span, Span::Place { channel, .. } if *channel == place.channel);
        assert!(said.0.iter().any(mentions), "{said:?}");
        assert!(!said.to_plain().contains(&place.channel), "{said:?}");
    }
}

#[test]
fn settings_forms() {
    said("settings_form", |said| {
        let w = said.words;
        let menu = settings_menu(&w);
        fits(&menu);
        said.text("menu", &shown::form(&menu));
        for group in Group::ALL {
            let page = SettingsPage {
                group,
                context: String::new(),
                news: None,
                channel: None,
                asks_places: group != Group::Boards,
                command: "/kudos",
            };
            let page = settings_page(&w, &page);
            fits(&page);
            said.text(group.as_str(), &shown::form(&page));
        }
        let points = Key::find("allowance.points").unwrap();
        let period = Key::find("allowance.period").unwrap();
        let saved = settings_saved(&w, &[points, period], "/kudos");
        said.message("saved", &saved);
        said.message("unchanged", &settings_saved(&w, &[], "/kudos"));
        said.message("meanwhile", &settings_changed_meanwhile(&w));
    });
}

/// What would be cut in a form is left to the command.
#[test]
fn a_form_does_not_ask_for_what_it_could_not_hold() {
    let slugs: Vec<String> = (0..300).map(|n| format!("some-value-{n}")).collect();
    let settings = Settings {
        values: slugs.join(";").parse().unwrap(),
        ..Settings::default()
    };
    let page = SettingsPage {
        group: Group::Values,
        context: String::new(),
        news: None,
        channel: None,
        asks_places: true,
        command: "/kudos",
    };
    let form = settings_page(&Words::new(Locale::En, &settings), &page);
    assert_eq!(form.fields().count(), 0);
    assert!(shown::form(&form).contains("/kudos settings values"));
}
