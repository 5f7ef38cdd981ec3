//! What arrived: each delivery once, and those that must wait for an answer from the platform.

mod deferred;
mod delivery;

pub use deferred::{Deferred, claim, defer, hold_back};
pub use delivery::{Key, note, record, recorded, take_back};
