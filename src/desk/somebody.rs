//! One person: the actor, or somebody who is named.

use std::borrow::Cow;
use std::sync::Arc;

use super::context::Ctx;
use super::resolve::{Need, as_said};
use super::{DeskError, Stop};
use crate::chat::marked::{Piece, escape, pieces};
use crate::chat::{Identity, Message};
use crate::command::Recipient;
use crate::people::Member;
use crate::wording;

/// How many people of one text are looked up for their names.
const MOST_NAMES: usize = 100;

/// Somebody who is mentioned by an id alone.
fn unnamed<'t>(piece: &Piece<'t>) -> Option<&'t str> {
    match piece {
        Piece::Mark {
            target,
            label: None,
            ..
        } => target.strip_prefix('@'),
        _ => None,
    }
}

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

    /// Marked text with the names of those who stand there by their ids alone, as far as they are
    /// known: it is shown where nobody can be mentioned, too.
    pub(super) async fn with_names<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, DeskError> {
        let pieces = pieces(text);
        let accounts: Vec<Identity> = pieces
            .iter()
            .filter_map(unnamed)
            .take(MOST_NAMES)
            .map(|user| self.account(user))
            .collect();
        if accounts.is_empty() {
            return Ok(Cow::Borrowed(text));
        }
        let directory = &self.desk.directory;
        let members = directory.find_all(self.workspace(), &accounts).await?;
        let named = pieces.iter().map(|piece| {
            let member =
                unnamed(piece).and_then(|user| Some((user, members.get(&self.account(user))?)));
            match (member, piece) {
                (Some((user, member)), _) => format!("<@{user}|{}>", escape(&member.name)).into(),
                (None, Piece::Text(text) | Piece::Mark { whole: text, .. }) => Cow::Borrowed(*text),
            }
        });
        Ok(named.collect::<String>().into())
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
