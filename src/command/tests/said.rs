//! What is said to the bot, and whom a sub-command names.

use super::*;

#[test]
fn a_sub_command_wins_over_whom_it_names() {
    let board = |of: &[Recipient]| {
        Command::Leaderboard(Leaderboard {
            of: of.to_vec(),
            ..Leaderboard::default()
        })
    };
    let group = Recipient::Group("S1".to_owned());
    all_parse_as(&[
        (
            board(&[person("U1")]),
            &[
                "leaderboard <@U1>",
                "top <@U1|ana>!",
                "peringkat untuk <@U1>",
            ],
        ),
        (
            board(&[group, person("U1")]),
            &[
                "top <!subteam^S1|@dev>, <@U1>",
                "carta of <!subteam^S1> and <@U1>",
            ],
        ),
        (
            Command::Help,
            &["help <@U1>", "bantuan <@U1> please", "help @budi +5"],
        ),
        (Command::Values, &["values <@U1>", "nilai <!subteam^S1>"]),
        (Command::Shop, &["shop <@U1>", "katalog <@U1>"]),
        (Command::Audit, &["audit <@U1>"]),
    ]);
    for text in [
        "top job <@U1>!",
        "top <@U1> +3",
        "balance <@U1> +5",
        "balance <!subteam^S1>",
        "history made by <@U1> today +5",
        "values <@U1> :clap:",
        "notices off <@U1> ++",
    ] {
        let misread = misread(text);
        assert!(
            matches!(misread.problem, Problem::BadArgument { .. }),
            "{text}: {misread:?}"
        );
    }
    // No sub-command begins a sentence like these.
    assert_eq!(gives("me and <@U1> +2"), "U1 2 | me and");
    assert_eq!(gives("points to <@U1> +5"), "U1 5 | points to");
}

/// What somebody who speaks to the bot gives, or is asked whether they do.
fn said(text: &str) -> String {
    match parse_said(text, &CLAP) {
        Ok(Command::Give(give)) => format!("gives {}", show(&give)),
        Ok(Command::Propose(give, doubt)) => format!("asks {doubt:?} {}", show(&give)),
        other => panic!("{text:?}: {other:?}"),
    }
}

#[test]
fn to_be_named_is_not_to_be_given_to() {
    let gives = [
        "<@A> +5",
        "<@A> ++",
        "<@A> :clap:",
        "<@A> #teamwork",
        "<@A> x3",
        "<@A> 5",
        "<@A> 5 great work",
        "halo <@A> 5",
        "5 points to <@A>",
        "who did it? <@A> +1",
        "give <@A> a hand",
        "thanks <@A>",
        "thank you <@A> for stepping in",
        "kudos to <@A>",
        "please thank <@A> for the demo",
        "beri <@A>",
        "terima kasih <@A>, kamu hebat",
        "makasih <@A>",
        "tahniah <@A>",
        "<@A> for the demo",
        "<@A> and <@B> untuk rilis",
        "<@A> karena sabar",
        "<@A> kerana sabar",
        "<@A> sebab sabar",
        "thanks <@A> for not giving up",
        "<@A> +5 never gives up",
        "<@A> +2, who knew?",
        "<@A> x2 saved the day, who knew?",
        "no more outages, thanks <@A>",
        "terima kasih tak terhingga <@A>",
        "who did it? <@A>, <@B> +1",
        "+5 from all of us to <@A>",
        "can you give <@A> +5",
        "hey <@A> and <@B> ++",
        "hey <@A> ++",
    ];
    for text in gives {
        assert!(said(text).starts_with("gives "), "{text}");
    }
    let asks = [
        "<@A>",
        "please ignore <@A>",
        "<@A> great work",
        "well done <@A>",
        "please ask <@A> to look, thanks",
        "<@A> 5 menit lagi ya",
        "`+5` <@A>",
        "<@A>\n&gt; thanks",
        "<https://a.test|thanks> <@A>",
        "hey <@A>, <@B> ++",
        "halo <@A>, <@B> +2 untuk rilis",
    ];
    for text in asks {
        assert!(said(text).starts_with("asks Unsaid "), "{text}");
        // After the command they give.
        assert!(matches!(parse(text, &CLAP), Ok(Command::Give(_))), "{text}");
    }
}

