//! First contact with a team: who we are there, and who else is.

use sqlx::Acquire;
use uuid::Uuid;

use super::App;
use crate::chat::Platform;
use crate::outbox;
use crate::people;
use crate::slack::Slack;
use crate::slack::api::ApiError;
use crate::slack::inbound;
use crate::workspace::{self, Connection, NewConnection};

/// Why there was no contact.
#[derive(Debug, thiserror::Error)]
pub enum FirstContact {
    /// Slack did not let us in, or was not there.
    #[error("Slack: {0}")]
    Slack(#[from] ApiError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Asks Slack who we are, and connects the team we are in.
pub async fn connect_slack(app: &App, slack: &Slack) -> Result<Connection, FirstContact> {
    let (api, token) = slack.api();
    let us = api.auth_test(token).await?;
    let new = NewConnection {
        platform: Platform::Slack,
        team: us.team_id.clone(),
        name: us.team.clone().unwrap_or_else(|| us.team_id.clone()),
        bot_user: us.user_id.clone(),
        bot_id: us.bot_id.clone(),
    };
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = workspace::connection(&mut tx, new.platform, &new.team).await?;
    let connection = workspace::connect(&mut tx, &app.clock, &new).await?;
    if before.is_some_and(|before| before.dead_reason.is_some()) {
        outbox::resume(&mut tx, new.platform, &new.team, app.clock.now()).await?;
    }
    tx.commit().await?;
    app.desk.workspaces.forget();
    app.desk.outbox.ring();
    tracing::info!(team.id = connection.team, "connected to Slack");
    Ok(connection)
}

/// Records everyone in the team, page by page. Returns how many.
pub async fn sync_people(
    app: &App,
    slack: &Slack,
    connection: &Connection,
) -> Result<usize, FirstContact> {
    let (api, token) = slack.api();
    let mut cursor: Option<String> = None;
    let mut count = 0;
    loop {
        let page = match api.users_list(token, cursor.as_deref()).await {
            Err(ApiError::Limited { retry_after }) => {
                tokio::time::sleep(retry_after).await;
                continue;
            }
            other => other?,
        };
        let profiles: Vec<_> = page
            .members
            .iter()
            .map(|user| inbound::profile(user, &connection.team))
            .filter(|profile| !profile.identity.user.is_empty())
            .collect();
        count += profiles.len();
        record(app, connection.workspace, &profiles).await?;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    tracing::info!(
        team.id = connection.team,
        people = count,
        "people synchronised"
    );
    Ok(count)
}

async fn record(
    app: &App,
    workspace: Uuid,
    profiles: &[crate::chat::Profile],
) -> Result<(), sqlx::Error> {
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    people::record_all(&mut tx, &app.clock, workspace, profiles).await?;
    tx.commit().await?;
    app.desk.directory.forget();
    Ok(())
}
