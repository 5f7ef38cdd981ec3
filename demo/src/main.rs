//! `plaudit-demo`: everything a team needs to try Plaudit, on this machine alone.
//!
//! A stand-in Slack and a stand-in Teams, each with a chat page, and one sample company on both with a month
//! behind it; stand-ins for Tremendous, for Xoxoday and for a service with a webhook; and the very server that
//! `plaudit serve` runs, which knows no difference. Its database is its own: what the environment or a file
//! `.env` says of one is for `plaudit`, and is not read here.

mod asked;
mod catalog;
mod database;
mod days;
mod key;
mod pair;
mod past;
mod rules;
mod stage;
mod talk;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Parser;
use plaudit::app::{App, Step};
use plaudit::clock::Clock;
use plaudit::config::{LogConfig, OperatorListen, ServeSettings};
use plaudit::explained::explained;
use plaudit::policy::Actor;
use plaudit::process::{self, Faces, on_signal, serve};
use plaudit::workspace::{self, Home};

use self::database::{Database, DatabaseChoice, KEPT_IN};
use self::stage::Stage;

/// Try Plaudit: a stand-in Slack and a stand-in Teams with chat pages, a sample company, and the
/// server behind them, on a database of their own.
#[derive(Debug, Parser)]
#[command(name = "plaudit-demo", version, about, max_term_width = 100)]
struct Demo {
    /// The address of Slack's chat page
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8070")]
    page: SocketAddr,
    /// The address of Teams' chat page
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8071")]
    teams_page: SocketAddr,
    /// The address of Plaudit itself
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address of Plaudit's metrics; `none` for nowhere
    #[arg(long, value_name = "ADDRESS", default_value = "none")]
    operator_listen: OperatorListen,
    #[command(flatten)]
    database: DatabaseChoice,
    #[command(flatten)]
    log: LogConfig,
}

fn main() -> ExitCode {
    let demo = Demo::parse();
    let log = demo.log.clone();
    process::run("plaudit-demo", &log, run(demo))
}

/// Runs the demo until told to stop.
async fn run(demo: Demo) -> anyhow::Result<ExitCode> {
    let stop = on_signal()?;
    let Some(database) = stop.unless_told(Database::open(&demo.database)).await else {
        return Ok(ExitCode::SUCCESS);
    };
    let database = database?;
    let clock = Clock::to_be_advanced();
    let sealer = if database.is_passing() {
        key::of_this_demo()
    } else {
        key::kept_in(Path::new(KEPT_IN))?
    };
    let stage = Arc::new(Stage::set(demo.page, demo.teams_page, &clock).await?);
    let ready = {
        let stage = Arc::clone(&stage);
        let end = database.in_words();
        move |app: &App, address: SocketAddr| {
            let own = format!("http://{address}/");
            stage.connect(&own);
            let app = app.clone();
            tokio::spawn(async move {
                match seed(&app, &stage, &own).await {
                    Ok(()) => invite(&stage, &end),
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
    let outcome = serve(
        &database.connect_options(),
        clock,
        Faces {
            listen: demo.listen,
            operator: demo.operator_listen,
        },
        ServeSettings {
            slack: Some(stage.slack_settings()?),
            teams: stage.teams_settings(),
            providers: stage.providers()?,
            sealer: Some(sealer),
            // The service that gives out tickets is on this machine.
            fulfilment_private: true,
            public: Some(format!("http://{}/", demo.listen).parse()?),
            data_dir: KEPT_IN.into(),
        },
        &stop,
        ready,
    )
    .await;
    drop(stage);
    database.stop_by(stop.by(Step::Database)).await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Gives the sample company its past, and something to read on both pages.
async fn seed(app: &App, stage: &Stage, own: &str) -> anyhow::Result<()> {
    join_platforms(app).await?;
    past::give(app, &stage.slack).await?;
    catalog::fill(app, own, stage.tickets()).await?;
    rules::choose(app, rules::USUAL).await?;
    asked::ask(app).await?;
    pair::talk(app).await?;
    days::know(app).await?;
    tokio::join!(talk::on_slack(&stage.slack), talk::on_teams(&stage.teams));
    rules::choose(app, rules::WELCOMES).await
}

/// Brings Teams into the programme that Slack has founded, as an operator does.
async fn join_platforms(app: &App) -> anyhow::Result<()> {
    let Some(teams) = &app.ports.teams else {
        return Ok(());
    };
    let mut tx = app.pool.begin().await?;
    let programmes = workspace::all(&mut tx).await?;
    let (programme, _) = programmes.first().context("nobody founded a programme")?;
    let (home, installation) = (Home::Workspace(*programme), teams.installation());
    workspace::assign(&mut tx, &app.clock, &Actor::Operator, installation, home).await?;
    tx.commit().await?;
    app.desk.workspaces.forget();
    Ok(())
}

#[expect(clippy::print_stdout, reason = "it is what the demo's user waits for")]
fn invite(stage: &Stage, end: &str) {
    let (slack, teams) = (stage.slack.page_url(), stage.teams.page_url());
    println!(
        "\nThe demo is ready: open {slack} (Slack) or {teams} (Teams) in a browser. Ctrl-C ends \
         it; {end}.\n"
    );
}
