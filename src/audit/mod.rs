//! Acts of those who run the programme: who did what to what, from what to what. Rows are only ever
//! added.

mod read;
mod record;

pub use read::{Entry, between, latest};
pub use record::{Change, What, record};
