//! `plaudit connect`

use serde_json::json;

use super::programme::{Programme, Ran, plaudit};
use crate::harness::TestDb;

#[tokio::test]
async fn a_list_without_teams_says_so() {
    let db = TestDb::new().await;
    let output = plaudit(&db.url(), &["connect"]).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("no team is connected yet"), "{ran:?}");
}

#[tokio::test]
async fn teams_are_listed_and_announced() {
    let programme = Programme::new().await;
    let ran = programme.run(&["connect"]).await;
    let listed = "slack  T1  Acme  Acme  connected\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, listed), "{ran:?}");
    let listed = programme
        .run(&["connect", "--format", "jsonl"])
        .await
        .json();
    assert_eq!(
        listed,
        json!({
            "platform": "slack", "team": "T1", "name": "Acme", "workspace": programme.workspace,
            "workspace_name": "Acme", "state": "connected", "reason": null,
        })
    );

    // The tenant's letters may be of either case.
    let assign = ["connect", "teams", "Tenant", "--workspace"];
    let to = |workspace: &'static str| {
        assign
            .iter()
            .copied()
            .chain([workspace])
            .collect::<Vec<_>>()
    };
    let ran = programme.run(&to("Acme")).await;
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("from its first contact"), "{ran:?}");
    let ran = programme.run(&["connect"]).await;
    assert!(
        ran.out.contains("teams  tenant  tenant  Acme  announced"),
        "{ran:?}"
    );
    let ran = programme.run(&to("new")).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = programme.run(&["connect"]).await;
    assert!(
        ran.out.contains("teams  tenant  tenant  tenant  announced"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn what_cannot_be_connected_is_said() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    for (args, code, says) in [
        (["connect", "slack"].as_slice(), 2, "TEAM"),
        (&["connect", "slack", "T1"], 0, "is there already"),
        (
            &["connect", "slack", "T1", "--workspace", "Nowhere"],
            1,
            "no workspace Nowhere",
        ),
        (
            &["connect", "slack", "T1", "--workspace", "Acme"],
            0,
            "is there already",
        ),
    ] {
        let ran = programme.run(args).await;
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
    }
    programme
        .run(&["connect", "slack", "T2", "--workspace", "new"])
        .await;
    let ran = programme.run(&["connect", "slack", "T3"]).await;
    assert_eq!(ran.code, 1, "of two, one has to be named: {ran:?}");
    assert!(ran.err.contains("--workspace"), "{ran:?}");
    let ran = programme
        .run(&["connect", "slack", "T1", "--workspace", "T2"])
        .await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("Acme already has kudos"), "{ran:?}");
}
