//! What holds of every text.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;

const CLAP: Lexicon<'static> = Lexicon {
    currency_emoji: "clap",
    currency_name: "points",
};

/// Scraps that texts are made of, well-formed and not.
fn scrap() -> impl Strategy<Value = String> {
    let known = select(vec![
        "<@U1>",
        "<@U2|ana>",
        "<!subteam^S1|@dev>",
        "<!here>",
        "<#C1|general>",
        "<#C2|>",
        "<https://a.test|x>",
        "<@",
        "<@>",
        "<!",
        "|",
        ">",
        "@budi",
        "ana@mail.test",
        "<mailto:Budi@mail.test|budi@mail.test>",
        "@here",
        "#teamwork",
        "#",
        "#42",
        "+5",
        "-3",
        "+",
        "++",
        "+++",
        "x3",
        "3x",
        "5",
        "5.5",
        "+5k",
        "99999999999999999999",
        "--",
        ":clap:",
        ":clap::skin-tone-3:",
        "\u{1f44f}",
        "\u{1f44f}\u{1f3fd}",
        ":+1:",
        ":",
        "`",
        "```",
        "&gt;",
        "&amp;",
        ",",
        ";",
        ".",
        "!",
        "and",
        "dan",
        "for",
        "untuk",
        "-",
        "\u{2014}",
        "points",
        "top",
        "help",
        "history",
        "redeem",
        "week",
        "undo",
        "notices",
        "off",
        "leaderbord",
        "please",
        "kudos",
        "\u{200b}",
        "\u{a0}",
        "\u{ff0b}\u{ff15}",
        "\u{200d}",
        "\u{1f3fd}",
    ]);
    prop_oneof![
        6 => known.prop_map(str::to_owned),
        3 => "[αβγδε]{1,4}",
        3 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => "\\PC{0,3}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(scrap(), 0..16).prop_map(|scraps| scraps.concat())
}

fn greek(text: &str) -> String {
    text.chars().filter(|c| ('α'..='ε').contains(c)).collect()
}

/// The Greek letters that a gift holds outside its reason.
fn greek_elsewhere(text: &str) -> bool {
    let normalised = Normalised::new(text);
    tokens(&normalised, &Currency::new("clap", "points"))
        .iter()
        .any(|token| match token.kind {
            Kind::Value(_) | Kind::Name(_) => !greek(token.text).is_empty(),
            _ => false,
        })
}

/// The parts of a gift, to be put in any order.
#[derive(Clone, Debug)]
struct Parts {
    recipients: String,
    amount: &'static str,
    values: String,
    reason: String,
}

fn parts() -> impl Strategy<Value = Parts> {
    let recipients = subsequence(
        vec!["<@U1>", "<@U2|ana>", "<!subteam^S1|@dev>", "<@W3>"],
        1..=4,
    );
    let joiner = select(vec![" ", ", ", " and ", " dan ", " &amp; ", ","]);
    let amount = select(vec![
        "",
        "+5",
        "x3",
        "3x",
        "+++",
        ":clap:",
        "\u{1f44f}\u{1f44f}",
        "-2",
        "+0",
        "\u{ff0b}7",
    ]);
    let values = subsequence(vec!["#teamwork", "#inovasi", "#a-b"], 0..=3);
    (
        recipients,
        joiner,
        amount,
        values,
        "[αβγδε]{1,5}( [αβγδε][αβγδε3]{0,4}){0,4}",
    )
        .prop_map(|(recipients, joiner, amount, values, reason)| Parts {
            recipients: recipients.join(joiner),
            amount,
            values: values.join(" "),
            reason,
        })
}

proptest! {
    #[test]
    fn nothing_panics(text in any::<String>(), emoji in "\\PC{0,8}", name in "\\PC{0,8}") {
        let lexicon = Lexicon { currency_emoji: &emoji, currency_name: &name };
        let _ = parse(&text, &lexicon);
        let _ = ambient(&text, &lexicon);
        let _ = parse_redeem(&text);
        let _ = without_mention(&text, "U1");
    }

    #[test]
    fn nothing_typed_is_lost(text in text()) {
        prop_assume!(!greek_elsewhere(&text));
        let kept = match parse(&text, &CLAP) {
            Ok(Command::Give(give)) => give.reason,
            Ok(Command::Redeem { item }) => item,
            Ok(Command::Language { tag }) => tag.unwrap_or_default(),
            Ok(_) => return Ok(()),
            Err(misread) => {
                prop_assert_eq!(&misread.typed, &text);
                misread.understood.reason
            }
        };
        prop_assert_eq!(greek(&kept), greek(&text));
    }

    #[test]
    fn a_message_loses_nothing_either(text in text()) {
        prop_assume!(!greek_elsewhere(&text));
        if let Some(give) = ambient(&text, &CLAP) {
            prop_assert!(give.amount > 0);
            prop_assert!(give.recipients.iter().all(|one| matches!(one, Recipient::Person(_))));
            prop_assert_eq!(greek(&give.reason), greek(&text));
        }
    }

    #[test]
    fn recipients_and_values_are_distinct(text in text()) {
        let give = match parse(&text, &CLAP) {
            Ok(Command::Give(give)) => give,
            Ok(_) => return Ok(()),
            Err(misread) => misread.understood,
        };
        for (at, one) in give.recipients.iter().enumerate() {
            prop_assert!(!give.recipients[..at].contains(one));
        }
        for (at, one) in give.values.iter().enumerate() {
            prop_assert!(!give.values[..at].contains(one));
        }
        prop_assert_eq!(give.reason.trim(), &give.reason);
    }

    #[test]
    fn corrections_work(text in text()) {
        if let Err(misread) = parse(&text, &CLAP)
            && let Some(line) = misread.corrected
        {
            match parse(&line, &CLAP) {
                Ok(Command::Give(give)) => {
                    prop_assert_eq!(give.recipients, misread.understood.recipients);
                    prop_assert_eq!(greek(&give.reason), greek(&misread.understood.reason));
                }
                Ok(_) => {}
                Err(again) => prop_assert!(false, "{again:?}"),
            }
        }
    }

    #[test]
    fn tokens_come_in_any_order(
        parts in parts(),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        space in select(vec![" ", "  ", "\u{a0}", "\n"]),
    ) {
        let pieces = [&parts.recipients, parts.amount, &parts.values, &parts.reason];
        let line = |order: [usize; 4]| {
            let pieces: Vec<&str> = order
                .into_iter()
                .map(|at| pieces[at])
                .filter(|piece| !piece.is_empty())
                .collect();
            pieces.join(space)
        };
        let straight = parse(&line([0, 1, 2, 3]), &CLAP);
        let shuffled = parse(&line(order), &CLAP);
        prop_assert_eq!(&straight, &shuffled);
        let Ok(Command::Give(give)) = straight else {
            return Err(TestCaseError::fail("no gift"));
        };
        prop_assert_eq!(give.reason, parts.reason);
    }

    #[test]
    fn addresses_give_before_the_reason(
        parts in parts(),
        pieces in Just(["ana@mail.test", "<mailto:budi@mail.test|budi@mail.test>", "", ""]).prop_shuffle(),
        space in select(vec![" ", "  ", "\u{a0}", "\n", ", "]),
    ) {
        let pieces = pieces.map(|piece| match piece {
            "" => parts.values.as_str(),
            piece => piece,
        });
        let opening: Vec<&str> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        let line = format!("{} +2 {}", opening.join(space), parts.reason);
        let Ok(Command::Give(give)) = parse(&line, &CLAP) else {
            return Err(TestCaseError::fail("no gift"));
        };
        prop_assert_eq!(give.recipients.len(), 2);
        prop_assert!(give.recipients.iter().all(Recipient::is_address));
        prop_assert_eq!(&give.reason, &parts.reason);
        // Typed again it means the same.
        let again: Vec<_> = give.recipients.iter().map(Recipient::marked).collect();
        let again = parse(&format!("{} +2 {}", again.join(" "), give.reason), &CLAP);
        let again = again.map(|command| match command {
            Command::Give(give) => give.recipients,
            _ => Vec::new(),
        });
        prop_assert_eq!(again, Ok(give.recipients));
    }

    #[test]
    fn addresses_in_a_reason_give_nothing(parts in parts(), behind in text()) {
        let reason = format!("{} bob@mail.test {behind}", parts.reason);
        let give = match parse(&format!("{} +2 {reason}", parts.recipients), &CLAP) {
            Ok(Command::Give(give)) => give,
            Ok(_) => return Ok(()),
            Err(misread) => misread.understood,
        };
        prop_assert!(!give.recipients.iter().any(Recipient::is_address));
    }

    #[test]
    fn people_in_a_reason_are_given_nothing(
        parts in parts(),
        because in select(vec!["for", "untuk", "αβγ", "cc", "- for"]),
        behind in text(),
    ) {
        let line = |reason: &str| format!("{} +2 {because} <@BYSTANDER> {reason}", parts.recipients);
        let give = match parse(&line(&behind), &CLAP) {
            Ok(Command::Give(give)) => give,
            Ok(_) => return Ok(()),
            Err(misread) => misread.understood,
        };
        prop_assert!(!give.recipients.contains(&Recipient::Person("BYSTANDER".to_owned())));
    }

    #[test]
    fn a_reason_typed_behind_recipients_names_nobody(reason in text()) {
        let line = format!("<@U1> +2 {}", behind_recipients(&reason));
        let give = match parse(&line, &CLAP) {
            Ok(Command::Give(give)) => give,
            Ok(_) => return Ok(()),
            Err(misread) => misread.understood,
        };
        prop_assert_eq!(give.recipients, [Recipient::Person("U1".to_owned())]);
    }

    #[test]
    fn the_bots_mention_changes_no_gift(parts in parts(), at in 0_usize..4) {
        let mut pieces = vec![&parts.recipients, parts.amount, &parts.values, &parts.reason];
        let expected = parse(&pieces.join(" "), &CLAP);
        pieces.insert(at, "<@BOT>");
        let text = without_mention(&pieces.join(" "), "BOT");
        prop_assert_eq!(parse(&text, &CLAP), expected);
    }
}
