//! A delivery that takes long: kept in the inbox while it is worked on, so that what is promised
//! outlives the process.

use std::time::Duration;

use super::registry::is_confidential;
use super::{Desk, DeskError, to_whoever_acted};
use crate::chat::{Ack, Inbound, Message};
use crate::clock::later;
use crate::database::commit;
use crate::inbox::{self, KEPT};
use crate::outbox::{self, Letter};
use crate::queue::{End, Ticket, insist};
use crate::wording;

/// Who sees to it that whoever acted hears what came of a delivery.
#[derive(Debug)]
pub enum Kept {
    /// Whoever asked, who says so [again and again](Desk::keep_on); the worker on deferred deliveries, once nobody does.
    Ours(Ticket),
    /// The worker on deferred deliveries, to whom it was handed before.
    Theirs,
}

impl Desk {
    /// How often to say that a kept delivery is still worked on.
    pub const KEEP_ON: Duration = Duration::from_secs(4);

    /// Keeps a delivery that is worked on and not done yet. Nothing when its team is not connected, or
    /// when it says what is kept nowhere.
    pub async fn keep(&self, inbound: &Inbound) -> Result<Option<Kept>, DeskError> {
        if is_confidential(&inbound.act) {
            return Ok(None);
        }
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(None);
        };
        let (workspace, now) = (connected.workspace(), self.clock.now());
        let stored = Inbound {
            ack: Ack::Empty,
            ..inbound.clone()
        };
        let mut tx = self.pool.begin().await?;
        if !inbox::record(&mut tx, workspace, &[stored.deferred_key()], now).await? {
            return Ok(Some(Kept::Theirs));
        }
        // Where the answer is put into the outbox by whoever acts, it is never lost.
        let owed = inbound.ack != Ack::Empty;
        let ticket = inbox::keep(&mut tx, workspace, stored, owed, now).await?;
        commit(tx).await?;
        Ok(Some(Kept::Ours(ticket)))
    }

    /// Says that a kept delivery is still worked on. False when the worker on deferred deliveries has taken over.
    pub async fn keep_on(&self, ticket: &Ticket) -> Result<bool, sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        inbox::keep_on(&mut conn, ticket, later(self.clock.now(), KEPT)).await
    }

    /// Is done with a kept delivery, and tells whoever acted what came of it. Where that cannot be written,
    /// or the worker on deferred deliveries has taken over, it is that worker who does both.
    pub async fn conclude(&self, inbound: &Inbound, ticket: &Ticket, message: Option<Message>) {
        let to = to_whoever_acted(inbound);
        let letter = message.zip(to).map(|(message, to)| {
            Letter::new(ticket.workspace, to, message).keyed(inbound.answer_key())
        });
        let letter = letter.as_slice();
        insist(ticket, &self.pool, &self.clock, || async move {
            let mut tx = self.pool.begin().await?;
            let now = self.clock.now();
            if ticket.settle(&mut tx, now, End::Done, None).await? {
                outbox::enqueue(&mut tx, now, letter).await?;
            }
            tx.commit().await
        })
        .await;
        self.outbox.wake();
    }

    /// Hands a kept delivery over to the worker on deferred deliveries.
    pub async fn let_go(&self, ticket: &Ticket) {
        insist(ticket, &self.pool, &self.clock, || async {
            let mut conn = self.pool.acquire().await?;
            ticket.release(&mut conn, self.clock.now()).await
        })
        .await;
        self.inbox.wake();
    }

    /// Tells whoever acted that it was done before, unless they were told what came of it.
    pub(super) async fn say_what_was_done(&self, inbound: &Inbound) -> Result<(), DeskError> {
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(());
        };
        let mut conn = self.pool.acquire().await?;
        if !inbox::is_recorded(&mut conn, connected.workspace(), &inbound.key).await? {
            return Ok(());
        }
        drop(conn);
        let reply = self.at_hand(inbound, wording::recorded_after_all).await;
        match reply.in_words() {
            Some(message) => self.say(inbound, &inbound.answer_key(), message).await,
            None => Ok(()),
        }
    }
}
