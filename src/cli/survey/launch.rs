//! `plaudit survey launch` and `plaudit survey close`

use std::time::Duration;

use clap::Args;
use jiff::SignedDuration;

use super::{Keys, run_id, survey_id};
use crate::cli::open::Opened;
use crate::cli::output::{print, say};
use crate::cli::public_url::PublicUrl;
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::ids::{RunId, SurveyId, WorkspaceId};
use crate::letters::tell_of_close;
use crate::policy::Actor;
use crate::settings;
use crate::surveys::{self, NotLaunched, Reading};

/// How many seconds the server is waited for, which asks a platform whom a survey asks.
const PATIENCE: u32 = 30;

/// Which survey, and for how long.
#[derive(Args, Debug)]
pub(super) struct Launch {
    /// The survey, as listed
    #[arg(value_parser = survey_id)]
    id: SurveyId,
    /// How long it is open: 30m, 12h, 3d, 2w
    #[arg(long, value_name = "TIME", default_value = "7d", value_parser = time)]
    closes_in: SignedDuration,
    #[command(flatten)]
    keys: Keys,
}

/// Which run.
#[derive(Args, Debug)]
pub(super) struct Close {
    /// The run, as listed
    #[arg(value_parser = run_id)]
    run: RunId,
    /// Erase the answers unread: for a run whose key is lost
    #[arg(long)]
    unread: bool,
    #[command(flatten)]
    public: PublicUrl,
    #[command(flatten)]
    keys: Keys,
}

/// Reads how long something takes.
pub(super) fn time(text: &str) -> Result<SignedDuration, String> {
    let wrong = || "a time is a number and m, h, d or w, such as 3d".to_owned();
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let number = text.strip_suffix(unit).unwrap_or_default();
    let minutes = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        'w' => 7 * 24 * 60,
        _ => return Err(wrong()),
    };
    let number: i64 = number.parse().map_err(|_| wrong())?;
    let minutes = number.checked_mul(minutes).ok_or_else(wrong)?;
    Ok(crate::clock::minutes(minutes))
}

impl Launch {
    /// Asks people.
    pub(super) async fn take(
        self,
        opened: &Opened,
        workspace: WorkspaceId,
        database: &DatabaseConfig,
    ) -> anyhow::Result<()> {
        let (clock, keys) = (Clock::system(), self.keys.kept(database)?);
        let mut conn = opened.pool.acquire().await?;
        let settings = settings::load(&mut conn, workspace).await?;
        drop(conn);
        let (by, which) = ((&Actor::Operator, &settings), (workspace, self.id));
        let mut waited = 0;
        let run = loop {
            let mut tx = opened.pool.begin().await?;
            match surveys::launch(&mut tx, &clock, &keys, by, which, self.closes_in).await {
                Ok(run) => {
                    tx.commit().await?;
                    break run;
                }
                // The server asks by itself, some seconds after the survey was made.
                Err(why @ NotLaunched::Untold(_)) if waited < PATIENCE => {
                    tx.rollback().await?;
                    if waited == 0 {
                        say(format_args!("Waiting: {why}."));
                    }
                    waited += 1;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                Err(why) => return Err(why.into()),
            }
        };
        print(run.id)?;
        say(format_args!(
            "{} are asked; the server writes to them. It closes on {}.",
            run.invited,
            run.closes_at
                .0
                .to_zoned(settings.time_zone.clone())
                .strftime("%-d %b %Y at %H:%M %Z")
        ));
        if let Some(directory) = keys.directory_of_files() {
            say(format_args!(
                "PLAUDIT_ENCRYPTION_KEY is not set: what opens the answers is a file in {}, which the server needs, \
                 and which no copy of the database should be kept with.",
                directory.display()
            ));
        }
        Ok(())
    }
}

impl Close {
    /// Counts what was answered.
    pub(super) async fn take(
        self,
        opened: &Opened,
        workspace: WorkspaceId,
        database: &DatabaseConfig,
    ) -> anyhow::Result<()> {
        let (clock, keys) = (Clock::system(), self.keys.kept(database)?);
        let mut tx = opened.pool.begin().await?;
        let which = (workspace, self.run);
        let reading = if self.unread {
            Reading::Unread
        } else {
            Reading::Counted
        };
        let by = &Actor::Operator;
        let run = surveys::close(&mut tx, &clock, (&keys, reading), by, which).await?;
        let public = self.public.url.as_ref();
        let results = tell_of_close(&mut tx, clock.now(), public, run).await?;
        tx.commit().await?;
        keys.forget(self.run)?;
        let run = &results.run;
        print(format_args!("closed {}", run.id))?;
        let (answered, invited, floor) = (run.answered, run.invited, run.floor);
        if self.unread {
            say(format_args!(
                "{answered} of {invited} answered: nothing was opened, and nothing is kept."
            ));
        } else if results.is_suppressed() && !run.is_named() {
            say(format_args!(
                "{answered} of {invited} answered, fewer than {floor}: nothing was opened, and nothing is kept."
            ));
        } else {
            say(format_args!("{answered} of {invited} answered."));
        }
        Ok(())
    }
}
