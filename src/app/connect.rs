//! First contact with a team: who we are there, and who else is.

use sqlx::Acquire;

use super::App;
use crate::chat::{Installation, Platform, Profile};
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::outbox;
use crate::people;
use crate::platforms::traits;
use crate::slack::Slack;
use crate::slack::api::ApiError;
use crate::slack::inbound;
use crate::teams::Teams;
use crate::teams::api::ApiError as TeamsError;
use crate::teams::directory::Roster;
use crate::workspace::{self, Connection, NewConnection};

/// Why there was no contact.
#[derive(Debug, thiserror::Error)]
pub enum FirstContact {
    /// Slack did not let us in, or was not there.
    #[error("Slack: {0}")]
    Slack(#[from] ApiError),
    /// Teams did not let us in, or was not there.
    #[error("Microsoft Teams: {0}")]
    Teams(#[from] TeamsError),
    /// It is of no programme, and joins none by itself.
    #[error(
        "{0} is of no programme yet: `plaudit connect {platform} {team}` says which it belongs to, or \
         somebody there says `connect` and the code of an admin",
        platform = .0.platform,
        team = .0.team
    )]
    Unassigned(Installation),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Asks Slack who we are, and connects the team we are in.
pub async fn connect_slack(app: &App, slack: &Slack) -> Result<Connection, FirstContact> {
    let us = slack.introduce().await?;
    let new = NewConnection {
        installation: us.installation(),
        name: us.team.unwrap_or(us.team_id),
        bot_user: us.user_id,
        bot_id: us.bot_id,
        founds: founds(app, Platform::Slack),
    };
    connect(app, &new).await
}

/// Connects the tenant that is configured, and sees whether we are let in.
pub async fn connect_teams(app: &App, teams: &Teams) -> Result<Connection, FirstContact> {
    let new = of_tenant(app, teams.installation().clone(), teams.bot());
    let known = {
        let mut conn = app.pool.acquire().await?;
        workspace::connection(&mut conn, &new.installation).await?
    };
    // What reaches us can be understood before we are let in to answer.
    if known.is_none() {
        connect(app, &new).await?;
    }
    teams.api().sign_in().await?;
    connect(app, &new).await
}

/// The programme of the tenant that an outgoing webhook speaks for, if it is of one: the first of all
/// founds one, since the webhook's signature vouches for it.
pub async fn connect_webhook(
    app: &App,
    tenant: &Installation,
) -> Result<Option<WorkspaceId>, sqlx::Error> {
    let new = of_tenant(app, tenant.clone(), "webhook");
    let mut tx = app.pool.begin().await?;
    let known = workspace::connection(&mut tx, tenant).await?;
    let connection = match known {
        Some(known) if !known.bot_user.is_empty() => Some(known),
        _ => workspace::connect(&mut tx, &app.clock, &new).await?,
    };
    tx.commit().await?;
    Ok(connection.map(|connection| connection.workspace))
}

/// A tenant as it presents itself.
fn of_tenant(app: &App, installation: Installation, bot: &str) -> NewConnection {
    NewConnection {
        name: installation.team.clone(),
        installation,
        bot_user: bot.to_owned(),
        bot_id: None,
        founds: founds(app, Platform::Teams),
    }
}

/// Whether a team of `platform` founds the first programme: under a name, where any platform tells one.
fn founds(app: &App, platform: Platform) -> bool {
    let named = |platform: &Platform| traits(*platform).tells_names;
    named(&platform) || !app.ports.configured().iter().any(named)
}

/// Records an installation that lets us in. What its refusal held back is let go.
async fn connect(app: &App, new: &NewConnection) -> Result<Connection, FirstContact> {
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    let before = workspace::connection(&mut tx, &new.installation).await?;
    let Some(connection) = workspace::connect(&mut tx, &app.clock, new).await? else {
        return Err(FirstContact::Unassigned(new.installation.clone()));
    };
    if before.is_some_and(|before| before.dead_reason.is_some()) {
        outbox::resume(&mut tx, &new.installation, app.clock.now()).await?;
    }
    tx.commit().await?;
    app.desk.workspaces.forget();
    app.desk.outbox.wake();
    tracing::info!(installation = %new.installation, "connected");
    Ok(connection)
}

/// How often Slack is asked for people, for a page of 200 or to be told to wait: pages that name each other as
/// the next would never end.
const PEOPLE_CALLS: usize = 1000;

/// Records everyone in the team, page by page. Returns how many.
pub async fn sync_people(
    app: &App,
    slack: &Slack,
    connection: &Connection,
) -> Result<usize, FirstContact> {
    let (api, token) = slack.api();
    let organisation = slack.introduce().await?.enterprise_id;
    let installation = &connection.installation;
    let mut cursor: Option<String> = None;
    let mut count = 0;
    for _ in 0..PEOPLE_CALLS {
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
            .map(|user| inbound::profile(user, &installation.team, organisation.as_deref()))
            .filter(|profile| !profile.identity.user.is_empty())
            .collect();
        count += profiles.len();
        record(app, connection.workspace, &profiles).await?;
        cursor = page.next;
        if cursor.is_none() {
            tracing::info!(%installation, people = count, "people synchronised");
            return Ok(count);
        }
    }
    tracing::warn!(%installation, people = count, "the pages of people do not end");
    Ok(count)
}

/// Records the members of the teams and group chats that are due. Returns how many.
pub async fn sync_rosters(app: &App, teams: &Teams) -> Result<usize, FirstContact> {
    let mut count = 0;
    for roster in teams.directory().rosters_due(app.clock.now()).await? {
        let known = {
            let mut conn = app.pool.acquire().await?;
            let tenant = Installation::new(Platform::Teams, &roster.tenant);
            workspace::connection(&mut conn, &tenant).await?
        };
        // Not connected yet: it stays due.
        let Some(connection) = known else { continue };
        match sync_roster(app, teams, &connection, &roster).await {
            Ok(people) => count += people,
            // The bot was removed, or may not see the members, or the service is not one that our
            // token goes to: the others are still to be read.
            Err(FirstContact::Teams(error))
                if error.is_settled() || error == TeamsError::Untrusted =>
            {
                if let TeamsError::NotThere { .. } = error {
                    let directory = teams.directory();
                    directory
                        .absent(&roster.tenant, &roster.conversation)
                        .await?;
                }
                tracing::info!(teams.error = explained(&error), "a roster is not told");
            }
            Err(error) => return Err(error),
        }
        teams.directory().roster_done(&roster).await?;
    }
    if count > 0 {
        tracing::info!(people = count, "rosters synchronised");
    }
    Ok(count)
}

/// How many pages of a roster are read: pages that name each other as the next would never end.
const ROSTER_PAGES: usize = 200;

async fn sync_roster(
    app: &App,
    teams: &Teams,
    connection: &Connection,
    roster: &Roster,
) -> Result<usize, FirstContact> {
    let mut continuation: Option<String> = None;
    let mut count = 0;
    for _ in 0..ROSTER_PAGES {
        let (profiles, next) = teams.roster_page(roster, continuation.as_deref()).await?;
        count += profiles.len();
        record(app, connection.workspace, &profiles).await?;
        if next.is_none() {
            break;
        }
        continuation = next;
    }
    if roster.of_team {
        record_names(app, teams, roster).await?;
    }
    Ok(count)
}

/// Keeps what the channels of a team are called. Where that is not told, the roster is as good without.
async fn record_names(app: &App, teams: &Teams, roster: &Roster) -> Result<(), sqlx::Error> {
    match teams.channel_names(roster).await {
        Ok(names) => {
            let tenant = Installation::new(Platform::Teams, &roster.tenant);
            let mut conn = app.pool.acquire().await?;
            workspace::record_names(&mut conn, &tenant, &names).await
        }
        Err(error) => {
            tracing::debug!(teams.error = explained(&error), "channels are not named");
            Ok(())
        }
    }
}

async fn record(
    app: &App,
    workspace: WorkspaceId,
    profiles: &[Profile],
) -> Result<(), sqlx::Error> {
    let mut conn = app.pool.acquire().await?;
    let mut tx = conn.begin().await?;
    people::record_all(&mut tx, &app.clock, workspace, profiles).await?;
    tx.commit().await?;
    app.desk.directory.forget();
    Ok(())
}
