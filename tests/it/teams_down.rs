//! Teams is unwell, or refuses: what is given stays given, and what there is to say arrives once, or
//! is settled.

use std::time::Duration;

use jiff::SignedDuration;
use plaudit_sandbox::teams::{Fault, KUDOS, Message};

use crate::harness::teams::{ends, in_time, letters, morning};
use crate::harness::{Plaudit, comes_to};

const WAYAN: &str = "5f0c2d1e-0000-4000-8000-000000000065";
const SEND: &str = "sendToConversation";

/// Plaudit in the team, on a clock that stands.
async fn running() -> Plaudit {
    Plaudit::start_on_both_at(morning()).await
}

/// Waits until that many requests of the operation were answered.
async fn answered(plaudit: &Plaudit, operation: &str, times: usize) {
    let enough = |model: &plaudit_sandbox::teams::Model| {
        let calls = model.calls.iter();
        let done = calls.filter(|call| call.operation == operation && call.status != 0);
        (done.count() >= times).then_some(())
    };
    plaudit.teams().wait_for(enough).await.unwrap();
}

#[tokio::test]
async fn when_it_is_throttled_nothing_is_sent_until_the_time_named() {
    for (named, early, late) in [(Some(7), 5, 3), (None, 25, 20)] {
        let plaudit = running().await;
        let siti = plaudit.teams().as_user("siti");
        let before = plaudit.teams().calls(SEND).len();
        plaudit.teams().fail(SEND, Fault::Throttled(named), 1);
        siti.say_to_bot("saldo").await;
        answered(&plaudit, SEND, before + 1).await;
        // All of Teams is left alone meanwhile.
        plaudit.teams().as_user("budi").say_to_bot("saldo").await;
        plaudit.clock.advance(SignedDuration::from_secs(early));
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert_eq!(plaudit.teams().calls(SEND).len(), before + 1, "{named:?}");
        plaudit.clock.advance(SignedDuration::from_secs(late));
        plaudit.quiet().await;
        for person in ["siti", "budi"] {
            assert_eq!(letters(&plaudit, person).len(), 1, "{named:?}");
        }
        plaudit.finish().await;
    }
}

