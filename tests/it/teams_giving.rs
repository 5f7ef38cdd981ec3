//! Giving in Teams, from what is typed to what everyone sees.

use plaudit_sandbox::teams::{GROUP_CHAT, KUDOS};
use serde_json::{Value, json};

use crate::harness::Plaudit;

#[tokio::test]
async fn a_mention_gives_announces_and_tells_giver_and_recipient() {
    let plaudit = Plaudit::start_on_both().await;
    let siti = plaudit.teams().as_user("siti");
    let text = "@Plaudit @Budi Santoso +5 #teamwork untuk peluncuran";
    let seen = siti.say(KUDOS, text).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;

    assert_eq!(plaudit.points_of("budi").await, 5);
    let card = plaudit.posted(KUDOS);
    assert_eq!(card.root, seen.message, "it hangs on what was said");
    let words = card.shown();
    assert!(
        words.contains("peluncuran") && words.contains("#teamwork"),
        "{words}"
    );
    let private = plaudit.teams().privates("siti");
    assert_eq!(private.len(), 1, "{private:?}");
    assert_eq!(private[0].root, seen.message, "so does what she alone sees");
    assert!(private[0].shown().contains("5 poin"), "{private:?}");
    let told = plaudit.teams().direct("budi");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].shown().contains("memberimu"), "{told:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn an_amount_is_understood_however_it_is_written() {
    let plaudit = Plaudit::start_at_noon().await;
    for (text, points) in [
        ("@Plaudit @budi +5 for the launch", 5),
        ("@Plaudit @budi 5 for the launch", 5),
        ("@Plaudit 5 @budi for the launch", 5),
        ("@budi +4 thanks @Plaudit", 4),
        ("thanks @Plaudit for telling @budi +2 well done", 2),
        ("@Plaudit, @budi x3 thanks", 3),
        ("@Plaudit @budi 3x thanks", 3),
        ("@Plaudit @budi ++", 1),
        ("@Plaudit @budi ++++ wow", 3),
        ("@Plaudit @budi 👏👏 well done", 2),
        ("@Plaudit @budi 👏🏽 well done", 1),
        ("@Plaudit thanks @budi, fixed 3 bugs", 1),
        // Nothing says that this is a gift: whoever said it is asked.
        ("@Plaudit @budi fixed 3 bugs", 0),
        ("@Plaudit kudos @budi +2 for the fix", 2),
        ("@Plaudit @budi +\u{ff15} full width", 5),
        ("@Plaudit beri @budi +2 untuk bantuannya", 2),
        ("@Plaudit bagi @budi +2 kerana membantu", 2),
    ] {
        let before = plaudit.points_of("budi").await;
        let told = plaudit.asked("liam", KUDOS, text).await.shown();
        let given = plaudit.points_of("budi").await - before;
        assert_eq!(given, points, "{text}: {told}");
    }
    // The words that lead to the reason are no part of it, in any language.
    let posts = plaudit.posts(KUDOS);
    let said = |index: usize| posts[index].shown();
    assert!(said(0).contains("\nthe launch\n"), "{}", said(0));
    assert!(said(12).contains("\nthe fix\n"), "{}", said(12));
    assert!(said(14).contains("\nbantuannya\n"), "{}", said(14));
    assert!(said(15).contains("\nmembantu\n"), "{}", said(15));
    plaudit.finish().await;
}

#[tokio::test]
async fn several_people_get_the_amount_each_and_all_or_nothing() {
    let plaudit = Plaudit::start_at_noon().await;
    let say = async |text: &str| plaudit.asked("liam", KUDOS, text).await.shown();
    let told = say("@Plaudit @budi, @zoe and @budi +4 #innovation for covering for me").await;
    assert!(told.contains("8 points") && told.contains("92"), "{told}");
    assert_eq!(plaudit.points_of("budi").await, 4);
    assert_eq!(plaudit.points_of("zoe").await, 4);
    assert!(plaudit.posted(KUDOS).shown().contains("#innovation"));

    let told = say("@Plaudit @budi @tamu +4 for the tour").await;
    assert!(told.contains("guest"), "{told}");
    let told = say("@Plaudit @budi @zoe +50").await;
    assert!(told.contains("100 points") && told.contains("92"), "{told}");
    let told = say("@Plaudit @budi and @Plaudit Santoso +2 for both").await;
    assert!(told.contains("4 points"), "{told}");
    assert_eq!(plaudit.points_of("budi").await, 6);
    assert_eq!(plaudit.points_of("plaudit.santoso").await, 2);
    plaudit.finish().await;
}

/// Two of the same name, and one who is called like the bot.
#[tokio::test]
async fn a_name_does_not_say_who_is_meant() {
    let plaudit = Plaudit::start_at_noon().await;
    let say = async |text: &str| plaudit.asked("budi", KUDOS, text).await.shown();
    say("@Plaudit @dewi.lestari2 +3 untuk gudang").await;
    assert_eq!(plaudit.points_of("dewi.lestari2").await, 3);
    assert_eq!(plaudit.points_of("dewi").await, 0);
    let told = say("@Plaudit @dewi @dewi.lestari2 +2 untuk kalian berdua").await;
    assert!(told.contains("4 poin"), "{told}");
    assert_eq!(plaudit.points_of("dewi").await, 2);
    let card = plaudit.posted(KUDOS);
    let entities = card.cards[0]["msteams"]["entities"].clone();
    let mentioned: Vec<&str> = entities
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["mentioned"]["id"].as_str())
        .collect();
    for who in ["dewi", "dewi.lestari2"] {
        assert!(mentioned.contains(&plaudit.aad(who).as_str()), "{entities}");
    }

    say("@Plaudit @Plaudit Santoso +2 untuk kontrak").await;
    assert_eq!(plaudit.points_of("plaudit.santoso").await, 2);
    // Somebody of that name thanks others as anybody does.
    plaudit
        .asked("plaudit.santoso", KUDOS, "@Plaudit @budi +1 makasih")
        .await;
    assert_eq!(plaudit.points_of("budi").await, 1);
    plaudit.finish().await;
}

