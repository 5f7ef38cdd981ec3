//! The grammar, line by line.

use super::*;
use crate::script::folded;

const CLAP: Lexicon<'static> = Lexicon {
    currency_emoji: "clap",
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
        ("<@A> +5 points well made", "A 5 | points well made"),
        ("<@A> 3 bugs fixed", "A 3 | bugs fixed"),
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
        Some("budi@example.com +5 `+6` thanks")
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
        gives("<@A> 10 years\n&gt; <@B> +3"),
        "A 10 | years\n&gt; <@B> +3"
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

#[test]
fn subcommands_in_three_languages() {
    let table: &[(Command, &[&str])] = &[
        (Command::Form, &["", "  \n", "\u{200b}", "kudos", "beri"]),
        (
            Command::Help,
            &[
                "help",
                "bantuan",
                "HELP!",
                "?",
                "hi",
                "tolong",
                "tolong bantuan",
                "help me please",
            ],
        ),
        (
            Command::Balance { member: None },
            &["balance", "me", "saldo", "baki", "Saldo saya?", "cek saldo"],
        ),
        (
            Command::Balance {
                member: Some("U1".to_owned()),
            },
            &["balance <@U1>", "saldo <@U1|ana>?", "baki <@U1>"],
        ),
        (
            Command::Undo { member: None },
            &["undo", "batal", "undo please"],
        ),
        (
            Command::Undo {
                member: Some("U1".into()),
            },
            &["undo <@U1>", "batal <@U1|ana>"],
        ),
        (Command::Values, &["values", "nilai"]),
        (
            Command::Shop,
            &["shop", "catalog", "katalog", "kedai", "redeem"],
        ),
        (
            Command::History { member: None },
            &["history", "riwayat", "sejarah", "history me"],
        ),
        (
            Command::History {
                member: Some("U1".to_owned()),
            },
            &["history <@U1>", "riwayat <@U1|ana>", "sejarah <@U1>."],
        ),
        (
            Command::Redeem {
                item: "Coffee &amp; cake".to_owned(),
            },
            &[
                "redeem Coffee &amp; cake",
                "tukar \u{201c}Coffee &amp; cake\u{201d}",
            ],
        ),
        (Command::Language { tag: None }, &["lang", "bahasa"]),
        (
            Command::Language {
                tag: Some("ms".to_owned()),
            },
            &[
                "lang ms",
                "bahasa MS",
                "bahasa melayu",
                "lang bahasa melayu",
            ],
        ),
        (
            Command::Settings {
                words: vec!["bahasa".to_owned(), "ms".to_owned()],
            },
            &[
                "settings bahasa ms",
                "tetapan bahasa ms",
                "pengaturan bahasa  ms",
            ],
        ),
        (
            Command::Survey {
                words: vec!["launch".to_owned()],
            },
            &["survey launch", "survei launch", "tinjauan launch"],
        ),
    ];
    all_parse_as(table);
}

#[test]
fn notices_in_three_languages() {
    all_parse_as(&[
        (
            Command::Notices(Notices::Show),
            &[
                "notices",
                "my notifications",
                "notifikasi",
                "Pemberitahuan saya",
                "notis",
                "notices joins",
            ],
        ),
        (
            Command::Notices(Notices::Turn {
                on: false,
                kinds: vec![News::Joins],
            }),
            &[
                "notices off joins",
                "notices mute +1",
                "notifikasi matikan reaksi",
                "notifikasi reaksi mati",
                "notis senyapkan reaksi",
            ],
        ),
        (
            Command::Notices(Notices::Turn {
                on: true,
                kinds: vec![News::Kudos, News::Joins],
            }),
            &[
                "notices on kudos and joins",
                "pemberitahuan nyalakan kudos dan reaksi",
                "notis hidupkan kudos reaksi kudos",
            ],
        ),
        (
            Command::Notices(Notices::Turn {
                on: false,
                kinds: vec![],
            }),
            &["notices off", "notifikasi matikan semua", "notis tutup"],
        ),
    ]);
}

fn all_parse_as(table: &[(Command, &[&str])]) {
    for (expected, texts) in table {
        for text in *texts {
            assert_eq!(parse(text, &CLAP).as_ref(), Ok(expected), "{text}");
        }
    }
}

