//! A team comes into a programme by a code that one of its admins made.

use plaudit::chat::{Installation, Platform};
use plaudit::clock::Clock;
use plaudit::config::TeamsSettings;
use plaudit::workspace;
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use plaudit_sandbox::teams;

use crate::harness::{Replica, TestDb, comes_to, count, slack_settings, teams_settings};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const ON_SLACK: &str = "C0KUDOS0001";

/// A server for a company on both platforms, of which Slack has founded a programme.
struct Founded {
    db: TestDb,
    slack: Sandbox,
    teams: teams::Sandbox,
    tenant: Installation,
    server: Replica,
}

impl Founded {
    async fn serve() -> Self {
        Self::serve_with(|_| {}).await
    }

    async fn serve_with(change: impl FnOnce(&mut TeamsSettings)) -> Self {
        let clock = Clock::system();
        let options = teams::SandboxOptions::for_tests();
        let db = TestDb::new().await;
        let slack = SandboxOptions::for_tests();
        let slack = Sandbox::start(slack).await.unwrap();
        let teams = teams::Sandbox::start(options.clone()).await.unwrap();
        let mut settings = teams_settings(&teams, &options);
        change(&mut settings);
        let ours = Some(slack_settings(&slack));
        let server = Replica::start_on(db.options(), ours, settings, clock).await;
        let address = format!("http://{}/", server.address);
        slack.connect(&address);
        teams.connect(&address);
        Self {
            db,
            slack,
            teams,
            tenant: Installation::new(Platform::Teams, options.tenant),
            server,
        }
    }

    /// What somebody in Slack is told alone.
    async fn ask(&self, user: &str, text: &str) -> String {
        let person = self.slack.as_user(user);
        person.slash(ON_SLACK, "/kudos", text).await.text
    }

    async fn code(&self) -> String {
        let told = self.ask(SITI, "connect").await;
        let word = |it: &&str| it.len() == 26 && it.bytes().all(|b| b.is_ascii_lowercase());
        let mut words = told.split(|c: char| !c.is_ascii_alphanumeric());
        words
            .find(word)
            .unwrap_or_else(|| panic!("no code in {told}"))
            .to_owned()
    }

    async fn is_connected(&self) -> bool {
        let mut conn = self.db.pool.acquire().await.unwrap();
        let connection = workspace::connection(&mut conn, &self.tenant).await;
        connection.unwrap().is_some()
    }
}

#[tokio::test]
async fn a_tenant_joins_by_the_code_of_an_admin_and_by_no_other_word() {
    let founded = Founded::serve().await;
    let refused = founded.ask(BUDI, "connect").await;
    assert!(refused.contains("admin"), "{refused}");
    assert_eq!(
        count(&founded.db.pool, "SELECT count(*) FROM invitation").await,
        0
    );
    let code = founded.code().await;

    let siti = founded.teams.as_user("siti");
    for nothing in [
        "leaderboard",
        "connect",
        "connect bcdfghjkmnpqrstvbcdfghjkmn",
    ] {
        let seen = siti.say(teams::KUDOS, &format!("@Plaudit {nothing}")).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        assert!(!founded.is_connected().await, "{nothing}");
    }
    let seen = siti
        .say(teams::KUDOS, &format!("@Plaudit connect {code}"))
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert!(founded.is_connected().await);
    // The welcome is the first letter to it: the server noticed that the tenant may come.
    let welcome = |model: &teams::Model| {
        let told = model.messages.iter().find(|it| it.by_app);
        told.map(teams::Message::shown)
    };
    let welcome = founded.teams.wait_for(welcome).await.unwrap();
    let programme: String = sqlx::query_scalar("SELECT name FROM workspace")
        .fetch_one(&founded.db.pool)
        .await
        .unwrap();
    assert!(welcome.contains(&programme), "{welcome}");

    // Once.
    let again = founded.ask(SITI, &format!("connect {code}")).await;
    assert!(again.contains("24"), "{again}");
    founded.server.stop().await;
}

#[tokio::test]
async fn a_code_is_kept_nowhere_once_it_is_told() {
    let founded = Founded::serve().await;
    let mention = founded.slack.as_user(SITI);
    mention.post(ON_SLACK, "@plaudit connect").await;
    let told = |model: &plaudit_sandbox::slack::Model| {
        let to_her = model.messages.iter().find(|it| it.visible_to.is_some());
        to_her.map(plaudit_sandbox::slack::Message::shown)
    };
    let told = founded.slack.wait_for(told).await.unwrap();
    assert!(
        told.contains("connect") || told.contains("hubungkan"),
        "{told}"
    );
    let kept = "SELECT count(*) FROM outbox WHERE letter <> 'null'";
    comes_to(&founded.db.pool, 0, kept).await;
    founded.server.stop().await;
}

#[tokio::test]
async fn a_webhook_hears_how_its_tenant_joins_and_brings_it_in() {
    let founded = Founded::serve_with(|it| it.bot = None).await;
    let people = "SELECT count(*) FROM member";
    let before = count(&founded.db.pool, people).await;
    let hook = async |text: &str| {
        let seen = founded.teams.call_webhook("siti", teams::KUDOS, text).await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        seen.text
    };
    for text in [
        "leaderboard",
        "@Budi Santoso +1 untuk rilis",
        "connect bcdf",
    ] {
        let told = hook(text).await;
        let says = if text.starts_with("connect") {
            "24"
        } else {
            "@Plaudit"
        };
        assert!(told.contains(says), "{text}: {told}");
    }
    assert!(!founded.is_connected().await);
    assert_eq!(count(&founded.db.pool, people).await, before);
    let code = founded.code().await;
    hook(&format!("connect {code}")).await;
    assert!(founded.is_connected().await);
    let told = hook("@Budi Santoso +1 untuk rilis").await;
    assert!(told.contains("rilis"), "{told}");
    assert_eq!(
        count(&founded.db.pool, "SELECT count(*) FROM kudos").await,
        1
    );
    founded.server.stop().await;
}
