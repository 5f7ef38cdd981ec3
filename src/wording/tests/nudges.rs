//! Nudges.

use jiff::civil::date;

use super::samples::{MENTION, SLASH, names, people, place, said};
use crate::chat::{Locale, Manner, PlaceKind, Rich};
use crate::people::{OwnDays, ShownTo};
use crate::settings::{Nudge, Settings};
use crate::wording::*;

#[test]
fn digests() {
    said("digests", |said| {
        let w = said.words;
        let line = |who: &[&str], others, giver: Option<&str>, message: &str| DigestLine {
            names: names(who),
            others,
            giver: giver.map(str::to_owned),
            message: Rich::plain(message),
        };
        let mut view = DigestView {
            from: date(2026, 11, 16),
            to: date(2026, 11, 22),
            givers: 1,
            thanked: 1250,
            values: vec![("teamwork".to_owned(), 1250), ("customer".to_owned(), 1)],
            lines: vec![
                line(
                    &["Ana", "Budi"],
                    3,
                    Some("Citra"),
                    "the *launch*\n& all of it",
                ),
                line(&["Zoë"], 0, None, &"patience ".repeat(40)),
                line(&["Dewi\nLestari"], 0, Some("Eko"), ""),
            ],
            more: 4990,
        };
        said.message("digest", &digest(&w, &view, "/kudos"));
        said.message("digest of a team", &team_digest(&w, &view));
        view.values.clear();
        view.lines.clear();
        view.more = 0;
        said.message("digest of a few", &digest(&w, &view, "/kudos"));
    });
}

#[test]
fn nudges() {
    said("nudges", |said| {
        let w = said.words;
        let people_met = names(&["Ana", "Budi", "Citra"]);
        said.message("thanking", &thanking_ask(&w, Some(45), &people_met));
        said.message("thanking, nobody met", &thanking_ask(&w, None, &[]));
        said.message("welcome, one", &welcome_posted(&w, &people(&["Ana"])));
        said.message(
            "welcome",
            &welcome_posted(&w, &people(&["Ana", "Budi", "Citra"])),
        );
        said.message("welcome, a crowd", &welcome_many(&w, 500));
        let view = CelebrationView {
            today: people(&["Ana", "Budi"]),
            before: vec![(date(2026, 11, 28), people(&["Citra"]))],
            years: vec![(1, people(&["Dewi"])), (10, people(&["Eko", "Farid"]))],
            years_before: vec![
                ((1, date(2026, 11, 28)), people(&["Gita"])),
                ((5, date(2026, 11, 29)), people(&["Hadi"])),
            ],
            congratulated: [("Ana", true), ("Dewi", false)]
                .map(|(name, birthday)| Congratulated {
                    name: name.to_owned(),
                    typed: "<@U1>".to_owned(),
                    birthday,
                })
                .into(),
        };
        said.message("celebrations", &celebrations(&w, &view));
        for (which, what) in [
            ("birthday", (true, None)),
            ("years", (false, Some(1))),
            ("both", (true, Some(5))),
        ] {
            said.message(which, &own_celebration(&w, "Ana", what, "/kudos"));
        }
        let mut choice = CelebrationChoice {
            days: OwnDays {
                birthday: Some("02-29".parse().unwrap()),
                birthday_shown: ShownTo::Nobody,
                began_on: Some(date(2020, 3, 1)),
                anniversary_shown: ShownTo::Channel,
            },
            asked: true,
            celebrates: true,
            looked_up: LookedUp::Never,
            command: "/kudos",
        };
        said.message("asked of days", &celebration_choice(&w, choice));
        choice.asked = false;
        choice.celebrates = false;
        choice.days.birthday_shown = ShownTo::Oneself;
        choice.days.began_on = None;
        said.message("days", &celebration_choice(&w, choice));
        choice.days.birthday = None;
        choice.days.began_on = Some(date(2020, 3, 1));
        said.message("days, no birthday", &celebration_choice(&w, choice));
    });
}

#[test]
fn a_day_that_is_looked_up_is_offered_and_chosen() {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let w = Words::new(locale, &settings);
        let mut choice = CelebrationChoice {
            days: OwnDays {
                birthday: None,
                birthday_shown: ShownTo::Nobody,
                began_on: None,
                anniversary_shown: ShownTo::Nobody,
            },
            asked: false,
            celebrates: true,
            looked_up: LookedUp::Never,
            command: "/kudos",
        };
        let shown = |choice| format!("{:?}", celebration_choice(&w, choice));
        let unknown = shown(choice);
        assert!(!unknown.contains("anniversary/"), "{unknown}");
        choice.looked_up = LookedUp::OnceChosen;
        let offered = shown(choice);
        for button in ["anniversary/private", "anniversary/channel"] {
            assert!(offered.contains(button), "{offered}");
        }
        choice.days.anniversary_shown = ShownTo::Channel;
        let chosen = shown(choice);
        choice.looked_up = LookedUp::InVain;
        let untold = shown(choice);
        // What was not asked is not said to tell nothing.
        assert!(
            untold.contains("profil") && !chosen.contains("profil"),
            "{chosen}"
        );
        for said in [&chosen, &untold] {
            for button in ["anniversary/none", "anniversary/private"] {
                assert!(said.contains(button), "{said}");
            }
        }
        for said in [unknown, chosen, untold] {
            assert!(said.contains("HR"), "{said}");
        }
    }
}

#[test]
fn a_day_is_one() {
    let settings = Settings::default();
    let w = Words::new(Locale::En, &settings);
    let asks = format!("{:?}", thanking_ask(&w, Some(1), &[]));
    assert!(asks.contains("1 day since"), "{asks}");
}

#[test]
fn nudges_without_a_place() {
    said("nudge_places", |said| {
        let w = said.words;
        let place = place(PlaceKind::Public);
        let mentioned = Manner {
            command: "@Plaudit",
            ..MENTION
        };
        for (nudge, key) in [
            (Nudge::Digest, "digest.channel"),
            (Nudge::Welcome, "welcome.channel"),
            (Nudge::Celebrations, "celebrations.channel"),
        ] {
            for manner in [SLASH, mentioned] {
                said.message("refused", &nudge_refused(&w, (nudge, key), &place, manner));
            }
            said.message(
                "lost",
                &nudge_lost(&w, (nudge, key), "slack:T2/C1", "/kudos"),
            );
            said.message("shared", &nudge_shared(&w, (nudge, key), &place, "/kudos"));
        }
    });
}
