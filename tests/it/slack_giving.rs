//! The rules of giving, as typed: amounts, people, groups, and what is refused.

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit_sandbox::slack::{Message, Seen};

use crate::harness::Plaudit;

const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const ZOE: &str = "U0ZOE000004";
const FARID: &str = "U0FARID0007";
const TAMU: &str = "U0GUEST0020";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";

/// Types `/kudos …` as Ana, who reads English.
async fn ana(plaudit: &Plaudit, text: &str) -> Seen {
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .slash(KUDOS, "/kudos", text)
        .await;
    assert_eq!(seen.status, Some(200), "{text}: {seen:?}");
    assert!(seen.failure.is_none(), "{text}: {seen:?}");
    seen
}

#[tokio::test]
async fn an_amount_is_understood_however_it_is_written() {
    let noon = "2026-11-10T12:00:00Z".parse().unwrap();
    let plaudit = Plaudit::start_at(Clock::set_to(noon)).await;
    for (text, points) in [
        ("@budi +5 for the launch", 5),
        ("@budi 5 for the launch", 5),
        ("5 @budi for the launch", 5),
        ("@budi x3 thanks", 3),
        ("@budi 3x thanks", 3),
        ("@budi ++", 1),
        ("@budi ++++ wow", 3),
        ("@budi :clap::clap: well done", 2),
        ("@budi :clap::skin-tone-4: well done", 1),
        ("@budi fixed 3 bugs", 1),
        ("@budi thanks", 1),
        ("@budi +\u{ff15} full width", 5),
        ("@budi \u{ff0b}2 full-width plus", 2),
        ("\u{200b}@budi\u{a0}+2\u{a0}for\u{200e} marks", 2),
        ("beri @budi +2 untuk bantuannya", 2),
        ("give @budi +2 because you can", 2),
    ] {
        let before = plaudit.points(BUDI).await;
        let seen = ana(&plaudit, text).await;
        assert_eq!(
            plaudit.points(BUDI).await - before,
            points,
            "{text}: {seen:?}"
        );
        // A channel takes a message a second.
        plaudit.clock.advance(SignedDuration::from_secs(2));
        plaudit.quiet().await;
    }
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn several_people_get_the_amount_each_and_all_or_nothing() {
    let plaudit = Plaudit::start().await;
    let seen = ana(&plaudit, "@budi, @zoe and @budi +4 for covering for me").await;
    assert!(seen.text.contains("8 points"), "{seen:?}");
    assert!(seen.text.contains("92"), "what is left: {seen:?}");
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert_eq!(plaudit.points(ZOE).await, 4);

    // One of them cannot receive, so that nobody does.
    ana(&plaudit, "@budi @tamu +4 for the tour").await;
    // Each could, and the allowance does not reach for both.
    let short = ana(&plaudit, "@budi @zoe +50").await;
    assert!(
        short.text.contains("100 points") && short.text.contains("92"),
        "{short:?}"
    );
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert_eq!(plaudit.points(ZOE).await, 4);
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_refused_is_refused_in_one_clear_sentence() {
    let plaudit = Plaudit::start().await;
    for (text, says) in [
        ("@ana +5 because I can", "others"),
        ("@plaudit +5 good bot", "Bots"),
        ("@slackbot +5", "Bots"),
        ("<@U0GONE00021> +5 we miss you", "no longer has an account"),
        ("@tamu +5 welcome", "guest"),
        ("@pat +5 partner", "another organisation"),
        ("@budi +0", "at least"),
        ("@budi -3", "at least"),
        ("@budi +51", "at most"),
        ("@budi +99999999999999999999", "more than anyone can give"),
        ("@budi +1.5 thanks", "whole number"),
        ("@budi +1 and +2", "more than one amount"),
        ("@budi +1 #teamwrok", "#teamwork"),
        ("@budi +1 #zzzzzz", "#customer"),
        ("@here +1 all of you", "can't receive"),
        ("@channel +1", "can't receive"),
        ("#general +1", "can't receive"),
    ] {
        let person = plaudit.sandbox.as_user(ANA);
        let seen = if text.starts_with('<') {
            person.slash_sent(KUDOS, "/kudos", text).await
        } else {
            person.slash(KUDOS, "/kudos", text).await
        };
        let said = shown(&plaudit, &seen);
        assert!(said.contains(says), "{text}: {said}");
        assert!(seen.is_ok(), "{text}: {seen:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    assert!(plaudit.sandbox.messages(KUDOS).is_empty());
    plaudit.finish().await;
}

/// What Ana sees after a command: the answer, or the form that opened.
fn shown(plaudit: &Plaudit, seen: &Seen) -> String {
    let modals = plaudit.sandbox.modals(ANA);
    let form = modals.last().filter(|_| seen.text.is_empty());
    form.map_or_else(|| seen.text.clone(), plaudit_sandbox::slack::View::shown)
}

#[tokio::test]
async fn somebody_nobody_knows_is_shown_as_a_mention() {
    let plaudit = Plaudit::start().await;
    let person = plaudit.sandbox.as_user(ANA);
    let seen = person
        .slash_sent(KUDOS, "/kudos", "<@U0NOBODY999|ghost> +1")
        .await;
    assert!(seen.text.contains("One moment"), "{seen:?}");
    person
        .slash_sent(KUDOS, "/kudos", "<!subteam^S0NOBODY99|@ghosts> +1")
        .await;
    plaudit.quiet().await;
    let told: Vec<String> = plaudit
        .sandbox
        .ephemerals(ANA)
        .iter()
        .map(Message::shown)
        .collect();
    assert!(
        told.iter()
            .any(|it| it.contains("I don't know <@U0NOBODY999>")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|it| it.contains("<!subteam^S0NOBODY99>")),
        "{told:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn bots_among_people_and_broadcasts_are_left_out_with_a_note() {
    let plaudit = Plaudit::start().await;
    let seen = ana(&plaudit, "@budi @plaudit +2 for the help").await;
    assert!(
        seen.text.contains("left out") && seen.text.contains("Plaudit"),
        "{seen:?}"
    );
    let seen = ana(&plaudit, "@budi @here +2 look at this").await;
    assert!(seen.text.contains("@here"), "{seen:?}");
    assert_eq!(plaudit.points(BUDI).await, 4);
    plaudit.quiet().await;
    for message in plaudit.sandbox.messages(KUDOS) {
        let raw = serde_json::to_string(&message.blocks).unwrap() + &message.text;
        assert!(
            !raw.contains("<!here") && !raw.contains("broadcast"),
            "{raw}"
        );
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn settings_change_what_may_be_given() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.value_required", "true").await;
    let seen = ana(&plaudit, "@budi +1 thanks").await;
    assert!(seen.text.contains("add a value"), "{seen:?}");
    plaudit.set("kudos.value_required", "false").await;

    plaudit.set("kudos.reason_min_chars", "10").await;
    let seen = ana(&plaudit, "@budi +1 ok").await;
    assert!(seen.text.contains("10 characters"), "{seen:?}");
    plaudit.set("kudos.reason_min_chars", "0").await;

    plaudit.set("kudos.max_recipients", "1").await;
    let seen = ana(&plaudit, "@budi @zoe +1").await;
    assert!(seen.text.contains("You named 2 people"), "{seen:?}");

    plaudit.set("kudos.allow_direct", "false").await;
    let person = plaudit.sandbox.as_user(ANA);
    let seen = person
        .slash(&person.dm(), "/kudos", "@budi +1 quietly")
        .await;
    assert!(seen.text.contains("in channels"), "{seen:?}");
    assert_eq!(plaudit.standing().await, 0);
    plaudit.set("kudos.allow_direct", "true").await;
    let seen = person
        .slash(&person.dm(), "/kudos", "@budi +1 quietly")
        .await;
    assert!(seen.is_ok(), "{seen:?}");

    // A guest neither gives nor receives, until the programme says so.
    let tamu = plaudit.sandbox.as_user(TAMU);
    let seen = tamu.slash(GENERAL, "/kudos", "@budi +1 makasih").await;
    assert!(seen.text.contains("anggota"), "{seen:?}");
    plaudit.set("kudos.allow_guests", "true").await;
    tamu.slash(GENERAL, "/kudos", "@budi +1 makasih").await;
    ana(&plaudit, "@tamu +1 welcome").await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.points(TAMU).await, 1);
    plaudit.quiet().await;
    plaudit.finish().await;
}

#[tokio::test]
async fn a_group_is_everyone_in_it_at_that_moment() {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.change(|model| {
        let group = model
            .team
            .groups
            .iter_mut()
            .find(|g| g.handle == "tim-dev")
            .unwrap();
        group.users.push("U0FAKEBOT01".to_owned());
        group.users.push(TAMU.to_owned());
    });
    ana(&plaudit, "@tim-dev @budi +2 for the release").await;
    plaudit.quiet().await;
    // Eight developers: Ana gives, so that seven receive, Budi once.
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.points(ANA).await, 0);
    assert_eq!(plaudit.points("U0GONE00021").await, 0);
    let told = plaudit.sandbox.ephemerals(ANA);
    assert!(
        told.iter().any(|it| it.shown().contains("14 points")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|it| it.shown().contains("in that group too")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|it| it.shown().contains("1 guest")),
        "{told:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn a_large_group_is_asked_about_and_given_to_once() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.max_recipients", "3").await;
    let farid = plaudit.sandbox.as_user(FARID);
    farid
        .slash(KUDOS, "/kudos", "@tim-dev +2 untuk pelancaran")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    let asked = plaudit.sandbox.ephemerals(FARID);
    let question = asked
        .iter()
        .find(|it| it.shown().contains("16 mata"))
        .unwrap()
        .clone();
    let press = || farid.press(KUDOS, &question.ts, "kudos.confirm_group");
    let (first, second) = tokio::join!(press(), press());
    assert_eq!((first.status, second.status), (Some(200), Some(200)));
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 1);
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);
    // Whichever press came second hears that it was given; the button is gone.
    let told = plaudit.sandbox.ephemerals(FARID);
    let already = told
        .iter()
        .filter(|it| it.shown().contains("sudah direkodkan"));
    assert_eq!(already.count(), 1, "{told:?}");
    assert!(!press().await.is_ok(), "{told:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_group_that_came_up_short_is_given_to_once_there_is_enough() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.max_recipients", "3").await;
    plaudit.set("allowance.points", "10").await;
    let farid = plaudit.sandbox.as_user(FARID);
    farid
        .slash(KUDOS, "/kudos", "@tim-dev +2 untuk pelancaran")
        .await;
    plaudit.quiet().await;
    let asked = plaudit.sandbox.ephemerals(FARID);
    let question = asked
        .iter()
        .find(|it| it.shown().contains("16 mata"))
        .unwrap()
        .clone();
    let press = async || {
        farid
            .press(KUDOS, &question.ts, "kudos.confirm_group")
            .await;
        plaudit.quiet().await;
        plaudit.points(BUDI).await
    };
    assert_eq!(press().await, 0);
    plaudit.set("allowance.points", "100").await;
    // As the release before keeps what waits to be confirmed.
    let before = "UPDATE kudos_draft SET inbound = inbound - 'installation'";
    let kept = sqlx::query(before).execute(&plaudit.db.pool).await;
    assert_eq!(kept.unwrap().rows_affected(), 1);
    assert_eq!(press().await, 2);
    assert_eq!(press().await, 2, "once, as the button is gone");
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_crowd_beyond_what_one_kudos_may_go_to_is_refused() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.max_group", "4").await;
    let seen = ana(&plaudit, "@tim-dev +2 for the release").await;
    plaudit.quiet().await;
    let mut told = plaudit.sandbox.ephemerals(ANA);
    told.retain(|it| it.shown().contains("at most here"));
    assert_eq!(told.len(), 1, "{seen:?}");
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}
