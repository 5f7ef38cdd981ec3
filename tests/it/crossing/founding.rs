//! However the two platforms come, they are of one programme once somebody says so.

use plaudit::chat::{Identity, Installation, Platform};
use plaudit::clock::Clock;
use plaudit::config::TeamsSettings;
use plaudit::people::{self, Member};
use plaudit::policy::Role;
use plaudit::workspace::Home;
use plaudit_sandbox::{slack, teams};
use sqlx::PgPool;

use super::{LIAM, SITI, TENANT};
use crate::harness::{Replica, TestDb, assign, comes_to, count, slack_settings, teams_settings};

/// A company on both platforms, and no Plaudit yet.
struct Company {
    db: TestDb,
    slack: slack::Sandbox,
    teams: teams::Sandbox,
    options: teams::SandboxOptions,
}

impl Company {
    async fn found() -> Self {
        let options = teams::SandboxOptions::for_tests();
        Self {
            db: TestDb::new().await,
            slack: slack::Sandbox::start(slack::SandboxOptions::for_tests())
                .await
                .unwrap(),
            teams: teams::Sandbox::start(options.clone()).await.unwrap(),
            options,
        }
    }

    /// Says that Teams belongs to the programme that is there.
    async fn join(&self) {
        let teams = Installation::new(Platform::Teams, &self.options.tenant);
        let sql = "SELECT id FROM workspace";
        let programme = sqlx::query_scalar(sql).fetch_one(&self.db.pool).await;
        assign(&self.db.pool, &teams, Home::Workspace(programme.unwrap())).await;
    }

    async fn serve(&self, slack: bool, teams: bool) -> Replica {
        let replica = Replica::start_on(
            self.db.options(),
            slack.then(|| slack_settings(&self.slack)),
            if teams {
                teams_settings(&self.teams, &self.options)
            } else {
                TeamsSettings::default()
            },
            Clock::system(),
        )
        .await;
        let address = format!("http://{}/", replica.address);
        if slack {
            self.slack.connect(&address);
        }
        if teams {
            self.teams.connect(&address);
        }
        replica
    }

    /// The app comes into the team, and its people are known.
    async fn install(&self) {
        let seen = self.teams.install_in_team(teams::GENERAL, "siti").await;
        assert_eq!(seen.status, Some(200), "{seen:?}");
        let known = "SELECT count(*) FROM identity WHERE platform = 'teams'";
        comes_to(&self.db.pool, 16, known).await;
    }

    /// One programme, in which whoever is on both is one.
    async fn is_one(&self) {
        let pool = &self.db.pool;
        assert_eq!(count(pool, "SELECT count(*) FROM workspace").await, 1);
        assert_eq!(count(pool, "SELECT count(*) FROM connection").await, 2);
        let known = "SELECT count(*) FROM identity WHERE user_id IN ('U0LIAM00016', 'U0SITI00001')";
        comes_to(pool, 2, known).await;
        assert_eq!(member(pool, LIAM.0).await.accounts.len(), 2);
        assert_eq!(member(pool, SITI.0).await.role, Role::Admin);
    }
}

/// The member with this account of Slack.
async fn member(pool: &PgPool, user: &str) -> Member {
    find(pool, &Identity::new(Platform::Slack, "T0FAKETEAM1", user)).await
}

async fn find(pool: &PgPool, identity: &Identity) -> Member {
    let mut conn = pool.acquire().await.unwrap();
    people::find(&mut conn, identity).await.unwrap().unwrap()
}

#[tokio::test]
async fn slack_first_and_then_teams() {
    let company = Company::found().await;
    company.serve(true, false).await.stop().await;
    company.join().await;
    let both = company.serve(true, true).await;
    company.install().await;
    company.is_one().await;
    both.stop().await;
}

#[tokio::test]
async fn of_both_at_once_slack_founds_and_teams_waits_to_be_told() {
    let company = Company::found().await;
    let (one, two) = tokio::join!(company.serve(true, true), company.serve(true, true));
    let seen = company.teams.install_in_team(teams::GENERAL, "siti").await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    let pool = &company.db.pool;
    assert_eq!(count(pool, "SELECT count(*) FROM workspace").await, 1);
    let named = "SELECT count(*) FROM connection WHERE platform = 'slack'";
    assert_eq!(count(pool, named).await, 1);
    assert_eq!(count(pool, "SELECT count(*) FROM connection").await, 1);
    let known = "SELECT count(*) FROM identity WHERE platform = 'teams'";
    assert_eq!(count(pool, known).await, 0, "nobody comes by themselves");
    // The servers notice as soon as somebody says it.
    company.join().await;
    let connected = "SELECT count(*) FROM connection WHERE bot_user LIKE '28:%'";
    comes_to(pool, 1, connected).await;
    comes_to(pool, 16, known).await;
    company.is_one().await;
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn teams_alone_founds_a_programme_and_slack_joins_it() {
    let company = Company::found().await;
    let alone = company.serve(false, true).await;
    company.install().await;
    // Teams tells nobody who administers it: whoever installed the app decides.
    let pool = &company.db.pool;
    let admins = "SELECT count(*) FROM member WHERE role = 'admin'";
    comes_to(pool, 1, admins).await;
    let siti = company.teams.model().user("siti").unwrap().aad.clone();
    let siti = find(pool, &Identity::new(Platform::Teams, TENANT, &siti)).await;
    assert_eq!((siti.role, siti.accounts.len()), (Role::Admin, 1));

    let wayan = company.teams.as_user("wayan");
    let seen = wayan
        .say(teams::KUDOS, "@Plaudit @Liam O’Connor +5 for the roof")
        .await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    comes_to(pool, 1, "SELECT count(*) FROM kudos").await;
    alone.stop().await;

    // Slack is new by now, and a programme is there.
    let slack = Installation::new(Platform::Slack, "T0FAKETEAM1");
    let sql = "SELECT id FROM workspace";
    let programme = sqlx::query_scalar(sql).fetch_one(pool).await.unwrap();
    assign(pool, &slack, Home::Workspace(programme)).await;
    let both = company.serve(true, true).await;
    company.is_one().await;
    let points = "SELECT a.balance FROM ledger_account a
                  JOIN identity i ON i.member_id = a.owner
                  WHERE a.kind = 'points' AND i.user_id = 'U0LIAM00016'";
    assert_eq!(count(pool, points).await, 5, "what was given before is his");
    both.stop().await;
}
