//! The currency emoji as a reaction: put on it gives, taken away it is an undo.

use super::boost::joining;
use super::context::Ctx;
use super::give::{Ask, Stop};
use super::resolve::Author;
use super::{DeskError, Need, Progress};
use crate::chat::{Identity, Reply};
use crate::command::Recipient;
use crate::kudos::{self, Cause, Outcome, Source};
use crate::outbox;
use crate::subject::Subject;

impl Ctx<'_> {
    pub(super) async fn reacted(
        &self,
        emoji: &str,
        message: &str,
        author: Option<&Identity>,
        added: bool,
    ) -> Result<Progress, DeskError> {
        if added {
            self.reaction_added(emoji, message, author).await
        } else {
            self.withdrawn(&self.reaction(emoji, message)).await
        }
    }

    /// On an announcement it credits those who were praised; on any other message, its author. A
    /// common emoji is often put on without a thought of giving: what the rules refuse stays
    /// without an answer, except that the allowance does not reach.
    async fn reaction_added(
        &self,
        emoji: &str,
        message: &str,
        author: Option<&Identity>,
    ) -> Result<Progress, DeskError> {
        let place = self.place();
        let key = format!(
            "reaction/{}/{message}/{emoji}/{}/{}",
            place.channel,
            self.actor.id,
            self.inbound.at.as_microsecond()
        );
        let reaction = self.reaction(emoji, message);
        if self.is_withdrawn(&reaction).await? {
            return Ok(Reply::Nothing.into());
        }
        let workspace = self.workspace();
        let mut conn = self.desk.pool.acquire().await?;
        let subject = outbox::posted_subject(&mut conn, workspace, &place, message).await?;
        let praised = match subject {
            Some(Subject::Kudos(id)) => kudos::find(&mut conn, workspace, id).await?,
            _ => None,
        };
        drop(conn);

        let (ask, checked) = if let Some(kudos) = praised {
            if kudos.reversed_at.is_some() {
                return Ok(Reply::Nothing.into());
            }
            let ask = joining(
                &kudos,
                Source::Reaction,
                place,
                Some(message.to_owned()),
                key,
            );
            let checked = self.praised(&ask, &kudos).await?;
            (ask, checked.map_err(Stop::Refused))
        } else {
            let author = match (author, &self.unknown.author) {
                (Some(author), _) | (None, Author::Told(author)) => author.clone(),
                (None, Author::Nobody) => return Ok(Reply::Nothing.into()),
                (None, Author::NotAsked) => {
                    let message = message.to_owned();
                    return Ok(Progress::Needs(vec![Need::Author { place, message }]));
                }
            };
            let ask = Ask {
                recipients: vec![Recipient::Person(author.user)],
                amount: 1,
                values: Vec::new(),
                reason: String::new(),
                broadcast: false,
                source: Source::Reaction,
                place,
                message_id: Some(message.to_owned()),
                boosted: None,
                act_keys: vec![key],
            };
            let checked = self.checked(&ask).await?;
            (ask, checked)
        };
        let checked = match checked {
            Ok(checked) => checked,
            Err(Stop::Needs(needs)) => return Ok(Progress::Needs(needs)),
            Err(Stop::Refused(_) | Stop::Strangers(_)) => return Ok(Reply::Nothing.into()),
        };
        let boosted = ask.boosted;
        let (outcome, _) = self.hand_over(ask, checked, true).await?;
        self.is_withdrawn(&reaction).await?;
        if let (Outcome::Given { .. }, Some(kudos)) = (outcome, boosted) {
            self.refresh_announcement(kudos).await?;
        }
        Ok(Reply::Nothing.into())
    }

    /// A reaction of the actor's, on a message where this happened.
    fn reaction(&self, emoji: &str, message: &str) -> Cause {
        Cause::Reaction {
            channel: self.place().channel,
            message: message.to_owned(),
            emoji: emoji.to_owned(),
            giver: self.actor.id,
        }
    }
}
