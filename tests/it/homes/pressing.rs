//! The buttons of a home: there is no channel and no message to answer in, so that pages open.

use serde_json::json;

use super::{ANA, KUDOS, TOM, start};
use crate::harness::count;

#[tokio::test]
async fn every_way_from_a_home_opens_a_page() {
    let plaudit = start().await;
    plaudit.home_shop(false).await;
    plaudit
        .at_home_types(TOM, "@ana +5 for the quick fix")
        .await;
    plaudit.opens_home(ANA).await;
    let said = plaudit.sandbox.dm_with_bot(ANA).len();
    for (value, expected) in [
        ("shop", "Coffee voucher"),
        ("board", "Ana Ferreira"),
        ("language", "Bahasa Melayu"),
        ("notices", "Mute kudos"),
        ("badges", "Your badges"),
        ("history", "quick fix"),
        ("help", "How kudos work"),
    ] {
        let button = plaudit.button_at_home(ANA, value);
        let opened = plaudit.presses_at_home(ANA, &button).await;
        let open = plaudit.sandbox.modals(ANA);
        assert_eq!(open.len(), 1, "{value}");
        // What it is about may be its title.
        let shown = format!("{:?} {opened}", open[0]);
        assert!(shown.contains(expected), "{value}: {shown}");
        plaudit.sandbox.as_user(ANA).close(&open[0].id, true).await;
    }
    assert_eq!(
        plaudit.sandbox.dm_with_bot(ANA).len(),
        said,
        "nothing is said besides"
    );
    plaudit.finish().await;
}

/// What is pressed on in such a page changes that page, and the home follows.
#[tokio::test]
async fn a_page_that_opens_goes_on_like_any_other() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    let button = plaudit.button_at_home(ANA, "language");
    plaudit.presses_at_home(ANA, &button).await;
    let page = plaudit.sandbox.modals(ANA).pop().unwrap();
    let ana = plaudit.sandbox.as_user(ANA);
    let malay = page
        .blocks()
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let malay = malay.flatten().find(|it| it["value"] == "ms").unwrap();
    let action = malay["action_id"].as_str().unwrap();
    assert!(ana.press_in_view(&page.id, action).await.is_ok());
    plaudit.quiet().await;
    let page = plaudit.sandbox.modals(ANA).pop().unwrap();
    assert!(page.shown().contains("Bahasa Melayu"), "{}", page.shown());
    plaudit.homes_follow().await;
    assert!(
        plaudit.home_of(ANA).contains("Helo"),
        "{}",
        plaudit.home_of(ANA)
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn one_gives_from_home() {
    let plaudit = start().await;
    plaudit.opens_home(ANA).await;
    let form = plaudit.presses_at_home(ANA, "kudos.open_form").await;
    assert!(form.contains("Who deserves it?"), "{form}");
    let form = plaudit.sandbox.modals(ANA).pop().unwrap();
    let given = [
        ("to", json!([TOM])),
        ("points", json!("4")),
        ("message", json!("for the tea")),
        ("place", json!(KUDOS)),
    ];
    let known: Vec<_> = given
        .into_iter()
        .filter(|(name, _)| form.block(name).is_some())
        .collect();
    let seen = plaudit.sandbox.as_user(ANA).submit(&form.id, known).await;
    assert!(seen.is_ok() && seen.errors.is_empty(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 1);
    plaudit.homes_follow().await;
    assert!(
        plaudit.home_of(ANA).contains("to Tom"),
        "{}",
        plaudit.home_of(ANA)
    );
    plaudit.finish().await;
}

/// The page cannot be opened: what it would say is said to them.
#[tokio::test]
async fn where_no_page_opens_it_is_said() {
    use plaudit_sandbox::slack::Fault;
    let plaudit = start().await;
    plaudit.at_home_types(ANA, "@tom +3 for the tea").await;
    plaudit.opens_home(ANA).await;
    let said = plaudit.sandbox.dm_with_bot(ANA).len();
    let fault = Fault::Error("expired_trigger_id".to_owned());
    plaudit.sandbox.fail("views.open", fault, 1);
    let home = plaudit.sandbox.home(ANA).unwrap();
    let undo = plaudit.button_at_home(ANA, "undo");
    let seen = plaudit
        .sandbox
        .as_user(ANA)
        .press_in_view(&home.id, &undo)
        .await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.standing().await, 0);
    let told = plaudit.sandbox.dm_with_bot(ANA);
    assert_eq!(told.len(), said + 1);
    assert!(plaudit.sandbox.modals(ANA).is_empty());
    assert_eq!(
        count(&plaudit.db.pool, "SELECT count(*) FROM kudos_reversal").await,
        1
    );
    plaudit.finish().await;
}

/// `/kudos home` says the same, and where it stands.
#[tokio::test]
async fn who_types_for_it_reads_it_and_where_it_is() {
    let plaudit = start().await;
    plaudit
        .at_home_types(TOM, "@ana +5 for the quick fix")
        .await;
    plaudit.at_home_types(ANA, "home").await;
    let shown = plaudit.sandbox.ephemerals(ANA).pop().unwrap();
    let text = shown.shown();
    assert!(
        text.contains("Hello, Ana") && text.contains("Home"),
        "{text}"
    );
    let buttons = shown
        .blocks
        .iter()
        .filter_map(|it| it["elements"].as_array());
    let history = buttons
        .flatten()
        .find(|it| it["value"] == "history")
        .unwrap();
    let action = history["action_id"].as_str().unwrap();
    let ana = plaudit.sandbox.as_user(ANA);
    let seen = ana.press(&shown.channel, &shown.ts, action).await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    // It stands beside the home, and not in its place.
    let all = plaudit.sandbox.ephemerals(ANA);
    assert!(all.iter().any(|it| it.shown().contains("Hello, Ana")));
    assert!(all.last().unwrap().shown().contains("quick fix"));
    plaudit.finish().await;
}
