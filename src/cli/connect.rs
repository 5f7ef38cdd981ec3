//! `plaudit connect`

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::open::{Opened, with_database};
use super::output::{ListFormat, say};
use super::rows::{Cell, Row, print_list};
use crate::chat::{Installation, Platform, shown_name};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::policy::Actor;
use crate::workspace::{self, Assigned, Home, Team};

/// List the teams, or say which workspace a team belongs to.
#[derive(Args, Debug)]
pub(super) struct Connect {
    /// The platform of a team; without it, the teams are listed
    #[arg(requires = "team")]
    platform: Option<Which>,
    /// Its id: a Slack team's, or a Microsoft tenant's
    team: Option<String>,
    /// The workspace it belongs to, by its name or id, or `new` for one of its own; not needed where
    /// there is one
    #[arg(long, requires = "platform")]
    workspace: Option<String>,
    /// How the list is written: for people or for machines
    #[arg(
        long = "format",
        value_name = "FORMAT",
        default_value = "text",
        conflicts_with = "platform"
    )]
    format: ListFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// Slack
    Slack,
    /// Microsoft Teams
    Teams,
}

impl From<Which> for Platform {
    fn from(which: Which) -> Self {
        match which {
            Which::Slack => Self::Slack,
            Which::Teams => Self::Teams,
        }
    }
}

/// Lists teams, or assigns one.
pub(super) async fn run(connect: Connect, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let Connect {
        platform,
        team,
        workspace,
        format,
    } = connect;
    with_database(database, async |db| match (platform, team, workspace) {
        (Some(platform), Some(team), workspace) => {
            // As Teams writes tenants: a portal may show them otherwise.
            let team = match platform {
                Which::Slack => team,
                Which::Teams => team.to_lowercase(),
            };
            let installation = Installation::new(platform.into(), team);
            assign(db, &installation, workspace.as_deref()).await
        }
        _ => list(db, format).await,
    })
    .await?;
    Ok(ExitCode::SUCCESS)
}

async fn list(opened: &Opened, format: ListFormat) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let teams = workspace::teams(&mut conn).await?;
    let nothing = "no team is connected yet: `plaudit serve` connects its first";
    print_list(teams, format, nothing, in_words)
}

/// How it stands with a team.
fn state(team: &Team) -> &'static str {
    match (&team.dead_reason, team.announced) {
        (Some(_), _) => "refused",
        (None, true) => "announced",
        (None, false) => "connected",
    }
}

fn in_words(it: &Team) -> String {
    let reason = it.dead_reason.as_deref().unwrap_or_default();
    let line = format!(
        "{}  {}  {}  {}  {}  {reason}",
        it.platform,
        it.team,
        shown_name(&it.name),
        shown_name(&it.workspace_name),
        state(it)
    );
    line.trim_end().to_owned()
}

impl Row<7> for Team {
    const COLUMNS: [&'static str; 7] = [
        "platform",
        "team",
        "name",
        "workspace",
        "workspace_name",
        "state",
        "reason",
    ];

    fn cells(self) -> [Cell; 7] {
        let state = state(&self).to_owned();
        [
            self.platform.into(),
            self.team.into(),
            self.name.into(),
            self.workspace.into(),
            self.workspace_name.into(),
            state.into(),
            self.dead_reason.into(),
        ]
    }
}

async fn assign(
    opened: &Opened,
    installation: &Installation,
    workspace: Option<&str>,
) -> anyhow::Result<()> {
    let home = match workspace {
        Some("new") => Home::New,
        named => Home::Workspace(opened.workspace(named).await?),
    };
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let assigned = workspace::assign(&mut tx, &clock, &Actor::Operator, installation, home).await?;
    tx.commit().await?;
    let what = match assigned {
        Assigned::Unchanged => "is there already",
        Assigned::Announced => "will be there from its first contact",
        Assigned::Moved => "is there now; its people come with the next synchronisation",
    };
    say(format_args!("{installation} {what}"));
    Ok(())
}
