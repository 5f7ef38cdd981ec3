//! `plaudit serve`

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::telemetry;
use crate::app::{App, Running};
use crate::clock::Clock;
use crate::config::{Config, SlackSettings, TeamsSettings};
use crate::database::private::Private;
use crate::database::{connect, migrate};
use crate::server;

/// Connections of the pool; the gifts' own and the listener's come on top.
const CONNECTIONS: u32 = 16;

/// How long deliveries under way may take once we are told to stop.
const GRACE: Duration = Duration::from_secs(25);

/// Serves until told to stop.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    // What is wrong with the configuration is said before anything is started.
    let slack = config.serve.slack.settings()?;
    let teams = config.serve.teams.settings()?;
    let given = config.database.given()?;
    let stop = on_signal()?;
    let (options, private) = if let Some(options) = given {
        (options, None)
    } else {
        let private = Private::start(&config.database.private()).await?;
        (private.connect_options(), Some(private))
    };
    if slack.is_none() && teams.is_off() {
        tracing::warn!("nobody can reach it: neither Slack nor Microsoft Teams is configured");
    }
    let listen = config.serve.server.listen;
    let outcome = serve(&options, listen, slack, teams, stop, |_, _| ()).await;
    if let Some(private) = private {
        private.stop().await;
    }
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Serves on `listen` until `stop`, then finishes what was accepted. `ready` is called once
/// deliveries are taken.
pub(super) async fn serve(
    options: &PgConnectOptions,
    listen: SocketAddr,
    slack: Option<SlackSettings>,
    teams: TeamsSettings,
    stop: CancellationToken,
    ready: impl FnOnce(&App, SocketAddr),
) -> anyhow::Result<()> {
    let pool = connect(options.clone(), CONNECTIONS).await?;
    migrate(&pool)
        .await
        .context("the database could not be brought up to date")?;
    let metrics = telemetry::start_metrics()?;
    let (app, recorder) = App::new(pool, options, Clock::system(), slack, teams, metrics)?;
    // Bound before the first contact, so that a taken port is said at once.
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr()?;
    let running = Running::start(&app, recorder).await;
    tracing::info!(%address, "serving");
    ready(&app, address);
    let face = axum::serve(listener, server::router(app.clone()))
        .with_graceful_shutdown(stop.clone().cancelled_owned());
    let served = tokio::select! {
        served = face => served,
        () = overdue(&stop) => {
            tracing::warn!("some deliveries took too long to finish");
            Ok(())
        }
    };
    running.finish(app).await;
    tracing::info!("stopped");
    Ok(served?)
}

async fn overdue(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(GRACE).await;
}

/// Cancelled by SIGTERM or Ctrl-C.
pub(super) fn on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let told = stop.clone();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        tracing::info!("stopping");
        told.cancel();
    });
    Ok(stop)
}
