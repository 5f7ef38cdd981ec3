//! One movement of points.

use jiff::Timestamp;

use super::Account;
use crate::ids::TransferId;
use crate::subject::Subject;

words! {
    /// Why points moved.
    pub enum TransferKind {
        /// A period's allowance, or a rise of it.
        Grant = "grant",
        /// Recognition.
        Gift = "gift",
        /// A gift undone.
        GiftReversal = "gift_reversal",
        /// Between two members who are one person.
        Join = "join",
        /// Held for a redemption.
        Reserve = "reserve",
        /// Spent: what was redeemed is there.
        Redemption = "redemption",
        /// Given back for a redemption that came to nothing.
        Refund = "refund",
        /// For taking part in a survey.
        Participation = "participation",
        /// Received too long ago.
        Expiry = "expiry",
    }
}

/// One movement of points between two accounts of a workspace.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Chosen by the caller; the same id never posts twice.
    pub id: TransferId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: TransferKind,
    /// What it is about.
    pub source: Subject,
    /// How many points; more than zero.
    pub amount: i64,
    /// Whose balance falls.
    pub from: Account,
    /// Whose balance rises.
    pub to: Account,
    /// An administrator chose to let `from` fall below zero.
    pub overdraft: bool,
}
