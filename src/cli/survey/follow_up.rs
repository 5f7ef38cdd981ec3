//! `plaudit survey follow-up`

use anyhow::Context;
use clap::Args;

use super::run_id;
use crate::cli::open::Opened;
use crate::cli::output::say;
use crate::clock::Clock;
use crate::ids::{RunId, WorkspaceId};
use crate::letters::tell_follow_up;
use crate::policy::Actor;
use crate::settings;
use crate::surveys;

/// What is said about which run.
#[derive(Args, Debug)]
pub(super) struct FollowUp {
    /// The run, as listed; it is closed
    #[arg(value_parser = run_id)]
    run: RunId,
    /// What was heard, and what is done about it
    #[arg(required_unless_present = "file")]
    text: Option<String>,
    /// A file that says it
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    file: Option<std::path::PathBuf>,
}

impl FollowUp {
    /// Says it to everybody.
    pub(super) async fn take(self, opened: &Opened, workspace: WorkspaceId) -> anyhow::Result<()> {
        let text = match (self.text, self.file) {
            (_, Some(file)) => {
                let text = tokio::fs::read_to_string(&file).await;
                text.with_context(|| format!("{} cannot be read", file.display()))?
            }
            (text, None) => text.unwrap_or_default(),
        };
        let clock = Clock::system();
        let mut tx = opened.pool.begin().await?;
        let settings = settings::load(&mut tx, workspace).await?;
        let (by, which) = (&Actor::Operator, (workspace, self.run));
        let (run, said) = surveys::follow_up(&mut tx, &clock, by, which, &text).await?;
        let told = tell_follow_up(&mut tx, clock.now(), &settings, (&run, &said)).await?;
        tx.commit().await?;
        match told {
            None => say(format_args!("It is posted where `survey.channel` says.")),
            Some(many) => say(format_args!(
                "The {many} who were asked are told; the server writes to them."
            )),
        }
        Ok(())
    }
}
