//! The right to say what became of a row.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Queue, execute_in};
use crate::database::Ts;
use crate::ids::{ItemId, LeaseId, WorkspaceId};

/// A claim on one row. It stands until the row is settled or somebody else claims it, and from then
/// on changes nothing: each claim has a token of its own, and what is settled has none. Replicas of
/// the release before write no tokens, but they do count attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The queue.
    pub queue: Queue,
    /// Whose row it is.
    pub workspace: WorkspaceId,
    /// The row's number.
    pub id: ItemId,
    /// How often it was worked on, this time included.
    pub attempts: i32,
    /// The token.
    pub lease: LeaseId,
}

/// How the work on a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Well.
    Done,
    /// It was kept from where others would have read it.
    Withheld,
    /// It is not wanted where it was to go, and another that says the same was sent instead.
    Replaced,
    /// It is not wanted where it was to go.
    Refused,
    /// It was given up.
    Dead,
    /// No replica so far can read it.
    Unreadable,
}

impl End {
    const fn state(self, queue: Queue) -> &'static str {
        match (self, queue) {
            (Self::Done, Queue::Inbox | Queue::Fulfilment) => "done",
            (Self::Done, Queue::Outbox) => "sent",
            (Self::Withheld, _) => "withheld",
            (Self::Replaced, _) => "replaced",
            (Self::Refused, _) => "refused",
            (Self::Dead, _) => "dead",
            (Self::Unreadable, _) => "unreadable",
        }
    }
}

impl Ticket {
    /// Ends the work. False, and nothing changes, when the row is somebody else's by now.
    pub async fn settle(
        &self,
        conn: &mut PgConnection,
        now: Timestamp,
        end: End,
        error: Option<&str>,
    ) -> Result<bool, sqlx::Error> {
        let done = execute_in!(
            self.queue,
            conn,
            "UPDATE ",
            " SET state = $5, settled_at = $6, last_error = $7
             WHERE workspace_id = $1 AND id = $2 AND lease = $3 AND attempts = $4",
            self.workspace,
            self.id.value(),
            self.lease,
            self.attempts,
            end.state(self.queue),
            Ts(now) as _,
            error,
        )?;
        Ok(self.held(done.rows_affected()))
    }

    /// Puts the row back for another attempt; whether this one counted decides when it is given
    /// up. False, and nothing changes, when the row is somebody else's by now.
    pub async fn postpone(
        &self,
        conn: &mut PgConnection,
        until: Timestamp,
        error: &str,
        counted: bool,
    ) -> Result<bool, sqlx::Error> {
        let done = execute_in!(
            self.queue,
            conn,
            "UPDATE ",
            " SET available_at = $5, last_error = $6, attempts = $7, lease = NULL
             WHERE workspace_id = $1 AND id = $2 AND lease = $3 AND attempts = $4",
            self.workspace,
            self.id.value(),
            self.lease,
            self.attempts,
            Ts(until) as _,
            error,
            self.attempts - i32::from(!counted),
        )?;
        Ok(self.held(done.rows_affected()))
    }

    /// Puts the row back as if it had not been claimed.
    pub async fn release(
        &self,
        conn: &mut PgConnection,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        execute_in!(
            self.queue,
            conn,
            "UPDATE ",
            " SET available_at = $5, attempts = attempts - 1, lease = NULL
             WHERE workspace_id = $1 AND id = $2 AND lease = $3 AND attempts = $4",
            self.workspace,
            self.id.value(),
            self.lease,
            self.attempts,
            Ts(now) as _,
        )
        .map(drop)
    }

    /// Whether the row that was to change was still ours.
    pub(crate) fn held(&self, rows: u64) -> bool {
        if rows == 0 {
            tracing::warn!(
                queue = self.queue.as_str(),
                item.id = self.id.value(),
                "too late: the lease had ended, and somebody else took over"
            );
        }
        rows > 0
    }
}
