//! From which day to which a command looks, in the programme's time zone.

use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sqlx::PgConnection;

use super::output::misused;
use crate::ids::WorkspaceId;
use crate::settings;

/// From which day to which.
#[derive(Args, Debug)]
pub(super) struct Days {
    /// From this day on, as 2026-11-27 in the programme's time zone
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// Until the end of this day
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
}

/// Days that were asked for and follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    from: Option<Date>,
    to: Option<Date>,
}

impl Days {
    /// The days, or how the command ends where they make no sense.
    pub(super) fn read(&self) -> Result<Span, ExitCode> {
        let Self { from, to } = *self;
        match (from, to) {
            (Some(from), Some(to)) if from > to => {
                Err(misused(format_args!("--from {from} is after --to {to}")))
            }
            _ => Ok(Span { from, to }),
        }
    }
}

impl Span {
    /// Whether nobody said.
    pub(super) const fn is_all(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// From which instant on, and before which one.
    pub(super) async fn bounds(
        self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
    ) -> anyhow::Result<(Option<Timestamp>, Option<Timestamp>)> {
        let zone = settings::load(conn, workspace).await?.time_zone;
        let from = self.from.map(|day| start_of(day, &zone)).transpose()?;
        let next = self.to.map(Date::tomorrow).transpose()?;
        let until = next.map(|day| start_of(day, &zone)).transpose()?;
        Ok((from, until))
    }
}

fn start_of(day: Date, zone: &TimeZone) -> Result<Timestamp, jiff::Error> {
    day.to_zoned(zone.clone())
        .map(|midnight| midnight.timestamp())
}
