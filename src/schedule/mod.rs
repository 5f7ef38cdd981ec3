//! What recurs: a table of due times, each claimed once over all replicas.
//!
//! What is due is done in the transaction that moves its due time on, while that holds the row: a
//! crash in between leaves both as they were, and two replicas never do it twice. A row that fails,
//! or that cannot be read, is set aside for a while with its reason and harms no other.

mod dates;
mod every;
mod instants;
mod keeper;
mod plan;
mod recurrence;
mod rhythm;
mod spec;
mod store;

#[cfg(test)]
mod tests;

pub use dates::EARLIEST;
pub use every::every;
pub use instants::instant;
pub use keeper::{Due, Duties, Keeper, look};
pub use recurrence::{DayOfMonth, Days, Recurrence};
pub use rhythm::Rhythm;
pub use spec::NotRecurring;
pub use store::{Entry, Trouble, claim_as_before, keep, recurs_since, remove, set, troubles};
