//! What each command says of itself, and what it does not take.

use super::programme::{Ran, plaudit};

async fn run(args: &[&str]) -> Ran {
    let output = plaudit("postgres://nowhere/", args).output().await;
    output.unwrap().into()
}

/// Words of the options about Slack and Teams, about where a server is, and about the database.
const PLATFORMS: &[&str] = &["SLACK_", "TEAMS_"];
const SERVER: &[&str] = &["PLAUDIT_LISTEN", "PLAUDIT_OPERATOR_LISTEN"];
const SECRETS: &[&str] = &["PLAUDIT_ENCRYPTION_KEY"];
const DATABASE: &[&str] = &["DATABASE_URL", "PLAUDIT_DATA_DIR", "PLAUDIT_PG_BIN"];

#[tokio::test]
async fn help_shows_what_concerns_the_command() {
    let all = [PLATFORMS, SERVER, SECRETS, DATABASE].concat();
    let commands: &[(&[&str], &[&[&str]])] = &[
        (&[], &[]),
        (&["serve"], &[PLATFORMS, SERVER, SECRETS, DATABASE]),
        (&["doctor"], &[PLATFORMS, SERVER, SECRETS, DATABASE]),
        (&["migrate"], &[DATABASE]),
        (&["backup"], &[DATABASE]),
        (&["restore"], &[DATABASE]),
        (&["connect"], &[DATABASE]),
        (&["people", "list"], &[DATABASE]),
        (&["people", "join"], &[DATABASE]),
        (&["badge", "add"], &[DATABASE]),
        (&["settings", "get"], &[DATABASE]),
        (&["settings", "set"], &[DATABASE]),
        (&["export"], &[DATABASE]),
        (&["ledger", "verify"], &[DATABASE]),
        (&["nudge", "preview"], &[DATABASE]),
        (&["catalog", "add"], &[SECRETS, DATABASE]),
        (&["catalog", "list"], &[DATABASE]),
        (&["redemptions", "fulfil"], &[SECRETS, DATABASE]),
        (&["outbox", "list"], &[DATABASE]),
        (&["outbox", "retry"], &[DATABASE]),
        (&["secrets", "rotate"], &[SECRETS, DATABASE]),
        (&["manifest", "slack"], &[&["SLACK_API_URL"]]),
        (&["manifest", "teams"], &[&["TEAMS_APP_ID"]]),
    ];
    for (command, concerns) in commands {
        let shown = run(&[command, &["--help"][..]].concat()).await;
        assert_eq!(shown.code, 0, "{shown:?}");
        let concerns = concerns.concat();
        for word in &concerns {
            assert!(shown.out.contains(word), "{command:?} shows no {word}");
        }
        for word in &all {
            let of_concern = concerns.iter().any(|it| it.starts_with(word));
            assert!(
                of_concern || !shown.out.contains(word),
                "{command:?} shows {word}"
            );
        }
        assert!(shown.out.contains("PLAUDIT_LOG"), "{command:?}");
    }
}

#[tokio::test]
async fn no_secret_is_an_argument() {
    for command in ["serve", "doctor"] {
        let help = run(&[command, "--help"]).await.out;
        let help: Vec<&str> = help.split_whitespace().collect();
        let help = help.join(" ");
        for secret in [
            "database-url",
            "slack-signing-secret",
            "slack-bot-token",
            "teams-app-password",
            "teams-outgoing-webhook-secret",
            "encryption-key",
        ] {
            let option = format!("--{secret}");
            for given in [
                vec![command, option.as_str(), "hush-hush"],
                vec![command, &format!("{option}=hush-hush")],
            ] {
                let ran = run(&given).await;
                assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
                assert!(!ran.err.contains("hush-hush"), "{ran:?}");
            }
            // Its file is, and its help names the variable.
            assert!(help.contains(&format!("{option}-file <FILE>")), "{help}");
            let mut variable = secret.to_uppercase().replace('-', "_");
            if secret == "encryption-key" {
                variable.insert_str(0, "PLAUDIT_");
            }
            assert!(
                help.contains(&format!("can also be in `{variable}`")),
                "{help}"
            );
        }
    }
}

#[tokio::test]
async fn the_demo_is_a_program_of_its_own() {
    for rest in [&[][..], &["--page", "127.0.0.1:1"], &["--help"]] {
        let ran = run(&[&["demo"], rest].concat()).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains("plaudit-demo"), "{ran:?}");
    }
    let help = run(&["--help"]).await;
    assert!(!help.out.contains("demo"), "{help:?}");
}

/// What several commands share comes behind what is one's own.
#[tokio::test]
async fn options_of_ones_own_come_first() {
    for (command, own, shared) in [
        (&["redemptions", "fulfil"][..], "--code <", "--workspace <"),
        (&["catalog", "take"], "--dry-run", "--workspace <"),
        (&["catalog", "take"], "--country <", "--public-url <"),
        (&["catalog", "edit"], "--until <", "--workspace <"),
        (&["badge", "add"], "--by-hand", "--workspace <"),
        (&["survey", "create"], "--file <", "--workspace <"),
    ] {
        let help = run(&[command, &["--help"][..]].concat()).await.out;
        let at = |option: &str| help.find(&format!("  {option}"));
        assert!(at(own).is_some() && at(own) < at(shared), "{help}");
    }
}

/// What the environment says need not be typed, and what is no id is told from what is one.
#[tokio::test]
async fn what_is_not_understood_is_said_in_a_sentence() {
    let mut command = plaudit("postgres://nowhere/", &["redemptions", "show"]);
    command.env("PLAUDIT_DATA_DIR", "/tmp/plaudit");
    let ran: Ran = command.output().await.unwrap().into();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains("Usage: plaudit redemptions show <ID>"),
        "{ran:?}"
    );
    for (args, list) in [
        (&["redemptions", "show", "abc"][..], "redemptions list"),
        (&["redemptions", "refund", "17"], "redemptions list"),
        (&["survey", "show", "abc"], "survey list"),
        (&["survey", "launch", "abc"], "survey list"),
        (&["survey", "results", "abc"], "survey show"),
        (&["survey", "close", "abc"], "survey show"),
    ] {
        let ran = run(args).await;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
        let no_id = format!("this is no id as `plaudit {list}` shows it");
        assert!(ran.err.contains(&no_id), "{ran:?}");
        assert!(!ran.err.contains("length"), "{ran:?}");
    }
}
