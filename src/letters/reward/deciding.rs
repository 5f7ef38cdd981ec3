//! Whoever decides of a redemption is asked, reminded, and told what was decided.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::concerned::{Concerned, not_among};
use super::{RewardLetters, Whole};
use crate::ids::{RedemptionId, WorkspaceId};
use crate::outbox::Letter;
use crate::people::Member;
use crate::rewards::{self, Redemption, State};
use crate::wording::{self, Wanted, Words};

/// How many of those that wait are handed over to who stands in: the others are in their list.
const HANDED_OVER: i64 = 50;

impl RewardLetters {
    /// Whoever is to decide is asked: once each, however often this is looked at.
    pub(super) fn asked(&self, readers: &[Member], whole: Whole<'_>) -> Vec<Letter> {
        let said = |w: &Words<'_>, wanted: &Wanted| wording::approval_asked(w, wanted);
        let letters = readers.iter().flat_map(|reader| {
            let letter = self.to_each(std::slice::from_ref(reader), whole, said);
            let key = format!("asked/{}/{}", whole.redemption.id, reader.id);
            letter.into_iter().map(move |it| it.keyed(key.clone()))
        });
        letters.collect()
    }

    /// Asks whoever is to decide by `now` and was not asked: who decided left, or there is somebody at last.
    pub async fn ask(
        &self,
        conn: &mut PgConnection,
        redemption: &Redemption,
        now: Timestamp,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let Some(concerned) = Concerned::at(conn, redemption, now).await? else {
            return Ok(Vec::new());
        };
        Ok(self.asked(&concerned.people.approvers, concerned.whole(redemption)))
    }

    /// Letters that a request is approved: whoever was asked reads by whom, whoever waits is told, and
    /// whoever delivers it is asked to.
    pub(super) fn approved(&self, whole: Whole<'_>) -> Vec<Letter> {
        let people = whole.people;
        let fulfilment = whole.redemption.provider;
        let told = self.to_its_member(whole, |w, item| wording::told_approved(w, item, fulfilment));
        let delivers = self.to_deliverers(whole);
        if delivers.is_empty() {
            let decided = self.decided(whole);
            return decided.into_iter().chain(told).collect();
        }
        // An admin who was asked before reads it where they were asked: one message for one thing.
        let delivers = people.changed_or_new(delivers);
        let others = people.without_admins();
        let decided = self.decided(Whole {
            people: &others,
            ..whole
        });
        decided.into_iter().chain(told).chain(delivers).collect()
    }

    /// Whoever was asked reads what was decided.
    pub(super) fn decided(&self, whole: Whole<'_>) -> Vec<Letter> {
        let (people, state) = (whole.people, whole.redemption.state);
        let who = people.who();
        let by = people.by.as_ref().map(|by| by.id);
        let stead = by.and_then(|by| people.instead_of.get(&by));
        let said = |w: &Words<'_>, wanted: &Wanted| {
            let who = stead.map_or_else(|| who.clone(), |away| wording::in_stead(w, &who, away));
            wording::approval_settled(w, wanted, state, &who)
        };
        people.changed(self.to_each(&people.approvers, whole, said))
    }

    /// Whoever is to decide is reminded; the admins, too, once it is `escalated`.
    pub async fn reminder(
        &self,
        conn: &mut PgConnection,
        (workspace, id): (WorkspaceId, RedemptionId),
        now: Timestamp,
        escalated: bool,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let Some(redemption) = rewards::by_id(conn, workspace, id).await? else {
            return Ok(Vec::new());
        };
        let Some(concerned) = Concerned::at(conn, &redemption, now).await? else {
            return Ok(Vec::new());
        };
        let people = &concerned.people;
        let mut readers = people.approvers.clone();
        if escalated {
            let own = [people.member.clone()];
            let admins = not_among(&people.admins, &readers);
            readers.extend(not_among(&admins, &own));
        }
        let said = |w: &Words<'_>, wanted: &Wanted| wording::approval_reminder(w, wanted);
        Ok(self.to_each(&readers, concerned.whole(&redemption), said))
    }

    /// What waits for the decision of somebody is told to who stands in for them since `now`.
    pub async fn handed_over(
        &self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        stand_in: &Member,
        now: Timestamp,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let mut letters = Vec::new();
        for redemption in rewards::open(conn, workspace, &[State::Requested], HANDED_OVER).await? {
            let concerned = Concerned::at(conn, &redemption, now).await?;
            let theirs = |it: &Concerned| it.people.instead_of.contains_key(&stand_in.id);
            let Some(concerned) = concerned.filter(theirs) else {
                continue;
            };
            let reader = std::slice::from_ref(stand_in);
            letters.extend(self.asked(reader, concerned.whole(&redemption)));
        }
        Ok(letters)
    }
}
