//! Whom a redemption concerns, and what they were told of it before.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Whole, or_at_last};
use crate::chat::{Identity, To};
use crate::ids::MemberId;
use crate::outbox::{self, Letter};
use crate::people::{self, Member};
use crate::policy::Actor;
use crate::rewards::{self, Approver, Item, Redemption};
use crate::subject::Subject;

/// Everyone whom it may concern.
#[derive(Clone)]
pub(super) struct People {
    pub(super) member: Member,
    /// Who acted, where it was somebody in the programme.
    pub(super) by: Option<Member>,
    pub(super) approvers: Vec<Member>,
    /// The name of whom an approver stands in for, by the approver.
    pub(super) instead_of: HashMap<MemberId, String>,
    pub(super) admins: Vec<Member>,
    /// The accounts of those who decide and deliver that were told of it already.
    told: Vec<Identity>,
}

impl People {
    /// Everyone whom it concerns at `now`; nobody where its member is not there any more.
    pub(super) async fn of(
        conn: &mut PgConnection,
        redemption: &Redemption,
        item: &Item,
        (by, now): (&Actor, Timestamp),
    ) -> Result<Option<Self>, sqlx::Error> {
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
        Ok(Some(Self {
            by,
            instead_of: asked.iter().filter_map(instead_of).collect(),
            approvers: asked.into_iter().map(|it| it.member).collect(),
            told: outbox::told_of(conn, workspace, &subject, &accounts).await?,
            admins,
            member,
        }))
    }

    /// The people without the approvers who are admins, too.
    pub(super) fn without_admins(&self) -> Self {
        Self {
            approvers: not_among(&self.approvers, &self.admins),
            ..self.clone()
        }
    }

    /// The name of whoever acted; of the programme itself, where it was nobody in it.
    pub(super) fn who(&self) -> String {
        let by = self.by.as_ref().map(|by| by.name.clone());
        by.unwrap_or_else(|| "Plaudit".to_owned())
    }

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

    /// Letters that change what their readers were told; where they were told nothing, there is nothing to
    /// change.
    pub(super) fn changed(&self, letters: Vec<Letter>) -> Vec<Letter> {
        let changed = letters.into_iter().flat_map(|new| {
            let changes = self.changes(&new);
            if changes.is_empty() {
                return vec![new.as_update_throughout()];
            }
            changes
        });
        changed.collect()
    }

    /// Letters that change what their readers were told; whoever was told nothing, or has it no more, is
    /// told anew.
    pub(super) fn changed_or_new(&self, letters: Vec<Letter>) -> Vec<Letter> {
        let changed = letters.into_iter().flat_map(|new| {
            let mut changes = self.changes(&new).into_iter();
            let Some(first) = changes.next() else {
                return vec![new];
            };
            std::iter::once(or_at_last(first, vec![new]))
                .chain(changes)
                .collect()
        });
        changed.collect()
    }
}

/// What else a letter about a redemption needs, read from the redemption alone.
pub(super) struct Concerned {
    item: Item,
    pub(super) people: People,
    left: i64,
}

impl Concerned {
    /// What a redemption is for, whom it concerns at `now`, and what its member has left; nothing where
    /// they are not there any more.
    pub(super) async fn at(
        conn: &mut PgConnection,
        redemption: &Redemption,
        now: Timestamp,
    ) -> Result<Option<Self>, sqlx::Error> {
        let workspace = redemption.workspace;
        let item = rewards::catalog::by_id(conn, workspace, redemption.item).await?;
        let item = item.ok_or(sqlx::Error::RowNotFound)?;
        let by = (&Actor::System, now);
        let Some(people) = People::of(conn, redemption, &item, by).await? else {
            return Ok(None);
        };
        let left = rewards::points(conn, workspace, redemption.member).await?;
        Ok(Some(Self { item, people, left }))
    }

    /// The redemption with all of it.
    pub(super) const fn whole<'a>(&'a self, redemption: &'a Redemption) -> Whole<'a> {
        Whole {
            redemption,
            item: &self.item,
            left: self.left,
            people: &self.people,
        }
    }
}

/// The members among `some` that are not among `others`.
pub(super) fn not_among(some: &[Member], others: &[Member]) -> Vec<Member> {
    let among = |member: &&Member| others.iter().any(|other| other.id == member.id);
    some.iter()
        .filter(|member| !among(member))
        .cloned()
        .collect()
}
