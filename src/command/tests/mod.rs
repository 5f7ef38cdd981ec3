//! The grammar, line by line.

mod bystanders;
mod overheard;
mod said;
mod scripts;
mod subcommands;

use super::*;

const CLAP: Lexicon<'static> = Lexicon {
    currency_emoji: "clap",
    currency_name: "points",
};

fn person(id: &str) -> Recipient {
    Recipient::Person(id.to_owned())
}

/// A gift in one line: `A G:S +5 #value | reason`.
fn show(give: &Give) -> String {
    let mut line: Vec<String> = give
        .recipients
        .iter()
        .map(|recipient| match recipient {
            Recipient::Person(id) => id.clone(),
            Recipient::Group(id) => format!("G:{id}"),
            Recipient::Address(address) => address.clone(),
        })
        .collect();
    line.push(give.amount.to_string());
    line.extend(give.values.iter().map(|value| format!("#{value}")));
    format!("{} | {}", line.join(" "), give.reason)
}

fn gives(text: &str) -> String {
    match parse(text, &CLAP) {
        Ok(Command::Give(give)) => show(&give),
        other => panic!("{text:?} is no gift: {other:?}"),
    }
}

fn misread(text: &str) -> Misread {
    match parse(text, &CLAP) {
        Err(misread) => *misread,
        other => panic!("{text:?} is understood: {other:?}"),
    }
}

