//! Whoever delivers a redemption is asked to, and told what became of it; and whoever gets it is told.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::concerned::{People, not_among};
use super::{RewardLetters, Whole, name, once, or_at_last};
use crate::chat::Message;
use crate::letters::to_member;
use crate::outbox::Letter;
use crate::people::Member;
use crate::policy::Actor;
use crate::rewards::{self, Fulfilment, Item, News, Past, Redemption, State, codes};
use crate::subject::Subject;
use crate::wording::{self, Due, DueWhy, Wanted, Words};

impl RewardLetters {
    /// Whoever delivers by hand is asked to.
    pub(super) fn to_deliverers(&self, whole: Whole<'_>) -> Vec<Letter> {
        match whole.redemption.provider {
            Fulfilment::Manual => self.due(whole, &DueWhy::ByHand),
            _ => Vec::new(),
        }
    }

    /// The admins are asked to see to it, and why.
    pub(super) fn due(&self, whole: Whole<'_>, why: &DueWhy) -> Vec<Letter> {
        let said = |w: &Words<'_>, wanted: &Wanted| {
            let due = Due {
                wanted,
                why: why.clone(),
                taken_by: None,
                // Where it goes is read in the form alone, which is kept nowhere.
                delivery: None,
            };
            wording::delivery_asked(w, &due)
        };
        self.to_each(&whole.people.admins, whole, said)
    }

    /// Nobody knows whether it was delivered: the admins are asked once until somebody lets it be tried
    /// again, since meanwhile it is asked for many times.
    pub(super) fn unknown(&self, whole: Whole<'_>, past: &[Past]) -> Vec<Letter> {
        let system = Actor::System.to_string();
        let by_hand = |past: &&Past| past.after == State::Fulfilling && past.actor != system;
        let tries = past.iter().filter(by_hand).count();
        let key = format!("unknown/{}/{tries}", whole.redemption.id);
        once(self.due(whole, &DueWhy::Unknown), &key)
    }

    /// Letters that a reward is delivered. What came with it is put in as the letter leaves. Where that
    /// arrives nowhere, the admins are told: nobody else would know.
    pub(super) fn fulfilled(&self, whole: Whole<'_>) -> Vec<Letter> {
        let Whole {
            redemption, item, ..
        } = whole;
        let member = &whole.people.member;
        let coded = redemption.delivered.is_some();
        let words = self.words(member);
        let message = wording::told_fulfilled(&words, &name(item, &words), item.offer.kind, coded);
        let told = to_member(member, self.near.as_ref(), &message, |letter| {
            if coded {
                letter.revealing(Subject::Redemption(redemption.id))
            } else {
                letter
            }
        });
        if !coded {
            return told.into_iter().collect();
        }
        let lost = |w: &Words<'_>, wanted: &Wanted| wording::code_not_told(w, wanted);
        let lost = self.to_each(&whole.people.admins, whole, lost);
        match told {
            Some(told) => vec![or_at_last(told, lost)],
            None => lost,
        }
    }

    /// It came after the points were given back: the admins are told, once.
    pub(super) fn late(&self, whole: Whole<'_>) -> Vec<Letter> {
        let late = |w: &Words<'_>, wanted: &Wanted| wording::delivered_late(w, wanted);
        let late = self.to_each(&whole.people.admins, whole, late);
        once(late, &format!("late/{}", whole.redemption.id))
    }

    /// Admins are told when few codes are left to be redeemed, and when none is: once each until more are
    /// loaded.
    pub(super) async fn codes_low(
        &self,
        conn: &mut PgConnection,
        people: &People,
        news: &News<'_>,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let by_codes = news.item.offer.fulfilment == Fulfilment::Codes;
        let low = self.settings.rewards_codes_low;
        let left = news
            .stock
            .filter(|left| by_codes && news.step.is_none() && *left <= low);
        let Some(left) = left else {
            return Ok(Vec::new());
        };
        let loaded = codes::last_loaded(conn, news.item).await?;
        let word = if left == 0 { "gone" } else { "low" };
        let letters = people.admins.iter().filter_map(|admin| {
            self.to_them(admin, |w| wording::codes_low(w, &name(news.item, w), left))
        });
        let key = format!("codes/{word}/{}/{loaded}", news.item.id);
        Ok(once(letters.collect(), &key))
    }

    /// Whoever was asked to deliver it reads who did, or that it need not be.
    pub(super) fn settled(&self, whole: Whole<'_>, past: &[Past]) -> Vec<Letter> {
        let people = whole.people;
        let troubled = |past: &Past| matches!(past.after, State::Failed | State::Unknown);
        let by_hand = whole.redemption.provider == Fulfilment::Manual;
        let asked = by_hand || past.iter().any(troubled);
        let admins: &[Member] = if asked { &people.admins } else { &[] };
        people.changed(self.to_each(admins, whole, says_who(whole)))
    }

    /// The admins read who takes care of a delivery; whoever does can still say that it is done.
    pub async fn taken_care_of(
        &self,
        conn: &mut PgConnection,
        redemption: &Redemption,
        item: &Item,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let Some(people) = People::of(conn, redemption, item, (by, now)).await? else {
            return Ok(Vec::new());
        };
        let left = rewards::points(conn, redemption.workspace, redemption.member).await?;
        let whole = Whole {
            redemption,
            item,
            left,
            people: &people,
        };
        let others = not_among(&people.admins, people.by.as_slice());
        let mut letters = self.to_each(&others, whole, says_who(whole));
        let who = people.who();
        let theirs = |w: &Words<'_>, wanted: &Wanted| {
            let due = Due {
                wanted,
                why: DueWhy::ByHand,
                taken_by: Some(&who),
                delivery: None,
            };
            wording::delivery_asked(w, &due)
        };
        letters.extend(self.to_each(people.by.as_slice(), whole, theirs));
        Ok(people.changed(letters))
    }
}

/// How it stands, and who acted.
fn says_who(whole: Whole<'_>) -> impl Fn(&Words<'_>, &Wanted) -> Message {
    let (who, state) = (whole.people.who(), whole.redemption.state);
    move |w: &Words<'_>, wanted: &Wanted| wording::delivery_settled(w, wanted, state, &who)
}
