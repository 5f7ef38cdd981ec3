//! Which programme a team belongs to.

use futures_util::future::join_all;
use plaudit::chat::{Identity, Installation, Platform, Profile};
use plaudit::clock::Clock;
use plaudit::ids::{MemberId, WorkspaceId};
use plaudit::people;

use plaudit::policy::{Actor, Role};
use plaudit::workspace::{self, AssignError, Assigned, Home, NewConnection, Redeemed};

use crate::harness::{Books, TestDb, batcher, colleague, count};

fn slack(team: &str) -> Installation {
    Installation::new(Platform::Slack, team)
}

fn teams() -> Installation {
    Installation::new(Platform::Teams, "tenant")
}

/// A first contact. Returns the workspace, where the team belongs to one.
async fn present(db: &TestDb, team: &Installation, founds: bool) -> Option<WorkspaceId> {
    let new = NewConnection {
        installation: team.clone(),
        name: format!("Team {}", team.team),
        bot_user: "BOT".into(),
        bot_id: None,
        founds,
    };
    let mut tx = db.pool.begin().await.unwrap();
    let connected = workspace::connect(&mut tx, &Clock::system(), &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    connected.map(|connected| connected.workspace)
}

/// The same of a team that belongs to one.
async fn connect(db: &TestDb, team: &Installation) -> WorkspaceId {
    present(db, team, true).await.unwrap()
}

async fn assign(db: &TestDb, team: &Installation, home: Home) -> Result<Assigned, AssignError> {
    let mut tx = db.pool.begin().await.unwrap();
    let assigned = workspace::assign(&mut tx, &Clock::system(), &Actor::Operator, team, home).await;
    if assigned.is_ok() {
        tx.commit().await.unwrap();
    }
    assigned
}

/// Makes a code, as an admin does.
async fn invite(db: &TestDb, clock: &Clock, workspace: WorkspaceId) -> String {
    let mut tx = db.pool.begin().await.unwrap();
    let code = workspace::invite(&mut tx, clock, workspace, &Actor::Operator).await;
    tx.commit().await.unwrap();
    code.unwrap()
}

async fn redeem(db: &TestDb, clock: &Clock, team: &Installation, code: &str) -> Redeemed {
    let mut tx = db.pool.begin().await.unwrap();
    let by = Actor::Invited(Identity::new(team.platform, &team.team, "U1"));
    let redeemed = workspace::redeem(&mut tx, clock, &by, team, code).await;
    tx.commit().await.unwrap();
    redeemed.unwrap()
}

/// Somebody with this account and no e-mail. Returns the member.
async fn person(
    db: &TestDb,
    workspace: WorkspaceId,
    platform: Platform,
    team: &str,
    admin: bool,
) -> MemberId {
    let profile = Profile {
        email: Some("ana@example.com".into()),
        admin,
        ..colleague(Identity::new(platform, team, "U1"), "Ana")
    };
    let mut tx = db.pool.begin().await.unwrap();
    let recorded = people::record(&mut tx, &Clock::system(), workspace, &profile).await;
    tx.commit().await.unwrap();
    recorded.unwrap().member
}

#[tokio::test]
async fn of_teams_that_start_together_one_founds_and_the_others_wait() {
    let db = TestDb::new().await;
    let all = [slack("T1"), slack("T2"), teams()];
    // Two replicas, each with all of them.
    let starting = all.iter().chain(&all).map(|team| present(&db, team, true));
    let workspaces = join_all(starting).await;
    let founder = workspaces.iter().flatten().next().unwrap();
    assert!(workspaces.iter().flatten().all(|it| it == founder));
    assert_eq!(count(&db.pool, "SELECT count(*) FROM workspace").await, 1);
    assert_eq!(count(&db.pool, "SELECT count(*) FROM connection").await, 1);
}

#[tokio::test]
async fn nobody_comes_into_a_programme_by_presenting_themselves() {
    let db = TestDb::new().await;
    assert_eq!(
        present(&db, &teams(), false).await,
        None,
        "it founds nothing"
    );
    let first = connect(&db, &slack("T1")).await;
    assert_eq!(present(&db, &slack("T2"), true).await, None);
    // The first of its platform, too.
    assert_eq!(present(&db, &teams(), true).await, None);
    assert_eq!(count(&db.pool, "SELECT count(*) FROM connection").await, 1);
    assert_eq!(connect(&db, &slack("T1")).await, first);
}

#[tokio::test]
async fn an_announced_team_is_where_the_operator_says() {
    let db = TestDb::new().await;
    let first = connect(&db, &slack("T1")).await;
    let said = assign(&db, &teams(), Home::New).await;
    assert_eq!(said.unwrap(), Assigned::Announced);
    let own = connect(&db, &teams()).await;
    assert_ne!(own, first);
    let mut conn = db.pool.acquire().await.unwrap();
    let names = workspace::all(&mut conn).await.unwrap();
    assert!(names.contains(&(own, "Team tenant".into())), "{names:?}");
    drop(conn);

    let home = Home::Workspace(first);
    let said = assign(&db, &slack("T2"), home).await.unwrap();
    assert_eq!(said, Assigned::Announced);
    assert_eq!(connect(&db, &slack("T2")).await, first);
    let said = assign(&db, &slack("T2"), home).await.unwrap();
    assert_eq!(said, Assigned::Unchanged);
}

#[tokio::test]
async fn a_code_brings_one_team_in_within_its_day() {
    let db = TestDb::new().await;
    let clock = Clock::set_to("2026-11-27T09:00:00Z".parse().unwrap());
    let first = connect(&db, &slack("T1")).await;
    let code = invite(&db, &clock, first).await;
    let kept = "SELECT count(*) FROM invitation i WHERE to_jsonb(i)::text LIKE '%' || $1 || '%'";
    let kept: i64 = sqlx::query_scalar(kept)
        .bind(&code)
        .fetch_one(&db.pool)
        .await
        .unwrap();
    assert_eq!(kept, 0, "nobody reads it in the database");

    assert_eq!(
        redeem(&db, &clock, &slack("T2"), "bcdf").await,
        Redeemed::Invalid
    );
    // Who is there already takes nothing away.
    let there = redeem(&db, &clock, &slack("T1"), &code).await;
    assert_eq!(there, Redeemed::Already(first));
    let joined = redeem(&db, &clock, &slack("T2"), &code.to_uppercase()).await;
    assert_eq!(joined, Redeemed::Joined(first));
    assert_eq!(connect(&db, &slack("T2")).await, first);
    assert_eq!(
        redeem(&db, &clock, &slack("T3"), &code).await,
        Redeemed::Invalid
    );
    let audited = "SELECT count(*) FROM audit_log
         WHERE action = 'team.assign' AND actor = 'invited' AND account = 'slack:T2/U1'";
    assert_eq!(count(&db.pool, audited).await, 1);

    let late = invite(&db, &clock, first).await;
    clock.advance(workspace::VALID_FOR);
    assert_eq!(
        redeem(&db, &clock, &teams(), &late).await,
        Redeemed::Invalid
    );
}

#[tokio::test]
async fn of_two_teams_with_one_code_one_comes() {
    let db = TestDb::new().await;
    let clock = Clock::system();
    let first = connect(&db, &slack("T1")).await;
    let code = invite(&db, &clock, first).await;
    let both = [slack("T2"), teams()];
    let tried = join_all(both.iter().map(|team| redeem(&db, &clock, team, &code))).await;
    let joined = tried.iter().filter(|it| **it == Redeemed::Joined(first));
    assert_eq!(joined.count(), 1, "{tried:?}");
    assert!(tried.contains(&Redeemed::Invalid), "{tried:?}");
}

#[tokio::test]
async fn an_empty_programme_gives_its_team_away_and_is_gone() {
    let db = TestDb::new().await;
    let first = connect(&db, &slack("T1")).await;
    let ana = person(&db, first, Platform::Slack, "T1", true).await;
    assign(&db, &slack("T2"), Home::New).await.unwrap();
    let second = connect(&db, &slack("T2")).await;
    person(&db, second, Platform::Slack, "T2", false).await;

    let home = Home::Workspace(first);
    let moved = assign(&db, &slack("T2"), home).await.unwrap();
    assert_eq!(moved, Assigned::Moved);
    let standing = "SELECT count(*) FROM workspace WHERE dissolved_at IS NULL";
    assert_eq!(count(&db.pool, standing).await, 1);
    let named = "SELECT count(*) FROM member WHERE name <> '' OR email IS NOT NULL OR active";
    assert_eq!(count(&db.pool, named).await, 1);
    // The next synchronisation finds who is who.
    let again = person(&db, first, Platform::Slack, "T2", false).await;
    assert_eq!(again, ana);

    // And back, out of a programme that goes on.
    let moved = assign(&db, &slack("T2"), Home::New).await.unwrap();
    assert_eq!(moved, Assigned::Moved);
    assert_eq!(count(&db.pool, "SELECT count(*) FROM identity").await, 1);
    assert_eq!(count(&db.pool, standing).await, 2);
    let audited = "SELECT count(*) FROM audit_log WHERE action = 'team.assign'";
    assert_eq!(count(&db.pool, audited).await, 3);
}

#[tokio::test]
async fn a_programme_with_kudos_keeps_its_team() {
    let db = TestDb::new().await;
    let books = Books::open(&db, "T1", 2).await;
    assign(&db, &slack("T2"), Home::New).await.unwrap();
    let other = connect(&db, &slack("T2")).await;
    batcher(&db)
        .give(books.gift("k1", 0, &[1], 5))
        .await
        .unwrap();
    let refused = assign(&db, &slack("T1"), Home::Workspace(other)).await;
    let Err(AssignError::InUse(name)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(name, "T1");
    let code = invite(&db, &books.clock, other).await;
    let stays = redeem(&db, &books.clock, &slack("T1"), &code).await;
    assert_eq!(stays, Redeemed::InUse);
    assert_eq!(connect(&db, &slack("T1")).await, books.workspace);
}

#[tokio::test]
async fn the_first_installer_is_admin_where_nobody_is() {
    let db = TestDb::new().await;
    let clock = Clock::system();
    let workspace = connect(&db, &teams()).await;
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