#[test]
fn leaderboards() {
    use Metric::{Given, Received};
    use Period::{All, Month, Quarter, Today, Week, Year};
    let table = [
        ("top", Received, None, Month, false),
        ("leaderboard given week", Given, None, Week, false),
        ("top today here", Received, None, Today, true),
        ("carta diberi hari ini", Given, None, Today, false),
        ("papan minggu ini", Received, None, Week, false),
        (
            "peringkat diterima minggu ini di sini",
            Received,
            None,
            Week,
            true,
        ),
        (
            "peringkat #Inovasi kuartal",
            Received,
            Some("inovasi"),
            Quarter,
            false,
        ),
        ("carta suku tahun ini", Received, None, Quarter, false),
        ("top 10 of all time", Received, None, All, false),
        ("top semua", Received, None, All, false),
        ("show the leaderboard", Received, None, Month, false),
    ];
    for (text, metric, value, period, here) in table {
        let expected = Command::Leaderboard(Leaderboard {
            metric,
            value: value.map(str::to_owned),
            when: When::This(period),
            here,
            ..Leaderboard::default()
        });
        assert_eq!(parse(text, &CLAP), Ok(expected), "{text}");
    }
}

#[test]
fn leaderboards_of_other_times_and_places() {
    use Period::{Month, Quarter, Today, Week, Year};
    use When::{Last, MonthOf};
    #[rustfmt::skip]
    let table: &[(When, &[&str])] = &[
        (Last(Today), &["top yesterday", "peringkat kemarin", "carta semalam"]),
        (Last(Week), &["top last week", "peringkat minggu lalu", "peringkat minggu kemarin", "carta minggu lepas", "top previous week"]),
        (Last(Month), &["top last month", "peringkat bulan lalu", "carta bulan lepas", "top month last"]),
        (Last(Quarter), &["top last quarter", "peringkat kuartal lalu", "carta suku tahun lalu"]),
        (Last(Year), &["top last year", "peringkat tahun lalu", "carta tahun lepas"]),
        (When::Month(3), &["top march", "top in March", "peringkat maret", "peringkat bulan maret", "carta Mac"]),
        (When::Month(8), &["top aug", "peringkat Agustus", "carta ogos"]),
        (MonthOf(2026, 3), &["top 2026-03", "top march 2026", "peringkat maret 2026", "carta mac 2026", "top ٢٠٢٦-٠٣"]),
        (When::Year(2025), &["top 2025", "peringkat tahun 2025", "top 10 of 2025"]),
    ];
    for (when, texts) in table {
        for text in *texts {
            let expected = Command::Leaderboard(Leaderboard {
                when: *when,
                ..Leaderboard::default()
            });
            assert_eq!(parse(text, &CLAP), Ok(expected), "{text}");
        }
    }
    for text in [
        "top last",
        "top last all",
        "top march today",
        "top march april",
        "top week 2025",
        "top last march",
    ] {
        let problem = misread(text).problem;
        assert!(
            matches!(problem, Problem::BadArgument { .. }),
            "{text}: {problem:?}"
        );
    }
    let channel = |id: &str, name: Option<&str>| Channel {
        id: id.to_owned(),
        name: name.map(str::to_owned),
    };
    let expected = Leaderboard {
        channel: Some(channel("C1", Some("random"))),
        when: Last(Week),
        value: Some("teamwork".to_owned()),
        ..Leaderboard::default()
    };
    let said = parse("top #teamwork last week in <#C1|random>", &CLAP);
    assert_eq!(said, Ok(Command::Leaderboard(expected)));
    let said = misread("top <#C1|random> <#C2>").problem;
    assert!(matches!(said, Problem::BadArgument { .. }), "{said:?}");
}

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
        Ok(Command::Propose(give)) => format!("asks {}", show(&give)),
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
    ];
    for text in gives {
        assert!(said(text).starts_with("gives "), "{text}");
    }
    let asks = [
        "<@A>",
        "is down again, <@A> can you have a look?",
        "please ignore <@A>",
        "who is <@A>?",
        "siapa <@A>?",
        "<@A> great work",
        "well done <@A>",
        "is <@A> 5 minutes late?",
        "is <@A> 5 minutes late",
        "don't give <@A> anything",
        "jangan beri <@A> apa-apa",
        "did anybody thank <@A>?",
        "please ask <@A> to look, thanks",
        "`+5` <@A>",
        "<@A>\n&gt; thanks",
        "<https://a.test|thanks> <@A>",
    ];
    for text in asks {
        assert!(said(text).starts_with("asks "), "{text}");
        // After the command they give.
        assert!(matches!(parse(text, &CLAP), Ok(Command::Give(_))), "{text}");
    }
    assert_eq!(
        said("is down again, <@A> can you have a look?"),
        "asks A 1 | is down again, can you have a look?"
    );
}