/// The activity that was delivered last, to be sent once more with changes.
fn again(plaudit: &Plaudit, id: &str, change: impl Fn(&mut Value)) -> Value {
    let deliveries = plaudit.teams().deliveries();
    let message = deliveries.iter().rfind(|it| it.kind == "message").unwrap();
    let mut activity: Value = serde_json::from_str(&message.body).unwrap();
    activity["id"] = json!(id);
    change(&mut activity);
    activity
}

/// In Teams one may cut the name of whom one mentions: the backspace leaves "Budi".
#[tokio::test]
async fn a_cut_name_is_still_a_mention() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("liam", KUDOS, "@Plaudit @Budi Santoso +2 for the fix")
        .await;
    let cut = again(&plaudit, "1794312001000", |activity| {
        let text = activity["text"].as_str().unwrap();
        activity["text"] = json!(text.replace("Budi Santoso", "Budi").replace("+2", "+3"));
        for entity in activity["entities"].as_array_mut().unwrap() {
            if entity["mentioned"]["name"] == "Budi Santoso" {
                entity["text"] = json!("<at>Budi</at>");
                entity["mentioned"]["name"] = json!("Budi");
            }
        }
    });
    let seen = plaudit.teams().send_activity(cut).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 5);
    assert!(plaudit.posted(KUDOS).shown().contains("Budi Santoso"));
    plaudit.finish().await;
}

#[tokio::test]
async fn what_is_said_to_the_bot_alone_gives_in_the_open() {
    let plaudit = Plaudit::start_at_noon().await;
    let liam = plaudit.teams().as_user("liam");
    let seen = liam
        .say_privately(KUDOS, "@budi +3 for the quiet fix")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 3);
    assert!(plaudit.posted(KUDOS).shown().contains("the quiet fix"));
    let seen = liam.say_privately(KUDOS, "balance").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.hush().await;
    assert!(plaudit.told("liam").shown().contains("97"));
    assert_eq!(plaudit.posts(KUDOS).len(), 1, "nothing else is public");
    plaudit.finish().await;
}

#[tokio::test]
async fn an_edit_changes_nothing_and_a_deletion_takes_back_in_time() {
    let plaudit = Plaudit::start_at_noon().await;
    let liam = plaudit.teams().as_user("liam");
    let text = "@Plaudit @budi +2 for the release";
    let said = liam.say(KUDOS, text).await.message.unwrap();
    plaudit.hush().await;
    liam.edit(KUDOS, &said, "@Plaudit @budi +5 for the great release")
        .await;
    // The bot's name added afterwards is an edit as well: it asks.
    let plain = liam.say(KUDOS, "thank you @budi +3").await.message.unwrap();
    liam.edit(KUDOS, &plain, "@Plaudit thank you @budi +3")
        .await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 2);
    assert_eq!(plaudit.standing().await, 1);

    assert!(liam.delete(KUDOS, &said).await.is_ok());
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 0);
    assert!(plaudit.told("liam").shown().contains("took back"));
    assert!(plaudit.posted(KUDOS).shown().contains("took back"));

    let late = liam.say(KUDOS, text).await.message.unwrap();
    plaudit.hush().await;
    plaudit.clock.advance(jiff::SignedDuration::from_mins(16));
    liam.delete(KUDOS, &late).await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 2, "late, it stays given");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_message_that_comes_ten_times_gives_once() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit
        .asked("liam", KUDOS, "@Plaudit @budi +2 for the release")
        .await;
    let deliveries = plaudit.teams().deliveries();
    let message = deliveries.iter().rfind(|it| it.kind == "message").unwrap();
    for _ in 0..10 {
        let seen = plaudit.teams().redeliver(message.number).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
    }
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 2);
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    assert_eq!(plaudit.teams().privates("liam").len(), 1);
    assert_eq!(plaudit.teams().direct("budi").len(), 1);
    plaudit.finish().await;
}

/// A company may let its apps read what is not said to them.
#[tokio::test]
async fn with_consent_plus_signs_behind_a_name_give() {
    let plaudit = Plaudit::start_at_noon().await;
    let liam = plaudit.teams().as_user("liam");
    liam.say(KUDOS, "@budi ++ for the fix").await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 0, "nobody told the bot");

    plaudit
        .teams()
        .change(|model| model.company.reads_all = true);
    let seen = liam.say(KUDOS, "@budi +++ for the fix").await;
    liam.say(KUDOS, "lunch @budi? 5 of us, c++ meetup after")
        .await;
    plaudit.hush().await;
    assert_eq!(plaudit.points_of("budi").await, 2);
    assert_eq!(plaudit.posts(KUDOS).len(), 1);
    assert_eq!(plaudit.posted(KUDOS).root, seen.message);
    assert_eq!(plaudit.teams().privates("liam").len(), 1);
    // A reply to somebody, a card of another app: whatever it is, only plain names give.
    liam.say(GROUP_CHAT, "hi all").await;
    plaudit.asked("zoe", GROUP_CHAT, "@budi ++ for lunch").await;
    assert_eq!(plaudit.points_of("budi").await, 3);
    plaudit.finish().await;
}
