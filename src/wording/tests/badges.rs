//! Badges and levels.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::samples::{MENTION, SLASH, jakarta, people, place, said};
use crate::badges::{Badge, Earned, Progress, Rule, Shelf};
use crate::chat::{Locale, PlaceKind};
use crate::database::Ts;
use crate::settings::{Key, Settings};
use crate::wording::{
    BadgeFault, ShelfView, Words, award_form, badge_awarded, badge_fault, badge_form, badge_given,
    badge_made, badges, badges_earned, badges_in_short, badges_lost, badges_posted, badges_refused,
    badges_shared, no_badge_to_award,
};

fn badge(slug: &str, picture: &str, rule: Rule) -> Badge {
    Badge {
        slug: slug.to_owned(),
        name: None,
        name_id: None,
        name_ms: None,
        picture: picture.parse().unwrap(),
        rule,
        since: Ts(Timestamp::UNIX_EPOCH),
        archived: false,
    }
}

fn hero() -> Badge {
    Badge {
        name: Some("Code Hero".to_owned()),
        name_id: Some("Pahlawan Kode".to_owned()),
        name_ms: Some("Wira Kod".to_owned()),
        ..badge("hero", "https://example.com/hero.png", Rule::ByHand)
    }
}

fn each() -> Vec<Badge> {
    [
        ("first-given", ":wave:", Rule::Given(1)),
        ("given-10", ":raised_hands:", Rule::Given(10)),
        ("given-50", ":sunflower:", Rule::Given(50)),
        ("given-100", ":heart:", Rule::Given(100)),
        ("first-received", ":seedling:", Rule::Received(1)),
        ("received-10", ":star:", Rule::Received(10)),
        ("received-50", ":star2:", Rule::Received(50)),
        ("received-100", ":trophy:", Rule::Received(100)),
        ("streak-5", ":fire:", Rule::Streak(5)),
        ("streak-20", ":rocket:", Rule::Streak(20)),
        ("every-value", ":rainbow:", Rule::EveryValue),
        ("first-year", ":birthday:", Rule::Years(1)),
    ]
    .map(|(slug, picture, rule)| badge(slug, picture, rule))
    .to_vec()
}

fn view<'a>(shelf: &'a Shelf, zone: &'a TimeZone) -> ShelfView<'a> {
    ShelfView {
        shelf,
        of: None,
        zone,
        keeps: false,
    }
}

#[test]
fn badges_and_levels() {
    said("badges", |said| {
        let mut settings = Settings::default();
        let levels = Key::find("levels.points").unwrap();
        levels.set(&mut settings, "100, 500").unwrap();
        let w = said.words;
        let with_levels = Words::new(w.locale, &settings);
        let zone = jakarta();
        let at = Ts("2026-11-03T03:00:00Z".parse().unwrap());
        let mut shelf = Shelf::default();
        said.message("none", &badges(&w, view(&shelf, &zone)));
        let of = Some("Budi");
        said.message(
            "none of a colleague",
            &badges(
                &w,
                ShelfView {
                    of,
                    ..view(&shelf, &zone)
                },
            ),
        );
        let earned = each().into_iter().chain([hero()]).map(|badge| Earned {
            reason: (badge.rule == Rule::ByHand).then(|| "for the night".to_owned()),
            badge,
            at,
        });
        shelf.earned = earned.collect();
        shelf.next = vec![Progress {
            badge: badge("received-10", ":star:", Rule::Received(10)),
            has: 7,
            wants: 10,
        }];
        shelf.points_received = 340;
        let keeps = ShelfView {
            keeps: true,
            ..view(&shelf, &zone)
        };
        said.message("own", &badges(&with_levels, keeps));
        said.message(
            "of a colleague",
            &badges(
                &w,
                ShelfView {
                    of,
                    ..view(&shelf, &zone)
                },
            ),
        );
        shelf.points_received = 500;
        shelf.earned.truncate(2);
        let balance = crate::chat::Message::text("…".to_owned());
        said.message(
            "in short",
            &badges_in_short(&with_levels, balance, &shelf, "/kudos"),
        );
    });
}

#[test]
fn news_of_badges() {
    said("badges_news", |said| {
        let w = said.words;
        said.message("earned one", &badges_earned(&w, &each()[..1], "/kudos"));
        said.message("earned several", &badges_earned(&w, &each()[..3], "/kudos"));
        let why = (Some("Siti"), Some("for the *night*"));
        said.message("awarded", &badge_awarded(&w, &hero(), why, "/kudos"));
        said.message(
            "awarded by nobody",
            &badge_awarded(&w, &hero(), (None, None), "/kudos"),
        );
        let ana = &people(&["Ana"])[0];
        said.message("posted", &badges_posted(&w, ana, &each()[..1]));
        said.message("several posted", &badges_posted(&w, ana, &each()[..2]));
        for manner in [SLASH, MENTION] {
            let place = place(PlaceKind::Public);
            said.message("refused", &badges_refused(&w, &place, manner));
            said.message("shared", &badges_shared(&w, &place, manner.command));
        }
        said.message("lost", &badges_lost(&w, "slack:T2/C1", "/kudos"));
    });
}

#[test]
fn forms_of_badges() {
    said("badges_forms", |said| {
        let w = said.words;
        for form in [badge_form(&w), award_form(&w, &[hero()])] {
            said.text("form", &super::shown::form(&form));
        }
        for fault in [
            BadgeFault::Name,
            BadgeFault::Taken,
            BadgeFault::Picture,
            BadgeFault::Rule,
            BadgeFault::Unknown,
            BadgeFault::Already,
            BadgeFault::Person,
            BadgeFault::Why,
            BadgeFault::Long,
        ] {
            said.text("wrong", &badge_fault(&w, fault));
        }
        said.message("made", &badge_made(&w, "Regular", Rule::Given(25)));
        said.message("made by hand", &badge_made(&w, "Code Hero", Rule::ByHand));
        said.message("given", &badge_given(&w, &hero(), "Budi"));
        said.message("none to award", &no_badge_to_award(&w));
    });
}

#[test]
fn what_a_badge_is_for_is_shortened_in_a_list() {
    let settings = Settings::default();
    let w = Words::new(Locale::En, &settings);
    let zone = jakarta();
    let shelf = Shelf {
        earned: vec![Earned {
            badge: hero(),
            at: Ts(Timestamp::UNIX_EPOCH),
            reason: Some("night\n".repeat(80)),
        }],
        ..Shelf::default()
    };
    let shown = super::shown::message(&badges(&w, view(&shelf, &zone)));
    let said = shown.matches("night").count();
    assert!((10..=30).contains(&said) && shown.contains('…'), "{shown}");
}

#[test]
fn the_only_badge_is_chosen_already() {
    let settings = crate::settings::Settings::default();
    let w = Words::new(crate::chat::Locale::En, &settings);
    let chosen = |badges: &[Badge]| {
        let form = award_form(&w, badges);
        let mut inputs = form.fields().map(|field| field.input.clone());
        match inputs.next() {
            Some(crate::chat::Input::Choice { initial, .. }) => initial,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(chosen(&[hero()]), ["hero"]);
    assert!(chosen(&each()).is_empty());
}
