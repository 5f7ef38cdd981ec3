//! Giving, thanking and taking back.

use super::samples::{MENTION, SLASH, jakarta, names, people, person, place, reset, said};
use crate::chat::{PlaceKind, Rich};
use crate::ids::{DraftId, KudosId};
use crate::kudos::{Note, Refusal};
use crate::people::NoticeKind;
use crate::wording::*;

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
