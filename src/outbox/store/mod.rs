//! Letters in the database.

mod care;
mod claim;
mod direct;
mod elsewhere;
mod last;
mod posted;
mod put;
mod reroute;

pub use care::{given_up, resume, retry, undelivered, withdraw};
pub(super) use claim::{Claimed, claim};
pub use direct::record_direct;
pub(super) use direct::{direct, forget_direct};
pub(super) use elsewhere::{explain, leave};
pub use last::{Last, last_about};
pub use posted::{leave_posted, posted_subject, told_of};
pub(super) use posted::{posted_to, record_posted};
pub use put::enqueue;
pub(super) use reroute::reroute;
