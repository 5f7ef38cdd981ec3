//! Teams that are where somebody said they belong.

use plaudit::chat::{Installation, Platform};
use plaudit::clock::Clock;
use plaudit::ids::WorkspaceId;
use plaudit::policy::Actor;
use plaudit::workspace::{self, Home, NewConnection};
use sqlx::PgPool;

/// Says where a team belongs, as an operator does. Returns its workspace.
pub(crate) async fn assign(pool: &PgPool, team: &Installation, home: Home) -> WorkspaceId {
    let clock = Clock::system();
    let mut tx = pool.begin().await.unwrap();
    workspace::assign(&mut tx, &clock, &Actor::Operator, team, home)
        .await
        .unwrap();
    let connected = workspace::connection(&mut tx, team).await.unwrap();
    tx.commit().await.unwrap();
    connected.unwrap().workspace
}

/// A team that has presented itself: the first of all, or once an operator has said where it belongs.
/// Returns its workspace.
pub(crate) async fn connect(
    pool: &PgPool,
    team: &Installation,
    name: &str,
    home: Home,
) -> WorkspaceId {
    let bot = match team.platform {
        Platform::Slack => "UBOT",
        Platform::Teams => "28:app",
    };
    let new = NewConnection {
        installation: team.clone(),
        name: name.to_owned(),
        bot_user: bot.to_owned(),
        bot_id: None,
        founds: true,
    };
    if let Some(workspace) = present(pool, &new).await {
        return workspace;
    }
    assign(pool, team, home).await;
    present(pool, &new).await.unwrap()
}

async fn present(pool: &PgPool, new: &NewConnection) -> Option<WorkspaceId> {
    let mut tx = pool.begin().await.unwrap();
    let connected = workspace::connect(&mut tx, &Clock::system(), new).await;
    tx.commit().await.unwrap();
    connected.unwrap().map(|connected| connected.workspace)
}
