//! Every text once, in every language: one snapshot per topic and language, to be read.

use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::shown;
use crate::chat::{
    FormOpener, Identity, Input, Locale, Manner, Mention, Place, PlaceKind, Platform, Rich, Span,
};
use crate::command::{Lexicon, Metric, Misread, Period};
use crate::ids::{DraftId, KudosId};
use crate::kudos::{Balance, Note, Refusal};
use crate::people::NoticeKind;
use crate::rewards::Expiring;
use crate::settings::{AllowancePeriod, Group, Key, Settings};
use crate::wording::*;

pub(super) const SLASH: Manner = Manner {
    command: "/kudos",
    give: "/kudos",
    overhears: true,
    form: FormOpener::Command,
    mentions: true,
    invites: true,
};
const MENTION: Manner = Manner {
    command: "kudos",
    give: "@Plaudit",
    overhears: false,
    form: FormOpener::Button,
    mentions: false,
    invites: false,
};

/// Collects what is said about a topic, in each language.
pub(super) fn said(topic: &str, say: impl Fn(&mut Said<'_>)) {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let mut said = Said {
            words: Words::new(locale, &settings),
            texts: Vec::new(),
        };
        say(&mut said);
        insta::assert_snapshot!(
            format!("{topic}_{}", locale.as_str()),
            said.texts.join("\n\n")
        );
    }
}

pub(super) struct Said<'a> {
    pub(super) words: Words<'a>,
    texts: Vec<String>,
}

impl Said<'_> {
    pub(super) fn message(&mut self, name: &str, message: &crate::chat::Message) {
        self.text(name, &shown::message(message));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.texts.push(format!("[{name}]\n{text}"));
    }
}

fn person(name: &str) -> Mention {
    Mention {
        name: name.into(),
        identities: vec![Identity::new(Platform::Slack, "T1", format!("U{name}"))],
    }
}

fn people(names: &[&str]) -> Vec<Mention> {
    names.iter().map(|name| person(name)).collect()
}

fn place(kind: PlaceKind) -> Place {
    Place {
        platform: Platform::Slack,
        team: "T1".into(),
        channel: "C1".into(),
        thread: None,
        kind,
        shared: false,
    }
}

fn jakarta() -> TimeZone {
    TimeZone::get("Asia/Jakarta").unwrap()
}

