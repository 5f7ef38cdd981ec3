//! Double entry: accounts, transfers, entries. Knows no feature.
//!
//! Posting has three phases, whatever the number of transfers: **lock** and read the accounts,
//! **fold** the transfers in memory, **write** with arrays. Locking and writing are one statement
//! each, unless accounts must be opened first. A transfer that cannot be made is an outcome of its own
//! and does not stop the others.
//!
//! Nothing deadlocks: accounts are opened in one order, then locked in one order, everywhere.
//! Issuance is never locked, since it keeps no balance.

mod account;
mod book;
mod held;
mod read;
mod transfer;
mod verify;

pub use account::{Account, AccountKind};
pub use book::{Book, Refused};
pub use held::held;
pub use read::{EntryRow, balance, entries, has_expired};
pub use transfer::{Transfer, TransferKind};
pub use verify::{Counted, Fault, Verified, count, verify};
