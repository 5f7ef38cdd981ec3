//! `plaudit serve`

use std::process::ExitCode;

use crate::app::Step;
use crate::clock::Clock;
use crate::config::Config;
use crate::database::private::Private;
use crate::process::{Faces, on_signal, serve};

/// Serves until told to stop.
pub(super) async fn run(config: Config) -> anyhow::Result<ExitCode> {
    // What is wrong with the configuration is said before anything is started.
    let settings = config.settings()?;
    let given = config.database.given()?;
    let stop = on_signal()?;
    let (options, private) = if let Some(options) = given {
        (options, None)
    } else {
        let Some(private) = stop
            .unless_told(Private::start(&config.database.private()))
            .await
        else {
            return Ok(ExitCode::SUCCESS);
        };
        let private = private?;
        (private.connect_options(), Some(private))
    };
    if settings.slack.is_none() && settings.teams.is_off() {
        tracing::warn!("nobody can reach it: neither Slack nor Microsoft Teams is configured");
    }
    let faces = Faces {
        listen: config.serve.server.listen,
        operator: config.serve.server.operator_listen.unwrap_or_default(),
    };
    let outcome = serve(&options, Clock::system(), faces, settings, &stop, |_, _| ()).await;
    if let Some(private) = private {
        private.stop_by(stop.by(Step::Database)).await;
    }
    outcome.map(|()| ExitCode::SUCCESS)
}
