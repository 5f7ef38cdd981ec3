//! Joining a kudos with one's own allowance, and buttons in general.

use super::context::Ctx;
use super::give::Ask;
use super::story::spoken;
use super::{DeskError, Progress};
use crate::chat::{Mention, Place, Reply, To};
use crate::database::commit;
use crate::ids::{KudosId, MemberId};
use crate::kudos::{self, Kudos, Named, Outcome, Refusal, Source};
use crate::outbox::{self, Letter};
use crate::people;
use crate::settings::SharedChannels;
use crate::subject::Subject;
use crate::wording::{self, Announcement, UndoRefusal, Words, actions};

impl Ctx<'_> {
    /// A button was pressed.
    pub(super) async fn pressed(&self, action: &str, value: &str) -> Result<Progress, DeskError> {
        match action {
            actions::BOOST => self.boost(value).await,
            actions::UNDO => self.undo_pressed(value, false).await,
            actions::UNDO_ANYWAY => self.undo_pressed(value, true).await,
            actions::CONFIRM_GROUP => self.confirm_group(value).await,
            actions::CHECK => self.check(value).await,
            actions::MUTE => self.turn_pressed(value, false).await,
            actions::UNMUTE => self.turn_pressed(value, true).await,
            actions::AUDIT => self.audit(value.parse().ok()).await,
            actions::OPEN_FORM => self.open_form_with(value).await,
            unknown => {
                tracing::debug!(button.action = unknown, "a button nobody answers to");
                Ok(Reply::Nothing.into())
            }
        }
    }

    /// +1: a point from one's own allowance for each who was praised.
    async fn boost(&self, value: &str) -> Result<Progress, DeskError> {
        let Ok(id) = value.parse::<KudosId>() else {
            return Ok(Reply::Nothing.into());
        };
        let mut conn = self.desk.pool.acquire().await?;
        let Some(kudos) = kudos::find(&mut conn, self.workspace(), id).await? else {
            return Ok(Reply::Nothing.into());
        };
        if kudos.reversed_at.is_some() {
            return self
                .answer(wording::undo_refused(&self.words(), &UndoRefusal::Already))
                .await;
        }
        if kudos.giver == self.actor.id {
            return self.answer(wording::boost_own(&self.words())).await;
        }
        if kudos::boosters(&mut conn, self.workspace(), id)
            .await?
            .contains(&self.actor.id)
        {
            return self.answer(wording::already_boosted(&self.words())).await;
        }
        // Once per person, and again after taking it back.
        let times = kudos::times_boosted(&mut conn, self.workspace(), id, self.actor.id).await?;
        drop(conn);
        let key = format!("boost/{id}/{}/{times}", self.actor.id);
        let ask = joining(&kudos, Source::Boost, self.place(), None, key);
        match self.praised(&ask, &kudos).await? {
            Ok(checked) => {
                let (outcome, _) = self.hand_over(ask, checked, true).await?;
                if matches!(outcome, Outcome::Given { .. }) {
                    self.refresh_announcement(id).await?;
                }
                Ok(Reply::Nothing.into())
            }
            Err(Refusal::NobodyLeft) => self.answer(wording::boost_own(&self.words())).await,
            Err(refusal) => self.answer(wording::refusal(&self.words(), &refusal)).await,
        }
    }

    /// Asks the rules about those whom `kudos` praised, as one group: the actor is left out.
    pub(super) async fn praised(
        &self,
        ask: &Ask,
        kudos: &Kudos,
    ) -> Result<Result<kudos::Checked, Refusal>, DeskError> {
        let mut conn = self.desk.pool.acquire().await?;
        let members = people::by_ids(&mut conn, self.workspace(), &kudos.recipients).await?;
        let named = members
            .into_iter()
            .map(|member| Named {
                member: std::sync::Arc::new(member),
                by_group: true,
            })
            .collect();
        Ok(self.confirmed().ask_the_rules(ask, named))
    }

    /// Posts the present state of a kudos over its announcement.
    pub(super) async fn refresh_announcement(&self, id: KudosId) -> Result<(), DeskError> {
        let mut tx = self.desk.pool.begin().await?;
        if let Some(letter) = self.announcement_now(&mut tx, id).await? {
            outbox::enqueue(&mut tx, self.now, &[letter]).await?;
        }
        commit(tx).await?;
        self.desk.outbox.ring();
        Ok(())
    }

    /// The announcement of a kudos, as it should read now.
    pub(super) async fn announcement_now(
        &self,
        conn: &mut sqlx::PgConnection,
        id: KudosId,
    ) -> Result<Option<Letter>, DeskError> {
        let Some(kudos) = kudos::find(conn, self.workspace(), id).await? else {
            return Ok(None);
        };
        let mut boosters = kudos::boosters(conn, self.workspace(), id).await?;
        // Whoever adds to their own kudos by a reaction does not join anybody.
        boosters.retain(|booster| *booster != kudos.giver);
        let mut ids = kudos.recipients.clone();
        ids.push(kudos.giver);
        ids.extend(&boosters);
        let members = people::by_ids(conn, self.workspace(), &ids).await?;
        let mention = |id: &MemberId| -> Option<Mention> {
            members
                .iter()
                .find(|member| member.id == *id)
                .map(people::Member::mention)
        };
        let Some(giver) = mention(&kudos.giver) else {
            return Ok(None);
        };
        // In the words of the team it was given in, whichever platform this was asked from.
        let said = spoken(&kudos.message, &kudos.place.installation(), &members);
        let message = wording::announcement(
            &Words::new(self.settings().locale, self.settings()),
            &Announcement {
                kudos: id,
                giver,
                message: said,
                recipients: kudos.recipients.iter().filter_map(mention).collect(),
                points: kudos.points,
                values: kudos.values,
                boosters: boosters.iter().filter_map(mention).collect(),
                reversed: kudos.reversed_at.is_some(),
            },
        );
        let letter = Letter::new(self.workspace(), To::Place(kudos.place), message)
            .about(Subject::Kudos(id))
            .as_update();
        Ok(Some(
            if self.settings().shared_channels == SharedChannels::Announcements {
                letter
            } else {
                letter.confined(Vec::new())
            },
        ))
    }
}

/// One point for those whom `kudos` praised.
pub(super) fn joining(
    kudos: &Kudos,
    source: Source,
    place: Place,
    message_id: Option<String>,
    act_key: String,
) -> Ask {
    Ask {
        recipients: Vec::new(),
        amount: 1,
        values: kudos.values.clone(),
        reason: kudos.message.clone(),
        broadcast: false,
        source,
        place,
        message_id,
        boosted: Some(kudos.id),
        act_keys: vec![act_key],
    }
}