/// The first of December, midnight in Jakarta.
fn reset() -> Zoned {
    date(2026, 12, 1).to_zoned(jakarta()).unwrap()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn proposals() {
    said("proposals", |said| {
        let w = said.words;
        let mut proposed = Proposal {
            draft: DraftId::nil(),
            recipients: people(&["Ana"]),
            points: 1,
            message: Rich::plain("is down again, can you have a look?"),
        };
        said.message("proposal", &proposal(&w, &proposed));
        said.message("proposal after an edit", &edited_proposal(&w, &proposed));
        proposed.recipients = people(&["Ana", "Budi", "Citra"]);
        proposed.points = 5;
        proposed.message = Rich::default();
        said.message("proposal for several", &proposal(&w, &proposed));
        said.message("proposal in public", &proposal_in_public(&w, MENTION.give));
        said.message("proposal gone", &proposal_gone(&w));
        said.message("edit ignored", &edit_ignored(&w));
    });
}

#[test]
fn kudos() {
    said("kudos", |said| {
        let w = said.words;
        let mut one = Announcement {
            kudos: KudosId::nil(),
            giver: person("Rina"),
            recipients: people(&["Ana"]),
            points: 1,
            values: vec![],
            message: Rich::default(),
            boosters: vec![],
            reversed: false,
        };
        said.message("announcement", &announcement(&w, &one));
        one.recipients = people(&["Ana", "Budi", "Citra"]);
        one.points = 5;
        one.values = names(&["teamwork", "customer"]);
        one.message = Rich::plain("for the launch");
        one.boosters = people(&["Dewi", "Eko"]);
        said.message("announcement of several", &announcement(&w, &one));
        one.reversed = true;
        said.message("announcement undone", &announcement(&w, &one));

        let mut got = Received {
            giver: person("Rina"),
            points: 5,
            values: names(&["teamwork"]),
            message: Rich::plain("for the launch"),
            place: Some(place(PlaceKind::Public)),
            balance: Some(1250),
        };
        said.message("received", &received(&w, &got));
        got.place = Some(place(PlaceKind::Private));
        got.balance = None;
        said.message("received privately", &received(&w, &got));

        let (zone, resets_at) = (jakarta(), reset());
        let (ana, both) = (people(&["Ana"]), people(&["Ana", "Budi"]));
        let notes = [
            Note::BotsLeftOut {
                names: names(&["Bip", "Bop"]),
            },
            Note::YouLeftOut,
            Note::GuestsLeftOut { count: 1 },
            Note::GuestsLeftOut { count: 2 },
            Note::BroadcastLeftOut,
        ];
        let mut given = Confirmed {
            kudos: KudosId::nil(),
            recipients: &ana,
            points: 5,
            cost: 5,
            left: 95,
            resets_at: &resets_at,
            zone: Some(&zone),
            announced: Announced::Here,
            notes: &[],
            undo_minutes: 15,
        };
        said.message("confirmed", &confirmed(&w, &given));
        said.message("boosted", &boosted(&w, &given));
        given.recipients = &both;
        given.cost = 10;
        given.zone = None;
        given.announced = Announced::Nowhere;
        given.notes = &notes;
        given.undo_minutes = 0;
        said.message("confirmed for several", &confirmed(&w, &given));
        said.message("boosted for several", &boosted(&w, &given));
        let kudos = place(PlaceKind::Public);
        given.announced = Announced::In(&kudos);
        given.notes = &[];
        said.message("confirmed from nowhere", &confirmed(&w, &given));
        said.message("already given", &already_given(&w));
        said.message("short", &short(&w, 10, 5, &resets_at, Some(&zone)));
        said.message("short in public", &short_in_public(&w));
        said.message("nothing left", &short(&w, 10, 0, &resets_at, None));
        said.message("confirm group", &confirm_group(&w, DraftId::nil(), 38, 190));
        said.message("confirmed too late", &confirm_too_late(&w));
        said.message("already boosted", &already_boosted(&w));
        said.message("boost own", &boost_own(&w));
        said.message(
            "not posted here",
            &not_posted_here(&w, &place(PlaceKind::Public), SLASH),
        );
        said.message(
            "not posted in a direct message",
            &not_posted_here(&w, &place(PlaceKind::Direct), SLASH),
        );
        said.message(
            "not announced in a shared place",
            &not_announced_here(&w, &place(PlaceKind::Public)),
        );
    });
}

#[test]
fn news() {
    said("notices", |said| {
        let w = said.words;
        let mut thanks = Thanked {
            first: people(&["Ana"]),
            people: 1,
            points: 1,
            values: names(&["teamwork"]),
            message: Rich::plain("for the launch"),
            place: Some(place(PlaceKind::Public)),
        };
        said.message("thanked by one", &thanked(&w, &thanks));
        thanks.first = people(&["Ana", "Budi"]);
        (thanks.people, thanks.points) = (2, 2);
        said.message("thanked by two", &thanked(&w, &thanks));
        thanks.first = people(&["Ana", "Budi", "Citra"]);
        thanks.people = 3;
        thanks.points = 4;
        said.message("thanked by three", &thanked(&w, &thanks));
        thanks.people = 12;
        thanks.points = 12;
        thanks.values.clear();
        thanks.message = Rich::default();
        thanks.place = None;
        said.message("thanked by twelve privately", &thanked(&w, &thanks));
        (thanks.people, thanks.points) = (200, 210);
        said.message("thanked by two hundred privately", &thanked(&w, &thanks));
        said.message("taken back", &thanks_taken_back(&w));
        said.message("shown", &notices(&w, &[], "/kudos"));
        let muted = [NoticeKind::Joins];
        said.message("shown with one muted", &notices(&w, &muted, "/kudos"));
        said.message(
            "something left to give",
            &allowance_unused(&w, 20, &reset(), Some(&jakarta())),
        );
        for kinds in [
            &[NoticeKind::Kudos][..],
            &[NoticeKind::Joins],
            &NoticeKind::ALL,
        ] {
            said.message("muted", &notices_turned(&w, kinds, false, "/kudos"));
            said.message("unmuted", &notices_turned(&w, kinds, true, "kudos"));
        }
    });
}

#[test]
fn refusals() {
    let name = || "Budi".to_owned();
    let all = [
        Refusal::Yourself,
        Refusal::OnlyBots,
        Refusal::EmptyGroup,
        Refusal::NobodyLeft,
        Refusal::Deactivated { name: name() },
        Refusal::Guest { name: name() },
        Refusal::Outsider { name: name() },
        Refusal::Paused,
        Refusal::NotForYou,
        Refusal::NotPositive,
        Refusal::TooManyPoints { max: 50 },
        Refusal::TooManyRecipients { max: 20, named: 38 },
        Refusal::GroupTooLarge {
            max: 5000,
            count: 7000,
        },
        Refusal::ConfirmRecipients {
            count: 38,
            cost: 190,
        },
        Refusal::UnknownValue {
            typed: "teamwrok".into(),
            nearest: Some("teamwork".into()),
        },
        Refusal::UnknownValue {
            typed: "zzz".into(),
            nearest: None,
        },
        Refusal::ValueMissing,
        Refusal::ReasonTooShort { min: 15 },
        Refusal::NotInDirect,
    ];
    said("refusals", |said| {
        for why in &all {
            let w = said.words;
            said.message(&format!("{why:?}"), &refusal(&w, why));
            assert_eq!(refused(&w, why), refusal(&w, why).summary.to_plain());
        }
    });
}

#[test]
fn undoing() {
    said("undo", |said| {
        let w = said.words;
        said.message("undone", &undone(&w, &people(&["Ana"]), 5, None));
        let yours = Some(ReturnedTo::You);
        said.message(
            "undone, yours now",
            &undone(&w, &people(&["Ana"]), 5, yours),
        );
        let name = "Budi".to_owned();
        let theirs = Some(ReturnedTo::Other { name });
        said.message(
            "undone, theirs now",
            &undone(&w, &people(&["Ana"]), 5, theirs),
        );
        said.message(
            "undone for several",
            &undone(&w, &people(&["Ana", "Budi"]), 5, None),
        );
        let gone = |expired, anyway| UndoRefusal::Spent {
            name: "Ana".into(),
            expired,
            anyway,
        };
        for why in [
            UndoRefusal::Already,
            UndoRefusal::NotYours,
            UndoRefusal::TooLate { minutes: 0 },
            UndoRefusal::TooLate { minutes: 15 },
            gone(false, None),
            gone(false, Some(KudosId::nil())),
            gone(true, None),
            gone(true, Some(KudosId::nil())),
            UndoRefusal::Nothing,
        ] {
            said.message(&format!("{why:?}"), &undo_refused(&w, &why));
        }
    });
}

#[test]
fn answers() {
    said("answers", |said| {
        let w = said.words;
        let has = Balance {
            points: 1250,
            allowance_left: 95,
            resets_at: reset(),
        };
        let some = Expiring {
            day: date(2027, 1, 3),
            points: 12,
        };
        let last = Expiring {
            day: date(2027, 1, 8),
            points: 1,
        };
        let next = NextExpiry {
            expiring: some,
            today: date(2026, 11, 27),
        };
        let far = NextExpiry {
            today: date(2026, 2, 1),
            ..next
        };
        let (next, far) = (Some(&next), Some(&far));
        said.message("balance", &balance(&w, &has, None, Some(&jakarta())));
        said.message(
            "balance, expiring",
            &balance(&w, &has, next, Some(&jakarta())),
        );
        said.message(
            "balance, expiring far ahead",
            &balance(&w, &has, far, Some(&jakarta())),
        );
        said.message("balance of a guest", &balance_received(&w, &has, None));
        said.message(
            "balance of a guest, expiring",
            &balance_received(&w, &has, next),
        );
        said.message("expiring", &points_expire(&w, &[some]));
        said.message("expiring, the last one", &points_expire(&w, &[last]));
        said.message("expiring, several", &points_expire(&w, &[some, last]));
        said.message("balance of somebody else", &balance_of(&w, "Ana", &has));
        said.message("balance, private", &balance_private(&w, "Ana"));
        let line = |others: &[&str], message| HistoryLine {
            when: date(2026, 5, 21).to_zoned(jakarta()).unwrap(),
            other: names(others),
            points: 5,
            message,
        };
        let mut view = HistoryView::default();
        said.message("history, empty", &history(&w, &view));
        let thanks = Rich(vec![
            Span::Text("with\n".into()),
            Span::Person(person("Ana")),
        ]);
        view.received = vec![line(&["Rina"], thanks)];
        view.given = vec![line(&["Ana", "Budi"], Rich::default())];
        said.message("history", &history(&w, &view));
        view.expired = vec![last, some];
        said.message("history with what expired", &history(&w, &view));
        view.expired.clear();
        view.who = Some("Ana".into());
        said.message("history of another", &history(&w, &view));
        view = HistoryView {
            who: view.who,
            ..HistoryView::default()
        };
        said.message("history of another, empty", &history(&w, &view));
        said.message("values", &values(&w, "/kudos"));
        said.message("language set", &language_set(&w));
        said.message("language shown", &language_shown(&w, "/kudos"));
        said.message("language unknown", &language_unknown(&w, "de", "/kudos"));
    });
}

#[test]
#[expect(clippy::too_many_lines, reason = "one sample after another")]
fn boards() {
    said("board", |said| {
        let w = said.words;
        let row = |rank, name: &str, points, you| BoardRow {
            rank,
            names: names(&[name]),
            others: 0,
            points,
            you,
        };
        let mut view = BoardView {
            metric: Metric::Received,
            period: BoardPeriod::This(Period::Month),
            value: Some("teamwork".into()),
            hides_channel: false,
            here: true,
            place: None,
            of: vec![],
            alone: false,
            rows: vec![],
            own: None,
            hidden: false,
            command: "/kudos",
        };
        said.message("board, empty", &board(&w, &view, "/kudos"));
        view.period = BoardPeriod::MonthOf(date(2027, 1, 1));
        said.message("another time, empty", &board(&w, &view, "/kudos"));
        view.of = names(&["@dev", "Zoë"]);
        said.message("board of some, empty", &board(&w, &view, "/kudos"));
        view.period = BoardPeriod::This(Period::Month);
        // A name that turns the line around, one that ends it, one that goes on.
        view.rows = vec![
            row(1, "Nur نور", 9, false),
            row(2, "\u{202e}Budi\nSantoso", 8, false),
            row(3, &"Ana ".repeat(40), 7, false),
        ];
        said.message("board of some", &board(&w, &view, "/kudos"));
        view.of = vec![];
        view.rows = vec![
            row(1, "Ana", 1250, false),
            row(2, "Budi", 30, true),
            row(2, "Citra", 30, false),
            row(4, "Dewi", 1, false),
        ];
        view.own = Some(row(12, "Eko", 1, true));
        said.message("board", &board(&w, &view, "/kudos"));
        view.rows = vec![
            row(1, "Ana", 9, false),
            BoardRow {
                rank: 2,
                names: names(&["Budi", "Citra"]),
                others: 24,
                points: 5,
                you: false,
            },
        ];
        said.message("board, a crowd", &board(&w, &view, "/kudos"));
        view.rows.remove(0);
        view.rows[0].others = 0;
        view.hides_channel = true;
        said.message("board of a namesake", &board(&w, &view, "/kudos"));
        (view.hides_channel, view.here, view.value) = (false, false, None);
        view.place = Some(place(PlaceKind::Public));
        said.message("board of a channel", &board(&w, &view, "/kudos"));
        (view.place, view.alone, view.own) = (None, true, None);
        view.of = names(&["Zoë"]);
        view.rows = vec![row(3, "Zoë", 5, false)];
        said.message("place of somebody", &board(&w, &view, "/kudos"));
        view.rows.clear();
        said.message("no place", &board(&w, &view, "/kudos"));
        said.message("board of a private channel", &board_private(&w, "/kudos"));
        (view.alone, view.of) = (false, vec![]);
        view.rows = vec![row(1, "Ana", 1250, false)];
        view.own = Some(row(12, "Eko", 1, true));
        view.value = Some("teamwork".into());
        view.hidden = true;
        said.message("board without the reader", &board(&w, &view, "/kudos"));
        view.hidden = false;
        said.message("on boards", &boards_chosen(&w, true, "/kudos"));
        said.message("off boards", &boards_chosen(&w, false, "/kudos"));
        view.metric = Metric::Given;
        (view.value, view.here) = (None, false);
        view.rows.truncate(1);
        for period in [
            Period::Today,
            Period::Week,
            Period::Quarter,
            Period::Year,
            Period::All,
        ] {
            view.period = BoardPeriod::This(period);
            said.message(&format!("{period:?}"), &board(&w, &view, "/kudos"));
        }
        for period in [
            BoardPeriod::Yesterday,
            BoardPeriod::QuarterOf(date(2026, 8, 17)),
            BoardPeriod::YearOf(date(2026, 8, 17)),
        ] {
            view.period = period;
            said.message(&format!("{period:?}"), &board(&w, &view, "/kudos"));
        }
        let mut posted = ScheduledBoard {
            period: BoardPeriod::WeekOf(date(2026, 8, 17)),
            received: view.rows.clone(),
            given: view.rows.clone(),
        };
        said.message("scheduled", &scheduled_board(&w, &posted, "/kudos"));
        posted.period = BoardPeriod::MonthOf(date(2026, 8, 1));
        (posted.received, posted.given) = (vec![], vec![]);
        said.message("scheduled, empty", &scheduled_board(&w, &posted, "/kudos"));
    });
}

#[test]
fn boards_without_a_place() {
    said("board_places", |said| {
        let w = said.words;
        let on_slack = place(PlaceKind::Public);
        let on_teams = Place {
            platform: Platform::Teams,
            ..on_slack.clone()
        };
        let mentioned = Manner {
            command: "@Plaudit",
            ..MENTION
        };
        for (place, manner) in [(&on_slack, SLASH), (&on_teams, mentioned)] {
            said.message("refused", &board_refused(&w, place, manner));
        }
        said.message("lost", &board_lost(&w, "slack:T2/C1", "/kudos"));
        said.message("board shared", &board_shared(&w, &on_slack, "/kudos"));
    });
}

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
fn helps() {
    said("help", |said| {
        let w = said.words;
        said.message("help", &help(&w, SLASH, true));
        said.message("help where little is heard", &help(&w, MENTION, true));
        said.message("help for whoever does not give", &help(&w, SLASH, false));
        said.message("welcome", &welcome(&w, SLASH));
        said.message("direct hello", &direct_hello(&w, SLASH, true));
        said.message(
            "direct hello without mentions",
            &direct_hello(&w, MENTION, false),
        );
        said.message("offer of the form", &offer_form(&w, MENTION));
        for period in [AllowancePeriod::Day, AllowancePeriod::Week] {
            let settings = Settings {
                allowance_period: period,
                undo_minutes: 1,
                ..Settings::default()
            };
            let last = help(&Words::new(w.locale, &settings), SLASH, true);
            let notes = last.parts.iter().rev().nth(1).cloned();
            said.message(
                period.as_str(),
                &crate::chat::Message {
                    parts: notes.into_iter().collect(),
                    ..last
                },
            );
        }
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

/// Titles and buttons of forms are cut to what Slack shows.
fn fits(form: &crate::chat::Form) {
    let submit = form.submit.iter();
    for line in submit.chain([&form.title, &form.cancel]) {
        assert!(line.chars().count() <= 24, "{line}");
    }
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

#[test]
fn system() {
    said("system", |said| {
        let w = said.words;
        said.message("moment", &moment(&w));
        said.message("not recorded", &not_recorded(&w));
        said.message("already done", &already_done(&w));
        said.message("still at it", &still_at_it(&w));
        said.message("unsure", &unsure(&w, Some("slack/key")));
        said.message("unsure for good", &unsure(&w, None));
        said.message("recorded after all", &recorded_after_all(&w));
        said.message("not recorded after all", &not_recorded_after_all(&w));
        said.message("lookup failed", &lookup_failed(&w));
        said.message(
            "unknown person",
            &unknown_person(&w, ["ana", "budi"].map(Rich::from)),
        );
        said.message("unknown group", &unknown_group(&w, [Rich::from("@ops")]));
        said.message("unknown picked", &unknown_picked(&w));
        said.message("not in public", &not_in_public(&w));
        said.message("not connected", &not_connected(&w, "/kudos"));
    });
}

#[test]
fn connecting() {
    said("connecting", |said| {
        let w = said.words;
        let day = jiff::SignedDuration::from_hours(24);
        said.message("invitation", &invitation(&w, "kfbdmtqv", day));
        said.message("joined", &joined(&w, "Acme"));
        said.message("joined before", &joined_before(&w, "Acme"));
        said.message("stays", &stays(&w));
        said.message("code invalid", &code_invalid(&w, day));
    });
}

#[test]
fn misreadings() {
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    let read = |typed: &str| -> Box<Misread> {
        crate::command::parse(typed, &lexicon).expect_err("cannot be followed")
    };
    let known = |id: &str| (id == "U1").then(|| person("Ana"));
    said("misread", |said| {
        let w = said.words;
        for typed in [
            "+5 thank you",
            "@ana +5 #teamwork thank you",
            "<!here> +5 thank you",
            "<@U1> +5 +3 #teamwork thank you &amp; so on",
            "<@U1> +5.5 thank you",
            "<@U1> <!subteam^S1|@ops> +99999999999999999999 thank you",
            "leaderbord",
            "flurb",
            "leaderboard yesterweek",
        ] {
            let wrong = read(typed);
            let shown = |typed: &str| marked::rich(typed, Platform::Slack, |id, _| known(id));
            said.message(typed, &misread(&w, &wrong, SLASH, shown));
            let above = misread_intro(&w, &wrong).to_plain();
            said.text(&format!("{typed} (above the form)"), &above);
        }
        for typed in ["+5 thank you", "@ana +5 thank you", "flurb"] {
            let shown = |typed: &str| Rich::plain(typed);
            let name = format!("{typed} (where nobody can be mentioned)");
            said.message(&name, &misread(&w, &read(typed), MENTION, shown));
        }
    });
}