#[test]
fn who_asks_or_denies_is_asked_whether_they_mean_to_give() {
    for text in [
        "is down again, <@A> can you have a look?",
        "who is <@A>?",
        "siapa <@A>?",
        "kudos <@A>?",
        "who gave <@A> +5?",
        "who gave <@A> +5",
        "did <@A> give +5 to <@B>?",
        "did anybody thank <@A>?",
        "is it true that <@A>, <@B> got +5?",
        "<@A>, +5?",
        "what does <@A> think of #teamwork?",
        "is <@A> 5 minutes late?",
        "is <@A> 5 minutes late",
        "adakah <@A> dapat +5",
        "<@A> does not deserve +5",
        "<@A> doesn\u{2019}t deserve :clap:",
        "<@A> thanks but no",
        "don't give <@A> anything",
        "jangan beri <@A> +5",
        "jangan beri <@A> apa-apa",
        "belum layak <@A> #teamwork",
        "take back +5 from <@A>",
        "please take away +5 from <@A>",
        "tarik balik +5 daripada <@A>",
        "+5 from <@A>",
        "look <@A> what a day, <@B> helped <@C> +5",
    ] {
        assert!(
            said(text).starts_with("asks Denied "),
            "{text}: {}",
            said(text)
        );
        let typed = parse(text, &CLAP);
        assert!(
            matches!(typed, Ok(Command::Propose(_, Doubt::Denied))),
            "{text}"
        );
    }
    assert_eq!(
        said("is down again, <@A> can you have a look?"),
        "asks Denied A 1 | is down again, can you have a look?"
    );
}

#[test]
fn points_are_called_as_they_are_here() {
    let lexicon = |name| Lexicon {
        currency_emoji: "taco",
        currency_name: name,
    };
    for (name, text, expected) in [
        ("tacos", "3 tacos to <@A>", "A 3 | "),
        ("tacos", "<@A> 3 tacos thanks", "A 3 | thanks"),
        ("tacos", "<@A> 1 Taco thanks", "A 1 | thanks"),
        ("tacos", "<@A> 3tacos thanks", "A 3 | thanks"),
        ("tacos", "<@A> +3tacos", "A 3 | "),
        ("tacos", "<@A> 3 points thanks", "A 3 | thanks"),
        ("tacos", "<@A> brought tacos", "A 1 | brought tacos"),
        ("gold stars", "give 3 gold stars for <@A>", "A 3 | "),
        (
            "bintang emas",
            "beri <@A> 3 Bintang Emas karena sabar",
            "A 3 | sabar",
        ),
    ] {
        let Ok(Command::Give(give)) = parse(text, &lexicon(name)) else {
            panic!("{text}");
        };
        assert_eq!(show(&give), expected, "{text}");
    }
    let said = parse_said("3 tacos <@A>", &lexicon("tacos"));
    assert!(matches!(said, Ok(Command::Give(give)) if give.amount == 3));
}

#[test]
fn what_is_said_may_begin_with_the_name_of_the_command() {
    let said = |text: &str| parse_said(text, &CLAP);
    for (text, same) in [
        ("kudos balance", "balance"),
        ("/kudos  help", "help"),
        ("Kudos history <@A>", "history <@A>"),
        ("kudos undo <@A>", "undo <@A>"),
        ("kudos <@A> +5 for the fix", "<@A> +5 for the fix"),
        ("kudos blance", "blance"),
        ("kudos +5 for all", "+5 for all"),
        ("kudos", "kudos"),
        ("balance", "balance"),
    ] {
        assert_eq!(said(text), parse(same, &CLAP), "{text}");
    }
    let sentence = "kudos to <@A> for the fix";
    assert_eq!(said(sentence), parse(sentence, &CLAP));
}

#[test]
fn the_bots_own_mention_goes() {
    let table = [
        ("<@BOT> top", "top"),
        ("<@BOT|plaudit>: top", "top"),
        ("  <@BOT>, <@A> +5", "<@A> +5"),
        ("halo <@BOT> tolong beri <@A>", "halo tolong beri <@A>"),
        ("<@A> +5 <@BOT>", "<@A> +5"),
        ("<@A>  +5", "<@A>  +5"),
        ("`<@BOT>` <@BOTTOM>", "`<@BOT>` <@BOTTOM>"),
        ("thanks <@BOT>, <@A>", "thanks , <@A>"),
        ("<@BOT>", ""),
    ];
    for (text, expected) in table {
        assert_eq!(without_mention(text, "BOT"), expected, "{text}");
    }
}
