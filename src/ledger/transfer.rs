//! One movement of points.

use jiff::Timestamp;
use uuid::Uuid;

use super::Account;

/// Why points moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferKind {
    /// A period's allowance, or a rise of it.
    Grant,
    /// Recognition.
    Gift,
    /// A gift undone.
    GiftReversal,
    /// Between two members who are one person.
    Join,
}

impl TransferKind {
    /// The name in the database and in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Gift => "gift",
            Self::GiftReversal => "gift_reversal",
            Self::Join => "join",
        }
    }
}

/// One movement of points between two accounts of a workspace.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Chosen by the caller; the same id never posts twice.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: TransferKind,
    /// What it is about, as `kudos:<id>`.
    pub source: String,
    /// How many points; more than zero.
    pub amount: i64,
    /// Whose balance falls.
    pub from: Account,
    /// Whose balance rises.
    pub to: Account,
    /// An administrator chose to let `from` fall below zero.
    pub overdraft: bool,
}
