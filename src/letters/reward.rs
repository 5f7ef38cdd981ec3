//! What everyone is told of a redemption.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use sqlx::PgConnection;

use super::money::money_warnings;
use super::to_member;
use crate::chat::{Identity, Installation, Message, To};
use crate::ids::{MemberId, RedemptionId, WorkspaceId};
use crate::outbox::{self, Letter};
use crate::people::{self, Member};
use crate::policy::Actor;
use crate::rewards::voucher::Warning;
use crate::rewards::{
    self, Approver, Fulfilment, Item, News, Past, Redemption, State, Step, Teller, codes,
};
use crate::settings::Settings;
use crate::subject::Subject;
use crate::wording::{self, Due, DueWhy, Wanted, Words};

/// How many of those that wait are handed over to who stands in: the others are in their list.
const HANDED_OVER: i64 = 50;

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
    /// For what happened in no chat.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            near: None,
        }
    }
}

/// Everyone whom it may concern.
#[derive(Clone)]
struct People {
    member: Member,
    /// Who acted, where it was somebody in the programme.
    by: Option<Member>,
    approvers: Vec<Member>,
    /// Those of them who are asked in the stead of somebody, whose name it is.
    instead_of: HashMap<MemberId, String>,
    admins: Vec<Member>,
    /// The accounts of those who decide and deliver that were told of it already.
    told: Vec<Identity>,
}

impl People {
    /// What changes everything that the reader of `new` was told of it, on whichever platform; nothing
    /// where they were told nothing yet.
    fn changes(&self, new: &Letter) -> Vec<Letter> {
        let reads = |member: &&Member| {
            let account = new.to.person();
            account.is_some_and(|account| member.account(account).is_some())
        };
        let Some(reader) = self.admins.iter().chain(&self.approvers).find(reads) else {
            return Vec::new();
        };
        let accounts = reader.accounts.iter().filter(|it| it.active);
        let had = accounts.filter(|it| self.told.contains(&it.identity));
        let had: Vec<To> = had.map(|it| To::Person(it.identity.clone())).collect();
        let Some((first, others)) = had.split_first() else {
            return Vec::new();
        };
        let change = |to: &To| {
            let letter = Letter {
                to: to.clone(),
                otherwise: Vec::new(),
                ..new.clone()
            };
            letter.as_update()
        };
        // What has not left yet may end elsewhere than it was to go.
        let ways = std::iter::once(new).chain(&new.otherwise);
        let elsewhere = ways.map(|way| &way.to).filter(|to| !had.contains(to));
        let first = elsewhere.map(change).fold(change(first), Letter::or_else);
        std::iter::once(first)
            .chain(others.iter().map(change))
            .collect()
    }

    /// The same, where whoever was told nothing has nothing to be changed.
    fn changed(&self, new: Letter) -> Vec<Letter> {
        let changes = self.changes(&new);
        if changes.is_empty() {
            return vec![new.as_update_throughout()];
        }
        changes
    }

