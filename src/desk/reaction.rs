//! The currency emoji as a reaction: put on it gives, taken away it is an undo.

use super::boost::joining;
use super::context::Ctx;
use super::give::{Ask, Stop};
use super::resolve::Author;
use super::{DeskError, Need, Progress};
use crate::chat::{Identity, Place, Reply};
use crate::command::Recipient;
use crate::database::commit;
use crate::kudos::{self, Outcome, Reacted, Source};
use crate::outbox;

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
            self.reaction_removed(emoji, message).await
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
        let mut conn = self.desk.pool.acquire().await?;
        let workspace = self.workspace();
        if kudos::was_removed_after(&mut conn, self.done_to(&place, emoji, message)).await? {
            return Ok(Reply::Nothing.into());
        }
        let subject = outbox::posted_subject(&mut conn, workspace, &place, message).await?;
        let praised = match subject.as_deref().and_then(kudos::from_subject) {
            Some(id) => kudos::find(&mut conn, workspace, id).await?,
            None => None,
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
        if matches!(outcome, Outcome::Given { .. }) {
            self.undo_if_removed_meanwhile(emoji, message).await?;
            if let Some(kudos) = boosted {
                self.refresh_announcement(kudos).await?;
            }
        }
        Ok(Reply::Nothing.into())
    }

    /// The reaction may have been taken away while it was being recorded.
    async fn undo_if_removed_meanwhile(&self, emoji: &str, message: &str) -> Result<(), DeskError> {
        let place = self.place();
        let mut conn = self.desk.pool.acquire().await?;
        let put_on = self.done_to(&place, emoji, message);
        let removed = kudos::was_removed_after(&mut conn, put_on).await?;
        drop(conn);
        if removed {
            let mut tx = self.desk.pool.begin().await?;
            let given = kudos::by_reaction(&mut tx, put_on).await?;
            self.take_back(&mut tx, &given).await?;
            commit(tx).await?;
            self.desk.outbox.ring();
            self.desk.notices.ring();
        }
        Ok(())
    }

    /// Undoes what the reaction gave before it was taken away; what it gave since, put on again, stays.
    async fn reaction_removed(&self, emoji: &str, message: &str) -> Result<Progress, DeskError> {
        let place = self.place();
        let removed = self.done_to(&place, emoji, message);
        let mut tx = self.desk.pool.begin().await?;
        if let Some(reply) = self.once(&mut tx).await? {
            return Ok(reply.into());
        }
        kudos::note_removed(&mut tx, removed).await?;
        let given = kudos::by_reaction(&mut tx, removed).await?;
        self.take_back(&mut tx, &given).await?;
        commit(tx).await?;
        self.desk.outbox.ring();
        self.desk.notices.ring();
        Ok(Reply::Nothing.into())
    }

    /// What this delivery tells of a reaction.
    fn done_to<'r>(&self, place: &'r Place, emoji: &'r str, message: &'r str) -> Reacted<'r> {
        Reacted {
            workspace: self.workspace(),
            channel: &place.channel,
            message,
            emoji,
            giver: self.actor.id,
            at: self.inbound.at,
        }
    }
}