#[test]
fn gifts_from_life() {
    let table = [
        (
            "<@U0BUDI00002|budi> +3 terima kasih sudah bantu rilis v2.4 tadi malam #kolaborasi",
            "U0BUDI00002 3 #kolaborasi | terima kasih sudah bantu rilis v2.4 tadi malam",
        ),
        (
            "<@U0BUDI00002|budi>, <@U0AISYAH003|nur.aisyah> dan <!subteam^S0TIMDEV001|@tim-dev> +5 \
             \u{201c}kerja bagus\u{201d} \u{2014} it\u{2019}s amazing :clap::skin-tone-4: \
             \u{1f64f}\u{1f3fd} #inovasi #gotong_royong",
            "U0BUDI00002 U0AISYAH003 G:S0TIMDEV001 5 #inovasi #gotong_royong | \
             \u{201c}kerja bagus\u{201d} \u{2014} it\u{2019}s amazing :clap::skin-tone-4: \
             \u{1f64f}\u{1f3fd}",
        ),
        (
            "halo tolong beri <@U0BUDI00002> dan <@U0AISYAH003> +2 untuk \u{2018}on\u{2011}call\u{2019} \
             \u{2014} mantap :pray::skin-tone-4:",
            "U0BUDI00002 U0AISYAH003 2 | \u{2018}on\u{2011}call\u{2019} \u{2014} mantap :pray::skin-tone-4:",
        ),
        (
            "<@U1|budi> +1 Terima kasih banyak \u{2764}\u{fe0f} atas bantuannya!\nBaris baru\r\n\tdua",
            "U1 1 | Terima kasih banyak \u{2764}\u{fe0f} atas bantuannya!\nBaris baru\r\n\tdua",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn amounts() {
    let table = [
        ("<@A>", "A 1 | "),
        ("<@A> thanks", "A 1 | thanks"),
        ("<@A> +5 thanks", "A 5 | thanks"),
        ("<@A>+5 thanks", "A 5 | thanks"),
        ("thanks <@A> a lot +5", "A 5 | thanks a lot"),
        ("<@A> 5 thanks", "A 5 | thanks"),
        ("5 <@A> thanks", "A 5 | thanks"),
        ("<@A>, <@B> 5", "A B 5 | "),
        ("<@A> x3 thanks", "A 3 | thanks"),
        ("thanks <@A> for it 3X", "A 3 | thanks for it"),
        ("<@A> \u{d7}3", "A 3 | "),
        ("<@A>++", "A 1 | "),
        ("<@A> +++ thanks", "A 2 | thanks"),
        ("<@A>+++thanks", "A 2 | thanks"),
        ("++<@A> thanks", "A 1 | thanks"),
        ("<@A> :clap::clap: thanks", "A 2 | thanks"),
        ("<@A> \u{1f44f}\u{1f44f} thanks", "A 2 | thanks"),
        (
            "<@A> \u{1f44f}\u{1f3fd} thanks \u{1f44f}\u{1f3ff}",
            "A 2 | thanks",
        ),
        ("<@A> :clap::skin-tone-2::clap: thanks", "A 2 | thanks"),
        ("<@A> +5 :clap: thanks", "A 5 | thanks"),
        ("<@A> +2 :clap::clap: thanks", "A 2 | thanks"),
        ("<@A> :clap: x3 thanks", "A 3 | thanks"),
        ("<@A> +5 great :clap: work", "A 5 | great :clap: work"),
        ("<@A> +0 thanks", "A 0 | thanks"),
        ("<@A> -3 thanks", "A -3 | thanks"),
        ("<@A> \u{2212}3 thanks", "A -3 | thanks"),
        ("<@A>-- thanks", "A -1 | thanks"),
        ("<@A> -- thanks", "A 1 | thanks"),
        ("<@A> +5 +5 thanks", "A 5 | thanks"),
        ("<@A>++ <@B>++ thanks", "A B 1 | thanks"),
        ("<@A> + 5 thanks", "A 5 | thanks"),
        ("<@A> (+5) thanks", "A 5 | thanks"),
        ("<@A> *+5* thanks", "A 5 | thanks"),
        ("<@A> \u{ff0b}\u{ff15} thanks", "A 5 | thanks"),
        ("<@A>\u{a0}+5\u{200b}\u{a0}thanks", "A 5 | thanks"),
        ("\u{200e}<@A>\u{200f} 5 thanks", "A 5 | thanks"),
        ("5 points to <@A> for the demo", "A 5 | the demo"),
        ("beri <@A> 5 poin untuk demo", "A 5 | demo"),
        ("beri 5 poin ke <@A> untuk demo", "A 5 | demo"),
        ("kasih 5 poin buat <@A> karena sabar", "A 5 | sabar"),
        ("bagi 5 mata untuk <@A>", "A 5 | "),
        ("beri 5 ke <@A>", "A 5 | "),
        ("give 5 points for <@A>", "A 5 | "),
        ("buat <@A> 3 makasih", "A 3 | makasih"),
        ("table 5 for <@A>", "A 1 | table 5 for"),
        ("<@A> 2 poin makasih ya", "A 2 | makasih ya"),
        ("<@A> +5 points well made", "A 5 | well made"),
        ("<@A> 3 bugs fixed", "A 3 | bugs fixed"),
        ("<@A>: 5", "A 5 | "),
        ("<@A>, 5", "A 5 | "),
        ("<@A> - 5", "A 5 | "),
        ("<@A>: 5 thanks", "A 5 | thanks"),
        ("<@A>, 5 points for it", "A 5 | it"),
        ("<@A> \"+5\"", "A 5 | "),
        ("<@A> \u{201c}5\u{201d} thanks", "A 5 | thanks"),
        ("<@A>: 3 bugs fixed", "A 1 | 3 bugs fixed"),
        ("**<@A>** +2", "A 2 | "),
        ("~~<@A>~~ +1", "A 1 | "),
        ("__<@A>__ +2 _so_ good", "A 2 | _so_ good"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn addresses_before_the_reason_are_recipients() {
    let table = [
        ("Budi@Example.com", "budi@example.com 1 | "),
        (
            "budi@example.com +5 #teamwork for the launch",
            "budi@example.com 5 #teamwork | the launch",
        ),
        (
            "<mailto:budi@example.com|budi@example.com> +5 thanks",
            "budi@example.com 5 | thanks",
        ),
        ("+5 budi@example.com thanks", "budi@example.com 5 | thanks"),
        ("budi@example.com+5 thanks", "budi@example.com 5 | thanks"),
        ("budi@example.com++ thanks", "budi@example.com 1 | thanks"),
        ("budi@example.com 5 thanks", "budi@example.com 5 | thanks"),
        (
            "budi@example.com 3 bugs fixed",
            "budi@example.com 3 | bugs fixed",
        ),
        ("budi@example.com x3", "budi@example.com 3 | "),
        ("budi+hr@example.com + 5", "budi+hr@example.com 5 | "),
        ("budi@example.com :clap::clap:", "budi@example.com 2 | "),
        (
            "5 points to budi@example.com for it",
            "budi@example.com 5 | it",
        ),
        (
            "halo tolong beri 5 poin kepada budi@example.com untuk demo",
            "budi@example.com 5 | demo",
        ),
        (
            "<@A>, budi@example.com dan <!subteam^S> +2 thanks",
            "A budi@example.com G:S 2 | thanks",
        ),
        (
            "budi@example.com BUDI@example.com,<mailto:budi@example.com>",
            "budi@example.com 1 | ",
        ),
        (
            "#teamwork budi@example.com",
            "budi@example.com 1 #teamwork | ",
        ),
        (
            "kudos budi@example.com, well done",
            "budi@example.com 1 | well done",
        ),
        ("budi@example.com: thanks", "budi@example.com 1 | thanks"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn addresses_in_the_reason_give_nothing() {
    let reasons = [
        "helping bob@client.com",
        "bob@client.com said so",
        "<mailto:bob@client.com|bob@client.com> said so",
        "\u{201c}bob@client.com\u{201d} said so",
        "`bob@client.com`",
    ];
    for reason in reasons {
        for because in ["for ", "untuk ", "- "] {
            let text = format!("<@A> +5 {because}{reason}");
            assert_eq!(gives(&text), format!("A 5 | {reason}"), "{text}");
        }
    }
    let table = [
        (
            "<@A>: bob@client.com said so",
            "A 1 | bob@client.com said so",
        ),
        (
            "ana@example.com +5 karena bob@client.com senang",
            "ana@example.com 5 | bob@client.com senang",
        ),
        (
            "thanks bob@client.com and <@A>++",
            "A 1 | thanks bob@client.com and",
        ),
        (
            "see <https://bob@client.com> <@A>",
            "A 1 | see <https://bob@client.com>",
        ),
        (
            "<@A> <mailto:bob@client.com|Bob>",
            "A 1 | <mailto:bob@client.com|Bob>",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
    assert_eq!(
        misread("thanks bob@client.com +5").problem,
        Problem::NobodyNamed
    );
    assert_eq!(ambient("bob@client.com ++", &CLAP), None);
    assert_eq!(
        ambient("bob@client.com and <@A>++", &CLAP).map(|give| give.recipients),
        Some(vec![person("A")])
    );
}

#[test]
fn a_correction_keeps_addresses_where_they_are() {
    let several = misread("budi@example.com +5 +6 thanks");
    assert_eq!(
        several.corrected.as_deref(),
        Some("budi@example.com +5 6 thanks")
    );
    let broken = misread("<@A> +5.5 for bob@client.com");
    assert_eq!(
        broken.corrected.as_deref(),
        Some("<@A> +5 - bob@client.com")
    );
}

#[test]
fn numbers_that_are_no_amounts() {
    let table = [
        "fixed 3 bugs",
        "released v2.4",
        "C++ and g++ builds",
        "1+1 is 2",
        "the x86 build is 1.5x faster",
        "at 10:30:00 on 2024-05-01",
        "issue #42 in C#",
        "call 555-1234",
        "5 minutes late",
        "5 menit lagi ya",
        "5 minit lagi",
        "2 jam.",
        "10 % more",
        "5 x faster",
        "see https://a.test/x?a=+5#top",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} :+1::skin-tone-2: :100:",
        "`<@B> +5` and ```\n+9\n```",
        "<https://a.test/?q=+7|+7>",
        "up 5,5 percent",
        "a -> b",
    ];
    for reason in table {
        assert_eq!(gives(&format!("<@A> {reason}")), format!("A 1 | {reason}"));
        assert_eq!(
            gives(&format!("<@A> +4 {reason}")),
            format!("A 4 | {reason}")
        );
    }
    // On another line it begins the reason.
    assert_eq!(gives("<@A>\n3 bugs fixed"), "A 1 | 3 bugs fixed");
    assert_eq!(gives("<@A> 3 bugs fixed +5"), "A 5 | 3 bugs fixed");
    assert_eq!(
        gives("<@A> 10 bugs\n&gt; <@B> +3"),
        "A 10 | bugs\n&gt; <@B> +3"
    );
}

#[test]
fn values() {
    let table = [
        ("<@A> #Teamwork thanks", "A 1 #teamwork | thanks"),
        (
            "#teamwork, #customer <@A> thanks",
            "A 1 #teamwork #customer | thanks",
        ),
        ("<@A> thanks #teamwork #TEAMWORK", "A 1 #teamwork | thanks"),
        ("<@A> great #teamwork.", "A 1 #teamwork | great."),
        ("<@A> #a#b and #c", "A 1 #a #b #c | "),
        (
            "<@A> \u{ff03}\u{5354}\u{529b} ok",
            "A 1 #\u{5354}\u{529b} | ok",
        ),
        ("<@A> #gotong-royong\u{2014} ok", "A 1 #gotong-royong | ok"),
        ("<@A> fixed #42", "A 1 | fixed #42"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn reasons_close_up_where_tokens_were() {
    let table = [
        ("<@A> for the demo", "A 1 | the demo"),
        ("<@A> +5 Untuk demo", "A 5 | demo"),
        ("<@A> +5 kerana x", "A 5 | x"),
        ("<@A> +5 karena x", "A 5 | x"),
        ("<@A> +5 sebab x", "A 5 | x"),
        ("<@A> +5: x", "A 5 | x"),
        ("<@A> +5 - x", "A 5 | x"),
        ("<@A> +5 \u{2014} x", "A 5 | x"),
        ("<@A> +5 for for x", "A 5 | for x"),
        ("<@A> +5 :tada: x", "A 5 | :tada: x"),
        ("<@A> +5 forever x", "A 5 | forever x"),
        ("*<@A>* (<@B>) +5 x", "A B 5 | x"),
        ("<@A>, <@B>, and <@C> +5, for x", "A B C 5 | x"),
        ("<@A> &amp; <@B> +5 x", "A B 5 | x"),
        ("<@A> + <@B> +5 x", "A B 5 | x"),
        ("<@A>,<@B>+5 x", "A B 5 | x"),
        ("<@A> serta <@B> x", "A B 1 | x"),
        ("great work, <@A>!", "A 1 | great work!"),
        ("great work, <@A>", "A 1 | great work"),
        (
            "terima kasih <@A>, kamu hebat",
            "A 1 | terima kasih, kamu hebat",
        ),
        ("thanks <@A>! #x", "A 1 #x | thanks!"),
        (
            "great job <@A> +5 for the demo",
            "A 5 | great job for the demo",
        ),
        ("kudos to <@A> for the demo", "A 1 | the demo"),
        (
            "<@A> <@A|ana> a &lt;b&gt; &amp; c",
            "A 1 | a &lt;b&gt; &amp; c",
        ),
        ("<@A>  two  spaces\n\nstay", "A 1 | two  spaces\n\nstay"),
        ("one\n<@A> +5\ntwo", "A 5 | one\ntwo"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn many_are_not_given_to() {
    let Ok(Command::Give(give)) = parse("<@A>, <!here> and <#C1|general> +5 in <#C2|x>", &CLAP)
    else {
        panic!("no gift");
    };
    let general = Channel {
        id: "C1".to_owned(),
        name: Some("general".to_owned()),
    };
    assert_eq!(give.recipients, [person("A")]);
    assert_eq!(give.reason, "in <#C2|x>");
    assert_eq!(
        give.ignored,
        [
            Ignored::Broadcast("here".to_owned()),
            Ignored::Channel(general.clone())
        ]
    );
    assert_eq!(give.channels.len(), 2);
    for text in [
        "<!here> +5 thanks",
        "@channel +5",
        "<!everyone>",
        "<#C1|general> +5",
    ] {
        assert_eq!(misread(text).problem, Problem::Broadcast, "{text}");
    }
    assert_eq!(misread("<#C1|general> +5").understood.channels, [general]);
}

fn all_parse_as(table: &[(Command, &[&str])]) {
    for (expected, texts) in table {
        for text in *texts {
            assert_eq!(parse(text, &CLAP).as_ref(), Ok(expected), "{text}");
        }
    }
}

/// Asserts what is wrong with a text, and the line shown instead.
fn wrong(text: &str, problem: &Problem, corrected: Option<&str>) {
    let misread = misread(text);
    assert_eq!(&misread.problem, problem, "{text}");
    assert_eq!(misread.corrected.as_deref(), corrected, "{text}");
    assert_eq!(misread.typed, text);
}

#[test]
fn a_gift_to_nobody_is_told_so() {
    for text in [
        "+5 thanks everyone",
        "terima kasih semua",
        "&gt; <@A> +5",
        "`<@A> +5`",
    ] {
        wrong(text, &Problem::NobodyNamed, None);
    }
    let table: &[(&str, &[&str])] = &[
        ("kudo @budi 5", &["budi"]),
        ("beri @budi dan @nur.aisyah 5 poin", &["budi", "nur.aisyah"]),
        ("<@A> and @budi +5", &["budi"]),
        ("history @budi", &["budi"]),
        ("leaderboard @budi", &["budi"]),
        ("balance @budi", &["budi"]),
    ];
    for (text, names) in table {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        wrong(text, &Problem::NameNotPicked { names }, None);
    }
}

#[test]
fn amounts_that_cannot_be_followed() {
    let whole = [
        ("<@A> +5.5 thanks", "+5.5", Some("<@A> +5 thanks")),
        ("<@A> 2.5 thanks", "2.5", Some("<@A> +2 thanks")),
        ("<@A> +1,000 thanks", "+1,000", Some("<@A> +1000 thanks")),
        ("<@A> +1.000 thanks", "+1.000", Some("<@A> +1000 thanks")),
        ("<@A> +5k thanks", "+5k", None),
    ];
    for (text, typed, corrected) in whole {
        let typed = typed.to_owned();
        wrong(text, &Problem::NotWhole { typed }, corrected);
    }
    let typed = "+99999999999999999999".to_owned();
    wrong(
        &format!("<@A> {typed} thanks"),
        &Problem::AmountTooLarge { typed },
        None,
    );
    wrong(
        "<@A> ++ 5",
        &Problem::SeveralAmounts {
            amounts: vec![1, 5],
        },
        Some("<@A> +1 5"),
    );
    wrong(
        "<@A> +3 for the +1 review #x",
        &Problem::SeveralAmounts {
            amounts: vec![3, 1],
        },
        Some("<@A> +3 #x the 1 review"),
    );
    wrong(
        "+3 thanks <@A> and +5 <@B>",
        &Problem::SeveralAmounts {
            amounts: vec![3, 5],
        },
        Some("<@A> <@B> +5 3 thanks"),
    );
}

#[test]
fn a_misread_gift_keeps_what_was_understood() {
    assert_eq!(
        show(&misread("kudo @budi 5 untuk demo #x").understood),
        "5 #x | kudo untuk demo"
    );
    assert_eq!(show(&misread("+5 thanks #x").understood), "5 #x | thanks");
    assert_eq!(show(&misread("<!here> +5 x").understood), "5 | <!here> x");
    assert_eq!(
        show(&misread("<@A> +3 the +1 x").understood),
        "A 3 | the +1 x"
    );
}

#[test]
fn long_nonsense_is_read_in_no_time() {
    // Each would take minutes if a token looked past all others of its kind.
    for text in [
        format!("<@A> {}", ", ".repeat(20_000)),
        format!("<@A>{}", " and".repeat(10_000)),
        "`".repeat(40_000),
        ":a".repeat(20_000),
        "<a".repeat(20_000),
        "<@A> + 5 ".repeat(4_000),
    ] {
        let _ = parse(&text, &CLAP);
        let _ = ambient(&format!("{text}++"), &CLAP);
    }
}
