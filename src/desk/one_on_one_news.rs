//! What 1:1s ask for by themselves: reminders, and their end.

use jiff::Timestamp;
use metrics::counter;
use sqlx::PgConnection;

use super::{Desk, DeskError};
use crate::clock::later;
use crate::guarded::guarded;
use crate::ids::{OneOnOneId, WorkspaceId};
use crate::letters::{one_on_one_away, one_on_one_over, one_on_one_reminder};
use crate::one_on_ones::{self, Due, OneOnOne, Outcome, State};
use crate::outbox;
use crate::people::{self, Member};
use crate::queue::{PUT_OFF, conclude};
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

    /// Looks at each that is over once: what goes wrong with one of them keeps no other from ending.
    async fn end_all_over(&self) -> Result<(), DeskError> {
        let mut passed = (WorkspaceId::nil(), OneOnOneId::nil());
        loop {
            let mut tx = self.pool.begin().await?;
            let Some(which) = one_on_ones::next_over(&mut tx, passed).await? else {
                return Ok(());
            };
            passed = which;
            let ended = guarded("one_on_ones", self.end_over(&mut tx, which)).await;
            match conclude(tx, ended).await? {
                Ok(()) => self.outbox.wake(),
                Err(reason) => tracing::error!(
                    workspace.id = %which.0, one_on_one.id = %which.1, error = reason,
                    "a 1:1 that is over could not be ended; it is tried again"
                ),
            }
        }
    }

    async fn end_over(
        &self,
        conn: &mut PgConnection,
        which: (WorkspaceId, OneOnOneId),
    ) -> Result<(), DeskError> {
        match one_on_ones::end_over(conn, self.clock.now(), which).await? {
            Some(pair) => self.tell_of_end(conn, &pair).await,
            None => Ok(()),
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
        while self.remind_of_one().await? {
            self.outbox.wake();
        }
        Ok(())
    }

    /// Tells whoever is to be told of one 1:1. False when there is none. What cannot be told is put off, and
    /// keeps no other waiting.
    async fn remind_of_one(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(which) = one_on_ones::hold_due(&mut tx, now).await? else {
            return Ok(false);
        };
        let told = guarded("one_on_ones", self.remind_of(&mut tx, which, now)).await;
        let outcome = match conclude(tx, told).await? {
            Ok(None) => return Ok(true),
            Ok(Some(Outcome::Held)) => "held",
            Ok(Some(Outcome::Skipped(_))) => "skipped",
            Err(reason) => {
                tracing::error!(
                    workspace.id = %which.0, one_on_one.id = %which.1, error = reason,
                    "nobody could be told of a 1:1; it is tried again"
                );
                let mut conn = self.pool.acquire().await?;
                one_on_ones::put_off(&mut conn, which, now, later(now, PUT_OFF)).await?;
                "failed"
            }
        };
        counter!("plaudit_one_on_one_reminders_total", "outcome" => outcome).increment(1);
        Ok(true)
    }

    async fn remind_of(
        &self,
        conn: &mut PgConnection,
        which: (WorkspaceId, OneOnOneId),
        now: Timestamp,
    ) -> Result<Option<Outcome>, DeskError> {
        let Some(due) = one_on_ones::take_due(conn, which, now).await? else {
            return Ok(None);
        };
        self.tell_of_date(conn, &due).await?;
        Ok(Some(due.outcome))
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
