//! Home, of somebody with everything and of somebody with nothing.

use jiff::Timestamp;
use jiff::civil::date;

use super::samples::{jakarta, names, reset, said};
use crate::badges::{Badge, Earned, Rule, Shelf};
use crate::chat::{Locale, Part, Rich, Span};
use crate::database::Ts;
use crate::ids::KudosId;
use crate::kudos::Balance;
use crate::rewards::{Expiring, State};
use crate::settings::Settings;
use crate::wording::{
    Few, HistoryLine, HomeDuties, HomeView, HomeWay, HomeWish, NextExpiry, OwnRedemption, Words,
    balance, home, home_besides, home_by_itself,
};

fn nothing() -> HomeView<'static> {
    HomeView {
        name: "Ana",
        zone: None,
        gives: false,
        redeems: false,
        balance: Balance {
            points: 0,
            allowance_left: 0,
            resets_at: reset(),
        },
        expiring: None,
        rank: None,
        shelf: Shelf::default(),
        received: Vec::new(),
        given: Vec::new(),
        undo: None,
        surveys: Few::default(),
        wishes: Few::default(),
        redemptions: Few::default(),
        talks: Few::default(),
        asked_by: Vec::new(),
        duties: HomeDuties::default(),
    }
}

fn badge(slug: &str) -> Earned {
    Earned {
        badge: Badge {
            slug: slug.to_owned(),
            name: None,
            name_id: None,
            name_ms: None,
            picture: ":star:".parse().unwrap(),
            rule: Rule::Received(10),
            since: Ts(Timestamp::UNIX_EPOCH),
            archived: false,
        },
        at: Ts(Timestamp::UNIX_EPOCH),
        reason: None,
    }
}

fn everything() -> HomeView<'static> {
    let line = |who: &[&str], said: &str| HistoryLine {
        when: reset(),
        other: names(who),
        points: 5,
        message: Rich::plain(said),
    };
    let wish = |item: &str, price, offered| HomeWish {
        item: item.to_owned(),
        price,
        offered,
    };
    let redeemed = |name: &str, state| OwnRedemption {
        id: "1".to_owned(),
        name: name.to_owned(),
        points: 50,
        day: date(2026, 11, 3),
        state,
        cancellable: false,
        brought: None,
    };
    let slugs = ["received-10", "first-given", "streak-5", "given-10"];
    HomeView {
        gives: true,
        redeems: true,
        balance: Balance {
            points: 88,
            allowance_left: 40,
            resets_at: reset(),
        },
        expiring: Some(NextExpiry {
            expiring: Expiring {
                day: date(2027, 1, 3),
                points: 12,
            },
            today: date(2026, 11, 28),
        }),
        rank: Some(Some((3, 45))),
        shelf: Shelf {
            earned: slugs.map(badge).to_vec(),
            ..Shelf::default()
        },
        received: vec![line(&["Budi"], "for the quick fix\nof the build")],
        given: vec![line(&["Budi", "Zoe"], "")],
        undo: Some(KudosId::nil()),
        surveys: Few::of(vec![("Q4 pulse".to_owned(), reset())], 3),
        wishes: Few {
            shown: vec![
                wish("Coffee voucher", 50, true),
                wish("Mug", 100, true),
                wish("A day off", 500, false),
            ],
            more: 2,
        },
        redemptions: Few {
            shown: vec![
                redeemed("Coffee voucher", State::Fulfilled),
                redeemed("Mug", State::Requested),
            ],
            more: 98,
        },
        talks: Few::of(vec![("Budi".to_owned(), reset())], 3),
        asked_by: names(&["Zoe"]),
        duties: HomeDuties {
            approvals: 20,
            deliveries: 1,
            codes: Few::of(
                vec![("Coffee voucher".to_owned(), 2), ("Mug".to_owned(), 0)],
                3,
            ),
            lost: 1,
            findings: 2,
        },
        ..nothing()
    }
}

#[test]
fn homes() {
    said("home", |said| {
        let w = said.words;
        said.message("everything", &home(&w, &everything()));
        let zone = jakarta();
        let of_many = HomeView {
            zone: Some(&zone),
            rank: Some(None),
            asked_by: names(&["Zoe", "Budi"]),
            gives: true,
            ..nothing()
        };
        said.message("little", &home(&w, &of_many));
        let guest = home(&w, &nothing());
        said.message("of a guest, elsewhere", &home_besides(&w, guest.clone()));
        said.message("of a guest, by itself", &home_by_itself(&w, guest));
    });
}

/// A device may write the month before the day, and days are words: one page writes all of them one way.
#[test]
fn every_day_is_written_the_same_way() {
    let settings = Settings::default();
    let w = Words::new(Locale::En, &settings);
    let everything = everything();
    let balance = balance(&w, &everything.balance, everything.expiring.as_ref(), None);
    for page in [home(&w, &everything), balance] {
        let parts = page.parts.iter().flat_map(|part| match part {
            Part::Lines(lines) => lines.clone(),
            Part::Text(line) | Part::Note(line) => vec![line.clone()],
            _ => Vec::new(),
        });
        let told = parts.filter(|line| line.to_plain().contains(" at "));
        let told: Vec<Rich> = told.collect();
        assert!(!told.is_empty());
        let timed = |line: &Rich| line.0.iter().any(|it| matches!(it, Span::Time { .. }));
        assert!(!told.iter().any(timed), "{told:?}");
    }
}

/// Each is a word that a button holds, and has a label.
#[test]
fn every_way_has_a_name() {
    said("home_ways", |said| {
        let w = said.words;
        for to in [
            HomeWay::Shop,
            HomeWay::Board,
            HomeWay::Language,
            HomeWay::Notices,
            HomeWay::Surveys,
            HomeWay::Redemptions,
            HomeWay::Badges,
            HomeWay::History,
            HomeWay::Talks,
            HomeWay::Approvals,
            HomeWay::Deliveries,
            HomeWay::Items,
            HomeWay::Help,
            HomeWay::Home,
            HomeWay::Refresh,
            HomeWay::Undo,
        ] {
            let button = super::super::home::way(&w, to);
            assert_eq!(HomeWay::named(&button.value), Ok(to));
            said.text(to.as_str(), &button.label);
        }
    });
}
