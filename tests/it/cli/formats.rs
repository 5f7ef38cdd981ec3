//! What machines read: names that stay.

use serde_json::{Value, json};

use super::programme::Programme;

#[tokio::test]
async fn settings_are_an_object_of_what_can_be_set() {
    let programme = Programme::new().await;
    let all = programme
        .run(&["settings", "get", "--format", "json"])
        .await;
    let all = all.json();
    let all = all.as_object().unwrap();
    let text = programme.run(&["settings", "get"]).await.out;
    assert_eq!(all.len(), text.lines().count());
    for line in text.lines() {
        let (key, value) = line.split_once(" = ").unwrap();
        assert_eq!(all[key], value, "{key}");
    }
    let one = ["settings", "get", "allowance.points", "--format", "json"];
    let one = programme.run(&one).await.json();
    assert_eq!(one, json!({"allowance.points": "100"}));
}

#[tokio::test]
async fn people_are_an_array() {
    let programme = Programme::new().await;
    programme.give(5, "thanks").await;
    let people = programme.run(&["people", "list", "--format", "json"]).await;
    let people = people.json();
    let expected = json!([
        {"member": programme.budi, "name": "=Budi", "accounts": ["slack:T1/U2"], "points": 5},
        {"member": programme.siti, "name": "Siti", "accounts": ["slack:T1/U1"], "points": 0},
    ]);
    assert_eq!(people, expected);
    let lines = programme
        .run(&["people", "list", "--format", "jsonl"])
        .await;
    let lines: Vec<Value> = lines
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(Value::Array(lines), expected);
}

#[tokio::test]
async fn teams_and_letters_are_arrays() {
    let programme = Programme::new().await;
    let teams = programme.run(&["connect", "--format", "json"]).await.json();
    assert_eq!(teams[0]["team"], "T1");
    let letters = ["outbox", "list", "--format", "json"];
    assert_eq!(programme.run(&letters).await.json(), json!([]));
    let id = programme.lose_a_letter().await;
    let letters = programme.run(&letters).await.json();
    assert_eq!(
        (&letters[0]["id"], &letters[0]["state"]),
        (&json!(id), &json!("dead"))
    );
}

#[tokio::test]
async fn the_doctor_gives_one_verdict_and_its_findings() {
    let programme = Programme::new().await;
    let sound = programme.run(&["doctor", "--format", "json"]).await.json();
    assert_eq!(sound["ok"], true);
    let findings = sound["findings"].as_array().unwrap();
    let of = |about: &str| findings.iter().find(|it| it["about"] == about).unwrap();
    let slack = of("Slack");
    assert_eq!(
        (&slack["verdict"], &slack["mend"]),
        (&json!("off"), &Value::Null)
    );
    assert_eq!(of("migrations")["what"], "all applied");
    assert_eq!(of("public address")["verdict"], "warn");
    assert!(of("public address")["mend"].is_string());

    let insecure = [
        "doctor",
        "--format",
        "json",
        "--public-url",
        "http://x.example",
    ];
    let ran = programme.run(&insecure).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(said["ok"], false);
    let wrong = said["findings"].as_array().unwrap().iter();
    let wrong: Vec<_> = wrong.filter(|it| it["verdict"] == "fail").collect();
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0]["about"], "public address");
}
