//! Every sub-command in three languages, and nonsense in each: somebody new is always helped.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::{Message, Seen, View};

use crate::harness::Plaudit;

const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0NURAI0003";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";

/// English, Indonesian, Malay.
const READERS: [&str; 3] = [ANA, BUDI, AISYAH];

/// What appeared before `user`: the answer, or the form.
fn shown(plaudit: &Plaudit, user: &str, seen: &Seen) -> String {
    let modals = plaudit.sandbox.modals(user);
    let form = modals.last().filter(|_| seen.text.is_empty());
    form.map_or_else(|| seen.text.clone(), View::shown)
}

#[tokio::test]
async fn every_sub_command_answers_in_the_readers_language() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    for (commands, says) in [
        (
            ["help", "bantuan", "bantuan"],
            ["Thank someone", "kudos", "Hargai seseorang"],
        ),
        (["balance", "saldo", "baki"], ["left", "sisa", "Kuota"]),
        (
            ["badges", "lencana", "lencana"],
            ["Your badges", "Lencanamu", "Lencana anda"],
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
            ["#teamwork", "#teamwork", "#teamwork"],
        ),
        (
            ["shop", "katalog", "katalog"],
            ["no rewards yet", "Belum", "Belum"],
        ),
        (
            ["redeem mug", "tukar mug", "tukar mug"],
            ["no reward called", "Tidak ada hadiah", "Tiada ganjaran"],
        ),
        (
            ["lang", "bahasa", "bahasa"],
            ["English", "Indonesia", "Melayu"],
        ),
        (
            ["notices", "notifikasi", "notis"],
            ["What I tell you", "kabarkan", "maklumkan"],
        ),
        (
            ["survey", "survei", "tinjauan"],
            ["No survey waits", "Tidak ada survei", "Tiada tinjauan"],
        ),
        (
            ["settings", "pengaturan", "tetapan"],
            ["Only admins", "admin", "entadbir"],
        ),
    ] {
        let mut answers = Vec::new();
        for (index, user) in READERS.into_iter().enumerate() {
            let person = plaudit.sandbox.as_user(user);
            let text = commands[index];
            let seen = person.slash(KUDOS, "/kudos", text).await;
            assert!(seen.is_ok() && !seen.text.is_empty(), "{text}: {seen:?}");
            assert!(
                seen.text
                    .to_lowercase()
                    .contains(&says[index].to_lowercase()),
                "{text}: {}",
                seen.text
            );
            answers.push(seen.text.clone());

            // The English word is understood by everybody, and answered in their own language.
            let english = person.slash(KUDOS, "/kudos", commands[0]).await;
            assert_eq!(english.text, seen.text, "{text}");
            // Said to the bot it is the same.
            person.post_to_bot(text).await;
            plaudit.clock.advance(SignedDuration::from_secs(2));
            plaudit.quiet().await;
            let said = plaudit.sandbox.dm_with_bot(user);
            assert!(said.last().is_some_and(|it| it.by_app), "{text}: {said:?}");
        }
        let [en, id, ms] = &answers[..] else { panic!() };
        assert!(
            en != id && en != ms && id != ms,
            "{commands:?}: {answers:?}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn nonsense_is_answered_with_a_way_on() {
    let plaudit = Plaudit::start().await;
    for (user, text, says) in [
        (ANA, "asdf", "pick them below"),
        (ANA, "blance", "`/kudos balance`"),
        (ANA, "leaderbord", "`/kudos leaderboard`"),
        (ANA, "leaderboard fortnite", "`/kudos leaderboard`"),
        (ANA, "lang klingon", "klingon"),
        (ANA, "thanks bob for the help", "@"),
        (ANA, "bob +5", "@"),
        (ANA, "@nobody +5 hello", "nobody"),
        (ANA, "+5", "Who is it for?"),
        (ANA, "5", "@"),
        (ANA, "???", "How kudos work"),
        (ANA, "<>&*_~`", "@"),
        (BUDI, "apa ini", "@"),
        (BUDI, "sladoo", "`/kudos saldo`"),
        (BUDI, "makasih budi", "@"),
        (BUDI, "kasih 5 ke siti", "@"),
        (AISYAH, "macam mana nak guna", "@"),
        (AISYAH, "bakii", "`/kudos baki`"),
        (AISYAH, "terima kasih semua", "@"),
    ] {
        let person = plaudit.sandbox.as_user(user);
        let seen = person.slash(KUDOS, "/kudos", text).await;
        assert!(seen.is_ok(), "{text}: {seen:?}");
        let answer = shown(&plaudit, user, &seen);
        // Whoever named nobody is told how to, or finds the list below.
        let below = ["below", "di bawah"].iter().any(|it| answer.contains(it));
        let is_told = answer.contains(says) || (says == "@" && below);
        assert!(is_told, "{text}: {answer}");
        for view in plaudit.sandbox.modals(user) {
            person.close(&view.id, true).await;
        }
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn the_bot_answers_whoever_talks_to_it() {
    let plaudit = Plaudit::start().await;
    for (user, text, says) in [
        (ANA, "hi", "/kudos"),
        (ANA, "asdf", "/kudos"),
        (ANA, "thank you!!", "@"),
        (BUDI, "halo", "/kudos"),
        (BUDI, "ini bot apa ya?", "@"),
        (AISYAH, "helo", "/kudos"),
        (AISYAH, "apa ini", "@"),
        (AISYAH, ":clap:", "@"),
    ] {
        let before = plaudit.sandbox.dm_with_bot(user).len();
        plaudit.sandbox.as_user(user).post_to_bot(text).await;
        plaudit.quiet().await;
        let said = plaudit.sandbox.dm_with_bot(user);
        assert_eq!(said.len(), before + 2, "{text}: {said:?}");
        let answer = said.last().unwrap().shown();
        assert!(answer.contains(says), "{text}: {answer}");
    }
    // Named and nothing more, in a channel.
    plaudit.sandbox.as_user(ANA).post(KUDOS, "@plaudit").await;
    plaudit
        .sandbox
        .as_user(ANA)
        .post(KUDOS, "hey @plaudit, what is this?")
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.ephemerals(ANA);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().all(|it| it.shown().contains("/kudos")),
        "{told:?}"
    );
    assert!(plaudit.sandbox.messages(KUDOS).iter().all(|it| !it.by_app));
    // Those who talk to each other are left alone.
    plaudit
        .sandbox
        .as_user(ANA)
        .post(KUDOS, "lunch @budi? 5 of us, c++ meetup after")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.sandbox.ephemerals(ANA).len(), 2);
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn undo_and_history_say_what_was_done() {
    let plaudit = Plaudit::start().await;
    let (ana, grace) = (
        plaudit.sandbox.as_user(ANA),
        plaudit.sandbox.as_user("U0GRACE0019"),
    );
    ana.slash(KUDOS, "/kudos", "@budi +5 for the fix #teamwork")
        .await;
    plaudit.quiet().await;
    let history = ana.slash(KUDOS, "/kudos", "history").await;
    assert!(
        history.text.contains("the fix") && history.text.contains("Budi Santoso"),
        "{history:?}"
    );
    let others = ana.slash(KUDOS, "/kudos", "history @budi").await;
    assert!(others.text.contains("Ana Ferreira"), "{others:?}");

    // Nobody but an admin takes back what somebody else gave.
    let budi = plaudit.sandbox.as_user(BUDI);
    let refused = budi.slash(KUDOS, "/kudos", "undo @ana").await;
    assert!(refused.text.contains("admin"), "{refused:?}");
    assert_eq!(plaudit.points(BUDI).await, 5);
    let undone = grace.slash(KUDOS, "/kudos", "undo @ana").await;
    assert!(undone.is_ok(), "{undone:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    let announced: Vec<Message> = plaudit.sandbox.messages(KUDOS);
    assert!(announced[0].shown().contains("took back"), "{announced:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn the_undo_button_works_once_and_in_time() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let given = ana
        .slash(KUDOS, "/kudos", "@budi +5 for the fix")
        .await
        .ts
        .unwrap();
    plaudit.quiet().await;
    let (one, two) = tokio::join!(
        ana.press(KUDOS, &given, "kudos.undo"),
        ana.press(KUDOS, &given, "kudos.undo")
    );
    assert_eq!((one.status, two.status), (Some(200), Some(200)));
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    let balance = ana.slash(KUDOS, "/kudos", "balance").await;
    assert!(balance.text.contains("100 points"), "{balance:?}");

    let late = ana
        .slash(KUDOS, "/kudos", "@budi +5 for another")
        .await
        .ts
        .unwrap();
    plaudit.set("kudos.undo_minutes", "0").await;
    ana.press(KUDOS, &late, "kudos.undo").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    plaudit.finish().await;
}

/// Whoever looks back and lives in no zone that is known goes by the programme's days, as everywhere.
#[tokio::test]
async fn where_nobody_knows_ones_zone_it_is_the_programmes() {
    // In Jakarta it is the day after.
    let evening = "2026-11-10T20:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(evening)).await;
    plaudit.set("programme.time_zone", "Asia/Jakarta").await;
    for table in ["identity", "member"] {
        let sql = sqlx::AssertSqlSafe(format!("UPDATE {table} SET time_zone = NULL"));
        sqlx::query(sql).execute(&plaudit.db.pool).await.unwrap();
    }
    plaudit.app().desk.directory.forget();
    let grace = plaudit.sandbox.as_user("U0GRACE0019");
    let given = grace.slash(KUDOS, "/kudos", "@budi +5 for the fix").await;
    assert!(given.is_ok(), "{given:?}");
    grace
        .slash(KUDOS, "/kudos", "settings undo.minutes 10")
        .await;
    plaudit.quiet().await;
    assert!(grace.open_home("home").await.is_ok());
    plaudit.quiet().await;
    let home = plaudit.sandbox.home("U0GRACE0019").unwrap().shown();
    let history = grace.slash(KUDOS, "/kudos", "history").await.text;
    let audit = grace.slash(KUDOS, "/kudos", "audit").await.text;
    for (shown, expected) in [
        (history, "11 Nov"),
        (home, "11 Nov"),
        (audit, "11 Nov at 03:00"),
    ] {
        assert!(shown.contains(expected), "{shown}");
    }
    plaudit.finish().await;
}
