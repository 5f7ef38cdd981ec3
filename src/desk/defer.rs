//! Putting a delivery by that only the platform can explain.

use super::{Desk, DeskError};
use crate::chat::{Ack, Inbound, Locale, Reply};
use crate::database::commit;
use crate::inbox;
use crate::wording::{self, Words};
use crate::workspace::Connected;

impl Desk {
    /// Stores a delivery for the [`DeferredWorker`], who may ask the platform.
    pub(super) async fn defer(&self, inbound: Inbound) -> Result<Reply, DeskError> {
        let Some(connected) = self.workspaces.of(&inbound.installation).await? else {
            return Ok(Reply::Nothing);
        };
        let carries_answers = inbound.ack != Ack::Empty;
        let stored = Inbound {
            ack: Ack::Empty,
            ..inbound
        };
        let mut tx = self.pool.begin().await?;
        let (workspace, now) = (connected.workspace(), self.clock.now());
        if inbox::record(&mut tx, workspace, &[stored.deferred_key()], now).await? {
            inbox::defer(&mut tx, workspace, stored.clone(), now).await?;
        }
        commit(tx).await?;
        self.inbox.wake();
        if !carries_answers {
            return Ok(Reply::Nothing);
        }
        let locale = self.locale_of(&stored, &connected).await?;
        Ok(Reply::Private(wording::moment(&Words::new(
            locale,
            &connected.settings,
        ))))
    }

    /// The language of whoever acts, as far as they are known.
    async fn locale_of(
        &self,
        inbound: &Inbound,
        connected: &Connected,
    ) -> Result<Locale, DeskError> {
        let actor = match &inbound.actor {
            Some(actor) => self.directory.find(connected.workspace(), actor).await?,
            None => None,
        };
        Ok(actor
            .and_then(|member| member.locale)
            .unwrap_or(connected.settings.locale))
    }
}