#[tokio::test]
async fn what_fails_for_a_moment_arrives_once() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    for (n, fault) in [
        Fault::PreconditionFailed,
        Fault::Broken(502),
        Fault::Broken(504),
        Fault::Broken(500),
        Fault::Broken(503),
        Fault::Unauthorized,
    ]
    .into_iter()
    .enumerate()
    {
        let tokens = plaudit.teams().calls("token").len();
        plaudit.teams().fail(SEND, fault.clone(), 1);
        siti.say_to_bot("saldo").await;
        in_time(&plaudit).await;
        assert_eq!(letters(&plaudit, "siti").len(), n + 1, "{fault:?}");
        let renewed = plaudit.teams().calls("token").len() - tokens;
        assert_eq!(
            renewed,
            usize::from(fault == Fault::Unauthorized),
            "{fault:?}"
        );
    }
    // A storm: more than is tried at once.
    plaudit.teams().fail(SEND, Fault::Broken(502), 12);
    let seen = siti
        .say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    in_time(&plaudit).await;
    let announced = plaudit
        .teams()
        .messages(KUDOS)
        .into_iter()
        .filter(|it| it.by_app);
    assert_eq!(announced.count(), 1);
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    assert_eq!(plaudit.teams().privates("siti").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn when_the_answer_is_lost_the_message_may_come_twice_and_the_points_do_not() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    // Nobody can ask Teams whether a message is there: only what is written over stays one.
    for operation in [SEND, "createConversation", "getMember"] {
        plaudit.teams().fail(operation, Fault::LostAnswer, 1);
    }
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    in_time(&plaudit).await;
    let announced = || -> Vec<Message> {
        let messages = plaudit.teams().messages(KUDOS).into_iter();
        messages.filter(|it| it.by_app).collect()
    };
    let posted = announced().len()
        + letters(&plaudit, "wayan").len()
        + plaudit.teams().privates("siti").len();
    assert!(
        (3..=4).contains(&posted),
        "one lost answer, {posted} messages"
    );
    assert_eq!(plaudit.points(WAYAN).await, 1);
    assert!(
        ends(&plaudit)
            .await
            .iter()
            .all(|(state, _)| state == "sent")
    );

    let count = announced().len();
    plaudit.teams().fail("updateActivity", Fault::LostAnswer, 1);
    plaudit
        .teams()
        .as_user("zoe")
        .press(announced().last().unwrap(), "kudos.boost")
        .await;
    in_time(&plaudit).await;
    assert_eq!(announced().len(), count);
    assert!(announced().last().unwrap().shown().contains("Zoë"));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_refused_is_settled_and_the_giver_is_told() {
    let plaudit = running().await;
    let siti = plaudit.teams().as_user("siti");
    // In the channel: those who were thanked are told all the same, and so is the giver.
    plaudit.teams().change(|model| {
        model.conversation_mut(KUDOS).unwrap().blocked = true;
    });
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +2 untuk taman")
        .await;
    in_time(&plaudit).await;
    assert_eq!(plaudit.points(WAYAN).await, 2);
    assert_eq!(
        plaudit
            .teams()
            .messages(KUDOS)
            .iter()
            .filter(|it| it.by_app)
            .count(),
        0
    );
    assert_eq!(letters(&plaudit, "wayan").len(), 1);
    let told: Vec<_> = letters(&plaudit, "siti")
        .iter()
        .map(Message::shown)
        .collect();
    assert!(told.iter().any(|it| it.contains("2 poin")), "{told:?}");
    assert!(
        told.iter().any(|it| it.contains("tidak bisa menulis di")),
        "{told:?}"
    );

    // Whatever shuts somebody's conversation, nothing waits for it, and it is not tried again.
    plaudit.teams().change(|model| {
        model.conversation_mut(KUDOS).unwrap().blocked = false;
    });
    for code in [
        "BotDisabledByAdmin",
        "MessageWritesBlocked",
        "ConversationBlockedByUser",
        "SomethingNew",
    ] {
        let calls = plaudit.teams().calls(SEND).len();
        plaudit
            .teams()
            .fail(SEND, Fault::Refused(code.to_owned()), 1);
        plaudit
            .teams()
            .as_user("dewi.lestari2")
            .say_to_bot("saldo")
            .await;
        in_time(&plaudit).await;
        assert_eq!(plaudit.teams().calls(SEND).len(), calls + 1, "{code}");
        let (state, reason) = ends(&plaudit).await.pop().unwrap();
        assert_eq!(state, "refused", "{code}");
        assert!(reason.unwrap().contains(code), "{code}");
    }
    // They write again, and are answered again.
    plaudit
        .teams()
        .as_user("dewi.lestari2")
        .say_to_bot("saldo")
        .await;
    in_time(&plaudit).await;
    assert_eq!(letters(&plaudit, "dewi.lestari2").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn while_our_credentials_are_refused_everything_waits() {
    let plaudit = running().await;
    // With a fresh token, too.
    plaudit.teams().fail(SEND, Fault::Unauthorized, 2);
    plaudit.teams().as_user("siti").say_to_bot("saldo").await;
    answered(&plaudit, SEND, 2).await;
    let refused = "SELECT count(*) FROM connection WHERE dead_reason IS NOT NULL";
    comes_to(&plaudit.db.pool, 1, refused).await;
    assert_eq!(letters(&plaudit, "siti").len(), 0);
    plaudit.clock.advance(SignedDuration::from_secs(301));
    in_time(&plaudit).await;
    let ends = ends(&plaudit).await;
    assert!(ends.iter().all(|(state, _)| state == "sent"), "{ends:?}");
    assert_eq!(letters(&plaudit, "siti").len(), 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_removes_the_app_and_takes_it_again_is_written_to_again() {
    let plaudit = running().await;
    let (siti, wayan) = (
        plaudit.teams().as_user("siti"),
        plaudit.teams().as_user("wayan"),
    );
    wayan.install().await;
    in_time(&plaudit).await;
    assert_eq!(letters(&plaudit, "wayan").len(), 1, "hello");
    wayan.uninstall().await;
    siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk taman")
        .await;
    in_time(&plaudit).await;
    let none = letters(&plaudit, "wayan").len();
    assert_eq!(none, 1, "nothing arrives");
    // At once, or on another day, when the bot says hello again.
    for (later, greeted) in [(0, 0), (25, 1)] {
        let before = letters(&plaudit, "wayan").len();
        plaudit.clock.advance(SignedDuration::from_hours(later));
        wayan.uninstall().await;
        siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk sawah")
            .await;
        in_time(&plaudit).await;
        wayan.install().await;
        siti.say(KUDOS, "@Plaudit @I Wayan Sudarsana +1 untuk kebun")
            .await;
        in_time(&plaudit).await;
        let told = letters(&plaudit, "wayan").len() - before;
        assert_eq!(told, 1 + greeted, "{later} hours later");
    }
    plaudit.finish().await;
}
