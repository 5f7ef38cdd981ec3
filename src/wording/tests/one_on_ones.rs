//! What two read who talk with each other.

use jiff::civil::{Date, date};
use secrecy::SecretString;

use super::samples::{fits, jakarta, said};
use super::shown;
use crate::database::Day;
use crate::ids::{MemberId, OneOnOneId, OneOnOneItemId, WorkspaceId};
use crate::one_on_ones::{Agenda, Cadence, Item, ItemKind, OneOnOne, State, Text, Waiting};
use crate::people::Member;
use crate::wording::{
    OneOnOneFault, OneOnOneLine, OneOnOneList, OneOnOneNews, OneOnOneOver, Two, Words,
    one_on_one_agenda, one_on_one_away, one_on_one_away_form, one_on_one_fault, one_on_one_news,
    one_on_one_over, one_on_one_page, one_on_one_reminder, one_on_one_start_form,
    one_on_one_times_form, one_on_one_told, one_on_ones,
};

const READER: MemberId = MemberId::from_u128(1);
const OTHER: MemberId = MemberId::from_u128(2);
const TODAY: Date = Date::constant(2026, 11, 28);

fn pair(state: State, spec: &str) -> OneOnOne {
    OneOnOne {
        workspace: WorkspaceId::nil(),
        id: OneOnOneId::nil(),
        manager: OTHER,
        report: READER,
        state,
        asked_by: OTHER,
        cadence: Cadence {
            recurrence: spec.parse().unwrap(),
            first_day: TODAY,
        },
        skips: None,
        ended_at: None,
    }
}

fn line(state: State, spec: &str, asks_reader: bool) -> OneOnOneLine {
    let next = date(2026, 12, 1);
    OneOnOneLine {
        pair: pair(state, spec),
        name: "Budi".to_owned(),
        asks_reader,
        next: Some((next, next.at(9, 0, 0, 0).to_zoned(jakarta()).unwrap())),
        waiting: Waiting::default(),
    }
}

fn item(kind: ItemKind, member: MemberId, text: &str, told_for: Option<Date>) -> Item {
    Item {
        id: OneOnOneItemId::nil(),
        kind,
        member,
        text: Text::Open(SecretString::from(text)),
        told_for: told_for.map(Day),
    }
}

fn agenda() -> Agenda {
    let (last, this) = (date(2026, 11, 24), date(2026, 12, 1));
    Agenda {
        points: vec![
            item(ItemKind::Point, OTHER, "From last week", Some(last)),
            item(ItemKind::Point, OTHER, "The *roadmap*", Some(this)),
            item(ItemKind::Point, READER, "A day off", None),
        ],
        actions: vec![
            item(ItemKind::Action, READER, "Send the numbers", None),
            Item {
                text: Text::Closed,
                ..item(ItemKind::Action, OTHER, "", None)
            },
        ],
        settled: vec![item(ItemKind::Point, OTHER, "The party", Some(last))],
        note: Text::Open(SecretString::from("Room 3, every Tuesday.")),
        version: 1,
        told_for: Some(Day(this)),
    }
}

fn list(lines: Vec<OneOnOneLine>) -> OneOnOneList {
    OneOnOneList {
        news: None,
        lines,
        over: Vec::new(),
        page: 0,
        pages: 1,
        can_start: false,
        with: None,
        away: None,
        days: 90,
        today: TODAY,
    }
}

#[test]
fn one_on_ones_of_somebody() {
    said("one_on_ones", |said| {
        let w = said.words;
        said.message("none, and nobody", &one_on_ones(&w, &list(Vec::new())));
        let somebody = OneOnOneList {
            can_start: true,
            ..list(Vec::new())
        };
        said.message("none yet", &one_on_ones(&w, &somebody));
        let waiting = Waiting {
            own: 2,
            others: 1,
            actions: 3,
        };
        let several = OneOnOneList {
            news: Some(one_on_one_news(&w, OneOnOneNews::Kept, "Budi")),
            away: Some(date(2026, 12, 4)),
            over: vec![(OneOnOneId::nil(), "Citra".to_owned(), date(2027, 2, 1))],
            pages: 2,
            can_start: true,
            ..list(vec![
                OneOnOneLine {
                    waiting,
                    ..line(State::Going, "weekly tue 09:00", false)
                },
                line(State::Paused, "fortnightly 2026-12-01 09:00", false),
                line(State::Asked, "monthly 1st-tue 09:00", true),
                line(State::Asked, "weekly tue 09:00", false),
            ])
        };
        said.message("several", &one_on_ones(&w, &several));
        for news in [
            OneOnOneNews::Asked,
            OneOnOneNews::Agreed,
            OneOnOneNews::Declined,
            OneOnOneNews::Withdrawn,
            OneOnOneNews::Skipped,
            OneOnOneNews::Changed,
            OneOnOneNews::Paused,
            OneOnOneNews::Resumed,
            OneOnOneNews::Ended,
            OneOnOneNews::Away,
            OneOnOneNews::Back,
            OneOnOneNews::Gone,
        ] {
            said.text("news", &shown::rich(&one_on_one_news(&w, news, "Budi")));
        }
    });
}

