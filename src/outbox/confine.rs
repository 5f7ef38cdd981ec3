//! Keeps what is internal where colleagues alone read.

use std::time::Duration;

use super::worker::{Failed, Worker};
use super::{Contacts, Learned, Letter};
use crate::chat::{Clean, LookupError, Place, PlaceKind, Port, SendError, To};
use crate::queue;

/// The limit of its platform that asking about a place counts against. The questions of the worker on
/// deferred deliveries count against it, too.
pub(super) fn asking(to: &To) -> String {
    format!("{}#place", to.installation())
}

impl<P: Port + 'static, C: Contacts + 'static> Worker<P, C> {
    /// Refuses what is confined, where others read. Whether they do is known for an hour at most: a
    /// channel can be shared at any time, and a command does not tell.
    pub(super) async fn confine(&self, letter: &Letter) -> Result<(), Failed> {
        match (&letter.confined, &letter.to) {
            (Some(_), To::Place(place)) if self.is_shared(letter, place).await? => {
                Err(Failed::Shared)
            }
            _ => Ok(()),
        }
    }

    async fn is_shared(&self, letter: &Letter, place: &Place) -> Result<bool, Failed> {
        if place.shared || place.kind == PlaceKind::Direct {
            return Ok(place.shared);
        }
        let now = self.clock.now();
        let mut conn = self.pool.acquire().await?;
        if let Some(known) = self.contacts.place(&mut conn, place).await? {
            return Ok(known.shared);
        }
        let paused = queue::paused_until(&mut conn, &asking(&letter.to), now).await?;
        drop(conn);
        if let Some(until) = paused {
            return Err(Failed::Asking(SendError::Later {
                reason: "the platform asks for patience".to_owned(),
                pause: Duration::try_from(until.duration_since(now)).ok(),
            }));
        }
        match self.port.place(place).await.map_err(Clean::cleaned) {
            Ok(told) => {
                let mut conn = self.pool.acquire().await?;
                self.contacts
                    .learn(&mut conn, Learned::Place(&told))
                    .await?;
                Ok(told.place.shared)
            }
            // A place of which we are told nothing takes no message of ours, and says so itself.
            Err(LookupError::Unknown(_)) => Ok(false),
            Err(LookupError::Later { reason, pause }) => {
                Err(Failed::Asking(SendError::Later { reason, pause }))
            }
            Err(LookupError::NoToken(installation)) => {
                Err(Failed::Asking(SendError::NoToken(installation)))
            }
        }
    }
}
