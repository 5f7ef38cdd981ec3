//! What an operator says of a redemption: approved, rejected, delivered, given back.

use std::io::{IsTerminal, stdin};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::id;
use crate::cli::open::Opened;
use crate::cli::output::say;
use crate::clock::Clock;
use crate::config::EncryptionConfig;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::letters::RewardLetters;
use crate::policy::Actor;
use crate::rewards::{self, Advance, NotAdvanced, Step, codes};
use crate::sealed::{Column, Context, ENCRYPTION_KEY};
use crate::settings;

/// Which redemption, and why.
#[derive(Args, Debug)]
pub(super) struct Act {
    /// The redemption, as listed
    #[arg(value_parser = id)]
    id: RedemptionId,
    /// Why; its member is told
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: Option<String>,
}

/// Which redemption, and what was delivered.
#[derive(Args, Debug)]
pub(super) struct Fulfil {
    #[command(flatten)]
    act: Act,
    /// A code that its member is sent, and nobody else; `-` reads it from standard input, where no
    /// list of processes shows it
    #[arg(long, value_name = "CODE")]
    code: Option<SecretString>,
    #[command(flatten)]
    encryption: EncryptionConfig,
}

fn reason(typed: &str) -> Result<String, rewards::NoReason> {
    rewards::reason(typed).map(str::to_owned)
}

impl Act {
    /// Lets it happen.
    pub(super) async fn take(
        self,
        opened: &Opened,
        workspace: WorkspaceId,
        step: Step,
    ) -> anyhow::Result<()> {
        let ask = Advance {
            reason: self.reason.as_deref(),
            ..Advance::new(workspace, self.id, step, &Actor::Operator)
        };
        advance(opened, ask).await
    }
}

impl Fulfil {
    /// Says that it is delivered, with what.
    pub(super) async fn take(self, opened: &Opened, workspace: WorkspaceId) -> anyhow::Result<()> {
        let id = self.act.id;
        let code = match self.code {
            Some(code) if code.expose_secret() == "-" => Some(asked_for().await?),
            given => given,
        };
        let kept = match &code {
            None => None,
            Some(code) => {
                let shown = codes::is_note(code.expose_secret());
                shown.map_err(|wrong| anyhow!("--code: {wrong}"))?;
                let sealer = opened.sealer(&self.encryption).await?;
                let sealer = sealer.with_context(|| {
                    format!("{ENCRYPTION_KEY} is not set, which codes are kept with")
                })?;
                let context = Context::new(workspace, Column::Delivered, id);
                Some(sealer.seal(&context, code))
            }
        };
        let ask = Advance {
            reason: self.act.reason.as_deref(),
            delivered: kept,
            ..Advance::new(workspace, id, Step::Fulfil, &Actor::Operator)
        };
        advance(opened, ask).await
    }
}

/// The first line of standard input.
async fn asked_for() -> anyhow::Result<SecretString> {
    if stdin().is_terminal() {
        say("The code, and Enter:");
    }
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        stdin()
            .read_line(&mut line)
            .map(|_| SecretString::from(line.trim()))
    });
    line.await?.context("standard input cannot be read")
}

async fn advance(opened: &Opened, ask: Advance<'_>) -> anyhow::Result<()> {
    let (workspace, id) = (ask.workspace, ask.redemption);
    let mut tx = opened.pool.begin().await?;
    let settings = settings::load(&mut tx, workspace).await?;
    let letters = RewardLetters {
        settings: Arc::new(settings),
        near: None,
    };
    let step = ask.step;
    let done = rewards::advance(&mut tx, &Clock::system(), ask, &letters).await;
    let state = match done {
        Ok(advanced) => advanced.redemption.state,
        Err(NotAdvanced::Database(error)) => return Err(error.into()),
        Err(NotAdvanced::NotTheirs) => bail!("there is no redemption {id}"),
        Err(NotAdvanced::Stands(state)) => bail!("{id} is {state}: there is nothing to {step}"),
        Err(refused @ NotAdvanced::Repeated) => return Err(refused.into()),
    };
    tx.commit().await?;
    say(format_args!("{id} is {state}"));
    Ok(())
}
