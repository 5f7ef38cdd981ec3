//! Points that expire, so many months after they were received.
//!
//! What somebody spends is of the oldest that they have, and a redemption that comes to nothing is as
//! if it had never been: so what is left of the points of some day is what the balance has over what
//! came in later, and no lot needs a row of its own. Nothing expires that its member was not told of a
//! month before ([`announce`]): late after a downtime, after a change of the setting, or after points
//! came back that would have expired long ago, they are told then, and have a month from then on.

mod announce;
mod expire;
mod held;
mod plan;
mod read;
mod verify;

pub use announce::{Announced, announce};
pub use expire::{due, expire};
pub use plan::Expiring;
pub(super) use read::hand_on_notices;
pub use read::{expired_lately, next_expiry};
pub use verify::verify_expiry;
