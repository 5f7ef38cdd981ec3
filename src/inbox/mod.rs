//! What arrived: each delivery once, and those that must wait for an answer from the platform.

mod deferred;
mod delivery;
mod kept;

pub use deferred::{Deferred, claim, defer, hold_back};
pub use delivery::{Key, is_recorded, note, record, recorded, take_back};
pub use kept::{KEPT, keep, keep_on};
