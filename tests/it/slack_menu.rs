//! Kudos from Slack's menu: the form is opened nowhere, and goes to the channel that is set.

use plaudit_sandbox::slack::View;
use serde_json::{Value, json};

use crate::harness::{Plaudit, eventually};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0NURAI0003";
const ANA: &str = "U0ANA000005";
const KUDOS: &str = "C0KUDOS0001";
const GENERAL: &str = "C0GENERAL01";

/// The form that `user` opens from the menu.
async fn opened(plaudit: &Plaudit, user: &str) -> View {
    let before = plaudit.sandbox.modals(user).len();
    plaudit.sandbox.as_user(user).shortcut().await;
    let open = async || plaudit.sandbox.modals(user);
    let modals = eventually("a form is open", open, |all| all.len() > before);
    modals.await.pop().unwrap()
}

/// What `user` is told of what they gave by the form, whose place is as it stands or as it is chosen.
async fn told(plaudit: &Plaudit, user: &str, view: &View, place: Option<Value>) -> String {
    let answers = [("to", json!([BUDI])), ("message", json!("thanks"))];
    let answers = answers.into_iter().chain(place.map(|it| ("place", it)));
    let person = plaudit.sandbox.as_user(user);
    let seen = person.submit(&view.id, answers.collect::<Vec<_>>()).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    // In the form's place; where Slack had to be asked first, in the conversation with the bot.
    let page = plaudit.sandbox.modals(user).pop();
    if let Some(page) = &page {
        person.close(&page.id, true).await;
    }
    let page = page
        .map(|it| it.shown())
        .filter(|it| it.contains("You gave"));
    page.or_else(|| plaudit.sandbox.dm_with_bot(user).pop().map(|it| it.shown()))
        .unwrap()
}

#[tokio::test]
async fn it_goes_to_the_channel_that_is_set_and_says_so() {
    let plaudit = Plaudit::start().await;
    let siti = plaudit.sandbox.as_user(SITI);
    let view = opened(&plaudit, ANA).await;
    assert!(view.block("place").unwrap()["element"]["initial_conversation"].is_null());
    let said = told(&plaudit, ANA, &view, None).await;
    assert!(said.contains("announced nowhere"), "{said}");

    siti.slash(KUDOS, "/kudos", "settings kudos.channel here")
        .await;
    let set = async || -> Option<String> {
        let sql = "SELECT value FROM setting WHERE key = 'kudos.channel'";
        let value = sqlx::query_scalar(sql).fetch_optional(&plaudit.db.pool);
        value.await.unwrap()
    };
    // It is tried first.
    eventually("it is set", set, Option::is_some).await;
    plaudit.app().desk.workspaces.forget();

    let view = opened(&plaudit, ANA).await;
    let place = view.block("place").unwrap();
    assert_eq!(place["element"]["initial_conversation"], KUDOS);
    let at = view.blocks().iter().position(|it| it == place);
    assert_eq!(at, Some(1), "right below whom it is for");
    let said = told(&plaudit, ANA, &view, None).await;
    assert!(said.contains(&format!("announced in <#{KUDOS}>")), "{said}");
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);

    // Another channel is as good as that, and so is none.
    let view = opened(&plaudit, ANA).await;
    let said = told(&plaudit, ANA, &view, Some(json!(GENERAL))).await;
    assert!(
        said.contains(&format!("announced in <#{GENERAL}>")),
        "{said}"
    );
    let view = opened(&plaudit, ANA).await;
    let said = told(&plaudit, ANA, &view, Some(Value::Null)).await;
    assert!(said.contains("announced nowhere"), "{said}");
    assert_eq!(plaudit.sandbox.messages(KUDOS).len(), 1);
    assert_eq!(plaudit.sandbox.messages(GENERAL).len(), 1);
    assert_eq!(plaudit.points(BUDI).await, 4);

    // What is given in a channel is announced before one's eyes.
    let ana = plaudit.sandbox.as_user(ANA);
    let said = ana.slash(KUDOS, "/kudos", "@budi +1").await.text;
    assert!(!said.contains("announced"), "{said}");
    plaudit.finish().await;
}

#[tokio::test]
async fn it_is_chosen_in_the_form_of_settings_and_follows_its_channel() {
    let plaudit = Plaudit::start().await;
    let team = plaudit.sandbox.model().team.id.clone();
    plaudit
        .set("kudos.channel", &format!("slack:{team}/{KUDOS}"))
        .await;
    let moved = json!({
        "type": "channel_id_changed", "old_channel_id": KUDOS, "new_channel_id": GENERAL,
        "event_ts": "1795000000.000001",
    });
    plaudit.sandbox.send_event(moved).await;
    plaudit.quiet().await;
    let view = opened(&plaudit, ANA).await;
    let place = &view.block("place").unwrap()["element"];
    assert_eq!(place["initial_conversation"], GENERAL);
    plaudit.finish().await;
}

/// A crowd is no recipient; what was typed stands in the form as it reads.
#[tokio::test]
async fn a_crowd_that_is_named_stands_in_the_form_as_people_type_it() {
    let plaudit = Plaudit::start().await;
    for (user, says) in [
        (ANA, "name whom you mean"),
        (BUDI, "sebut"),
        (AISYAH, "sebut"),
    ] {
        let person = plaudit.sandbox.as_user(user);
        let seen = person.slash(KUDOS, "/kudos", "@here +1 all").await;
        assert!(seen.is_ok(), "{seen:?}");
        let view = plaudit.sandbox.modals(user).pop().expect("a form is open");
        let message = &view.block("message").unwrap()["element"]["initial_value"];
        assert_eq!(message, "@here all");
        let shown = view.shown();
        assert!(shown.contains("@here") && !shown.contains("<!"), "{shown}");
        assert!(shown.to_lowercase().contains(says), "{shown}");
    }
    plaudit.finish().await;
}
