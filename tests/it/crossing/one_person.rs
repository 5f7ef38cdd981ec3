//! Whoever has an account on both is one member.

use super::{BUDI, LIAM, ON_SLACK, ON_TEAMS, ZOE, posted_on_slack, posted_on_teams, slack, teams};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn one_person_has_one_allowance_one_balance_one_rank_and_one_history() {
    let plaudit = Plaudit::start_on_both().await;
    let answer = slack(&plaudit, ZOE.0, "@liam +50 for the launch").await;
    assert!(answer.contains("50"), "{answer}");
    let answer = teams(&plaudit, ZOE.1, "@Liam O’Connor +45 for the talk").await;
    assert!(
        answer.contains("5 points") || answer.contains("5 left"),
        "of a hundred: {answer}"
    );

    // What was spent on either side is missing on the other.
    let short = teams(&plaudit, ZOE.1, "@Budi Santoso +6 for help").await;
    assert!(short.contains("you have 5 left"), "{short}");
    let short = slack(&plaudit, ZOE.0, "@budi +6 for help").await;
    assert!(short.contains("you have 5 left"), "{short}");
    assert_eq!(plaudit.points(BUDI.0).await, 0, "six were too many");

    let balances = [
        slack(&plaudit, LIAM.0, "balance").await,
        teams(&plaudit, LIAM.1, "balance").await,
    ];
    for answer in &balances {
        assert!(answer.contains("95"), "{answer}");
    }
    let boards = [
        slack(&plaudit, LIAM.0, "leaderboard").await,
        teams(&plaudit, LIAM.1, "leaderboard").await,
    ];
    for board in &boards {
        assert_eq!(board.matches("95").count(), 1, "{board}");
        assert!(board.contains("Liam O’Connor"), "{board}");
    }
    let histories = [
        slack(&plaudit, LIAM.0, "history").await,
        teams(&plaudit, LIAM.1, "history").await,
    ];
    for history in &histories {
        for given in ["the launch", "the talk"] {
            assert!(history.contains(given), "{given}: {history}");
        }
        assert!(history.contains("Zoë Müller-Ångström"), "{history}");
    }
    let accounts = "SELECT count(*) FROM ledger_account
                    WHERE kind = 'allowance' AND balance NOT IN (0, 100)";
    assert_eq!(count(&plaudit.db.pool, accounts).await, 1, "one allowance");
    plaudit.finish().await;
}

#[tokio::test]
async fn nobody_thanks_or_joins_themselves_by_their_other_account() {
    let plaudit = Plaudit::start_on_both().await;
    slack(&plaudit, LIAM.0, "@zoe +3 for the sketches").await;
    teams(&plaudit, LIAM.1, "@Zoë Müller-Ångström +4 for the paint").await;

    // Zoë received it, Liam gave it, and each is met on the other side again.
    let (on_slack, on_teams) = (posted_on_slack(&plaudit), posted_on_teams(&plaudit));
    for user in [ZOE, LIAM] {
        let press = plaudit.sandbox.as_user(user.0);
        press.press(ON_SLACK, &on_slack.ts, "kudos.boost").await;
        let press = plaudit.teams().as_user(user.1);
        let seen = press.press(&on_teams, "kudos.boost").await;
        assert!(seen.is_ok(), "{seen:?}");
    }
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE.0).await, 7);

    // Budi is neither, and joins once on each side.
    let budi = plaudit.sandbox.as_user(BUDI.0);
    budi.press(ON_SLACK, &on_slack.ts, "kudos.boost").await;
    let budi = plaudit.teams().as_user(BUDI.1);
    budi.press(&on_teams, "kudos.boost").await;
    budi.press(&on_teams, "kudos.boost").await;
    plaudit.quiet().await;
    assert_eq!(plaudit.points(ZOE.0).await, 9);
    let (on_slack, on_teams) = (posted_on_slack(&plaudit), posted_on_teams(&plaudit));
    assert!(on_slack.shown().contains(BUDI.0), "{}", on_slack.shown());
    assert!(
        on_teams.shown().contains("Budi Santoso"),
        "{}",
        on_teams.shown()
    );
    assert_eq!(
        plaudit
            .teams()
            .messages(ON_TEAMS)
            .iter()
            .filter(|it| it.by_app)
            .count(),
        1,
        "the card changes where it stands"
    );
    plaudit.finish().await;
}
