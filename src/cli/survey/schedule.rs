//! `plaudit survey schedule`

use anyhow::anyhow;
use clap::Args;
use jiff::SignedDuration;
use jiff::civil::Date;

use super::launch::time;
use super::survey_id;
use crate::cli::open::Opened;
use crate::cli::output::{print, say};
use crate::clock::Clock;
use crate::ids::{SurveyId, WorkspaceId};
use crate::policy::Actor;
use crate::schedule::Recurrence;
use crate::settings;
use crate::surveys::{self, Schedule, Upcoming};

/// Which survey, and when.
#[derive(Args, Debug)]
pub(super) struct OnSchedule {
    /// The survey, as listed
    #[arg(value_parser = survey_id)]
    id: SurveyId,
    /// When it is sent, at an hour of each member's own zone: "once 2026-12-05 10:00",
    /// "weekly mon 09:00", "fortnightly 2026-11-23 09:00" (every other week from that day),
    /// "monthly 31 09:00" (or the last day), "monthly 1st-tue 10:00",
    /// "quarterly 1 last-fri 16:30" (in the first month of each quarter)
    #[arg(required_unless_present = "off", value_parser = recurrence)]
    when: Option<Recurrence>,
    /// How long each run is open after the last invitation: 1d to 90d, 2w
    #[arg(long, value_name = "TIME", default_value = "5d", value_parser = time)]
    closes_in: SignedDuration,
    #[command(flatten)]
    skips: Skips,
    /// The first day on which it is sent, as 2027-01-31
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// The last day on which it is sent, as 2027-12-31
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// Show the next dates, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Send it by itself no more
    #[arg(long, conflicts_with_all = ["when", "dry_run"])]
    off: bool,
}

/// The days on which nobody is written to.
#[derive(Args, Clone, Copy, Debug)]
struct Skips {
    /// Write to nobody on a Saturday or Sunday, but on the next working day
    #[arg(long)]
    skip_weekends: bool,
    /// Nor on holidays, as `plaudit holidays` lists them
    #[arg(long)]
    skip_holidays: bool,
}

fn recurrence(text: &str) -> Result<Recurrence, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").parse().map_err(|_| {
        "not understood: a survey comes once, weekly, fortnightly, monthly or quarterly, such as \"monthly 1st-tue 10:00\"".to_owned()
    })
}

impl OnSchedule {
    /// Gives a survey dates, shows them, or takes them away.
    pub(super) async fn take(self, opened: &Opened, workspace: WorkspaceId) -> anyhow::Result<()> {
        let (clock, which, by) = (Clock::system(), (workspace, self.id), &Actor::Operator);
        let mut tx = opened.pool.begin().await?;
        let survey = surveys::survey(&mut tx, workspace, self.id).await?;
        let survey = survey.ok_or_else(|| anyhow!("there is no survey {}", self.id))?;
        let Some(recurrence) = self.when else {
            let had = surveys::take_off_schedule(&mut tx, &clock, by, which).await?;
            tx.commit().await?;
            say(if had {
                "It is sent by itself no more. A run that is open goes on."
            } else {
                "It is on no schedule."
            });
            return Ok(());
        };
        let schedule = Schedule {
            recurrence,
            open_for: self.closes_in,
            skip_weekends: self.skips.skip_weekends,
            skip_holidays: self.skips.skip_holidays,
            first_day: self.from,
            last_day: self.until,
        };
        let settings = settings::load(&mut tx, workspace).await?;
        if self.dry_run {
            let now = clock.now();
            let dates = surveys::dates_of(&mut tx, &survey, &schedule, &settings, now).await?;
            dates.iter().try_for_each(|it| print(in_words(it)))?;
            say("Nothing is changed.");
            return Ok(());
        }
        let by = (by, &settings);
        let dates = surveys::put_on_schedule(&mut tx, &clock, by, which, &schedule).await?;
        tx.commit().await?;
        dates.iter().try_for_each(|it| print(in_words(it)))?;
        say("The server sends it then, to each at that hour of their own zone.");
        Ok(())
    }
}

/// A date, with the day on which the first are asked where that is another.
pub(super) fn in_words(date: &Upcoming) -> String {
    let opens = date.opens.strftime("%Y-%m-%d %H:%M %A");
    let first = date.opens.date();
    if first == date.day {
        opens.to_string()
    } else {
        format!("{opens}, in place of {}", date.day)
    }
}
