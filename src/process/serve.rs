//! A server, from an open database to its orderly end.

use std::net::SocketAddr;

use anyhow::{Context, anyhow};
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio::time::sleep_until;
use tokio_util::sync::CancellationToken;

use super::telemetry;
use crate::app::{App, Running, Step, Stop};
use crate::clock::Clock;
use crate::config::{OperatorListen, ServeSettings};
use crate::database::{connect, migrate};
use crate::explained::explained;
use crate::sealed::{Sealer, survey};
use crate::server;

/// Connections of the pool; the gifts' own, the listener's and readiness' come on top.
const CONNECTIONS: u32 = 16;

/// Where a server listens.
#[derive(Clone, Copy, Debug)]
pub struct Faces {
    /// The address for the platforms.
    pub listen: SocketAddr,
    /// The address for the operator.
    pub operator: OperatorListen,
}

/// Serves until told to stop, then finishes what was accepted, each step in its time. `ready` is
/// called once deliveries are taken.
pub async fn serve(
    options: &PgConnectOptions,
    clock: Clock,
    faces: Faces,
    settings: ServeSettings,
    stop: &Stop,
    ready: impl FnOnce(&App, SocketAddr),
) -> anyhow::Result<()> {
    let opening = async {
        let pool = connect(options.clone(), CONNECTIONS).await?;
        migrate(&pool)
            .await
            .context("the database could not be brought up to date")?;
        keys_are_here(&pool, settings.sealer.as_ref()).await?;
        anyhow::Ok(pool)
    };
    let Some(pool) = stop.unless_told(opening).await.transpose()? else {
        return Ok(());
    };
    let metrics = telemetry::start_metrics()?;
    let (app, lanes) = App::new(pool, options, clock, settings)?;
    // Bound before the first contact, so that a taken port is said at once.
    let listener = bind(faces.listen, "--listen").await?;
    let address = listener.local_addr()?;
    if let Some(operator) = operator(faces.operator).await? {
        // It ends with the process: the end, too, can be watched.
        let router = server::operator_router(metrics);
        tokio::spawn(server::serve(operator, router, CancellationToken::new()));
    }
    let starting = Running::start(&app, lanes);
    let Some(running) = stop.unless_told(starting).await else {
        return Ok(());
    };
    tracing::info!(%address, "serving");
    ready(&app, address);
    let face = server::serve(listener, server::router(app.clone()), stop.token());
    answer(face, &running, stop).await;
    running.finish(app, stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// Refuses to start where something is sealed with a key that is not given: whoever needs it would
/// only be told that it failed.
async fn keys_are_here(pool: &PgPool, sealer: Option<&Sealer>) -> anyhow::Result<()> {
    let survey = survey(&mut *pool.acquire().await?, sealer).await;
    let survey = survey.context("it cannot be told which keys are needed")?;
    let complete = survey.complete();
    complete.map_err(|missing| anyhow!(missing.mend()))
}

/// Answers deliveries until told to stop, and those that came before for as long as there is time.
async fn answer(face: impl Future<Output = ()>, running: &Running, stop: &Stop) {
    let overdue = async {
        stop.told().await;
        running.tell();
        sleep_until(stop.by(Step::Deliveries)).await;
    };
    tokio::select! {
        () = face => {}
        () = overdue => tracing::warn!("some deliveries took too long to finish"),
    }
}

async fn bind(address: SocketAddr, option: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address} ({option})"))
}

/// Where metrics are shown. An address that was asked for is a must; the usual one may be another
/// server's.
async fn operator(listen: OperatorListen) -> anyhow::Result<Option<TcpListener>> {
    let listener = match listen {
        OperatorListen::Nowhere => return Ok(None),
        OperatorListen::At(address) => bind(address, "--operator-listen").await?,
        OperatorListen::Usual => match bind(OperatorListen::USUAL, "--operator-listen").await {
            Ok(listener) => listener,
            Err(error) => {
                tracing::warn!(
                    error = explained(&*error),
                    "metrics are not shown; name another address, or none"
                );
                return Ok(None);
            }
        },
    };
    tracing::info!(operator = %listener.local_addr()?, "metrics are shown");
    Ok(Some(listener))
}
