//! `plaudit doctor`: one check after the other, and how to mend what is wrong.

mod address;
mod data;
mod finding;
mod providers;
mod reach;
mod rewards;
mod secrets;
mod slack;
mod teams;

use std::process::ExitCode;

use clap::Args;

use self::finding::Report;
use super::open::Opened;
use super::output::Format;
use crate::calling;
use crate::chat::{Installation, Platform};
use crate::clock::Clock;
use crate::config::{DatabaseConfig, ServeConfig};
use crate::slack::manifest;

/// Check the set-up, and say how to mend what is wrong.
#[derive(Args, Debug)]
pub(super) struct Doctor {
    /// For people, as it is found, or for machines, once all is
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// What the server would be told.
    #[command(flatten)]
    serve: ServeConfig,
}

/// Checks everything there is; fails when anything does.
pub(super) async fn run(doctor: Doctor, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let mut report = Report::new(doctor.format);
    let (found, opened) = data::reach(database).await;
    let outcome = match report.add(found) {
        Ok(()) => examine(&mut report, &doctor.serve, opened.as_ref()).await,
        Err(error) => Err(error),
    };
    if let Some(opened) = opened {
        opened.close().await;
    }
    outcome?;
    report.verdict()
}

async fn examine(
    report: &mut Report,
    serve: &ServeConfig,
    opened: Option<&Opened>,
) -> anyhow::Result<()> {
    let http = calling::client()?;
    let mut migrated = false;
    if let Some(opened) = opened {
        let (found, ready) = data::migrations(opened).await;
        report.add(found)?;
        migrated = ready;
    }
    let (found, settings) = slack::configured(&serve.slack);
    report.add(found)?;
    let no_slack = settings.is_none();
    let mut served = Vec::new();
    if let Some(settings) = settings {
        let apps = manifest::apps_page(&settings.api);
        report.add_all(slack::shapes(&settings))?;
        let (found, us) = slack::token(&http, settings).await;
        report.add(found)?;
        if let Some(us) = us {
            report.add(slack::scopes(&us, apps))?;
            report.add(slack::clock(&us, Clock::system().now()))?;
            served.push(us.installation());
        }
    }
    let (found, settings) = teams::configured(&serve.teams);
    report.add(found)?;
    if no_slack && settings.is_off() {
        report.add(address::nobody())?;
    }
    let public_url = serve.server.public_url.as_ref();
    report.add_all(teams::examine(&http, &settings, public_url).await)?;
    if let Some(bot) = settings.bot {
        served.push(Installation::new(Platform::Teams, bot.tenant));
    }
    report.add(address::public(&http, &serve.server).await)?;
    report.add(address::operator(&serve.server))?;
    let opened = opened.filter(|_| migrated);
    report.add(secrets::examine(&serve.encryption, opened).await)?;
    let providers = &serve.fulfilment.providers;
    // That a key is none was said.
    let sealer = serve.encryption.sealer().unwrap_or_default();
    report.add_all(providers::examine(providers, sealer.as_ref(), opened).await)?;
    if let Some(opened) = opened {
        report.add_all(rewards::examine(opened).await)?;
        report.add_all(data::contents(opened, &served).await)?;
    }
    Ok(())
}
