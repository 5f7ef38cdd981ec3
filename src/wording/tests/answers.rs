//! Answers to what people ask, and to what was not understood.

use jiff::civil::date;

use super::samples::{MENTION, SLASH, jakarta, names, person, reset, said};
use crate::chat::{Platform, Rich, Span};
use crate::command::{Lexicon, Misread};
use crate::kudos::Balance;
use crate::rewards::Expiring;
use crate::settings::{AllowancePeriod, Settings};
use crate::wording::*;

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
