//! Many who thank one person on Slack, and take it back.

use jiff::SignedDuration;
use plaudit::clock::Clock;

use super::{ANA, BUDI, KUDOS, LIAM, RIZKY, SITI, ZOE, read, told, writes};
use crate::harness::{Plaudit, comes_to};

const LEADERS: &str = "C0LEADERS01";

/// Twelve people, the first of whom begins.
const GIVERS: [&str; 12] = [
    BUDI,
    "U0NURAI0003",
    ANA,
    RIZKY,
    "U0FARID0007",
    "U0PRIYA0008",
    "U0DEWI00009",
    "U0HAKIM0010",
    "U0TOM000011",
    "U0MEI000012",
    "U0AGUS00013",
    "U0SARAH0014",
];

fn noon() -> Clock {
    Clock::set_to("2026-11-10T12:00:00Z".parse().unwrap())
}

#[tokio::test]
async fn twelve_who_join_are_one_message_that_is_changed() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "@zoe +3 untuk rilis #teamwork")
        .await;
    plaudit.quiet().await;
    let announced = plaudit.sandbox.messages(KUDOS);
    let ts = &announced.iter().find(|it| it.by_app).unwrap().ts;
    for (turn, giver) in GIVERS.into_iter().enumerate() {
        let giver = plaudit.sandbox.as_user(giver);
        if turn % 2 == 0 {
            giver.press(KUDOS, ts, "kudos.boost").await;
        } else {
            giver.react(KUDOS, ts, "clap").await;
        }
        if turn < 2 {
            plaudit.quiet().await;
        }
        if turn == 0 {
            let first = read(&plaudit, ZOE).pop().unwrap();
            // One who thanks reads as ever.
            assert!(
                first.contains("<@U0BUDI00002> gave you *1 point*"),
                "{first}"
            );
        }
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 15);
    let told = told(&plaudit.sandbox, ZOE);
    assert_eq!(told.len(), 2, "the kudos, and all who joined: {told:?}");
    let notice = told[1].shown();
    for part in [
        "<@U0BUDI00002>",
        "<@U0NURAI0003> and 10 others thanked you in",
        "12 points",
        "rilis",
        "#teamwork",
        KUDOS,
    ] {
        assert!(notice.contains(part), "{part}: {notice}");
    }
    let to_zoe = |method: &str| {
        let mut calls = plaudit.sandbox.calls(method);
        calls.retain(|call| call.args["channel"] == told[1].channel.as_str());
        calls.len()
    };
    assert_eq!(to_zoe("chat.postMessage"), 2);
    let changes = to_zoe("chat.update");
    assert!((1..=11).contains(&changes), "{changes}");
    plaudit.finish().await;
}

#[tokio::test]
async fn later_thanks_are_news_again() {
    let plaudit = Plaudit::start_at(noon()).await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    for (giver, minutes, messages) in [(ANA, 0, 1), (BUDI, 58, 1), (RIZKY, 5, 2), (LIAM, 50, 2)] {
        plaudit.clock.advance(SignedDuration::from_mins(minutes));
        let giver = plaudit.sandbox.as_user(giver);
        giver.react(KUDOS, &ts, "clap").await;
        plaudit.quiet().await;
        assert_eq!(read(&plaudit, ZOE).len(), messages);
    }
    let read = read(&plaudit, ZOE);
    assert!(read[0].contains("2 points") && read[0].contains(ANA));
    assert!(read[1].contains("2 points") && read[1].contains(LIAM));
    assert!(!read[1].contains(ANA), "each is told of once: {read:?}");

    // Something else is another message.
    let other = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.react(KUDOS, &other, "clap").await;
    plaudit.quiet().await;
    assert_eq!(super::read(&plaudit, ZOE).len(), 3);
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_taken_back_is_taken_out_of_the_message() {
    let plaudit = Plaudit::start().await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let person = |id: &str| plaudit.sandbox.as_user(id);
    let now = async || {
        plaudit.quiet().await;
        let read = read(&plaudit, ZOE);
        assert_eq!(read.len(), 1, "{read:?}");
        read[0].clone()
    };
    person(ANA).react(KUDOS, &ts, "clap").await;
    person(BUDI).react(KUDOS, &ts, "clap").await;
    person(RIZKY).react(KUDOS, &ts, "clap").await;
    let three = now().await;
    assert!(
        three.contains("3 points") && three.contains(RIZKY),
        "{three}"
    );
    person(ANA).unreact(KUDOS, &ts, "clap").await;
    let two = now().await;
    assert!(two.contains("2 points") && !two.contains(ANA), "{two}");
    person(BUDI).slash(KUDOS, "/kudos", "undo").await;
    let one = now().await;
    assert!(one.contains("<@U0RIZKY0006> gave you *1 point*"), "{one}");
    person(RIZKY).unreact(KUDOS, &ts, "clap").await;
    let none = now().await;
    assert!(
        none.contains("taken back") && !none.contains(RIZKY),
        "{none}"
    );
    assert_eq!(plaudit.points(ZOE).await, 0);
    // Put on again, it is there again.
    person(ANA).react(KUDOS, &ts, "clap").await;
    let again = now().await;
    assert!(
        again.contains("<@U0ANA000005> gave you *1 point*"),
        "{again}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn what_was_taken_back_before_it_was_told_is_not_told() {
    let plaudit = Plaudit::start().await;
    let ts = writes(&plaudit.sandbox, ZOE, KUDOS).await;
    let held = super::faults::hold(&plaudit.db.pool, ZOE).await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.react(KUDOS, &ts, "clap").await;
    ana.unreact(KUDOS, &ts, "clap").await;
    comes_to(&plaudit.db.pool, 0, super::faults::DEFERRED).await;
    held.rollback().await.unwrap();
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE).await, 0);
    assert_eq!(read(&plaudit, ZOE), Vec::<String>::new());
    plaudit.finish().await;
}

#[tokio::test]
async fn a_private_place_is_not_named_elsewhere() {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.as_user(SITI).invite_bot(LEADERS).await;
    let ts = writes(&plaudit.sandbox, LIAM, LEADERS).await;
    for (giver, says) in [(SITI, "privately"), ("U0GRACE0019", "thanked you: ")] {
        let giver = plaudit.sandbox.as_user(giver);
        let seen = giver.react(LEADERS, &ts, "clap").await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        plaudit.quiet().await;
        let read = read(&plaudit, LIAM);
        assert_eq!(read.len(), 1, "{read:?}");
        assert!(read[0].contains(says), "{says}: {read:?}");
        let whole = format!("{:?}", told(&plaudit.sandbox, LIAM));
        assert!(!whole.contains(LEADERS) && !whole.contains("leadership"));
    }
    plaudit.finish().await;
}
