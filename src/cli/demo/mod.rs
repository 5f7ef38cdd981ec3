//! `plaudit demo`: everything a team needs to try it, on this machine alone.
//!
//! A stand-in Slack and a stand-in Teams, each with a chat page, one sample company on both with a
//! month behind it, and the very server that `plaudit serve` runs, which knows no difference.

mod past;
mod stage;
mod talk;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use sqlx::postgres::PgConnectOptions;
use tokio::time::Instant;

use self::stage::Stage;
use super::serve::{self, Faces};
use super::stopping::on_signal;
use crate::app::{App, Step};
use crate::config::{DatabaseConfig, OPERATOR_LISTEN, OperatorListen};
use crate::database::private::{Private, Scratch};
use crate::explained::explained;
use crate::workspace::{self, Home};

/// Where the demo listens.
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// Slack's chat page
    #[arg(long, default_value = "127.0.0.1:8070")]
    page: SocketAddr,
    /// Teams' chat page
    #[arg(long, default_value = "127.0.0.1:8071")]
    teams_page: SocketAddr,
    /// Plaudit itself
    #[arg(long, env = "PLAUDIT_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Plaudit's metrics; `none` for nowhere
    #[arg(long, env = OPERATOR_LISTEN, default_value = "none")]
    operator_listen: OperatorListen,
}

/// Runs the demo until told to stop.
pub(super) async fn run(demo: Demo, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let stop = on_signal()?;
    let Some(server) = stop.unless_told(Server::start(database)).await else {
        return Ok(ExitCode::SUCCESS);
    };
    let server = server?;
    let stage = Arc::new(Stage::set(demo.page, demo.teams_page).await?);
    let ready = {
        let stage = Arc::clone(&stage);
        move |app: &App, address: SocketAddr| {
            stage.connect(&format!("http://{address}/"));
            let app = app.clone();
            tokio::spawn(async move {
                match seed(&app, &stage).await {
                    Ok(()) => invite(&stage),
                    Err(error) => {
                        tracing::error!(
                            error = explained(&*error),
                            "the sample company is incomplete"
                        );
                    }
                }
            });
        }
    };
    let outcome = serve::serve(
        &server.connect_options(),
        Faces {
            listen: demo.listen,
            operator: demo.operator_listen,
        },
        Some(stage.slack_settings()?),
        stage.teams_settings(),
        &stop,
        ready,
    )
    .await;
    drop(stage);
    server.stop_by(stop.by(Step::Database)).await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Gives the sample company its past, and something to read on both pages.
async fn seed(app: &App, stage: &Stage) -> anyhow::Result<()> {
    join_platforms(app).await?;
    past::give(app, &stage.slack).await?;
    tokio::join!(talk::on_slack(&stage.slack), talk::on_teams(&stage.teams));
    Ok(())
}

/// Brings Teams into the programme that Slack has founded, as an operator does.
async fn join_platforms(app: &App) -> anyhow::Result<()> {
    let Some(teams) = &app.ports.teams else {
        return Ok(());
    };
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = programmes.first().context("nobody founded a programme")?;
    let home = Home::Workspace(*programme);
    workspace::assign(&mut tx, &app.clock, "operator", teams.installation(), home).await?;
    tx.commit().await?;
    app.desk.workspaces.forget();
    Ok(())
}

#[expect(clippy::print_stdout, reason = "it is what the demo's user waits for")]
fn invite(stage: &Stage) {
    let (slack, teams) = (stage.slack.page_url(), stage.teams.page_url());
    println!(
        "\nThe demo is ready: open {slack} (Slack) or {teams} (Teams) in a browser. Ctrl-C ends it.\n"
    );
}

/// The demo's database: the one that was named, or one that goes away with the demo.
enum Server {
    Given(Box<PgConnectOptions>),
    Kept(Private),
    ThrownAway(Scratch),
}

impl Server {
    async fn start(database: &DatabaseConfig) -> anyhow::Result<Self> {
        Ok(match database.given()? {
            Some(options) => Self::Given(Box::new(options)),
            None if database.data_dir.is_some() => {
                Self::Kept(Private::start(&database.private()).await?)
            }
            None => Self::ThrownAway(Scratch::start(database.pg_bin.clone()).await?),
        })
    }

    fn connect_options(&self) -> PgConnectOptions {
        match self {
            Self::Given(options) => (**options).clone(),
            Self::Kept(private) => private.connect_options(),
            Self::ThrownAway(scratch) => scratch.connect_options(),
        }
    }

    async fn stop_by(self, by: Instant) {
        match self {
            Self::Given(_) => {}
            Self::Kept(private) => private.stop_by(by).await,
            Self::ThrownAway(scratch) => scratch.stop_by(by).await,
        }
    }
}
