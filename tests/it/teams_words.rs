//! Every sub-command in Teams in three languages, in channels and alone with the bot.

use jiff::Timestamp;
use plaudit_sandbox::teams::{GENERAL, GROUP_CHAT, KUDOS};

use crate::harness::{Plaudit, comes_to, keep_schedule};

/// English, Indonesian, Malay.
const READERS: [&str; 3] = ["liam", "budi", "farid"];

/// What only Slack has, or what Teams calls otherwise.
const FOREIGN: [&str; 6] = [
    "/kudos",
    "/invite",
    "Slack",
    "29:",
    "<@",
    "any channel I'm in",
];

#[tokio::test]
async fn every_sub_command_answers_in_the_readers_language() {
    let plaudit = Plaudit::start_at_noon().await;
    for (commands, says) in [
        (
            ["help", "bantuan", "bantuan"],
            ["Thank someone", "Ucapkan terima kasih", "Hargai seseorang"],
        ),
        (
            ["balance", "saldo", "baki"],
            ["Left to give", "Sisa", "Kuota"],
        ),
        (["top", "peringkat", "carta"], ["Most appreciated", "", ""]),
        (
            [
                "leaderboard given week",
                "peringkat diberi minggu",
                "carta diberi minggu",
            ],
            ["Most generous", "", ""],
        ),
        (["history", "riwayat", "sejarah"], ["Your kudos", "", ""]),
        (["undo", "batal", "batal"], ["no kudos to undo", "", ""]),
        (
            ["values", "nilai", "nilai"],
            ["What kudos are given for", "#teamwork", "#teamwork"],
        ),
        (["shop", "katalog", "katalog"], ["no rewards yet", "", ""]),
        (
            ["lang", "bahasa", "bahasa"],
            ["English", "Indonesia", "Melayu"],
        ),
        (
            ["survey", "survei", "tinjauan"],
            ["No survey waits", "", ""],
        ),
        (
            ["settings", "pengaturan", "tetapan"],
            ["Only admins", "admin", "entadbir"],
        ),
    ] {
        let mut answers = Vec::new();
        for (index, who) in READERS.into_iter().enumerate() {
            let text = format!("@Plaudit {}", commands[index]);
            let told = plaudit.asked(who, KUDOS, &text).await;
            assert_eq!(told.conversation, KUDOS, "{text}");
            let shown = told.shown();
            assert!(shown.contains(says[index]), "{text}: {shown}");
            for foreign in FOREIGN {
                assert!(!shown.contains(foreign), "{text}: {shown}");
            }
            answers.push(shown);
            if who != "budi" {
                continue;
            }
            // Everybody knows the English word; alone with the bot, with the command's name or not.
            let text = format!("@Plaudit {}", commands[0]);
            let group = plaudit.asked(who, GROUP_CHAT, &text).await;
            assert_eq!(group.shown(), answers[index], "{text}");
            let alone = plaudit.asked_alone(who, commands[0]).await.shown();
            let named = format!("kudos {}", commands[index]);
            let again = plaudit.asked_alone(who, &named).await.shown();
            assert_eq!(alone, again, "{named}");
            for foreign in FOREIGN {
                assert!(!alone.contains(foreign), "{text}: {alone}");
            }
        }
        let [en, id, ms] = &answers[..] else { panic!() };
        assert!(
            en != id && en != ms && id != ms,
            "{commands:?}: {answers:?}"
        );
    }
    assert!(plaudit.posts(KUDOS).is_empty(), "answers are private");
    assert!(plaudit.posts(GROUP_CHAT).is_empty(), "answers are private");
    plaudit.finish().await;
}

