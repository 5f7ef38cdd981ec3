//! Which programme a team belongs to.

use futures_util::future::join_all;
use plaudit::chat::{Identity, Platform, Profile, Standing};
use plaudit::clock::Clock;
use plaudit::people;
use plaudit::policy::Role;
use plaudit::workspace::{self, AssignError, Assigned, Home, NewConnection};
use uuid::Uuid;

use crate::harness::{Books, TestDb, batcher, count};

/// A first contact. Returns the workspace.
async fn connect(db: &TestDb, platform: Platform, team: &str) -> Uuid {
    let new = NewConnection {
        platform,
        team: team.into(),
        name: format!("Team {team}"),
        bot_user: "BOT".into(),
        bot_id: None,
    };
    let mut tx = db.pool.begin().await.unwrap();
    let connected = workspace::connect(&mut tx, &Clock::system(), &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    connected.workspace
}

async fn assign(
    db: &TestDb,
    platform: Platform,
    team: &str,
    home: Home,
) -> Result<Assigned, AssignError> {
    let mut tx = db.pool.begin().await.unwrap();
    let assigned = workspace::assign(&mut tx, &Clock::system(), platform, team, home).await;
    if assigned.is_ok() {
        tx.commit().await.unwrap();
    }
    assigned
}

/// Somebody with this account and no e-mail. Returns the member.
async fn person(db: &TestDb, workspace: Uuid, platform: Platform, team: &str, admin: bool) -> Uuid {
    let profile = Profile {
        identity: Identity::new(platform, team, "U1"),
        aliases: Vec::new(),
        name: "Ana".into(),
        email: Some("ana@example.com".into()),
        locale: None,
        time_zone: None,
        standing: Standing::Member,
        active: true,
        admin,
    };
    let mut tx = db.pool.begin().await.unwrap();
    let recorded = people::record(&mut tx, &Clock::system(), workspace, &profile).await;
    tx.commit().await.unwrap();
    recorded.unwrap().member
}

#[tokio::test]
async fn platforms_that_start_together_share_one_programme() {
    let db = TestDb::new().await;
    let teams = [(Platform::Slack, "T1"), (Platform::Teams, "tenant")];
    // Two replicas, each with both.
    let starting = teams
        .iter()
        .chain(&teams)
        .map(|(platform, team)| connect(&db, *platform, team));
    let workspaces = join_all(starting).await;
    assert!(
        workspaces.iter().all(|it| *it == workspaces[0]),
        "{workspaces:?}"
    );
    assert_eq!(count(&db.pool, "SELECT count(*) FROM workspace").await, 1);
    assert_eq!(count(&db.pool, "SELECT count(*) FROM connection").await, 2);
}

#[tokio::test]
async fn a_second_team_of_a_platform_founds_its_own() {
    let db = TestDb::new().await;
    let first = connect(&db, Platform::Slack, "T1").await;
    let second = connect(&db, Platform::Slack, "T2").await;
    assert_ne!(first, second);
    // With two programmes, it takes an operator to tell which is meant.
    let third = connect(&db, Platform::Teams, "tenant").await;
    assert!(third != first && third != second);
    assert_eq!(connect(&db, Platform::Slack, "T1").await, first);
}

#[tokio::test]
async fn an_announced_team_is_where_the_operator_says() {
    let db = TestDb::new().await;
    let first = connect(&db, Platform::Slack, "T1").await;
    let said = assign(&db, Platform::Teams, "tenant", Home::New).await;
    assert_eq!(said.unwrap(), Assigned::Announced);
    let own = connect(&db, Platform::Teams, "tenant").await;
    assert_ne!(own, first);
    let mut conn = db.pool.acquire().await.unwrap();
    let names = workspace::all(&mut conn).await.unwrap();
    assert!(names.contains(&(own, "Team tenant".into())), "{names:?}");
    drop(conn);

    let home = Home::Workspace(first);
    let said = assign(&db, Platform::Slack, "T2", home).await.unwrap();
    assert_eq!(said, Assigned::Announced);
    assert_eq!(connect(&db, Platform::Slack, "T2").await, first);
    let said = assign(&db, Platform::Slack, "T2", home).await.unwrap();
    assert_eq!(said, Assigned::Unchanged);
}

#[tokio::test]
async fn an_empty_programme_gives_its_team_away_and_is_gone() {
    let db = TestDb::new().await;
    let first = connect(&db, Platform::Slack, "T1").await;
    let ana = person(&db, first, Platform::Slack, "T1", true).await;
    let second = connect(&db, Platform::Slack, "T2").await;
    person(&db, second, Platform::Slack, "T2", false).await;

    let home = Home::Workspace(first);
    let moved = assign(&db, Platform::Slack, "T2", home).await.unwrap();
    assert_eq!(moved, Assigned::Moved);
    let standing = "SELECT count(*) FROM workspace WHERE dissolved_at IS NULL";
    assert_eq!(count(&db.pool, standing).await, 1);
    let named = "SELECT count(*) FROM member WHERE name <> '' OR email IS NOT NULL OR active";
    assert_eq!(count(&db.pool, named).await, 1);
    // The next synchronisation finds who is who.
    let again = person(&db, first, Platform::Slack, "T2", false).await;
    assert_eq!(again, ana);

    // And back, out of a programme that goes on.
    let moved = assign(&db, Platform::Slack, "T2", Home::New).await.unwrap();
    assert_eq!(moved, Assigned::Moved);
    assert_eq!(count(&db.pool, "SELECT count(*) FROM identity").await, 1);
    assert_eq!(count(&db.pool, standing).await, 2);
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'team.assign'";
    assert_eq!(count(&db.pool, audited).await, 2);
}

#[tokio::test]
async fn a_programme_with_kudos_keeps_its_team() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 2).await;
    let other = connect(&db, Platform::Slack, "T2").await;
    batcher(&db)
        .give(books.gift("k1", 0, &[1], 5))
        .await
        .unwrap();
    let refused = assign(&db, Platform::Slack, "T1", Home::Workspace(other)).await;
    let Err(AssignError::InUse(name)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(name, "T1");
    assert_eq!(connect(&db, Platform::Slack, "T1").await, books.workspace);
}

#[tokio::test]
async fn the_first_installer_is_admin_where_nobody_is() {
    let db = TestDb::new().await;
    let clock = Clock::system();
    let workspace = connect(&db, Platform::Teams, "tenant").await;
    let ana = person(&db, workspace, Platform::Teams, "tenant", false).await;
    let other = person(&db, workspace, Platform::Teams, "elsewhere", false).await;
    let mut conn = db.pool.acquire().await.unwrap();
    for (member, made) in [(ana, true), (ana, false), (other, false)] {
        let first = people::make_first_admin(&mut conn, &clock, workspace, member).await;
        assert_eq!(first.unwrap(), made);
    }
    let everyone = people::by_ids(&mut conn, workspace, &[ana]).await.unwrap();
    assert_eq!(everyone[0].role, Role::Admin);
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'people.first_admin'";
    assert_eq!(count(&db.pool, audited).await, 1);
}
