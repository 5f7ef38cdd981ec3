//! Whoever is on one chat alone can be thanked from the other, by e-mail address.

use plaudit_sandbox::slack::Message;

use super::{
    ANA, LIAM, ON_SLACK, WAYAN, ZOE, posted_on_slack, posted_on_teams, slack, teams, told,
};
use crate::harness::{Plaudit, count};

#[tokio::test]
async fn people_on_teams_thank_somebody_on_slack_alone() {
    let plaudit = Plaudit::start_on_both().await;
    let typed = "ana@example.com +5 #teamwork for the page";
    let answer = teams(&plaudit, ZOE.1, typed).await;
    assert!(answer.contains("Ana Ferreira"), "{answer}");
    assert_eq!(plaudit.points(ANA).await, 5);
    let direct = plaudit.sandbox.dm_with_bot(ANA);
    assert_eq!(direct.len(), 1, "{direct:?}");
    assert!(direct[0].shown().contains("the page"), "{direct:?}");
    let card = posted_on_teams(&plaudit).shown();
    assert!(card.contains("Ana Ferreira"), "{card}");
    assert!(!card.contains("ana@example.com"), "{card}");

    // With somebody who is mentioned, and an address that is nobody's business in the reason.
    let typed = "@Liam O’Connor and ANA@Example.com +2 for helping wayan@example.com";
    teams(&plaudit, ZOE.1, typed).await;
    assert_eq!(plaudit.points(ANA).await, 7);
    assert_eq!(plaudit.points(LIAM.0).await, 2);
    assert_eq!(plaudit.points(WAYAN.1).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn people_on_slack_thank_somebody_on_teams_alone() {
    let plaudit = Plaudit::start_on_both().await;
    let answer = slack(&plaudit, ZOE.0, "wayan@example.com +3 for the roof").await;
    assert!(answer.contains("I Wayan Sudarsana"), "{answer}");
    assert_eq!(plaudit.points(WAYAN.1).await, 3);
    let direct = plaudit.teams().direct(WAYAN.0);
    assert_eq!(direct.len(), 1, "{direct:?}");
    assert!(direct[0].shown().contains("the roof"), "{direct:?}");
    let posted = posted_on_slack(&plaudit).shown();
    assert!(posted.contains("I Wayan Sudarsana"), "{posted}");

    let thanked = "@liam +1 for helping wayan@example.com";
    slack(&plaudit, ZOE.0, thanked).await;
    assert_eq!(plaudit.points(WAYAN.1).await, 3);

    // Whoever has both accounts is one member, and hears of it where they were thanked.
    slack(&plaudit, ZOE.0, "liam@example.com +2 for the talk").await;
    assert_eq!(plaudit.points(LIAM.0).await, 3);
    let (on_slack, on_teams) = told(&plaudit, LIAM);
    assert_eq!((on_slack.len(), on_teams.len()), (2, 0));
    plaudit.finish().await;
}

#[tokio::test]
async fn an_address_of_nobody_here_tells_nothing() {
    let plaudit = Plaudit::start_on_both().await;
    let shared = "UPDATE identity SET email = 'Team@example.com'
                  WHERE user_id IN ('U0DEWI00009', 'U0HAKIM0010')";
    let shared = sqlx::query(shared).execute(&plaudit.db.pool).await.unwrap();
    assert_eq!(shared.rows_affected(), 2);
    let left = "SELECT count(*) FROM identity WHERE NOT active AND email = 'bambang@example.com'";
    assert_eq!(count(&plaudit.db.pool, left).await, 1);

    // Nobody's, that of somebody who has left, and one that two people have.
    let mut answers = Vec::new();
    for name in ["quentin", "bambang", "team"] {
        let address = format!("{name}@example.com");
        let typed = format!("{address} +5 for the page");
        for answer in [
            slack(&plaudit, ZOE.0, &typed).await,
            teams(&plaudit, ZOE.1, &typed).await,
        ] {
            assert!(answer.contains(&address), "{answer}");
            answers.push(answer.replace(name, "NAME"));
        }
    }
    for (at, answer) in answers.iter().enumerate() {
        assert_eq!(*answer, answers[at % 2], "the same sentence");
    }
    assert_eq!(plaudit.standing().await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_stranger_learns_of_no_address() {
    let plaudit = Plaudit::start_on_both().await;
    let (pat, channel) = ("U0EXTUSER01", "C0PARTNER01");
    for address in ["ana@example.com", "nobody@example.com"] {
        let text = format!("@plaudit {address} +2 from your partner");
        plaudit.sandbox.as_user(pat).post(channel, &text).await;
        plaudit.quiet().await;
    }
    let answers: Vec<_> = plaudit
        .sandbox
        .ephemerals(pat)
        .iter()
        .map(Message::shown)
        .collect();
    assert_eq!(answers, Vec::<String>::new(), "known or not");
    assert_eq!(plaudit.points(ANA).await, 0);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_keeps_an_address_that_was_typed() {
    let plaudit = Plaudit::start_on_both().await;
    let liam = plaudit.sandbox.as_user(LIAM.0);
    liam.slash(ON_SLACK, "/kudos", "wayan@example.com +5 +6 for the roof")
        .await;
    plaudit.quiet().await;
    let form = format!("{:?}", plaudit.sandbox.modals(LIAM.0));
    assert!(form.contains("wayan@example.com"), "{form}");
    assert!(form.contains("the roof"), "{form}");
    plaudit.finish().await;
}
