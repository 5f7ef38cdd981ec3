//! Coffee draws: volunteers are drawn together, in twos and one three, with whom they have not met lately.
//!
//! On a date of the [schedule](crate::schedule) whoever takes part and is not away gets a seat at a table
//! ([`plan`]), and is told who else sits there at nine of their own clock ([`take_due`]).

mod draw;
mod met;
mod plan;
mod seat;
mod volunteer;

pub use plan::plan;
pub use seat::{Due, Table, last_table, put_off, take_due};
pub use volunteer::{hand_on, join, leave, takes_part, volunteers};
