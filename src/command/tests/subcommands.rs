//! Sub-commands, in three languages.

use super::*;
use crate::calendar::Period;

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
        (Command::Interests, &["interests", "minat", "minatku"]),
        (
            Command::Shop,
            &["shop", "catalog", "katalog", "kedai", "redeem"],
        ),
        (
            Command::Redemptions,
            &[
                "redemptions",
                "my redemptions",
                "penukaran",
                "penebusan saya",
                "tebusan",
            ],
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
fn home_in_three_languages() {
    all_parse_as(&[(
        Command::Home,
        &["home", "beranda", "laman", "show my home", "Beranda dong"],
    )]);
}

#[test]
fn badges_in_three_languages() {
    all_parse_as(&[
        (
            Command::Badges { member: None },
            &[
                "badges",
                "badge",
                "lencana",
                "lencana saya",
                "show my badges",
            ],
        ),
        (
            Command::Badges {
                member: Some("U1".to_owned()),
            },
            &["badges <@U1>", "lencana <@U1|ana>?"],
        ),
    ]);
}

#[test]
fn items_in_three_languages() {
    all_parse_as(&[
        (
            Command::Items { item: None },
            &["items", "item", "barang", "Barang!"],
        ),
        (
            Command::Items {
                item: Some("coffee voucher".to_owned()),
            },
            &["items coffee voucher", "barang coffee voucher"],
        ),
    ]);
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

#[test]
fn leaderboards() {
    use Metric::{Given, Received};
    use Period::{All, Day, Month, Quarter, Week};
    let table = [
        ("top", Received, None, Month, false),
        ("leaderboard given week", Given, None, Week, false),
        ("top today here", Received, None, Day, true),
        ("carta diberi hari ini", Given, None, Day, false),
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
    use Period::{Day, Month, Quarter, Week, Year};
    use When::{Last, MonthOf};
    #[rustfmt::skip]
    let table: &[(When, &[&str])] = &[
        (Last(Day), &["top yesterday", "peringkat kemarin", "carta semalam", "carta kelmarin"]),
        (When::This(Period::All), &["top all time", "carta sepanjang masa", "peringkat sepanjang waktu"]),
        (Last(Week), &["top last week", "peringkat minggu lalu", "peringkat minggu kemarin", "carta minggu lepas", "top previous week"]),
        (Last(Month), &["top last month", "peringkat bulan lalu", "carta bulan lepas", "top month last"]),
        (Last(Quarter), &["top last quarter", "peringkat kuartal lalu", "carta suku tahun lalu"]),
        (Last(Year), &["top last year", "peringkat tahun lalu", "carta tahun lepas"]),
        (When::Month(3), &["top march", "top in March", "peringkat maret", "peringkat bulan maret", "carta Mac"]),
        (When::Month(8), &["top aug", "peringkat Agustus", "carta ogos"]),
        (MonthOf(2026, 3), &["top 2026-03", "top march 2026", "peringkat maret 2026", "carta mac 2026", "top ٢٠٢٦-٠٣"]),
        (When::WeekOf(None, 11, 23), &["top week of 23 nov", "top week 23 november", "peringkat pekan mulai 23 Nov", "peringkat minggu 23 november", "carta minggu bermula 23 Nov"]),
        (When::WeekOf(Some(2025), 3, 3), &["top week of 3 march 2025", "carta minggu bermula 3 Mac 2025"]),
        (When::Quarter(Some(2026), 3), &["top quarter 3 of 2026", "top q3 2026", "peringkat kuartal 3 2026", "carta suku tahun ke-3 2026", "carta suku tahun 3 2026"]),
        (When::Quarter(None, 1), &["top quarter 1", "peringkat kuartal ke-1", "top Q1"]),
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
        "top quarter 5",
        "top last quarter 2",
        "top week of 31 feb",
        "top week of 29 feb 2025",
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
        ("top lastyear", "lastyear", "top"),
        ("peringkat entah", "entah", "peringkat"),
        ("peringkat tahum", "tahum", "peringkat tahun"),
        ("top recieved week", "recieved", "top received week"),
        ("top week month", "month", "top week"),
        ("riwayat semuanya", "semuanya", "riwayat"),
        ("notis entah", "entah", "notis"),
        ("undo everything", "everything", "undo"),
        ("history <@A> <@B>", "<@B>", "history <@A>"),
        ("lang id ms", "ms", "lang id"),
        ("notices on off", "off", "notices"),
        ("notices off taxes", "taxes", "notices"),
    ];
    for (text, word, corrected) in table {
        // In the language in which it was typed.
        let command = text.split(' ').next().unwrap().to_owned();
        let word = word.to_owned();
        wrong(
            text,
            &Problem::BadArgument { command, word },
            Some(corrected),
        );
    }
}

#[test]
fn numbers_beside_a_time_are_not_swallowed() {
    for (text, word) in [
        ("top last 7 days", "7"),
        ("top 7 days", "7"),
        ("top last 3 months", "3"),
        ("peringkat 7 hari", "7"),
        ("top 27 nov", "27"),
        ("top nov 27", "27"),
        ("top 1900", "1900"),
        ("top 0", "0"),
        ("top 101", "101"),
        ("top 99999999999999999999", "99999999999999999999"),
    ] {
        let command = text.split(' ').next().unwrap().to_owned();
        let word = word.to_owned();
        wrong(text, &Problem::BadArgument { command, word }, None);
    }
    for text in ["top 10", "top 99", "top 100", "top 10 this month"] {
        let board = Leaderboard::default();
        assert_eq!(
            parse(text, &CLAP),
            Ok(Command::Leaderboard(board)),
            "{text}"
        );
    }
}

#[test]
fn whether_one_is_on_boards() {
    all_parse_as(&[
        (
            Command::Boards { shown: false },
            &[
                "board off",
                "board off please",
                "peringkat mati dong",
                "carta tutup",
            ],
        ),
        (
            Command::Boards { shown: true },
            &["board please on", "peringkat nyala"],
        ),
    ]);
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
fn whoever_stands_in_is_named_with_the_last_day() {
    let named = |year, month, day| {
        Command::StandIn(StandIn::Name {
            member: "U2".to_owned(),
            until: Some(UntilDay { year, month, day }),
        })
    };
    all_parse_as(&[
        (
            Command::StandIn(StandIn::Show),
            &["standin", "pengganti", "my stand-in"],
        ),
        (
            Command::StandIn(StandIn::Off),
            &[
                "standin off",
                "pengganti matikan",
                "wakil tutup",
                "standin remove",
            ],
        ),
        (
            named(None, Some(12), 5),
            &[
                "standin <@U2> until 5 dec",
                "standin until december 5th <@U2>",
                "pengganti <@U2> sampai 5 Des",
                "wakil <@U2> hingga 5 disember",
            ],
        ),
        (
            named(Some(2026), Some(12), 5),
            &["standin <@U2> until 2026-12-05", "standin <@U2> 5 dec 2026"],
        ),
        (named(None, None, 5), &["standin <@U2> until the 5th"]),
        (
            Command::StandIn(StandIn::Away {
                until: UntilDay {
                    year: None,
                    month: Some(12),
                    day: 5,
                },
            }),
            &[
                "standin until 5 dec",
                "pengganti sampai 5 des",
                "pengganti hingga 5 dis",
            ],
        ),
        (
            Command::StandIn(StandIn::Name {
                member: "U2".to_owned(),
                until: None,
            }),
            &["standin <@U2>"],
        ),
    ]);
}

#[test]
fn one_on_ones_are_called_by_many_names() {
    all_parse_as(&[
        (
            Command::OneOnOnes { member: None },
            &[
                "1on1",
                "1:1",
                "1:1s",
                "my 1:1s",
                "1-1",
                "one-on-one",
                "One-on-One?",
                "empatmata",
                "empat-mata saya",
                "4mata",
            ],
        ),
        (
            Command::OneOnOnes {
                member: Some("U1".to_owned()),
            },
            &["1on1 <@U1>", "1:1 <@U1|ana>", "empatmata <@U1>."],
        ),
    ]);
}

#[test]
fn coffee_is_asked_for_and_given_to_nobody() {
    all_parse_as(&[(Command::Coffee, &["coffee", "kopi", "Ngopi", "coffee me"])]);
}
