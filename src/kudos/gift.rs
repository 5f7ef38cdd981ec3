//! A gift on its way into the books, and what became of it.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Allowance, Origin};
use crate::chat::Proof;
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::inbox::Key;
use crate::ledger::Account;
use crate::notices::Entry;
use crate::outbox::Letter;
use crate::subject::Subject;

/// The letters about an outcome. Pure: it is called inside the transaction.
pub type Letters = Box<dyn Fn(&Outcome) -> Vec<Letter> + Send + Sync>;

/// One act of recognition, checked by the [rules](super::check) and ready to be recorded.
pub struct Gift {
    /// The id it will have.
    pub id: KudosId,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// When.
    pub at: Timestamp,
    /// The calendar day in the programme's zone.
    pub day: Date,
    /// Who gives.
    pub giver: MemberId,
    /// How far it is known to be them.
    pub proof: Proof,
    /// Who receives; distinct.
    pub recipients: Vec<MemberId>,
    /// Points for each of them.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// Marked text, as typed.
    pub message: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The message it comes from.
    pub message_id: Option<String>,
    /// When a reaction that gives was put on, as the platform says: it may be taken away before we
    /// hear of it.
    pub happened_at: Option<Timestamp>,
    /// The kudos it joins.
    pub boosted: Option<KudosId>,
    /// What the giver may give.
    pub allowance: Allowance,
    /// The keys of the delivery: when one of them was recorded before, nothing is done.
    pub keys: Vec<String>,
    /// The keys of the act itself, which are taken once it is done: a gift that is short may be
    /// asked for again.
    pub act_keys: Vec<String>,
    /// The letters about the outcome once it is known, in the transaction that decides it.
    pub letters: Letters,
}

impl Gift {
    /// What it takes from the allowance.
    pub fn cost(&self) -> i64 {
        self.points
            .saturating_mul(i64::try_from(self.recipients.len()).unwrap_or(i64::MAX))
    }

    pub(super) fn delivery_keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.keys.iter().map(|key| (self.workspace, key.clone()))
    }

    pub(super) fn all_keys(&self) -> impl Iterator<Item = Key> + '_ {
        let act = self.act_keys.iter();
        self.delivery_keys()
            .chain(act.map(|key| (self.workspace, key.clone())))
    }

    /// What its recipients are to be told together with what others give.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        let subject = self.origin.is_gathered().then(|| self.thanks_for());
        subject.into_iter().flat_map(move |subject| {
            self.recipients.iter().map(move |recipient| Entry {
                workspace: self.workspace,
                recipient: *recipient,
                subject: subject.clone(),
                kudos: self.id,
                at: self.at,
            })
        })
    }

    /// The kudos that it joins, or the message that it comes from.
    fn thanks_for(&self) -> Subject {
        match (self.boosted, self.origin.place(), &self.message_id) {
            (Some(kudos), ..) => Subject::Kudos(kudos),
            (None, Some(place), Some(message)) => Subject::Message(format!("{place}/{message}")),
            _ => Subject::Kudos(self.id),
        }
    }

    pub(super) fn allowance_account(&self) -> Account {
        Account::allowance(self.workspace, self.giver, self.allowance.period)
    }

    pub(super) fn accounts(&self) -> impl Iterator<Item = Account> + '_ {
        [Account::issuance(self.workspace), self.allowance_account()]
            .into_iter()
            .chain(
                self.recipients
                    .iter()
                    .map(|member| Account::points(self.workspace, *member)),
            )
    }
}

impl fmt::Debug for Gift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gift")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// What became of a gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the books.
    Given {
        /// Points that are left of the allowance.
        left: i64,
    },
    /// It was there before.
    AlreadyGiven,
    /// The allowance does not reach.
    Short {
        /// Points that are left of it.
        left: i64,
    },
}