#[test]
fn digits_of_every_script_count() {
    let table = [
        ("<@A> +\u{665} thanks", "A 5 | thanks"),
        ("<@A> +\u{96b}\u{966} thanks", "A 50 | thanks"),
        ("<@A> \u{e53} thanks", "A 3 | thanks"),
        ("<@A> x\u{9e9} thanks", "A 3 | thanks"),
        ("<@A> +\u{0be7}\u{0be8}", "A 12 | "),
        // In the reason they stay as they are.
        ("<@A> +2 on \u{968}\u{966}", "A 2 | on \u{968}\u{966}"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
    let broken = "+\u{665}\u{66b}\u{665}";
    let problem = Problem::NotWhole {
        typed: broken.to_owned(),
    };
    wrong(&format!("<@A> {broken}"), &problem, Some("<@A> +5"));
}

#[test]
fn a_plus_sign_before_what_is_no_number_asks() {
    for word in [
        "+five",
        "+lima",
        "+\u{4e94}",
        "+\u{bd}",
        "+\u{2460}",
        "+$5",
        "+x",
    ] {
        for text in [
            format!("<@A> {word} thanks"),
            format!("<@A>, thanks a lot {word}"),
        ] {
            let typed = word.to_owned();
            wrong(&text, &Problem::NotWhole { typed }, None);
        }
    }
    assert_eq!(gives("<@A> +5 the Vue +TS"), "A 5 | the Vue +TS");
    assert_eq!(gives("<@A> the Vue +TS move"), "A 1 | the Vue +TS move");
    assert_eq!(gives("<@A> + <@B>"), "A B 1 | ");
}

#[test]
fn values_are_words_of_any_script() {
    for value in [
        "\u{917}\u{94d}\u{930}\u{93e}\u{939}\u{915}",
        "\u{e25}\u{e39}\u{e01}\u{e04}\u{e49}\u{e32}",
        "\u{bb5}\u{bbe}\u{b9f}\u{bbf}",
        "cafe\u{301}",
        "\u{130}novasyon",
    ] {
        for text in [
            format!("<@A> #{value} thanks"),
            format!("#{value}, <@A> thanks"),
        ] {
            let Ok(Command::Give(give)) = parse(&text, &CLAP) else {
                panic!("{text}");
            };
            assert_eq!(give.values, [folded(value)], "{text}");
            assert_eq!(give.reason, "thanks", "{text}");
        }
    }
    assert_eq!(gives("<@A> #cafe\u{301} #CAF\u{c9}"), "A 1 #caf\u{e9} | ");
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
fn the_nearest_subcommand_is_suggested() {
    let table = [
        (
            "leaderbord",
            "leaderbord",
            Some("leaderboard"),
            Some("leaderboard"),
        ),
        (
            "peringkt minggu ini",
            "peringkt",
            Some("peringkat"),
            Some("peringkat minggu ini"),
        ),
        ("slado", "slado", Some("saldo"), Some("saldo")),
        ("tukr kopi", "tukr", Some("tukar"), Some("tukar kopi")),
        ("xyzzy", "xyzzy", None, None),
    ];
    for (text, word, nearest, corrected) in table {
        let word = word.to_owned();
        wrong(text, &Problem::UnknownWord { word, nearest }, corrected);
    }
}

#[test]
fn what_a_subcommand_does_not_know_is_named() {
    let table = [
        ("top lastyear", "leaderboard", "lastyear", "leaderboard"),
        (
            "top recieved week",
            "leaderboard",
            "recieved",
            "leaderboard received week",
        ),
        ("top week month", "leaderboard", "month", "leaderboard week"),
        ("undo everything", "undo", "everything", "undo"),
        ("history <@A> <@B>", "history", "<@B>", "history <@A>"),
        ("lang id ms", "lang", "ms", "lang id"),
        ("notices on off", "notices", "off", "notices"),
        ("notices off taxes", "notices", "taxes", "notices"),
    ];
    for (text, command, word, corrected) in table {
        let word = word.to_owned();
        wrong(
            text,
            &Problem::BadArgument { command, word },
            Some(corrected),
        );
    }
}

#[test]
fn amounts_that_cannot_be_followed() {
    let whole = [
        ("<@A> +5.5 thanks", "+5.5", Some("<@A> +5 thanks")),
        ("<@A> 2.5 thanks", "2.5", Some("<@A> +2 thanks")),
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
        "<@A> +3 for the +1 review #x",
        &Problem::SeveralAmounts {
            amounts: vec![3, 1],
        },
        Some("<@A> +3 #x the `+1` review"),
    );
    wrong(
        "+3 thanks <@A> and +5 <@B>",
        &Problem::SeveralAmounts {
            amounts: vec![3, 5],
        },
        Some("<@A> <@B> +5 `+3` thanks"),
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
fn ambient_messages_give_only_with_plus_signs_behind_a_person() {
    let table = [
        ("<@A>++", "A 1 | "),
        ("<@A> ++ sertifikat", "A 1 | sertifikat"),
        (
            "<@A> ++++ for the demo #Teamwork",
            "A 3 #teamwork | the demo",
        ),
        ("<@A>++thanks", "A 1 | thanks"),
        ("hey <@B>, <@A>++ thanks", "A 1 | hey <@B>, thanks"),
        ("<@A>: ++", "A 1 | "),
        ("<@A>, ++ for it", "A 1 | it"),
        ("<@A> - ++", "A 1 | "),
        ("so, <@A> \u{2014} ++ thanks", "A 1 | so, thanks"),
        ("*<@A>* ++", "A 1 | "),
        ("*<@A>*: +++ mantap", "A 2 | mantap"),
        ("(<@A> ++)", "A 1 | "),
        ("*<@A> ++* thanks", "A 1 | thanks"),
        ("_<@A>_ *++*", "A 1 | "),
        ("<@A> ++thanks", "A 1 | thanks"),
        ("<@A> ++thanks, all good", "A 1 | thanks, all good"),
        ("<@A> ++:tada:", "A 1 | :tada:"),
        ("<@A>++:tada: yay", "A 1 | :tada: yay"),
        ("<@A> ++\u{1f389}", "A 1 | \u{1f389}"),
        ("<@A> \u{ff0b}\u{ff0b}", "A 1 | "),
        ("<@A>\u{a0}++!", "A 1 | "),
        ("<@A> and <@B> ++ thanks", "A B 1 | thanks"),
        ("<@A>, <@B> dan <@C> ++ x", "A B C 1 | x"),
        (
            "<@A>++ for the +5 review in C++",
            "A 1 | the +5 review in C++",
        ),
        (
            "<@U0BUDI00002>++ <@U0AISYAH003> ++ *keren* _sekali_ ~salah~ `kode ++` \u{201c}Gr\u{fc}\u{df}e\u{201d} \
             \u{4f60}\u{597d} :+1::skin-tone-2: <https://example.com/x?a=1&amp;b=2|tautan>",
            "U0BUDI00002 U0AISYAH003 1 | *keren* _sekali_ ~salah~ `kode ++` \u{201c}Gr\u{fc}\u{df}e\u{201d} \
             \u{4f60}\u{597d} :+1::skin-tone-2: <https://example.com/x?a=1&amp;b=2|tautan>",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(
            ambient(text, &CLAP).as_ref().map(show).as_deref(),
            Some(expected),
            "{text}"
        );
    }
    for text in [
        "",
        "<@A> has joined the channel",
        "<@A> +5 thanks",
        "<@A> +",
        "<@A> thanks ++",
        "++ <@A>",
        "<@A>\n++",
        "<@A> ++i is a bug",
        "<@A>++1",
        "`<@A>++`",
        "&gt; <@A>++",
        "<!subteam^S1>++",
        "<!here>++",
        "@ana ++",
        "C++ is for <@A>",
        "<@A>++ <@B>+++",
        "<@A> ++count; in the loop",
        "<@A> +++ b/src/main.rs",
        "<@A> look\n--- a/src\n+++ b/src",
        "+++ b/src\n<@A> what is this",
        "\"<@A> ++\" is how it is done",
        "<@A> said ++",
        "```<@A> ++```",
        "&gt;&gt;&gt; <@A> ++",
        "<https://a.test|<@A> ++",
        "<@A>\n- ++",
        "<@A>. ++",
        "~<@A> ++~",
    ] {
        assert_eq!(ambient(text, &CLAP), None, "{text}");
    }
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
fn the_redeem_command_takes_an_item() {
    let redeem = |item: &str| Command::Redeem {
        item: item.to_owned(),
    };
    assert_eq!(parse_redeem(""), Command::Shop);
    assert_eq!(parse_redeem("katalog"), Command::Shop);
    assert_eq!(parse_redeem("bantuan"), Command::Help);
    assert_eq!(parse_redeem("  Gift card 5 "), redeem("Gift card 5"));
    assert_eq!(parse_redeem("help desk mug"), redeem("help desk mug"));
    assert_eq!(parse_redeem("\"Kopi\""), redeem("Kopi"));
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
