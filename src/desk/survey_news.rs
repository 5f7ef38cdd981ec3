//! What surveys ask for: launches on their dates, invitations, reminders, and the close.

use jiff::Timestamp;
use sqlx::{Acquire, PgConnection};

use super::{Desk, DeskError};
use crate::clock::later;
use crate::explained::explained;
use crate::guarded::guarded;
use crate::ids::{MemberId, RunId, WorkspaceId};
use crate::letters::{survey_invitation, survey_not_closed, tell_of_close};
use crate::outbox;
use crate::people;
use crate::policy::Actor;
use crate::queue::{PUT_OFF, conclude};
use crate::settings;
use crate::surveys::{self, NotClosed, Reading, ToTell};

/// How many are written to in one transaction.
const AT_ONCE: i64 = 100;

impl Desk {
    /// Launches what has its date, writes to everybody who is to be invited or reminded, and closes what is over.
    pub async fn run_surveys(&self) -> Result<(), DeskError> {
        // What ends is in nobody's way; and none keeps another from being done.
        let closed = self.close_all().await;
        let launched = self.hold_all_dates().await;
        let told = self.tell_all().await;
        self.forget_keys().await?;
        closed.and(launched).and(told)
    }

    async fn close_all(&self) -> Result<(), DeskError> {
        while self.close_one().await? {
            self.outbox.wake();
        }
        Ok(())
    }

    async fn hold_all_dates(&self) -> Result<(), DeskError> {
        while self.hold_one_date().await? {
            self.outbox.wake();
        }
        Ok(())
    }

    async fn tell_all(&self) -> Result<(), DeskError> {
        while self.tell_some().await? {
            self.outbox.wake();
        }
        Ok(())
    }

    /// Writes to some of those who are to be told of a run. False when there is nobody. Who cannot be told is
    /// put off, and keeps nobody else waiting.
    async fn tell_some(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(to_tell) = surveys::take_to_tell(&mut tx, now, AT_ONCE).await? else {
            return Ok(false);
        };
        let until = later(now, PUT_OFF);
        let mut part = tx.begin().await?;
        let told = guarded("surveys", self.write_to(&mut part, &to_tell, until)).await;
        if let Err(reason) = conclude(part, told).await? {
            tracing::error!(
                workspace.id = %to_tell.workspace, run.id = %to_tell.run, error = reason,
                "nobody could be told of a survey; it is tried again"
            );
            surveys::tell_later(&mut tx, &to_tell, &to_tell.members, until).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Writes to those who can be read; the others wait.
    async fn write_to(
        &self,
        conn: &mut PgConnection,
        to_tell: &ToTell,
        until: Timestamp,
    ) -> Result<(), DeskError> {
        let ToTell {
            workspace, members, ..
        } = to_tell;
        let Some(run) = surveys::run(conn, *workspace, to_tell.run).await? else {
            return Ok(());
        };
        let settings = settings::load(conn, *workspace).await?;
        let known = people::legible(conn, *workspace, members).await?;
        let is_known = |id: &MemberId| known.iter().any(|member| member.id == *id);
        let (_, unknown): (Vec<_>, Vec<_>) = members.iter().copied().partition(is_known);
        if !unknown.is_empty() {
            surveys::tell_later(conn, to_tell, &unknown, until).await?;
        }
        let there = known.iter().filter(|member| member.active);
        let letters = there.filter_map(|it| survey_invitation(it, &settings, &run, to_tell.told));
        let letters: Vec<_> = letters.collect();
        Ok(outbox::enqueue(conn, self.clock.now(), &letters).await?)
    }

    /// Closes one run whose time is up. False when there is none.
    async fn close_one(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some((workspace, run)) = surveys::take_overdue(&mut tx, now).await? else {
            return Ok(false);
        };
        let closing = self.close_run(&mut tx, &Actor::System, (workspace, run));
        let closed = guarded("surveys", closing).await;
        if let Err(reason) = conclude(tx, closed).await? {
            tracing::error!(
                run.id = %run,
                error = reason,
                "a survey is not closed; nothing of it is lost, and it is tried again"
            );
            let mut tx = self.pool.begin().await?;
            let until = later(now, PUT_OFF);
            if surveys::put_off(&mut tx, (workspace, run), until).await? {
                let mut part = tx.begin().await?;
                let telling = self.tell_of_delay(&mut part, (workspace, run));
                let told = guarded("surveys", telling).await;
                // It waits, whether or not that can be told.
                if let Err(reason) = conclude(part, told).await? {
                    tracing::error!(run.id = %run, error = reason, "no admin is told that a survey is not closed");
                }
            }
            tx.commit().await?;
        }
        Ok(true)
    }

    async fn tell_of_delay(
        &self,
        conn: &mut PgConnection,
        (workspace, run): (WorkspaceId, RunId),
    ) -> Result<(), DeskError> {
        let Some(run) = surveys::run(conn, workspace, run).await? else {
            return Ok(());
        };
        let letters = survey_not_closed(conn, &run).await?;
        Ok(outbox::enqueue(conn, self.clock.now(), &letters).await?)
    }

    /// Closes a run, and tells what it came to.
    pub(super) async fn close_run(
        &self,
        conn: &mut PgConnection,
        by: &Actor,
        which: (WorkspaceId, RunId),
    ) -> Result<(), NotClosed> {
        let (clock, keys) = (&self.clock, (&self.ballot_keys, Reading::Counted));
        let run = surveys::close(conn, clock, keys, by, which).await?;
        tell_of_close(conn, clock.now(), self.public.as_ref(), run).await?;
        Ok(())
    }

    /// Removes the files of keys whose runs are closed: what closed a run may have ended before it did.
    async fn forget_keys(&self) -> Result<(), DeskError> {
        let on_file = self.ballot_keys.on_file();
        if on_file.is_empty() {
            return Ok(());
        }
        let mut conn = self.pool.acquire().await?;
        let closed = surveys::closed_of(&mut conn, &on_file).await?;
        for run in closed {
            if let Err(error) = self.ballot_keys.forget(run) {
                tracing::warn!(run.id = %run, error = explained(&error), "the key of a closed survey is still there");
            }
        }
        Ok(())
    }
}
