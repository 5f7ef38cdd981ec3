//! Everything that leaves for a chat platform.
//!
//! Letters are put in within the transaction that causes them, and leave after it: claimed with a
//! lease, sent outside any transaction, settled. One conversation is one lane, and keeps its order.
//! A restart repeats a send only when the crash fell between the platform's answer and its record.

mod letter;
mod pacing;
mod store;
mod worker;

pub use letter::Letter;
pub use store::{
    Last, Undelivered, enqueue, last_about, posted_subject, resume, retry, undelivered,
};
pub use worker::{Bell, Worker};
