//! What surveys ask for: launches on their dates, invitations, reminders, and the close.

use jiff::SignedDuration;
use sqlx::PgConnection;

use super::{Desk, DeskError};
use crate::clock::later;
use crate::database::commit;
use crate::explained::explained;
use crate::ids::{RunId, WorkspaceId};
use crate::letters::{survey_invitation, survey_not_closed, tell_of_close};
use crate::outbox;
use crate::people;
use crate::policy::Actor;
use crate::settings;
use crate::surveys::{self, NotClosed, Reading, ToTell};

/// How many are written to in one transaction.
const AT_ONCE: i64 = 100;

/// How long a run waits that could not be closed.
const PUT_OFF: SignedDuration = SignedDuration::from_mins(5);

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

    /// Writes to some of those who are to be told of a run. False when there is nobody.
    async fn tell_some(&self) -> Result<bool, DeskError> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let Some(to_tell) = surveys::take_to_tell(&mut tx, now, AT_ONCE).await? else {
            return Ok(false);
        };
        self.write_to(&mut tx, &to_tell).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn write_to(&self, conn: &mut PgConnection, to_tell: &ToTell) -> Result<(), DeskError> {
        let ToTell {
            workspace, members, ..
        } = to_tell;
        let Some(run) = surveys::run(conn, *workspace, to_tell.run).await? else {
            return Ok(());
        };
        let settings = settings::load(conn, *workspace).await?;
        let members = people::by_ids(conn, *workspace, members).await?;
        let there = members.iter().filter(|member| member.active);
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
        match self
            .close_run(&mut tx, &Actor::System, (workspace, run))
            .await
        {
            Ok(()) => commit(tx).await?,
            Err(error) => {
                drop(tx);
                tracing::error!(
                    run.id = %run,
                    error = explained(&error),
                    "a survey is not closed; nothing of it is lost, and it is tried again"
                );
                let mut tx = self.pool.begin().await?;
                let until = later(now, PUT_OFF);
                if surveys::put_off(&mut tx, (workspace, run), until).await?
                    && let Some(run) = surveys::run(&mut tx, workspace, run).await?
                {
                    let letters = survey_not_closed(&mut tx, &run).await?;
                    outbox::enqueue(&mut tx, now, &letters).await?;
                }
                tx.commit().await?;
            }
        }
        Ok(true)
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
