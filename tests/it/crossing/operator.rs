//! What an operator sees and puts right, beside a server that runs.

use serde_json::Value;
use tempfile::TempDir;

use super::{ANA, ON_TEAMS, TENANT, WAYAN, ZOE, slack, teams};
use crate::harness::{Plaudit, count, eventually, plaudit as program};

/// What a command of the program prints; it must succeed.
async fn run(plaudit: &Plaudit, arguments: &[&str]) -> String {
    let directory = TempDir::new().unwrap();
    let url = plaudit.db.url();
    let ran = program(directory.path(), arguments, &[("DATABASE_URL", &url)]);
    let ran = { ran }.output().await.unwrap();
    assert!(ran.status.success(), "{arguments:?}: {ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The same, a JSON object per line.
async fn rows(plaudit: &Plaudit, arguments: &[&str]) -> Vec<Value> {
    let printed = run(plaudit, arguments).await;
    printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[tokio::test]
async fn exports_name_accounts_of_either_platform() {
    let plaudit = Plaudit::start_on_both().await;
    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +5 for the roof").await;
    let wayan = format!("teams:{TENANT}/{}", WAYAN.1);

    let kudos = rows(&plaudit, &["export", "kudos"]).await;
    assert_eq!(kudos.len(), 1, "{kudos:?}");
    assert_eq!(kudos[0]["platform"], "teams");
    assert_eq!(kudos[0]["place"], format!("teams:{TENANT}/{ON_TEAMS}"));
    assert_eq!(kudos[0]["recipient"], wayan);
    let giver = kudos[0]["giver"].as_str().unwrap();
    let zoe = plaudit.teams().model().user(ZOE.1).unwrap().aad.clone();
    let accounts = [
        format!("slack:T0FAKETEAM1/{}", ZOE.0),
        format!("teams:{TENANT}/{zoe}"),
    ];
    assert!(accounts.iter().any(|it| it == giver), "{giver}");

    let balances = rows(&plaudit, &["export", "balances"]).await;
    let named = balances.iter().map(Value::to_string);
    let his: Vec<String> = named.filter(|row| row.contains(&wayan)).collect();
    assert_eq!(his.len(), 1, "{balances:?}");
    let listed = run(&plaudit, &["connect"]).await;
    assert_eq!(listed.lines().count(), 2, "{listed}");
    for team in ["slack  T0FAKETEAM1", &format!("teams  {TENANT}")] {
        let line = listed.lines().find(|line| line.starts_with(team));
        assert!(line.is_some_and(|it| it.ends_with("connected")), "{listed}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn two_who_are_one_are_joined_beside_the_running_server_and_split_again() {
    let plaudit = Plaudit::start_on_both().await;
    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +5 for the roof").await;
    slack(&plaudit, ZOE.0, "@ana +7 for the page").await;
    let slack_account = format!("slack:T0FAKETEAM1/{ANA}");
    let teams_account = format!("teams:{TENANT}/{}", WAYAN.1);
    run(
        &plaudit,
        &["people", "join", &slack_account, &teams_account],
    )
    .await;

    // The server knows at once: one balance, one history, one allowance.
    let balance = async || teams(&plaudit, WAYAN.0, "balance").await;
    eventually("they are one", &balance, |it| it.contains("12")).await;
    let anas = slack(&plaudit, ANA, "balance").await;
    assert!(anas.contains("12"), "{anas}");
    let history = teams(&plaudit, WAYAN.0, "history").await;
    for given in ["the roof", "the page"] {
        assert!(history.contains(given), "{history}");
    }
    // What was given to either is undone, and shown where it stands.
    teams(&plaudit, ZOE.1, "undo").await;
    slack(&plaudit, ZOE.0, "undo").await;
    assert_eq!(plaudit.standing().await, 0);
    assert_eq!(plaudit.points(ANA).await, 0);
    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +3 for the door").await;
    assert_eq!(plaudit.points(ANA).await, 3);

    let before = balance().await;
    run(&plaudit, &["people", "split", &teams_account]).await;
    eventually("they are two", &balance, |it| *it != before).await;
    let welcomed = "SELECT count(*) FROM nudge_told JOIN member m ON m.id = member_id
                    WHERE nudge IN ('welcome', 'hello') AND m.name LIKE 'I Wayan%'";
    assert_eq!(count(&plaudit.db.pool, welcomed).await, 2, "he is not new");
    teams(&plaudit, ZOE.1, "@I Wayan Sudarsana +2 for the window").await;
    assert_eq!(plaudit.points(WAYAN.1).await, 2);
    assert_eq!(plaudit.points(ANA).await, 3, "what was given stays");
    plaudit.finish().await;
}
