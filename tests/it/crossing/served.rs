//! The program itself, with Teams configured as operators do.

use std::process::Output;

use plaudit_sandbox::teams::{GENERAL, KUDOS, Message, Sandbox, SandboxOptions};
use tempfile::TempDir;

use crate::harness::{Server, TestDb, plaudit};

const PASSWORD: &str = "sandbox-app-password";

/// Everything a Teams of its own takes.
struct Setup {
    _database: TestDb,
    teams: Sandbox,
    directory: TempDir,
    environment: Vec<(&'static str, String)>,
}

impl Setup {
    async fn new() -> Self {
        let options = SandboxOptions::for_tests();
        assert_eq!(options.app_password, PASSWORD);
        let teams = Sandbox::start(options.clone()).await.unwrap();
        let database = TestDb::new().await;
        let environment = vec![
            ("DATABASE_URL", database.url()),
            ("TEAMS_APP_ID", options.app_id),
            ("TEAMS_APP_PASSWORD", options.app_password),
            ("TEAMS_TENANT_ID", options.tenant),
            ("TEAMS_OPENID_METADATA_URL", teams.metadata_url()),
            ("TEAMS_TOKEN_ISSUER", teams.issuer().to_owned()),
            ("TEAMS_LOGIN_URL", teams.login_url()),
            ("TEAMS_SERVICE_HOSTS", teams.service_host().to_owned()),
        ];
        Self {
            _database: database,
            teams,
            directory: TempDir::new().unwrap(),
            environment,
        }
    }

    /// The same with other values; an empty one is taken away.
    fn but(&self, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        let replaced = |name: &str| changes.iter().any(|(it, _)| *it == name);
        let kept = self.environment.iter().filter(|(name, _)| !replaced(name));
        let new = changes.iter().filter(|(_, value)| !value.is_empty());
        kept.cloned()
            .chain(new.map(|(name, value)| (*name, (*value).to_owned())))
            .collect()
    }

    async fn run(&self, arguments: &[&str], environment: &[(&'static str, String)]) -> Output {
        let environment: Vec<_> = environment.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let mut command = plaudit(self.directory.path(), arguments, &environment);
        command.output().await.unwrap()
    }

    async fn serve(&self, environment: &[(&'static str, String)]) -> Server {
        let environment: Vec<_> = environment.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let server = Server::start(self.directory.path(), &environment).await;
        self.teams.connect(&server.url());
        server
    }

    /// Siti thanks Budi, and the card is there.
    async fn give(&self) -> Message {
        let siti = self.teams.as_user("siti");
        let seen = siti
            .say(KUDOS, "@Plaudit @Budi Santoso +5 untuk rilis")
            .await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        let card = self.teams.wait_for(|model| {
            let posted = |it: &&Message| {
                it.by_app && it.visible_to.is_none() && it.shown().contains("rilis")
            };
            model.messages.iter().find(posted).cloned()
        });
        card.await.unwrap()
    }
}

#[tokio::test]
async fn the_program_serves_teams_alone_and_the_doctor_is_content() {
    let setup = Setup::new().await;
    // The secret from a file, as orchestrators hand it over.
    let file = setup.directory.path().join("password");
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    let file = [
        ("TEAMS_APP_PASSWORD", ""),
        ("TEAMS_APP_PASSWORD_FILE", file.to_str().unwrap()),
    ];
    let environment = setup.but(&file);
    let server = setup.serve(&environment).await;
    server.ready().await;
    setup.teams.install_in_team(GENERAL, "siti").await;
    assert!(setup.give().await.shown().contains("rilis"));

    let url = server.url();
    let at_home: Vec<_> = environment
        .iter()
        .cloned()
        .chain([("PLAUDIT_PUBLIC_URL", url)])
        .collect();
    let ran = setup.run(&["doctor"], &at_home).await;
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success(), "{said}");
    assert!(!said.contains("FAIL"), "{said}");
    // It is reached from this machine alone: nothing else is worth a warning.
    let warnings: Vec<&str> = said.lines().filter(|it| it.starts_with("warn")).collect();
    assert!(
        warnings.iter().all(|it| it.contains("public address")),
        "{said}"
    );
    for line in [
        "ok    Teams secret",
        "ok    Teams keys",
        "ok    Teams app",
        "ok    connection",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }

    let wrong = setup.but(&[("TEAMS_APP_PASSWORD", "a-wrong-password")]);
    let ran = setup.run(&["doctor"], &wrong).await;
    let said = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("FAIL  Teams secret: "), "{said}");
    assert!(!said.contains("a-wrong-password"), "{said}");

    let (status, log) = server.stop().await;
    assert!(status.success(), "{log}");
    assert!(!log.contains(PASSWORD) && !log.contains("rilis"), "{log}");
    // The doctor tried the wrong one, and nobody else.
    let complaints = setup.teams.complaints();
    assert_eq!(complaints.len(), 1, "{complaints:?}");
}

#[tokio::test]
async fn a_wrong_secret_is_said_and_what_is_given_meanwhile_is_announced_once_it_is_mended() {
    let setup = Setup::new().await;
    let wrong = setup.but(&[("TEAMS_APP_PASSWORD", "a-wrong-password")]);
    let server = setup.serve(&wrong).await;
    setup.teams.install_in_team(GENERAL, "siti").await;
    let siti = setup.teams.as_user("siti");
    let seen = siti.say(KUDOS, "@Plaudit kudos").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    let (status, log) = server.stop().await;
    assert!(status.success(), "{log}");
    assert!(log.contains("plaudit doctor"), "{log}");
    assert!(!log.contains("a-wrong-password"), "{log}");

    let server = setup.serve(&setup.environment).await;
    setup.give().await;
    server.kill().await;
}

#[tokio::test]
async fn a_teams_configured_by_half_or_carelessly_does_not_start() {
    let setup = Setup::new().await;
    for (change, says) in [
        (("TEAMS_APP_ID", ""), "TEAMS_APP_ID is not"),
        (("TEAMS_APP_PASSWORD", ""), "TEAMS_APP_PASSWORD is not"),
        (("TEAMS_TENANT_ID", ""), "TEAMS_TENANT_ID is not"),
        (
            ("TEAMS_OPENID_METADATA_URL", "http://login.example/keys"),
            "TEAMS_OPENID_METADATA_URL: must be https",
        ),
        (
            ("TEAMS_LOGIN_URL", "http://login.example"),
            "TEAMS_LOGIN_URL: must be https",
        ),
        (
            ("TEAMS_OUTGOING_WEBHOOK_SECRET", "no key"),
            "TEAMS_OUTGOING_WEBHOOK_SECRET",
        ),
    ] {
        let ran = setup
            .run(&["serve", "--listen", "127.0.0.1:0"], &setup.but(&[change]))
            .await;
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(1), "{change:?}: {said}");
        assert!(said.contains(says), "{change:?}: {said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
    let nowhere = [
        ("TEAMS_APP_PASSWORD", ""),
        ("TEAMS_APP_PASSWORD_FILE", "/nowhere/password"),
    ];
    let ran = setup.run(&["serve"], &setup.but(&nowhere)).await;
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    assert!(said.contains("/nowhere/password"), "{said}");
}
