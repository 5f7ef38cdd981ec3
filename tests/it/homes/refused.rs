//! A Slack that does not show homes: nobody is alarmed, and the doctor says how to mend it.

use plaudit_sandbox::slack::Fault;

use super::{ANA, TOM, start};
use crate::harness::{count, plaudit as program};

#[tokio::test]
async fn a_tab_that_is_off_leaves_no_dead_letters_and_the_doctor_says_so() {
    let plaudit = start().await;
    let fault = || Fault::Error("not_enabled".to_owned());
    plaudit.sandbox.fail("views.publish", fault(), 1);
    let seen = plaudit.sandbox.as_user(ANA).open_home("home").await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert!(plaudit.sandbox.home(ANA).is_none());
    let lost = "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'withheld')";
    assert_eq!(count(&plaudit.db.pool, lost).await, 0);
    let home = tempfile::tempdir().unwrap();
    let url = plaudit.db.url();
    let mut doctor = program(home.path(), &["doctor"], &[("DATABASE_URL", &url)]);
    let said = String::from_utf8(doctor.output().await.unwrap().stdout).unwrap();
    assert!(
        said.contains("Home tab: 1 of") && said.contains("not_enabled"),
        "{said}"
    );
    assert!(said.contains("Turn the Home Tab on"), "{said}");

    // It is left alone, whatever changes, until it is opened again.
    plaudit.at_home_types(TOM, "@ana +1 for the reviews").await;
    plaudit.homes_follow().await;
    assert_eq!(plaudit.published_to(ANA).len(), 1);
    let shown = plaudit.opens_home(ANA).await;
    assert!(shown.contains("1 point"), "{shown}");
    let refused = "SELECT count(*) FROM home WHERE refused IS NOT NULL";
    assert_eq!(count(&plaudit.db.pool, refused).await, 0);
    plaudit.finish().await;
}

/// A refusal for good is none for ever: what was refused is sent again when it is opened.
#[tokio::test]
async fn whatever_slack_refuses_is_tried_again_when_it_is_opened() {
    let plaudit = start().await;
    for code in ["view_too_large", "hash_conflict", "invalid_arguments"] {
        plaudit
            .sandbox
            .fail("views.publish", Fault::Error(code.to_owned()), 1);
        // As if nothing stood there: then it is sent, whatever it says.
        plaudit.sandbox.change(|model| model.homes.clear());
        let before = plaudit.published_to(ANA).len();
        let seen = plaudit.sandbox.as_user(ANA).open_home("home").await;
        assert!(seen.is_ok(), "{seen:?}");
        plaudit.quiet().await;
        plaudit.opens_home(ANA).await;
        assert_eq!(plaudit.published_to(ANA).len(), before + 2, "{code}");
    }
    let lost = "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'withheld')";
    assert_eq!(count(&plaudit.db.pool, lost).await, 0);
    plaudit.finish().await;
}

/// Slack is unwell for a moment: the home is shown all the same, once.
#[tokio::test]
async fn what_fails_for_now_is_shown_later() {
    let plaudit = start().await;
    plaudit
        .sandbox
        .fail("views.publish", Fault::RateLimited(3), 1);
    plaudit.sandbox.fail("views.publish", Fault::Broken, 1);
    let home = plaudit.opens_home(ANA).await;
    assert!(home.contains("Hello, Ana"), "{home}");
    plaudit.finish().await;
}
