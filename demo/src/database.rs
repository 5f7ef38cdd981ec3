//! The demo's database: one that goes away with the demo, or one of its own that is kept for a while.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use plaudit::clock::{Clock, later};
use plaudit::database::private::{Options, Private, Scratch};
use sqlx::postgres::PgConnectOptions;
use tokio::time::Instant;

/// Where kept data are, in the working directory. No option and no variable names another place, so
/// that no programme that people rely on can ever be taken for a demo.
pub(crate) const KEPT_IN: &str = "demo-data";

/// What becomes of the data.
#[derive(Args, Debug)]
pub(crate) struct DatabaseChoice {
    /// Keep what happens in ./demo-data, for a later demo to go on with, and forget it once it is so
    /// old, as 12h or 7d; without this, it is gone when the demo ends
    #[arg(long, value_name = "TIME")]
    keep: Option<Keep>,
    /// Start over: forget what was kept
    #[arg(long, requires = "keep")]
    fresh: bool,
    /// The directory of the PostgreSQL binaries to use; without it, they are looked for
    #[arg(long, env = "PLAUDIT_PG_BIN", value_name = "DIRECTORY")]
    pg_bin: Option<PathBuf>,
}

/// How long data are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Keep(SignedDuration);

impl FromStr for Keep {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span: Option<Span> = text.parse().ok();
        let length = span.and_then(|it| it.to_duration(SpanRelativeTo::days_are_24_hours()).ok());
        length
            .filter(SignedDuration::is_positive)
            .map(Self)
            .ok_or_else(|| "must be a time such as 90m, 12h, 7d or 2w".to_owned())
    }
}

/// The demo's database.
pub(crate) enum Database {
    /// It goes away with the demo.
    Passing(Scratch),
    /// It stays, until an instant in words.
    Kept(Private, String),
}

impl Database {
    /// Starts it, without what is too old to be kept.
    pub(crate) async fn open(choice: &DatabaseChoice) -> anyhow::Result<Self> {
        let Some(Keep(length)) = choice.keep else {
            let scratch = Scratch::start(choice.pg_bin.clone()).await?;
            return Ok(Self::Passing(scratch));
        };
        let options = Options::new(KEPT_IN).binaries(choice.pg_bin.clone());
        let now = Clock::system().now();
        let kept = options.kept_since();
        let goes_on = kept.filter(|since| !choice.fresh && later(*since, length) > now);
        if kept.is_some() && goes_on.is_none() {
            options.throw_data_away().await?;
        }
        let private = Private::start(&options).await?;
        let end = later(goes_on.unwrap_or(now), length);
        Ok(Self::Kept(private, format!("{end:.0}")))
    }

    pub(crate) fn connect_options(&self) -> PgConnectOptions {
        match self {
            Self::Passing(scratch) => scratch.connect_options(),
            Self::Kept(private, _) => private.connect_options(),
        }
    }

    /// Whether it goes away with the demo.
    pub(crate) const fn is_passing(&self) -> bool {
        matches!(self, Self::Passing(_))
    }

    /// What becomes of the data, as the end of a sentence.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Passing(_) => "nothing of it stays".to_owned(),
            Self::Kept(_, end) => format!("what happened stays in ./{KEPT_IN} until {end}"),
        }
    }

    pub(crate) async fn stop_by(self, by: Instant) {
        match self {
            Self::Passing(scratch) => scratch.stop_by(by).await,
            Self::Kept(private, _) => private.stop_by(by).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_keep_is_some_time() {
        let hours = |text: &str| text.parse::<Keep>().unwrap().0.as_hours();
        assert_eq!(
            [hours("12h"), hours("7d"), hours("2w"), hours("P1D")],
            [12, 168, 336, 24]
        );
        for bad in ["", "7", "0s", "-1d", "1mo", "forever"] {
            assert!(bad.parse::<Keep>().is_err(), "{bad}");
        }
    }
}