#[tokio::test]
async fn nonsense_is_answered_with_a_way_on() {
    let plaudit = Plaudit::start_at_noon().await;
    for (who, text, says) in [
        ("liam", "asdf", "name them with"),
        ("liam", "blance", "@Plaudit balance"),
        ("liam", "leaderboard fortnite", "@Plaudit leaderboard"),
        ("liam", "lang klingon", "klingon"),
        ("liam", "thanks bob for the help", "Who is it for?"),
        ("liam", "???", "How kudos work"),
        ("liam", "", "Who would you like to thank?"),
        ("liam", "<>&*_~`", "@"),
        ("budi", "sladoo", "@Plaudit saldo"),
        ("budi", "kasih 5 ke siti", "Untuk siapa?"),
        ("farid", "bakii", "@Plaudit baki"),
        ("farid", "terima kasih semua", "Kepada siapa?"),
    ] {
        let said = format!("@Plaudit {text}");
        let told = plaudit.asked(who, KUDOS, said.trim()).await.shown();
        let told = told.replace('\u{200b}', "");
        assert!(told.contains(says), "{text}: {told}");
    }
    // Those who talk to each other are left alone.
    let before = plaudit.teams().privates("liam").len();
    let liam = plaudit.teams().as_user("liam");
    liam.say(KUDOS, "lunch @budi? 5 of us, c++ meetup after")
        .await;
    plaudit.hush().await;
    assert_eq!(plaudit.teams().privates("liam").len(), before);
    assert!(plaudit.posts(KUDOS).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn boards_and_histories_tell_what_was_given() {
    let plaudit = Plaudit::start_at_noon().await;
    let ask = async |who: &str, place: &str, text: &str| {
        let told = plaudit.asked(who, place, text).await.shown();
        told.replace('\u{200b}', "")
    };
    ask("liam", KUDOS, "@Plaudit @budi +5 for the fix #teamwork").await;
    ask("siti", GENERAL, "@Plaudit @zoe +3 untuk desain #innovation").await;
    ask("budi", GROUP_CHAT, "@Plaudit @zoe +1 rahasia makan siang").await;
    for (text, says, not) in [
        ("leaderboard", ["Budi Santoso", "Zoë"], "Liam"),
        ("leaderboard given", ["Liam", "Siti"], "Zoë"),
        ("leaderboard here", ["this channel", "Budi"], "Zoë"),
        (
            "leaderboard #innovation all",
            ["#innovation", "Zoë"],
            "Budi",
        ),
        ("leaderboard today", ["today", "4 points"], "Liam"),
        ("history", ["the fix", "Budi Santoso"], "desain"),
        ("history @budi", ["Liam O’Connor", "the fix"], "rahasia"),
        ("history @zoe", ["desain", "Siti"], "rahasia"),
    ] {
        let told = ask("liam", KUDOS, &format!("@Plaudit {text}")).await;
        for part in says {
            assert!(told.contains(part), "{text}: {told}");
        }
        assert!(!told.contains(not), "{text}: {told}");
    }
    // Zoë knows who thanked her where nobody else could read it.
    let own = ask("zoe", KUDOS, "@Plaudit history").await;
    assert!(own.contains("rahasia"), "{own}");
    plaudit.finish().await;
}

#[tokio::test]
async fn the_language_one_chooses_wins_everywhere() {
    let plaudit = Plaudit::start_at_noon().await;
    let told = plaudit.asked("liam", KUDOS, "@Plaudit lang ms").await;
    assert!(told.shown().contains("Bahasa Melayu"), "{told:?}");
    // Teams keeps telling that Liam reads English.
    let told = plaudit.asked_alone("liam", "balance").await.shown();
    assert!(told.contains("mata"), "{told}");
    plaudit
        .asked("budi", KUDOS, "@Plaudit @liam +2 makasih")
        .await;
    let told = plaudit.told("liam").shown();
    assert!(told.contains("menghadiahkan"), "{told}");
    let liam = plaudit.teams().as_user("liam");
    liam.compose(KUDOS).await;
    assert_eq!(liam.dialog().unwrap().title, "Beri kudos");
    liam.close();
    let told = plaudit.asked("liam", KUDOS, "@Plaudit bahasa en").await;
    assert!(told.shown().contains("English"), "{told:?}");
    // What everybody reads is in the programme's language.
    assert!(plaudit.posted(KUDOS).shown().contains("gives"));
    plaudit.set("programme.locale", "id").await;
    plaudit.asked("liam", KUDOS, "@Plaudit @budi +1 hi").await;
    assert!(plaudit.posted(KUDOS).shown().contains("memberi"));
    plaudit.finish().await;
}

/// Teams tells somebody's language with what they do, and not before.
#[tokio::test]
async fn whoever_never_wrote_reads_the_language_of_the_programme() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.set("programme.locale", "ms").await;
    // On Slack, which would have told it, he is not.
    for (does, says) in [(None, "menghadiahkan"), (Some("balance"), "gave you")] {
        if let Some(command) = does {
            plaudit.asked_alone("ravi", command).await;
        }
        plaudit.asked("liam", KUDOS, "@Plaudit @ravi +2 hi").await;
        plaudit.hush().await;
        let told = plaudit.told("ravi").shown();
        assert!(told.contains(says), "{told}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn an_admin_sets_what_a_member_may_only_ask_for() {
    let plaudit = Plaudit::start_at_noon().await;
    let ask = async |who: &str, text: &str| plaudit.asked(who, KUDOS, text).await.shown();
    for (who, says) in [
        ("budi", "admin"),
        ("farid", "entadbir"),
        ("liam", "Only admins"),
    ] {
        let told = ask(who, "@Plaudit settings allowance.points 1000").await;
        assert!(told.contains(says), "{who}: {told}");
    }
    let told = ask("siti", "@Plaudit pengaturan").await;
    assert!(told.contains("allowance.points"), "{told}");
    let told = ask("siti", "@Plaudit settings allowance.point").await;
    assert!(told.contains("allowance.points"), "{told}");
    let told = ask("siti", "@Plaudit settings set allowance.points 7").await;
    assert!(told.contains('7'), "{told}");
    let told = ask("liam", "@Plaudit balance").await;
    assert!(told.contains("7 points"), "{told}");
    let told = ask("siti", "@Plaudit settings leaderboard.channel here").await;
    assert!(told.contains("sebuah channel di Microsoft Teams"), "{told}");
    let told = plaudit
        .asked_alone("siti", "settings leaderboard.channel here")
        .await;
    assert!(!told.shown().contains("a:1siti"), "{told:?}");
    plaudit.finish().await;
}

/// Teams does not say who administers it: whoever sets the app up does, where nobody is yet.
#[tokio::test]
async fn the_first_installer_is_the_admin() {
    let plaudit = Plaudit::start_at_noon().await;
    sqlx::query("UPDATE member SET role = 'member'")
        .execute(&plaudit.db.pool)
        .await
        .unwrap();
    plaudit.app().desk.directory.forget();
    let list = "@Plaudit settings";
    let told = plaudit.asked("azlan", KUDOS, list).await.shown();
    assert!(told.contains("entadbir"), "{told}");
    for who in ["azlan", "ravi"] {
        let person = plaudit.teams().as_user(who);
        assert!(person.install().await.is_ok());
        plaudit.hush().await;
    }
    let told = plaudit.asked("azlan", KUDOS, list).await.shown();
    assert!(told.contains("allowance.points"), "{told}");
    let told = plaudit.asked("ravi", KUDOS, list).await.shown();
    assert!(told.contains("Only admins"), "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_board_is_posted_to_a_channel_at_its_hour() {
    let plaudit = Plaudit::start_at_noon().await;
    let text = "@Plaudit settings leaderboard.channel here";
    plaudit.asked("siti", KUDOS, text).await;
    plaudit.set("leaderboard.schedule", "weekly").await;
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    plaudit
        .asked("liam", GENERAL, "@Plaudit @budi +5 for the launch")
        .await;
    comes_to(&plaudit.db.pool, 0, "SELECT count(*) FROM tally_entry").await;
    let look = async |instant: &str| {
        let instant: Timestamp = instant.parse().unwrap();
        let clock = &plaudit.clock;
        clock.advance(instant.duration_since(clock.now()));
        keep_schedule(&plaudit.app().desk).await;
        plaudit.hush().await;
        plaudit.posts(KUDOS)
    };
    assert!(look("2026-11-16T01:59:00Z").await.is_empty());
    let posted = look("2026-11-16T02:00:00Z").await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    assert_eq!(posted[0].root, None, "it starts a conversation of its own");
    let shown = posted[0].shown();
    for part in ["Budi Santoso", "Liam O’Connor", "5 points", "@Plaudit"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(
        !shown.contains("<at>"),
        "nobody is called by a board: {shown}"
    );
    assert_eq!(look("2026-11-16T02:20:00Z").await.len(), 1);
    plaudit.finish().await;
}
