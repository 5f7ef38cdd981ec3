//! What 1:1s ask for by themselves: reminders, and their end.

use metrics::counter;
use sqlx::PgConnection;

use super::{Desk, DeskError};
use crate::ids::OneOnOneId;
use crate::letters::{one_on_one_away, one_on_one_over, one_on_one_reminder};
use crate::one_on_ones::{self, Due, OneOnOne, Outcome, State};
use crate::outbox;
use crate::people::{self, Member};
use crate::schedule;
use crate::settings;
use crate::wording::OneOnOneOver;

impl Desk {
    /// Ends what is over, and reminds everybody whose hour has come.
    pub async fn run_one_on_ones(&self) -> Result<(), DeskError> {
        // Neither keeps the other from being done.
        let ended = self.end_all_over().await;
        let told = self.remind_all().await;
        ended.and(told)
    }

    /// A date of a 1:1 begins: it is planned for both.
    pub(super) async fn plan_one_on_one(
        &self,
        conn: &mut PgConnection,
        due: &schedule::Due,
        id: OneOnOneId,
    ) -> Result<(), DeskError> {
        Ok(one_on_ones::plan(conn, (due.workspace, id), due.day()).await?)
    }

    async fn end_all_over(&self) -> Result<(), DeskError> {
        loop {
            let mut tx = self.pool.begin().await?;
            let Some(pair) = one_on_ones::take_over(&mut tx, self.clock.now()).await? else {
                return Ok(());
            };
            self.tell_of_end(&mut tx, &pair).await?;
            tx.commit().await?;
            self.outbox.wake();
        }
    }

    /// Whoever is still here is told, unless nobody had agreed.
    async fn tell_of_end(&self, conn: &mut PgConnection, pair: &OneOnOne) -> Result<(), DeskError> {
        if pair.state == State::Asked {
            return Ok(());
        }
        let settings = settings::load(conn, pair.workspace).await?;
        let both = people::by_ids(conn, pair.workspace, &pair.both()).await?;
        let letters = each_with_other(&both).filter_map(|(member, other)| {
            let why = if other.active {
                OneOnOneOver::Moved
            } else {
                OneOnOneOver::Left
            };
            one_on_one_over(member, &settings, (&other.name, why))
        });
        let letters: Vec<_> = letters.collect();
        Ok(outbox::enqueue(conn, self.clock.now(), &letters).await?)
    }

    async fn remind_all(&self) -> Result<(), DeskError> {
        loop {
            let now = self.clock.now();
            let mut tx = self.pool.begin().await?;
            let Some(due) = one_on_ones::take_due(&mut tx, now).await? else {
                return Ok(());
            };
            self.tell_of_date(&mut tx, &due).await?;
            tx.commit().await?;
            let outcome = match due.outcome {
                Outcome::Held => "held",
                Outcome::Skipped(_) => "skipped",
            };
            counter!("plaudit_one_on_one_reminders_total", "outcome" => outcome).increment(1);
            self.outbox.wake();
        }
    }

    async fn tell_of_date(&self, conn: &mut PgConnection, due: &Due) -> Result<(), DeskError> {
        let workspace = due.pair.workspace;
        let now = self.clock.now();
        let settings = settings::load(conn, workspace).await?;
        let both = people::by_ids(conn, workspace, &due.pair.both()).await?;
        let told = each_with_other(&both).filter(|(member, _)| due.members.contains(&member.id));
        let letters = told.filter_map(|(member, other)| match due.outcome {
            Outcome::Held => one_on_one_reminder(member, &settings, due, (&other.name, now)),
            Outcome::Skipped(away) => one_on_one_away(member, &settings, (due, away), &other.name),
        });
        let letters: Vec<_> = letters.collect();
        Ok(outbox::enqueue(conn, now, &letters).await?)
    }
}

/// Each of two who is here, with the other one.
fn each_with_other(both: &[Member]) -> impl Iterator<Item = (&Member, &Member)> {
    let pairs = both.iter().flat_map(move |member| {
        let others = both.iter().filter(|other| other.id != member.id);
        others.map(move |other| (member, other))
    });
    pairs.filter(|(member, _)| member.active)
}
