//! `plaudit people standin`: who decides in somebody's stead.

use anyhow::bail;
use jiff::civil::Date;

use super::member;
use crate::chat::Identity;
use crate::cli::open::Opened;
use crate::cli::output::say;
use crate::clock::Clock;
use crate::database::Day;
use crate::letters::{RewardLetters, told_of_stand_in};
use crate::outbox;
use crate::people::{self, StandIn, StandInError, StandInRefusal};
use crate::policy::Actor;
use crate::settings;

/// Lets somebody decide in the stead of somebody else until the end of a day, and tells them.
pub(super) async fn name(
    opened: &Opened,
    away: &Identity,
    stand_in: &Identity,
    last_day: Date,
) -> anyhow::Result<()> {
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let (away, stand_in) = (
        member(&mut tx, away).await?,
        member(&mut tx, stand_in).await?,
    );
    let workspace = away.workspace;
    if stand_in.workspace != workspace {
        bail!("the two are not of one programme");
    }
    let settings = settings::load(&mut tx, workspace).await?;
    let (zone, by) = (&settings.time_zone, &Actor::Operator);
    let named = StandIn {
        away: away.id,
        stand_in: stand_in.id,
        last_day: Day(last_day),
    };
    match people::name_stand_in(&mut tx, &clock, by, zone, workspace, named).await {
        Ok(()) => {}
        Err(StandInError::Refused(refusal)) => bail!(in_words(refusal)),
        Err(StandInError::Database(error)) => return Err(error.into()),
    }
    let told = told_of_stand_in(&stand_in, &settings, &away.name, last_day);
    let letters = RewardLetters::new(settings);
    let now = clock.now();
    let waiting = letters.handed_over(&mut tx, workspace, &stand_in, now);
    let told: Vec<_> = told.into_iter().chain(waiting.await?).collect();
    outbox::enqueue(&mut tx, now, &told).await?;
    tx.commit().await?;
    let (name, other) = (&stand_in.name, &away.name);
    say(format_args!("{name} decides for {other} until {last_day}"));
    Ok(())
}

/// Lets nobody decide in somebody's stead any more.
pub(super) async fn end(opened: &Opened, away: &Identity) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let away = member(&mut tx, away).await?;
    let whose = (away.workspace, away.id);
    let ended = people::end_stand_in(&mut tx, &Clock::system(), &Actor::Operator, whose).await?;
    tx.commit().await?;
    let name = &away.name;
    say(if ended {
        format!("nobody decides for {name} any more")
    } else {
        format!("nobody decides for {name}")
    });
    Ok(())
}

const fn in_words(refusal: StandInRefusal) -> &'static str {
    match refusal {
        StandInRefusal::Oneself => "nobody stands in for themselves",
        StandInRefusal::NotForThem => {
            "only members of the organisation who are still there decide for somebody"
        }
        StandInRefusal::DecidesNothing => {
            "they are neither manager nor admin, nobody reports to them, and they decide nothing"
        }
        StandInRefusal::Day => "that day has been, or is more than a year ahead",
    }
}
