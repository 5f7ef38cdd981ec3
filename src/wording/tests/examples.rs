//! What a text tells people to type can be typed.

use jiff::civil::date;

use super::samples::SLASH;
use crate::calendar::Period;
use crate::chat::{Locale, Message, Part, Rich, Span};
use crate::command::{Command, Lexicon, Recipient, When, parse};
use crate::people::NoticeKind;
use crate::settings::Settings;
use crate::wording::{
    BoardPeriod, ScheduledBoard, Words, direct_hello, help, language_shown, notices,
    notices_turned, scheduled_board, settings_list, values, welcome,
};

/// The lines of a message that tell what to type.
fn lines(message: &Message) -> Vec<Rich> {
    let mut found = Vec::new();
    for part in &message.parts {
        match part {
            Part::Lines(lines) => found.extend(lines.iter().cloned()),
            Part::Text(line) | Part::Note(line) => found.push(line.clone()),
            _ => {}
        }
    }
    found
}

/// The examples to type that a line holds.
fn codes(line: &Rich) -> Vec<&str> {
    line.0
        .iter()
        .filter_map(|span| match span {
            Span::Code(code) => Some(code.as_str()),
            _ => None,
        })
        .collect()
}

/// What it asks for, once people are picked from the list.
fn typed(text: &str) -> Command {
    let text = text.replace("@ana", "<@U1>").replace("@budi", "<@U2>");
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    parse(&text, &lexicon).unwrap_or_else(|misread| panic!("{misread:?}"))
}

#[test]
fn every_example_is_understood() {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let w = Words::new(locale, &settings);
        let messages = [
            help(&w, SLASH, true),
            welcome(&w, SLASH),
            direct_hello(&w, SLASH, true),
            values(&w, "/kudos"),
            language_shown(&w, "/kudos"),
            settings_list(&w, "/kudos"),
            notices(&w, &[], "/kudos"),
            notices_turned(&w, &NoticeKind::ALL, false, "/kudos"),
            notices_turned(&w, &[NoticeKind::Joins], true, "/kudos"),
        ];
        for line in messages.iter().flat_map(lines) {
            let codes = codes(&line);
            let Some(example) = codes.first().and_then(|code| code.strip_prefix("/kudos")) else {
                continue;
            };
            let command = typed(example);
            if let Command::Leaderboard(_) = command {
                for word in &codes[1..] {
                    let more = typed(&format!("{example} {word}"));
                    assert!(matches!(more, Command::Leaderboard(_)), "{word}");
                    assert_ne!(more, command, "{word}");
                }
            }
        }
    }
}

#[test]
fn the_first_example_gives_what_it_says() {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let message = welcome(&Words::new(locale, &settings), SLASH);
        let lines = lines(&message);
        let example = codes(&lines[1])[0].strip_prefix("/kudos").unwrap();
        let Command::Give(give) = typed(example) else {
            panic!("{example} does not give");
        };
        assert_eq!(give.recipients, [Recipient::Person("U1".into())]);
        assert_eq!((give.amount, give.values), (5, vec!["teamwork".to_owned()]));
        // The words that lead to the reason are not part of it.
        let lead = ["for ", "untuk ", "kerana "];
        assert!(
            !lead.iter().any(|word| give.reason.starts_with(word)),
            "{}",
            give.reason
        );
    }
}

/// A time that a board is titled with is understood where a board is asked for.
#[test]
fn the_times_of_boards_can_be_typed() {
    let month = date(2026, 3, 1);
    let mut times = vec![
        (BoardPeriod::Yesterday, When::Last(Period::Day)),
        (BoardPeriod::MonthOf(month), When::MonthOf(2026, 3)),
        (BoardPeriod::YearOf(month), When::Year(2026)),
        (
            BoardPeriod::QuarterOf(date(2026, 8, 17)),
            When::Quarter(Some(2026), 3),
        ),
    ];
    // A week by each of the months, whose names are short there.
    times.extend((1..=12).map(|month| {
        let monday = date(2026, month, 23);
        (BoardPeriod::WeekOf(monday), When::WeekOf(None, month, 23))
    }));
    times.extend(
        [
            Period::Day,
            Period::Week,
            Period::Month,
            Period::Quarter,
            Period::Year,
            Period::All,
        ]
        .map(|period| (BoardPeriod::This(period), When::This(period))),
    );
    let settings = Settings::default();
    for locale in [Locale::En, Locale::Id, Locale::Ms] {
        for (period, when) in &times {
            let board = ScheduledBoard {
                period: *period,
                received: Vec::new(),
                given: Vec::new(),
            };
            let title = scheduled_board(&Words::new(locale, &settings), &board, "/kudos");
            let title = title.summary.to_plain();
            let (_, time) = title.split_once(" \u{b7} ").unwrap();
            let Command::Leaderboard(asked) = typed(&format!("top {time}")) else {
                panic!("{time}");
            };
            assert_eq!(asked.when, *when, "{time}");
        }
    }
}
