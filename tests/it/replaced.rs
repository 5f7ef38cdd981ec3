//! An answer takes the place of the message whose button was pressed, where nobody else reads that.

use plaudit_sandbox::slack::{Fault, Message};
use plaudit_sandbox::teams;

use crate::harness::{Plaudit, count};

const ANA: &str = "U0ANA000005";
const BUDI: &str = "U0BUDI00002";
const KUDOS: &str = "C0KUDOS0001";

/// The buttons of a message.
fn buttons(message: &Message) -> Vec<String> {
    let elements = message
        .blocks
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let actions = elements.flatten().filter_map(|it| it["action_id"].as_str());
    actions.map(str::to_owned).collect()
}

/// The one message that Ana alone sees.
#[track_caller]
fn only(plaudit: &Plaudit) -> Message {
    let seen = plaudit.sandbox.ephemerals(ANA);
    assert_eq!(seen.len(), 1, "{seen:?}");
    seen[0].clone()
}

/// Presses a button of the one message that Ana alone sees.
async fn press(plaudit: &Plaudit, action: &str) {
    let message = only(plaudit);
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana.press(&message.channel, &message.ts, action).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
}

#[tokio::test]
async fn what_was_taken_back_says_so_and_has_no_button_any_more() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +3 for the fix").await;
    plaudit.quiet().await;
    assert_eq!(buttons(&only(&plaudit)), ["kudos.undo"]);
    press(&plaudit, "kudos.undo").await;
    let shown = only(&plaudit);
    assert!(shown.shown().contains("took back"), "{shown:?}");
    assert!(buttons(&shown).is_empty(), "{shown:?}");
    assert_eq!(plaudit.points(BUDI).await, 0);
    // What changes the message is kept nowhere.
    let kept = "SELECT count(*) FROM outbox WHERE letter::text LIKE '%/hooks/%'";
    assert_eq!(count(&plaudit.db.pool, kept).await, 0);
    plaudit.finish().await;
}

/// Undone otherwise, the button finds that there is nothing left to take back.
#[tokio::test]
async fn a_button_that_has_nothing_left_to_do_goes() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.post(KUDOS, "@plaudit @budi +3 for the fix").await;
    plaudit.quiet().await;
    assert_eq!(buttons(&only(&plaudit)), ["kudos.undo"]);
    let seen = ana.post_to_bot("undo").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 0);
    press(&plaudit, "kudos.undo").await;
    assert!(buttons(&only(&plaudit)).is_empty());
    plaudit.finish().await;
}

#[tokio::test]
async fn a_large_gift_is_confirmed_in_place_of_the_question() {
    let plaudit = Plaudit::start().await;
    plaudit.set("kudos.max_recipients", "2").await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@tim-dev +1 for the launch")
        .await;
    plaudit.quiet().await;
    let last = || plaudit.sandbox.ephemerals(ANA).pop().unwrap();
    let question = last();
    for (action, then) in [
        ("kudos.confirm_group", vec!["kudos.undo"]),
        ("kudos.undo", vec![]),
    ] {
        let seen = ana.press(KUDOS, &question.ts, action).await;
        assert!(seen.is_ok(), "{action}: {seen:?}");
        plaudit.quiet().await;
        assert_eq!(last().ts, question.ts, "{action}");
        assert_eq!(buttons(&last()), then, "{action}");
    }
    assert!(last().shown().contains("took back"), "{:?}", last());
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn which_news_come_is_said_where_it_is_chosen() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "notices").await;
    press(&plaudit, "notices.mute").await;
    assert_eq!(buttons(&only(&plaudit)), ["notices.unmute"]);
    press(&plaudit, "notices.unmute").await;
    assert_eq!(buttons(&only(&plaudit)), ["notices.mute"]);
    plaudit.finish().await;
}

/// News stay to be read: what follows from their button is said besides.
#[tokio::test]
async fn news_stay_when_no_more_are_wanted() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "@budi +3 for the fix").await;
    plaudit.quiet().await;
    let news = plaudit.sandbox.dm_with_bot(BUDI).pop().unwrap();
    let budi = plaudit.sandbox.as_user(BUDI);
    budi.press(&news.channel, &news.ts, "notices.mute_news")
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(BUDI);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].shown().contains("the fix"), "{told:?}");
    // That answer is about which come, and changes with its button.
    budi.press(&told[1].channel, &told[1].ts, "notices.unmute")
        .await;
    plaudit.quiet().await;
    let told = plaudit.sandbox.dm_with_bot(BUDI);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(buttons(&told[1]), ["notices.mute"]);
    plaudit.finish().await;
}

/// Five answers, half an hour: after that, and whatever else Slack has against it, it is a message of
/// its own. What may only be late is tried again.
#[tokio::test]
async fn what_cannot_be_replaced_is_answered_besides() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "notices").await;
    for (fault, messages) in [
        (Fault::Broken, 1),
        (Fault::LostAnswer, 1),
        (Fault::Error("expired_url".into()), 2),
    ] {
        plaudit.sandbox.fail("response_url", fault.clone(), 1);
        let first = plaudit.sandbox.ephemerals(ANA).remove(0);
        let action = buttons(&first).remove(0);
        ana.press(&first.channel, &first.ts, &action).await;
        plaudit.quiet().await;
        let seen = plaudit.sandbox.ephemerals(ANA);
        assert_eq!(seen.len(), messages, "{fault:?}: {seen:?}");
    }
    plaudit.finish().await;
}

/// A button on the page of a form is answered by the page.
#[tokio::test]
async fn what_was_taken_back_in_a_form_is_said_there() {
    let plaudit = Plaudit::start().await;
    let ana = plaudit.sandbox.as_user(ANA);
    ana.slash(KUDOS, "/kudos", "").await;
    let view = || plaudit.sandbox.modals(ANA).pop().expect("a form is open");
    let answers = [
        ("to", serde_json::json!([BUDI])),
        ("message", serde_json::json!("thanks")),
    ];
    assert!(ana.submit(&view().id, answers).await.is_ok());
    plaudit.quiet().await;
    let given = view();
    assert!(ana.press_in_view(&given.id, "kudos.undo").await.is_ok());
    assert!(view().shown().contains("took back"), "{}", view().shown());
    plaudit.quiet().await;
    assert!(
        plaudit.sandbox.dm_with_bot(ANA).is_empty(),
        "it is said once"
    );
    assert_eq!(plaudit.points(BUDI).await, 0);
    plaudit.finish().await;
}

/// In Teams the answer to a press brings the card, in a channel and in the chat with the bot.
#[tokio::test]
async fn teams_shows_another_card_to_whoever_pressed() {
    let plaudit = Plaudit::start_at_noon().await;
    let liam = plaudit.teams().as_user("liam");
    let told = plaudit
        .asked("liam", teams::KUDOS, "@Plaudit @budi +3 for the fix")
        .await;
    let alone = plaudit.asked_alone("liam", "notices").await;
    for (message, button, says) in [
        (told, "Undo", "took back"),
        (alone, "Mute kudos", "no longer tell you"),
    ] {
        let seen = liam.press(&message, button).await;
        assert!(
            seen.is_ok() && seen.text.contains(says),
            "{button}: {seen:?}"
        );
        plaudit.hush().await;
        let model = plaudit.teams().model();
        let now = model.message(&message.conversation, &message.id).unwrap();
        let card = now.card_for(&plaudit.aad("liam")).unwrap().to_string();
        assert!(card.contains(says), "{card}");
    }
    assert_eq!(plaudit.points_of("budi").await, 0);
    plaudit.finish().await;
}
