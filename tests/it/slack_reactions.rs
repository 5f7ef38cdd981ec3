//! The currency emoji as a reaction: given, taken back, in any order, by and for anybody.

use plaudit_sandbox::slack::{Fault, Message};
use serde_json::{Value, json};

use crate::harness::Plaudit;

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ANA: &str = "U0ANA000005";
const ZOE: &str = "U0ZOE000004";
const KUDOS: &str = "C0KUDOS0001";

/// The announcement that stands in the channel, as it is now.
fn announcement(plaudit: &Plaudit) -> Message {
    let messages = plaudit.sandbox.messages(KUDOS);
    messages.into_iter().find(|it| it.by_app).unwrap()
}

/// A reaction of Ana's as Slack tells of it.
fn reaction(added: bool, item_user: Option<&str>, ts: &str, at: &str) -> Value {
    let mut event = json!({
        "type": if added { "reaction_added" } else { "reaction_removed" },
        "user": ANA, "reaction": "clap", "event_ts": at,
        "item": {"type": "message", "channel": KUDOS, "ts": ts},
    });
    if let Some(author) = item_user {
        event["item_user"] = json!(author);
    }
    event
}

#[tokio::test]
async fn a_reaction_gives_as_often_as_it_is_put_on() {
    let plaudit = Plaudit::start().await;
    let (ana, budi) = (plaudit.sandbox.as_user(ANA), plaudit.sandbox.as_user(BUDI));
    let ts = budi.post(KUDOS, "the migration is done").await.ts.unwrap();
    for emoji in ["clap", "clap::skin-tone-2"] {
        for _ in 0..2 {
            ana.react(KUDOS, &ts, emoji).await;
            plaudit.quiet().await;
            assert_eq!(plaudit.points(BUDI).await, 1, "{emoji}");
            ana.unreact(KUDOS, &ts, emoji).await;
            plaudit.quiet().await;
            assert_eq!(plaudit.points(BUDI).await, 0, "{emoji}");
        }
    }
    // Another emoji is just an emoji; a reply in a thread is a message like any other.
    ana.react(KUDOS, &ts, "tada").await;
    let reply = budi
        .reply(KUDOS, &ts, "and the tests, too")
        .await
        .ts
        .unwrap();
    ana.react(KUDOS, &reply, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    assert!(
        plaudit.sandbox.messages(KUDOS).iter().all(|it| !it.by_app),
        "nothing is announced"
    );
    assert!(!plaudit.sandbox.dm_with_bot(BUDI).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn reactions_that_give_nothing_say_nothing() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    let own = ana.post(KUDOS, "I did it").await.ts.unwrap();
    ana.react(KUDOS, &own, "clap").await;
    plaudit
        .sandbox
        .send_event(reaction(true, Some("USLACKBOT"), "1.000100", "2.000100"))
        .await;
    plaudit
        .sandbox
        .send_event(reaction(true, Some("U0GONE00021"), "1.000200", "2.000200"))
        .await;
    plaudit
        .sandbox
        .send_event(reaction(true, Some("U0NOBODY999"), "1.000300", "2.000300"))
        .await;
    // A message of ours that announces nothing.
    plaudit.sandbox.as_user(SITI).post_to_bot("help").await;
    let help = plaudit.sandbox.dm_with_bot(SITI).pop().unwrap();
    let siti = plaudit.sandbox.as_user(SITI);
    siti.react(&help.channel, &help.ts, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    assert!(plaudit.sandbox.ephemerals(ANA).is_empty());
    assert!(plaudit.sandbox.dm_with_bot(ANA).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn taken_away_before_it_was_told_of_gives_nothing() {
    let plaudit = Plaudit::start().await;
    let ts = plaudit
        .sandbox
        .as_user(BUDI)
        .post(KUDOS, "done")
        .await
        .ts
        .unwrap();
    let sandbox = &plaudit.sandbox;
    sandbox
        .send_event(reaction(false, Some(BUDI), &ts, "1794300200.000200"))
        .await;
    sandbox
        .send_event(reaction(true, Some(BUDI), &ts, "1794300200.000100"))
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    // Put on again, later than it was taken away.
    sandbox
        .send_event(reaction(true, Some(BUDI), &ts, "1794300200.000300"))
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_late_or_repeated_removal_leaves_what_was_given_since() {
    let plaudit = Plaudit::start().await;
    let sandbox = &plaudit.sandbox;
    let ts = sandbox.as_user(BUDI).post(KUDOS, "done").await.ts.unwrap();
    let tell = async |added, at: &str| {
        let at = format!("1794300200.000{at}");
        let seen = sandbox
            .send_event(reaction(added, Some(BUDI), &ts, &at))
            .await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        plaudit.quiet().await;
        plaudit.points(BUDI).await
    };
    // Put on, put on again, and only then do we hear that it was taken away in between.
    assert_eq!(tell(true, "100").await, 1);
    assert_eq!(tell(true, "300").await, 2);
    assert_eq!(tell(false, "200").await, 1);
    let late = sandbox.deliveries().len() - 1;
    assert_eq!(tell(false, "400").await, 0);
    assert_eq!(tell(true, "500").await, 1);
    // The same delivery again, and the same told by another one.
    let seen = sandbox.redeliver(late).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert_eq!(tell(false, "200").await, 1);
    assert_eq!(tell(false, "400").await, 1);
    let recorded: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM delivery WHERE NOT key LIKE 'reaction/%' AND NOT key LIKE '%/deferred'",
    )
    .fetch_one(&plaudit.db.pool)
    .await
    .unwrap();
    assert_eq!(recorded, 7, "each of the seven deliveries has its key");
    plaudit.finish().await;
}

#[tokio::test]
async fn an_author_who_is_not_named_is_asked_for_until_slack_answers() {
    let plaudit = Plaudit::start().await;
    let budi = plaudit.sandbox.as_user(BUDI);
    let parent = budi.post(KUDOS, "a question").await.ts.unwrap();
    let reply = budi
        .reply(KUDOS, &parent, "and its answer")
        .await
        .ts
        .unwrap();
    plaudit
        .sandbox
        .fail("conversations.history", Fault::RateLimited(1), 1);
    plaudit
        .sandbox
        .fail("conversations.history", Fault::Broken, 1);
    let event = reaction(true, None, &parent, "1794300200.000100");
    plaudit.sandbox.send_event(event).await;
    plaudit
        .sandbox
        .send_event(reaction(true, None, &reply, "1794300200.000200"))
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 2);
    assert_eq!(plaudit.standing().await, 2);
    plaudit.finish().await;
}

#[tokio::test]
async fn somebody_new_is_looked_up_until_slack_answers() {
    let plaudit = Plaudit::start().await;
    plaudit.sandbox.change(|model| {
        let baru = plaudit_sandbox::slack::User::new("U0BARU00099", "baru", "Orang Baru");
        model.team.users.push(baru.living("id-ID", "Asia/Jakarta"));
    });
    plaudit.sandbox.fail("users.info", Fault::RateLimited(1), 1);
    plaudit.sandbox.fail("users.info", Fault::Broken, 1);
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana.slash(KUDOS, "/kudos", "@baru +3 welcome").await;
    assert!(seen.text.contains("One moment"), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points("U0BARU00099").await, 3);
    assert_eq!(plaudit.standing().await, 1);
    assert_eq!(
        plaudit.sandbox.ephemerals(ANA).len(),
        2,
        "one moment, and the answer"
    );

    // The new one acts as well, and is known by now.
    let baru = plaudit.sandbox.as_user("U0BARU00099");
    let seen = baru.slash(KUDOS, "/kudos", "saldo").await;
    assert!(seen.text.contains("3 poin"), "{seen:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn joining_counts_once_for_each() {
    let plaudit = Plaudit::start().await;
    let person = |id: &str| plaudit.sandbox.as_user(id);
    person(SITI)
        .slash(KUDOS, "/kudos", "@budi @zoe +3 untuk rilis #teamwork")
        .await;
    plaudit.quiet().await;
    let ts = announcement(&plaudit).ts;
    let ana = person(ANA);
    let (first, second) = tokio::join!(
        ana.press(KUDOS, &ts, "kudos.boost"),
        ana.press(KUDOS, &ts, "kudos.boost")
    );
    assert_eq!((first.status, second.status), (Some(200), Some(200)));
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert_eq!(plaudit.points(ZOE).await, 4);
    let shown = announcement(&plaudit).shown();
    assert!(shown.contains("Joined by <@U0ANA000005>"), "{shown}");
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);

    // Again, by the giver, by a guest: each is told why not.
    for (user, says) in [
        (ANA, "already joined"),
        (SITI, "sudah jadi bagian"),
        ("U0GUEST0020", "Kudos hanya untuk anggota"),
    ] {
        person(user).press(KUDOS, &ts, "kudos.boost").await;
        plaudit.quiet().await;
        let mut told = plaudit.sandbox.ephemerals(user);
        told.extend(plaudit.sandbox.dm_with_bot(user));
        assert!(
            told.iter().any(|it| it.shown().contains(says)),
            "{user}: {told:?}"
        );
    }
    assert_eq!(plaudit.points(BUDI).await, 4);

    // One of those praised joins for the other.
    person(BUDI).press(KUDOS, &ts, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert_eq!(plaudit.points(ZOE).await, 5);

    // Taken back, and joined again.
    ana.slash(KUDOS, "/kudos", "undo").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert!(!announcement(&plaudit).shown().contains(ANA));
    ana.press(KUDOS, &ts, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);

    // What was undone cannot be joined.
    person(SITI).slash(KUDOS, "/kudos", "batal").await;
    plaudit.quiet().await;
    person("U0PRIYA0008").press(KUDOS, &ts, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 1, "Ana's own point stands");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_reaction_on_an_announcement_joins_it() {
    let plaudit = Plaudit::start().await;
    let (siti, zoe) = (plaudit.sandbox.as_user(SITI), plaudit.sandbox.as_user(ZOE));
    siti.slash(KUDOS, "/kudos", "@budi +3 untuk rilis").await;
    plaudit.quiet().await;
    let ts = announcement(&plaudit).ts;
    zoe.react(KUDOS, &ts, "clap::skin-tone-5").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    assert!(
        announcement(&plaudit)
            .shown()
            .contains("Joined by <@U0ZOE000004>")
    );
    // Nobody gives to themselves, nor joins what they gave.
    plaudit
        .sandbox
        .as_user(BUDI)
        .react(KUDOS, &ts, "clap")
        .await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    siti.react(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    zoe.unreact(KUDOS, &ts, "clap::skin-tone-5").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 3);
    assert!(!announcement(&plaudit).shown().contains("Joined"));
    plaudit.finish().await;
}

#[tokio::test]
async fn one_joins_once_by_the_button_or_by_an_emoji() {
    let plaudit = Plaudit::start().await;
    let (ana, zoe) = (plaudit.sandbox.as_user(ANA), plaudit.sandbox.as_user(ZOE));
    let siti = plaudit.sandbox.as_user(SITI);
    siti.slash(KUDOS, "/kudos", "@budi +3 untuk rilis").await;
    plaudit.quiet().await;
    let ts = announcement(&plaudit).ts;
    ana.press(KUDOS, &ts, "kudos.boost").await;
    plaudit.quiet().await;
    ana.react(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4, "the button, then the emoji");
    zoe.react(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    zoe.react(KUDOS, &ts, "clap::skin-tone-3").await;
    plaudit.quiet().await;
    zoe.press(KUDOS, &ts, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5, "the emoji, then all else");
    // What is taken away takes back what it gave: the button's point stays.
    ana.unreact(KUDOS, &ts, "clap").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 5);
    plaudit.finish().await;
}
