//! Everything that leaves for a chat platform.
//!
//! Letters are put in within the transaction that causes them, and leave after it: claimed with a
//! lease, sent outside any transaction, settled. One conversation is one lane, and keeps its order
//! among letters of one weight. A restart repeats a send only when the crash fell between the
//! platform's answer and its record.

mod confine;
mod contacts;
mod letter;
mod news;
mod pacing;
mod reveal;
mod settle;
mod store;
mod weight;
mod worker;

pub use crate::queue::Wakeup;
pub use contacts::{Contacts, Learned};
pub use letter::{Body, Letter};
pub use news::News;
pub use reveal::Secret;
pub use store::{
    Last, enqueue, given_up, last_about, leave_posted, posted_subject, record_direct, resume,
    retry, told_of, undelivered, withdraw,
};
pub use weight::Weight;
pub use worker::Worker;
