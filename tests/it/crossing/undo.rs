//! What was given on one platform is taken back from the other, and shown where it was announced.

use super::{LIAM, SITI, WAYAN, ZOE, posted_on_slack, posted_on_teams, slack, teams};
use crate::harness::Plaudit;

#[tokio::test]
async fn an_undo_from_the_other_platform_changes_the_announcement_where_it_stands() {
    let plaudit = Plaudit::start_on_both().await;
    slack(&plaudit, ZOE.0, "@liam +5 for the launch").await;
    let before = posted_on_slack(&plaudit);
    let answer = teams(&plaudit, ZOE.1, "undo").await;
    assert!(answer.contains("Liam O’Connor"), "{answer}");
    let after = posted_on_slack(&plaudit);
    assert_eq!((&after.ts, after.edited.is_some()), (&before.ts, true));
    assert!(after.shown().contains("took back"), "{}", after.shown());
    assert!(
        plaudit
            .teams()
            .messages(super::ON_TEAMS)
            .iter()
            .all(|it| !it.by_app),
        "nothing is announced on the other side"
    );

    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +4 for the roof").await;
    let before = posted_on_teams(&plaudit);
    let answer = slack(&plaudit, ZOE.0, "undo").await;
    // On Slack he has no account, and still has a name.
    assert!(answer.contains("I Wayan Sudarsana"), "{answer}");
    let after = posted_on_teams(&plaudit);
    assert_eq!((&after.id, after.edited), (&before.id, true));
    let words = after.shown();
    assert!(words.contains("took back"), "{words}");
    assert!(words.contains("I Wayan Sudarsana"), "{words}");
    assert_eq!(plaudit.points(LIAM.0).await, 0);
    assert_eq!(plaudit.points(WAYAN.1).await, 0);
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn an_admin_of_slack_is_one_on_teams() {
    let plaudit = Plaudit::start_on_both().await;
    slack(&plaudit, ZOE.0, "@liam +5 for the launch").await;
    let refused = teams(&plaudit, WAYAN.0, "undo @Zoë Müller-Ångström").await;
    assert!(refused.contains("admin"), "{refused}");
    assert_eq!(plaudit.standing().await, 1);
    teams(&plaudit, SITI.1, "undo @Zoë Müller-Ångström").await;
    assert_eq!(plaudit.standing().await, 0);
    assert!(posted_on_slack(&plaudit).shown().contains("took back"));
    plaudit.finish().await;
}
