//! Letters in the database.

mod care;
mod claim;
mod posted;
mod put;
mod settle;

pub(super) use care::depth;
pub use care::{Undelivered, prune, resume, retry, undelivered};
pub(super) use claim::{Claimed, claim};
pub use posted::posted_subject;
pub(super) use posted::{posted_in, record_posted};
pub use put::enqueue;
pub(super) use settle::{End, pause, postpone, settle};
