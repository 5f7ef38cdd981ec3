//! One person: the actor, or somebody who is named.

use std::sync::Arc;

use super::context::Ctx;
use super::resolve::{Need, as_said};
use super::{DeskError, Stop};
use crate::chat::Message;
use crate::command::Recipient;
use crate::people::Member;
use crate::wording;

impl Ctx<'_> {
    /// The actor where nobody is named, else whoever is.
    pub(super) async fn oneself_or(&self, named: Option<&str>) -> Result<Arc<Member>, Stop> {
        match named {
            None => Ok(Arc::clone(&self.actor)),
            Some(user) => self.somebody(user).await,
        }
    }

    /// The member `user` is; whom nobody knows, the actor is told so.
    pub(super) async fn somebody(&self, user: &str) -> Result<Arc<Member>, Stop> {
        if let Some(member) = self.known_already(user).await? {
            return Ok(member);
        }
        Err(if self.unknown.people.contains(user) {
            let stranger = Recipient::Person(user.to_owned());
            Stop::says(self.strangers(&[stranger]))
        } else {
            Need::Person(self.account(user)).into()
        })
    }

    /// The member `user` is, where the platform need not be asked.
    pub(super) async fn known_already(&self, user: &str) -> Result<Option<Arc<Member>>, DeskError> {
        let account = self.account(user);
        let directory = &self.desk.directory;
        Ok(directory.find(self.workspace(), &account).await?)
    }

    /// Nobody knows these: they are shown as they were mentioned.
    pub(super) fn strangers(&self, strangers: &[Recipient]) -> Message {
        let people = strangers.iter().map(|stranger| {
            let marked = stranger.marked();
            self.spoken(as_said(self.inbound, &marked).unwrap_or(&marked), &[])
        });
        let group = |stranger: &Recipient| matches!(stranger, Recipient::Group(_));
        if strangers.iter().all(group) {
            wording::unknown_group(&self.words(), people)
        } else {
            wording::unknown_person(&self.words(), people)
        }
    }
}
