//! What everyone is told of a redemption: whoever decides, delivers, or waits.

mod concerned;
mod deciding;
mod delivering;

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::money::money_warnings;
use super::to_member;
use crate::chat::{Installation, Message};
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::people::{self, Member};
use crate::rewards::voucher::Warning;
use crate::rewards::{self, Item, News, Redemption, State, Step, Teller, catalog};
use crate::settings::Settings;
use crate::subject::Subject;
use crate::wording::{self, DueWhy, Wanted, Words};

use concerned::People;

/// Words what is told of redemptions: to whoever decides, delivers, or waits.
#[derive(Clone, Debug)]
pub struct RewardLetters {
    /// The programme's settings.
    pub settings: Arc<Settings>,
    /// Where it happened, if in a chat.
    pub near: Option<Installation>,
}

impl Teller for RewardLetters {
    fn tell<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        news: News<'a>,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        self.letters(conn, news).boxed()
    }

    fn waits<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        redemption: &'a Redemption,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        self.waiting(conn, redemption).boxed()
    }

    fn warn<'a>(
        &'a self,
        conn: &'a mut PgConnection,
        workspace: WorkspaceId,
        warning: Warning,
    ) -> BoxFuture<'a, Result<Vec<Letter>, sqlx::Error>> {
        money_warnings(conn, workspace, &self.settings, warning).boxed()
    }
}

impl RewardLetters {
    /// Letters about what happened in no chat.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            near: None,
        }
    }
}

/// A redemption, with what it is for, what its member has left, and whom it concerns.
#[derive(Clone, Copy)]
struct Whole<'a> {
    redemption: &'a Redemption,
    item: &'a Item,
    left: i64,
    people: &'a People,
}

impl RewardLetters {
    async fn letters(
        &self,
        conn: &mut PgConnection,
        news: News<'_>,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let News {
            redemption, item, ..
        } = news;
        let Some(people) = People::of(conn, redemption, item, (news.by, news.now)).await? else {
            return Ok(Vec::new());
        };
        let left = rewards::points(conn, redemption.workspace, redemption.member).await?;
        let past = rewards::history(conn, redemption.workspace, redemption.id).await?;
        let whole = Whole {
            redemption,
            item,
            left,
            people: &people,
        };
        let (points, why) = (redemption.points, redemption.reason.as_deref());
        let (mut letters, told) = match (news.step, redemption.state) {
            (None, State::Requested) => (self.asked(&people.approvers, whole), None),
            (None, State::Approved) => (self.to_deliverers(whole), None),
            (Some(Step::Approve), _) => (self.approved(whole), None),
            (Some(Step::Reject), _) => {
                let told = self.to_its_member(whole, |w, item| {
                    wording::told_rejected(w, item, points, why)
                });
                (self.decided(whole), told)
            }
            (Some(Step::Cancel), _) => (self.decided(whole), None),
            (Some(Step::Lose), _) => (self.unknown(whole, &past), None),
            (Some(Step::Fulfil), State::Fulfilled) => {
                let mut letters = self.settled(whole, &past);
                letters.extend(self.fulfilled(whole));
                (letters, None)
            }
            (Some(Step::Fulfil), _) => (self.late(whole), None),
            (Some(Step::Fail), _) => {
                let why = DueWhy::Failed(redemption.trouble());
                let told = self.to_its_member(whole, wording::told_failed);
                (self.due(whole, &why), told)
            }
            (Some(Step::Refund), _) => {
                let told = self.to_its_member(whole, |w, item| {
                    wording::told_refunded(w, item, points, why)
                });
                (self.settled(whole, &past), told)
            }
            _ => (Vec::new(), None),
        };
        letters.extend(told);
        letters.extend(self.codes_low(conn, &people, &news).await?);
        Ok(letters)
    }

    /// Whoever redeemed it is told once, and nothing of money.
    async fn waiting(
        &self,
        conn: &mut PgConnection,
        redemption: &Redemption,
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let workspace = redemption.workspace;
        let member = people::by_ids(conn, workspace, &[redemption.member]).await?;
        let item = catalog::by_id(conn, workspace, redemption.item).await?;
        let told = member.iter().zip(&item).filter_map(|(member, item)| {
            self.to_them(member, |w| wording::told_waits(w, &name(item, w)))
        });
        Ok(once(told.collect(), &format!("waits/{}", redemption.id)))
    }

    /// A letter to each of several about the redemption, in their own language.
    fn to_each(
        &self,
        members: &[Member],
        whole: Whole<'_>,
        say: impl Fn(&Words<'_>, &Wanted) -> Message,
    ) -> Vec<Letter> {
        let Whole {
            redemption,
            item,
            left,
            people,
        } = whole;
        let subject = Subject::Redemption(redemption.id);
        let letter = |reader: &Member| {
            let words = self.words(reader);
            let mut wanted = wanted(&words, redemption, item, left, &people.member);
            wanted.instead_of = people.instead_of.get(&reader.id).cloned();
            let message = say(&words, &wanted);
            to_member(reader, self.near.as_ref(), &message, |letter| {
                letter.about(subject.clone())
            })
        };
        members.iter().filter_map(letter).collect()
    }

    /// What whoever asked for it is told, of the item by its name.
    fn to_its_member(
        &self,
        whole: Whole<'_>,
        say: impl FnOnce(&Words<'_>, &str) -> Message,
    ) -> Option<Letter> {
        self.to_them(&whole.people.member, |w| say(w, &name(whole.item, w)))
    }

    fn to_them(&self, member: &Member, say: impl FnOnce(&Words<'_>) -> Message) -> Option<Letter> {
        let message = say(&self.words(member));
        to_member(member, self.near.as_ref(), &message, |letter| letter)
    }

    fn words(&self, reader: &Member) -> Words<'_> {
        Words::of(reader, &self.settings)
    }
}

/// A letter with others to send where neither it nor whatever is sent instead arrives.
fn or_at_last(mut letter: Letter, others: Vec<Letter>) -> Letter {
    match letter.otherwise.pop() {
        Some(instead) => letter.or_else(or_at_last(instead, others)),
        None => others.into_iter().fold(letter, Letter::or_else),
    }
}

/// Letters of which each person gets one for all with this key.
pub(super) fn once(letters: Vec<Letter>, key: &str) -> Vec<Letter> {
    let keyed = letters.into_iter().map(|letter| {
        let key = format!("{key}/{}", letter.to.lane());
        letter.keyed(key)
    });
    keyed.collect()
}

/// What somebody asks for, in the words of whoever reads it.
pub fn wanted(
    w: &Words<'_>,
    redemption: &Redemption,
    item: &Item,
    left: i64,
    member: &Member,
) -> Wanted {
    Wanted {
        id: redemption.id.to_string(),
        member: member.name.clone(),
        item: name(item, w),
        points: redemption.points,
        left,
        gone: !member.active,
        instead_of: None,
    }
}

fn name(item: &Item, w: &Words<'_>) -> String {
    item.offer.texts.text(w.locale).name.clone()
}
