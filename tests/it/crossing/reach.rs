//! People are told where they were thanked, and where that does not reach them, where they are.

use plaudit_sandbox::teams::Fault;

use super::{ANA, BUDI, LIAM, TENANT, WAYAN, ZOE, posted_on_teams, slack, teams, told};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn people_are_told_on_the_platform_they_were_thanked_on() {
    let plaudit = Plaudit::start_on_both().await;
    slack(&plaudit, ZOE.0, "@liam +5 for the launch").await;
    let (on_slack, on_teams) = told(&plaudit, LIAM);
    assert_eq!((on_slack.len(), on_teams.len()), (1, 0));
    assert!(on_slack[0].contains("the launch"), "{on_slack:?}");

    // Three people, of whom one is on Teams alone and one cannot be written to there.
    let refused = Fault::Refused("BotDisabledByAdmin".into());
    plaudit.teams().fail("createConversation", refused, 1);
    teams(&plaudit, LIAM.1, "@Zoë Müller-Ångström +2 for the party").await;
    plaudit.app().desk.directory.forget();
    teams(
        &plaudit,
        LIAM.1,
        "@Budi Santoso @Zoë Müller-Ångström @I Wayan Sudarsana +2 for the clean-up",
    )
    .await;
    let card = posted_on_teams(&plaudit).shown();
    for name in ["Budi Santoso", "Zoë Müller-Ångström", "I Wayan Sudarsana"] {
        assert!(card.contains(name), "{card}");
    }
    let (on_slack, on_teams) = told(&plaudit, ZOE);
    assert_eq!(
        on_slack.len(),
        2,
        "no word is lost: {on_slack:?} {on_teams:?}"
    );
    assert!(on_slack[0].contains("the party"), "{on_slack:?}");
    assert!(on_slack[1].contains("the clean-up"), "{on_slack:?}");
    let (on_slack, on_teams) = told(&plaudit, BUDI);
    assert_eq!((on_slack.len(), on_teams.len()), (0, 1), "{on_slack:?}");
    assert_eq!(plaudit.teams().direct(WAYAN.0).len(), 1);
    let dead = "SELECT count(*) FROM outbox WHERE state = 'dead'";
    assert_eq!(count(&plaudit.db.pool, dead).await, 0);

    // With the app of her own, she is told there again.
    plaudit.teams().as_user(ZOE.1).install().await;
    plaudit.quiet().await;
    let greeted = told(&plaudit, ZOE).1.len();
    teams(&plaudit, LIAM.1, "@Zoë Müller-Ångström +1 for coming back").await;
    let (on_slack, on_teams) = told(&plaudit, ZOE);
    assert_eq!(
        (on_slack.len(), on_teams.len()),
        (2, greeted + 1),
        "{on_teams:?}"
    );
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_reached_nowhere_is_no_trouble() {
    let plaudit = Plaudit::start_on_both().await;
    let refused = Fault::Refused("BotDisabledByAdmin".into());
    plaudit.teams().fail("createConversation", refused, 1);
    teams(&plaudit, LIAM.1, "@I Wayan Sudarsana +2 for the roof").await;
    assert_eq!(plaudit.points(WAYAN.1).await, 2);
    assert_eq!(plaudit.teams().direct(WAYAN.0).len(), 0);
    let reason: Option<String> = sqlx::query_scalar(
        "SELECT unreachable_reason FROM identity WHERE team = $1 AND user_id = $2",
    )
    .bind(TENANT)
    .bind(WAYAN.1)
    .fetch_one(&plaudit.db.pool)
    .await
    .unwrap();
    assert!(reason.is_some());
    plaudit.finish().await;
}

#[tokio::test]
async fn whoever_is_not_on_teams_is_asked_for_kindly() {
    let plaudit = Plaudit::start_on_both().await;
    for typed in [
        "@ana +5 for the page",
        "for the page of ana@example.com +5",
        "Ana Ferreira +5 for the page",
    ] {
        let answer = teams(&plaudit, ZOE.1, typed).await;
        eprintln!("{typed}\n{answer}\n");
        assert!(answer.contains("pick"), "what to do instead: {answer}");
        assert!(
            answer.contains("the page"),
            "nothing typed is lost: {answer}"
        );
    }
    assert_eq!(plaudit.points(ANA).await, 0);
    plaudit.finish().await;
}
