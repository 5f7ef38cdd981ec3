//! `plaudit manifest`

use std::fs::{self, File};
use std::mem::discriminant;

use plaudit::calling;
use plaudit::command::{Command, Lexicon, SLASH, parse};
use serde_json::Value;
use zip::ZipArchive;

use super::programme::{Ran, plaudit};
use crate::harness::Plaudit;

const ID: &str = "5f0c2d1e-0000-4000-8000-00000000b0b0";

#[tokio::test]
async fn the_slack_manifest_needs_no_database() {
    let manifest = ["manifest", "slack", "--url", "https://kudos.example.com"];
    let output = plaudit("postgres://nowhere/", &manifest).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.out
            .contains("\"https://kudos.example.com/slack/events\"")
    );
    assert!(ran.err.contains("https://api.slack.com/apps?new_app=1"));
    // The server cannot run yet: what it needs to know comes from the app.
    assert!(ran.err.contains("press Retry"), "{ran:?}");

    let link = [&manifest[..], &["--link"]].concat();
    let output = plaudit("postgres://nowhere/", &link).output().await;
    let ran = Ran::from(output.unwrap());
    assert_eq!(ran.out.lines().count(), 1);
    assert!(ran.out.starts_with("https://api.slack.com/apps?new_app=1"));
    assert_eq!(ran.err, "");

    let output = plaudit("postgres://nowhere/", &manifest[..2])
        .output()
        .await;
    assert_eq!(Ran::from(output.unwrap()).code, 2);
}

#[tokio::test]
async fn the_slack_manifest_claims_nothing_that_is_not_there() {
    let served = Plaudit::start().await;
    let url = "https://kudos.example.com";
    let manifest = ["manifest", "slack", "--url", url];
    let output = plaudit("postgres://nowhere/", &manifest).output().await;
    let ran = Ran::from(output.unwrap());

    let quoted = ran.out.split('"').skip(1).step_by(2);
    let paths: Vec<&str> = quoted.filter_map(|it| it.strip_prefix(url)).collect();
    assert_eq!(paths.len(), 5, "two commands go one way: {paths:?}");
    for path in paths {
        let answer = calling::client()
            .unwrap()
            .post(served.url(path))
            .send()
            .await;
        // It is there, and takes nothing unsigned.
        assert_eq!(answer.unwrap().status(), 401, "{path}");
    }
    let nowhere = calling::client()
        .unwrap()
        .post(served.url("/slack/nowhere"));
    assert_eq!(nowhere.send().await.unwrap().status(), 404);

    let claimed = ran
        .out
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- command: /"));
    let claimed: Vec<_> = claimed.collect();
    assert_eq!(claimed, ["kudos", "redeem"]);
    assert!(claimed.iter().all(|it| SLASH.contains(it)));
    served.finish().await;
}

#[tokio::test]
async fn govslack_makes_its_apps_itself() {
    let manifest = [
        "manifest",
        "slack",
        "--url",
        "https://kudos.example.com",
        "--link",
    ];
    let mut command = plaudit("postgres://nowhere/", &manifest);
    command.env("SLACK_API_URL", "https://slack-gov.com/api/");
    let ran = Ran::from(command.output().await.unwrap());
    let begins = "https://api.slack-gov.com/apps?new_app=1&";
    assert!(ran.out.starts_with(begins), "{ran:?}");
}

/// `plaudit manifest teams`, for the bot of that id.
async fn teams(id: &str, more: &[&str]) -> Ran {
    let args = [&["manifest", "teams"], more].concat();
    let mut command = plaudit("postgres://nowhere/", &args);
    command
        .env("PLAUDIT_PUBLIC_URL", "https://kudos.example.com")
        .env("TEAMS_APP_ID", id);
    Ran::from(command.output().await.unwrap())
}

#[tokio::test]
async fn the_teams_manifest_is_printed_or_packed() {
    let printed = teams(ID, &[]).await;
    assert_eq!(printed.json()["bots"][0]["botId"], ID);
    assert!(printed.err.contains("--out plaudit.zip"), "{printed:?}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plaudit.zip");
    let packed = teams(ID, &["--out", file.to_str().unwrap()]).await;
    assert_eq!((packed.code, &*packed.out), (0, ""), "{packed:?}");
    let endpoint = "https://kudos.example.com/teams/messages";
    assert!(packed.err.contains(endpoint), "{packed:?}");
    let mut package = ZipArchive::new(File::open(&file).unwrap()).unwrap();
    let manifest: Value =
        serde_json::from_reader(package.by_name("manifest.json").unwrap()).unwrap();
    assert_eq!(manifest, printed.json());
}

#[tokio::test]
async fn the_teams_manifest_says_what_the_operator_chose() {
    let mut chosen = vec!["--schema", "1.19", "--overhear", "--app-version", "2.0.1"];
    chosen.extend(["--privacy-url", "https://example.com/privacy"]);
    let app = teams(ID, &chosen).await.json();
    assert_eq!(app["manifestVersion"], "1.19");
    assert_eq!(app["version"], "2.0.1");
    assert_eq!(app["webApplicationInfo"]["id"], ID);
    let developer = &app["developer"];
    assert_eq!(developer["privacyUrl"], "https://example.com/privacy");
    assert_eq!(developer["termsOfUseUrl"], "https://kudos.example.com/");
    let ran = teams(ID, &["--app-version", "2.0"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    let ran = teams(ID, &["--url", "http://kudos.example.com"]).await;
    assert!(ran.err.contains("note: Teams calls https"), "{ran:?}");
}

#[tokio::test]
async fn without_the_id_of_the_app_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plaudit.zip");
    for id in ["", " ", "kudos"] {
        let ran = teams(id, &["--out", file.to_str().unwrap()]).await;
        assert_eq!((ran.code, &*ran.out), (1, ""), "{ran:?}");
        assert!(ran.err.contains("TEAMS_APP_ID"), "{ran:?}");
        assert!(!file.exists());
    }
}

#[tokio::test]
async fn whatever_teams_proposes_is_understood_in_every_language() {
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    let app = teams(ID, &[]).await.json();
    let read = |line: &str| parse(line, &lexicon).unwrap();
    for language in ["id", "ms"] {
        let file = format!("manifests/teams/{language}.json");
        let texts: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        for list in 0..2 {
            let commands = &app["bots"][0]["commandLists"][list]["commands"];
            for (at, command) in commands.as_array().unwrap().iter().enumerate() {
                let key = format!("bots[0].commandLists[{list}].commands[{at}].title");
                let english = read(command["title"].as_str().unwrap());
                let translated = read(texts[&key].as_str().unwrap());
                assert_eq!(discriminant(&english), discriminant(&translated), "{key}");
                assert!(english != Command::Help || command["title"] == "help");
            }
        }
    }
}