    /// The same, where whoever was told nothing, or has it no more, is told it anew.
    fn changed_or_new(&self, new: Letter) -> Vec<Letter> {
        let mut changes = self.changes(&new).into_iter();
        let Some(first) = changes.next() else {
            return vec![new];
        };
        std::iter::once(or_at_last(first, vec![new]))
            .chain(changes)
            .collect()
    }
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
        let Some(people) = people(conn, redemption, item, (news.by, news.now)).await? else {
            return Ok(Vec::new());
        };
        let left = rewards::points(conn, redemption.workspace, redemption.member).await?;
        let past = rewards::history(conn, redemption.workspace, redemption.id).await?;
        let mut letters = match (news.step, redemption.state) {
            (None, State::Requested) => {
                self.asked(&people.approvers, (redemption, item, left, &people))
            }
            (None, State::Approved) => self.to_deliverers(&people, redemption, item, left),
            (Some(Step::Approve), _) => self.approved(&people, redemption, item, left),
            (Some(Step::Reject), _) => {
                let points = redemption.points;
                let why = redemption.reason.as_deref();
                let told = self.to_them(&people.member, |w| {
                    wording::told_rejected(w, &name(item, w), points, why)
                });
                let decided = self.decided(&people, redemption, item, left);
                decided.into_iter().chain(told).collect()
            }
            (Some(Step::Cancel), _) => self.decided(&people, redemption, item, left),
            (Some(Step::Lose), _) => {
                let unknown = self.due(&people, (redemption, item, left), &DueWhy::Unknown);
                once_a_try(unknown, redemption, &past)
            }
            (Some(Step::Fulfil), State::Fulfilled) => {
                let told = self.fulfilled(&people, redemption, item, left);
                let settled = self.settled(&people, &news, &past, left);
                settled.into_iter().chain(told).collect()
            }
            (Some(Step::Fulfil), _) => {
                let late = |w: &Words<'_>, wanted: &Wanted| wording::delivered_late(w, wanted);
                let whole = (redemption, item, left, &people);
                let late = self.to_each(&people.admins, whole, late);
                once(late, &format!("late/{}", redemption.id))
            }
            (Some(Step::Fail), _) => {
                let told =
                    self.to_them(&people.member, |w| wording::told_failed(w, &name(item, w)));
                let why = redemption.trouble();
                let failed = self.due(&people, (redemption, item, left), &DueWhy::Failed(why));
                failed.into_iter().chain(told).collect()
            }
            (Some(Step::Refund), _) => {
                let points = redemption.points;
                let why = redemption.reason.as_deref();
                let told = self.to_them(&people.member, |w| {
                    wording::told_refunded(w, &name(item, w), points, why)
                });
                let settled = self.settled(&people, &news, &past, left);
                settled.into_iter().chain(told).collect()
            }
            _ => Vec::new(),
        };
        letters.extend(self.codes_low(conn, &people, &news).await?);
        Ok(letters)
    }

    /// Whoever is to decide is asked: once each, however often this is looked at.
    fn asked(&self, readers: &[Member], whole: (&Redemption, &Item, i64, &People)) -> Vec<Letter> {
        let said = |w: &Words<'_>, wanted: &Wanted| wording::approval_asked(w, wanted);
        let letters = readers.iter().flat_map(|reader| {
            let letter = self.to_each(std::slice::from_ref(reader), whole, said);
            let key = format!("asked/{}/{}", whole.0.id, reader.id);
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
        let Some((item, people, left)) = concerned(conn, redemption, now).await? else {
            return Ok(Vec::new());
        };
        Ok(self.asked(&people.approvers, (redemption, &item, left, &people)))
    }

    /// It is there. What came with it is put in as the letter leaves. Where that arrives nowhere, the
    /// admins are told: nobody else would know.
    fn fulfilled(
        &self,
        people: &People,
        redemption: &Redemption,
        item: &Item,
        left: i64,
    ) -> Vec<Letter> {
        let member = &people.member;
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
        let lost = self.to_each(&people.admins, (redemption, item, left, people), lost);
        match told {
            Some(told) => vec![or_at_last(told, lost)],
            None => lost,
        }
    }

    /// Admins are told when few codes are left to be redeemed, and when none is: once each until more are
    /// loaded.
    async fn codes_low(
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
            let words = self.words(admin);
            let message = wording::codes_low(&words, &name(news.item, &words), left);
            to_member(admin, self.near.as_ref(), &message, |letter| letter)
        });
        let key = format!("codes/{word}/{}/{loaded}", news.item.id);
        Ok(once(letters.collect(), &key))
    }

    /// It is approved: whoever was asked reads by whom, whoever waits is told, and whoever delivers it
    /// is asked to.
    fn approved(
        &self,
        people: &People,
        redemption: &Redemption,
        item: &Item,
        left: i64,
    ) -> Vec<Letter> {
        let fulfilment = redemption.provider;
        let told = self.to_them(&people.member, |w| {
            wording::told_approved(w, &name(item, w), fulfilment)
        });
        let delivers = self.to_deliverers(people, redemption, item, left);
        if delivers.is_empty() {
            let decided = self.decided(people, redemption, item, left);
            return decided.into_iter().chain(told).collect();
        }
        // An admin who was asked before reads it where they were asked: one message for one thing.
        let delivers = delivers.into_iter();
        let delivers = delivers.flat_map(|new| people.changed_or_new(new));
        let others = People {
            approvers: not_among(&people.approvers, &people.admins),
            ..people.clone()
        };
        let decided = self.decided(&others, redemption, item, left);
        decided.into_iter().chain(told).chain(delivers).collect()
    }

    /// Whoever was asked reads what was decided.
    fn decided(
        &self,
        people: &People,
        redemption: &Redemption,
        item: &Item,
        left: i64,
    ) -> Vec<Letter> {
        let state = redemption.state;
        let who = who(people);
        let by = people.by.as_ref().map(|by| by.id);
        let stead = by.and_then(|by| people.instead_of.get(&by));
        let said = |w: &Words<'_>, wanted: &Wanted| {
            let who = stead.map_or_else(|| who.clone(), |away| wording::in_stead(w, &who, away));
            wording::approval_settled(w, wanted, state, &who)
        };
        let whole = (redemption, item, left, people);
        let letters = self.to_each(&people.approvers, whole, said);
        let letters = letters.into_iter();
        letters.flat_map(|it| people.changed(it)).collect()
    }

    /// Whoever was asked to deliver it reads who did, or that it need not be.
    fn settled(&self, people: &People, news: &News<'_>, past: &[Past], left: i64) -> Vec<Letter> {
        let troubled = |past: &Past| matches!(past.after, State::Failed | State::Unknown);
        let by_hand = news.redemption.provider == Fulfilment::Manual;
        let asked = by_hand || past.iter().any(troubled);
        let admins: &[Member] = if asked { &people.admins } else { &[] };
        let who = who(people);
        let state = news.redemption.state;
        let said =
            |w: &Words<'_>, wanted: &Wanted| wording::delivery_settled(w, wanted, state, &who);
        let whole = (news.redemption, news.item, left, people);
        let letters = self.to_each(admins, whole, said);
        let letters = letters.into_iter();
        letters.flat_map(|it| people.changed(it)).collect()
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
        let Some((item, people, left)) = concerned(conn, &redemption, now).await? else {
            return Ok(Vec::new());
        };
        let mut readers = people.approvers.clone();
        if escalated {
            let own = [people.member.clone()];
            let admins = not_among(&people.admins, &readers);
            readers.extend(not_among(&admins, &own));
        }
        let said = |w: &Words<'_>, wanted: &Wanted| wording::approval_reminder(w, wanted);
        Ok(self.to_each(&readers, (&redemption, &item, left, &people), said))
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
            let told = concerned(conn, &redemption, now).await?;
            let theirs = |people: &People| people.instead_of.contains_key(&stand_in.id);
            let Some((item, people, left)) = told.filter(|(_, people, _)| theirs(people)) else {
                continue;
            };
            let reader = std::slice::from_ref(stand_in);
            letters.extend(self.asked(reader, (&redemption, &item, left, &people)));
        }
        Ok(letters)
    }

    /// The admins read who takes care of a delivery; whoever does can still say that it is done.
    pub async fn taken_care_of(
        &self,
        conn: &mut PgConnection,
        redemption: &Redemption,
        item: &Item,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Vec<Letter>, sqlx::Error> {
        let Some(people) = people(conn, redemption, item, (by, now)).await? else {
            return Ok(Vec::new());
        };
        let left = rewards::points(conn, redemption.workspace, redemption.member).await?;
        let (who, state) = (who(&people), redemption.state);
        let others = not_among(&people.admins, people.by.as_slice());
        let said =
            |w: &Words<'_>, wanted: &Wanted| wording::delivery_settled(w, wanted, state, &who);
        let whole = (redemption, item, left, &people);
        let mut letters = self.to_each(&others, whole, said);
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
        let letters = letters.into_iter();
        Ok(letters.flat_map(|it| people.changed(it)).collect())
    }

    /// Whoever delivers by hand is asked to.
    fn to_deliverers(
        &self,
        people: &People,
        redemption: &Redemption,
        item: &Item,
        left: i64,
    ) -> Vec<Letter> {
        match redemption.provider {
            Fulfilment::Manual => self.due(people, (redemption, item, left), &DueWhy::ByHand),
            _ => Vec::new(),
        }
    }

    fn due(
        &self,
        people: &People,
        (redemption, item, left): (&Redemption, &Item, i64),
        why: &DueWhy,
    ) -> Vec<Letter> {
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
        self.to_each(&people.admins, (redemption, item, left, people), said)
    }

    /// The same for each of several, in their own language, about the redemption.
    fn to_each(
        &self,
        members: &[Member],
        (redemption, item, left, people): (&Redemption, &Item, i64, &People),
        say: impl Fn(&Words<'_>, &Wanted) -> Message,
    ) -> Vec<Letter> {
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

    fn to_them(&self, member: &Member, say: impl FnOnce(&Words<'_>) -> Message) -> Option<Letter> {
        let message = say(&self.words(member));
        to_member(member, self.near.as_ref(), &message, |letter| letter)
    }

    fn words(&self, reader: &Member) -> Words<'_> {
        Words::of(reader, &self.settings)
    }
}

/// The same letter, with others to send where neither it nor whatever is sent instead arrives.
fn or_at_last(mut letter: Letter, others: Vec<Letter>) -> Letter {
    match letter.otherwise.pop() {
        Some(instead) => letter.or_else(or_at_last(instead, others)),
        None => others.into_iter().fold(letter, Letter::or_else),
    }
}

/// The same letters, of which each person gets one for all with this key.
pub(super) fn once(letters: Vec<Letter>, key: &str) -> Vec<Letter> {
    let keyed = letters.into_iter().map(|letter| {
        let key = format!("{key}/{}", letter.to.lane());
        letter.keyed(key)
    });
    keyed.collect()
}

/// The same letters, once until somebody lets it be tried again: meanwhile it is asked for many times.
fn once_a_try(letters: Vec<Letter>, redemption: &Redemption, past: &[Past]) -> Vec<Letter> {
    let system = Actor::System.to_string();
    let by_hand = |past: &&Past| past.after == State::Fulfilling && past.actor != system;
    let tries = past.iter().filter(by_hand).count();
    once(letters, &format!("unknown/{}/{tries}", redemption.id))
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

fn not_among(some: &[Member], others: &[Member]) -> Vec<Member> {
    let among = |member: &&Member| others.iter().any(|other| other.id == member.id);
    some.iter()
        .filter(|member| !among(member))
        .cloned()
        .collect()
}

/// The name of whoever acted; of the programme itself, where it was nobody in it.
fn who(people: &People) -> String {
    let by = people.by.as_ref().map(|by| by.name.clone());
    by.unwrap_or_else(|| "Plaudit".to_owned())
}

/// What a redemption is for, whom it concerns at `now`, and what its member has left; nothing where they
/// are not there any more.
async fn concerned(
    conn: &mut PgConnection,
    redemption: &Redemption,
    now: Timestamp,
) -> Result<Option<(Item, People, i64)>, sqlx::Error> {
    let workspace = redemption.workspace;
    let item = rewards::catalog::by_id(conn, workspace, redemption.item).await?;
    let item = item.ok_or(sqlx::Error::RowNotFound)?;
    let Some(people) = people(conn, redemption, &item, (&Actor::System, now)).await? else {
        return Ok(None);
    };
    let left = rewards::points(conn, workspace, redemption.member).await?;
    Ok(Some((item, people, left)))
}

async fn people(
    conn: &mut PgConnection,
    redemption: &Redemption,
    item: &Item,
    (by, now): (&Actor, Timestamp),
) -> Result<Option<People>, sqlx::Error> {
    let workspace = redemption.workspace;
    let ids = match by {
        Actor::Member { id, .. } => vec![redemption.member, *id],
        _ => vec![redemption.member],
    };
    let members = people::by_ids(conn, workspace, &ids).await?;
    let find = |id| members.iter().find(|member| member.id == id).cloned();
    let Some(member) = find(redemption.member) else {
        return Ok(None);
    };
    let by = by.member().and_then(find);
    let asked = rewards::approvers(conn, item, redemption, now).await?;
    let admins = people::admins(conn, workspace).await?;
    let readers = asked.iter().map(|it| &it.member).chain(&admins);
    let accounts = readers.flat_map(|it| &it.accounts);
    let accounts: Vec<Identity> = accounts.map(|it| it.identity.clone()).collect();
    let subject = Subject::Redemption(redemption.id);
    let instead_of = |it: &Approver| Some((it.member.id, it.instead_of.clone()?));
    Ok(Some(People {
        by,
        instead_of: asked.iter().filter_map(instead_of).collect(),
        approvers: asked.into_iter().map(|it| it.member).collect(),
        told: outbox::told_of(conn, workspace, &subject, &accounts).await?,
        admins,
        member,
    }))
}