#[test]
fn what_the_other_one_did() {
    said("one_on_ones_told", |said| {
        let w = said.words;
        let pair = pair(State::Going, "weekly tue 09:00");
        let at = date(2026, 12, 1)
            .at(9, 0, 0, 0)
            .to_zoned(jakarta())
            .unwrap();
        for news in [
            OneOnOneNews::Asked,
            OneOnOneNews::Agreed,
            OneOnOneNews::Declined,
            OneOnOneNews::Skipped,
            OneOnOneNews::Changed,
            OneOnOneNews::Paused,
            OneOnOneNews::Resumed,
        ] {
            let told = one_on_one_told(&w, (news, &pair), "Budi", (Some(&at), TODAY));
            said.message(&format!("{news:?}"), &told);
        }
        for why in [None, Some(OneOnOneOver::Left), Some(OneOnOneOver::Moved)] {
            let over = one_on_one_over(&w, "Budi", why, (90, "/kudos"));
            said.message(&format!("{why:?}"), &over);
        }
        let days = (date(2026, 12, 1), date(2026, 12, 4));
        for reader in [true, false] {
            said.message("away", &one_on_one_away(&w, "Budi", reader, days));
        }
        let (on, late) = (date(2026, 12, 1), date(2026, 12, 3));
        said.message("late", &one_on_one_reminder(&w, "Budi", on, late));
        let mut reminder = one_on_one_reminder(&w, "Budi", on, on);
        let two = (&pair, READER, "Budi");
        reminder.parts.extend(one_on_one_agenda(&w, two, &agenda()));
        said.message("reminder", &reminder);
        let empty = Agenda {
            points: Vec::new(),
            actions: Vec::new(),
            note: Text::Nothing,
            ..agenda()
        };
        let mut reminder = one_on_one_reminder(&w, "Budi", on, on);
        reminder.parts.extend(one_on_one_agenda(&w, two, &empty));
        said.message("reminder of nothing", &reminder);
    });
}

#[test]
fn the_forms_of_1_on_1s() {
    said("one_on_ones_forms", |said| {
        let w = said.words;
        let two = Two {
            reader: READER,
            other: OTHER,
            name: "Budi",
        };
        let pair = pair(State::Going, "fortnightly 2026-12-01 14:30");
        for (name, state, has_key) in [
            ("open", State::Going, true),
            ("without a key", State::Going, false),
            ("over", State::Ended, true),
        ] {
            let form = one_on_one_page(&w, two, (state, &agenda()), has_key, String::new());
            fits(&form);
            said.text(name, &shown::form(&form));
        }
        let people: &[Member] = &[];
        for (name, form) in [
            ("start", one_on_one_start_form(&w, people, None, TODAY)),
            ("times", one_on_one_times_form(&w, &pair, "Budi", TODAY)),
            ("away", one_on_one_away_form(&w)),
        ] {
            fits(&form);
            said.text(name, &shown::form(&form));
        }
        for fault in [
            OneOnOneFault::Long(300),
            OneOnOneFault::Many,
            OneOnOneFault::Meanwhile,
            OneOnOneFault::Choose,
            OneOnOneFault::Day,
            OneOnOneFault::Hour,
        ] {
            said.text("fault", &one_on_one_fault(&w, fault, "Budi"));
        }
    });
}

#[test]
fn what_somebody_typed_formats_nothing() {
    let settings = crate::settings::Settings::default();
    let w = Words::new(crate::chat::Locale::En, &settings);
    let pair = pair(State::Going, "weekly tue 09:00");
    let parts = one_on_one_agenda(&w, (&pair, READER, "Budi"), &agenda());
    let told = parts.iter().any(|part| match part {
        crate::chat::Part::Lines(lines) => {
            lines.contains(&crate::chat::Rich::plain("The *roadmap*"))
        }
        _ => false,
    });
    assert!(told, "{parts:?}");
}
