//! `plaudit demo`: everything a team needs to try it, on this machine alone.
//!
//! A stand-in Slack with a chat page, a sample company with a month behind it, and the very server
//! that `plaudit serve` runs, which knows no difference.

mod seed;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use sqlx::postgres::PgConnectOptions;

use super::serve;
use crate::config::{DatabaseConfig, SlackSettings, TeamsSettings};
use crate::database::private::{Private, Scratch};
use crate::sandbox::slack::{Sandbox, SandboxOptions};

/// Where the demo listens.
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// The chat page
    #[arg(long, default_value = "127.0.0.1:8070")]
    page: SocketAddr,
    /// Plaudit itself
    #[arg(long, env = "PLAUDIT_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Runs the demo until told to stop.
pub(super) async fn run(demo: Demo, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let stop = serve::on_signal()?;
    let server = Server::start(database).await?;
    let options = SandboxOptions {
        listen: demo.page,
        ..SandboxOptions::default()
    };
    let slack = SlackSettings {
        signing: options
            .signing_secret
            .parse()
            .context("the stand-in's secret")?,
        token: options.bot_token.clone().into(),
        // Known once the stand-in listens.
        api: "http://127.0.0.1/".parse()?,
    };
    let sandbox = Arc::new(Sandbox::start(options).await?);
    let slack = SlackSettings {
        api: sandbox.api_url().parse()?,
        ..slack
    };
    let ready = {
        let sandbox = Arc::clone(&sandbox);
        move |app: &crate::app::App, address: SocketAddr| {
            sandbox.connect(&format!("http://{address}/"));
            let app = app.clone();
            tokio::spawn(async move {
                match seed::seed(&app, &sandbox).await {
                    Ok(()) => invite(sandbox.page_url()),
                    Err(error) => {
                        tracing::error!(error = %error, "the sample company is incomplete");
                    }
                }
            });
        }
    };
    let outcome = serve::serve(
        &server.connect_options(),
        demo.listen,
        Some(slack),
        TeamsSettings::default(),
        stop,
        ready,
    )
    .await;
    drop(sandbox);
    server.stop().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

#[expect(clippy::print_stdout, reason = "it is what the demo's user waits for")]
fn invite(page: &str) {
    println!("\nThe demo is ready: open {page} in a browser. Ctrl-C ends it.\n");
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

    async fn stop(self) {
        match self {
            Self::Given(_) => {}
            Self::Kept(private) => private.stop().await,
            Self::ThrownAway(scratch) => scratch.stop().await,
        }
    }
}
