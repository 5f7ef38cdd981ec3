//! The same on Teams.

use plaudit_sandbox::teams::{KUDOS, Message};

use crate::harness::{Plaudit, eventually};

const GIVERS: [&str; 12] = [
    "budi",
    "nur.aisyah",
    "rizky",
    "farid",
    "dewi",
    "mei",
    "liam",
    "grace",
    "azlan",
    "ravi",
    "wayan",
    "plaudit.santoso",
];

/// What the bot wrote to Zoë.
fn told(plaudit: &Plaudit) -> Vec<Message> {
    let mut messages = plaudit.teams().direct("zoe");
    messages.retain(|it| it.by_app);
    messages
}

/// What she is answered by letter.
async fn answer(plaudit: &Plaudit, says: &str) -> Message {
    let last = async || {
        plaudit.hush().await;
        told(plaudit).pop().unwrap()
    };
    eventually(says, last, |it| it.shown().contains(says)).await
}

#[tokio::test]
async fn twelve_who_join_are_one_message_that_is_changed_and_can_be_muted() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("siti", KUDOS, "@Plaudit @zoe +3 untuk rilis #teamwork")
        .await;
    let card = plaudit.posted(KUDOS);
    let before = told(&plaudit).len();
    for (turn, giver) in GIVERS.into_iter().enumerate() {
        let giver = plaudit.teams().as_user(giver);
        let seen = if turn % 2 == 0 {
            giver.press(&card, "kudos.boost").await
        } else {
            giver
                .react(KUDOS, &card.id, "1f44f_clappinghands-tone3")
                .await
        };
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.hush().await;
    }
    assert_eq!(plaudit.points_of("zoe").await, 15);
    let messages = told(&plaudit);
    assert_eq!(messages.len(), before + 1, "{messages:?}");
    let notice = messages.last().unwrap();
    let shown = notice.shown();
    for part in [
        "Budi Santoso",
        "and 10 others thanked you",
        "12 points",
        "rilis",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(notice.edited);

    // The button below it, and the way back: what has a button itself comes by letter.
    let zoe = plaudit.teams().as_user("zoe");
    let seen = zoe.press(notice, "notices.mute_news").await;
    assert!(seen.is_ok(), "{seen:?}");
    let muted = answer(&plaudit, "no longer tell you").await;
    assert!(muted.shown().contains("kudos notices on joins"));
    let another = plaudit.teams().as_user("dewi.lestari2");
    another.press(&card, "kudos.boost").await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("zoe").await, 16);
    let now = told(&plaudit);
    assert_eq!(now.len(), before + 2, "{now:?}");
    let notice = now.iter().find(|it| it.id == notice.id).unwrap();
    assert!(notice.shown().contains("12 points"), "{notice:?}");
    let seen = zoe.press(&muted, "notices.unmute").await;
    assert!(
        seen.is_ok() && seen.text.contains("from now on I tell you"),
        "{seen:?}"
    );
    let said = plaudit.asked_alone("zoe", "notices off joins").await;
    assert!(said.shown().contains("no longer tell you"), "{said:?}");
    plaudit.finish().await;
}
