//! How it works, and what is valued.

use super::context::Ctx;
use super::{DeskError, Progress};
use crate::chat::{PlaceKind, Reply, To};
use crate::database::commit;
use crate::outbox::{self, Letter};
use crate::people;
use crate::platforms::traits;
use crate::wording::{self, Words};

impl Ctx<'_> {
    pub(super) async fn help(&self) -> Result<Progress, DeskError> {
        self.answer(wording::help(&self.words(), self.manner()))
            .await
    }

    /// A button that opens the form, where the form itself cannot be the answer.
    pub(super) async fn offer_form(&self) -> Result<Progress, DeskError> {
        self.answer(wording::offer_form(&self.words(), self.manner()))
            .await
    }

    pub(super) async fn values(&self) -> Result<Progress, DeskError> {
        self.answer(wording::values(&self.words(), self.manner().give))
            .await
    }

    /// The bot was brought into a conversation: it says hello, and how to start.
    pub(super) async fn invited(&self) -> Result<Progress, DeskError> {
        let place = self.place();
        let mut tx = self.desk.pool.begin().await?;
        let alone = place.kind == PlaceKind::Direct;
        if let (true, Some(person)) = (alone, &self.inbound.actor) {
            // Whatever was refused there before, it is open now.
            outbox::record_direct(&mut tx, person, &place.channel).await?;
            people::mark_reachable(&mut tx, person).await?;
        }
        if self.first_time(&mut tx).await? {
            if !traits(place.platform).tells_admins {
                let (clock, member) = (&self.desk.clock, self.actor.id);
                people::make_first_admin(&mut tx, clock, self.workspace(), member).await?;
            }
            let (to, hello) = match &self.inbound.actor {
                Some(person) if alone => {
                    let hello = wording::direct_hello(&self.words(), self.manner());
                    (To::Person(person.clone()), hello)
                }
                _ => {
                    let words = Words::new(self.settings().locale, self.settings());
                    (To::Place(place), wording::welcome(&words, self.manner()))
                }
            };
            let letter = Letter::new(self.workspace(), to, hello);
            outbox::enqueue(&mut tx, self.now, &[letter]).await?;
        }
        commit(tx).await?;
        self.desk.directory.forget();
        self.desk.outbox.ring();
        Ok(Reply::Nothing.into())
    }
}
