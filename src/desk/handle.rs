//! Handling a delivery: what is held is waited for, what cannot be understood is put by.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use super::registry::is_confidential;
use super::resolve::Unknown;
use super::stop::Unanswered;
use super::{Desk, DeskError, Handled};
use crate::chat::Inbound;
use crate::clock::{Pauses, about};
use crate::wording;

/// How long handling a delivery may take. The database bounds its statements more narrowly; what is
/// asked over a line that died is never answered.
const LONGEST_TRY: Duration = Duration::from_mins(1);

/// How long a delivery waits for what somebody else holds.
const HELD_PATIENCE: Duration = Duration::from_secs(10);

/// The pauses between two tries.
const PAUSES: Pauses = Pauses::new(Duration::from_millis(500), Duration::from_secs(2));

impl Desk {
    /// Handles a delivery. When it returns, what it did is durable.
    ///
    /// What somebody else holds is waited for without a connection, so that many who wait for it keep
    /// nobody else waiting.
    pub async fn handle(&self, inbound: Inbound) -> Result<Handled, DeskError> {
        let begun = Instant::now();
        let mut pauses = PAUSES;
        loop {
            let tried = timeout(LONGEST_TRY, self.try_to_handle(&inbound)).await;
            match tried.unwrap_or(Err(DeskError::Unknown)) {
                Err(error) if error.is_held() && begun.elapsed() < HELD_PATIENCE => {
                    sleep(about(pauses.take())).await;
                }
                outcome => return outcome,
            }
        }
    }

    async fn try_to_handle(&self, inbound: &Inbound) -> Result<Handled, DeskError> {
        match self.attempt(inbound, &Unknown::default()).await {
            Ok(reply) => Ok(Handled::Done(reply)),
            // It would have to be stored.
            Err(Unanswered::Needs(_)) if is_confidential(&inbound.act) => {
                let sorry = self.at_hand(inbound, wording::lookup_failed).await;
                Ok(Handled::Done(sorry))
            }
            Err(Unanswered::Needs(_)) => self.defer(inbound.clone()).await.map(Handled::Deferred),
            Err(Unanswered::Failed(error)) => Err(error),
        }
    }
}
