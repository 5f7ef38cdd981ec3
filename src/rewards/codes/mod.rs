//! Codes that were loaded beforehand, one for each redemption.
//!
//! A code is opened for whoever it is given to, and for nobody else: what is said of a file names
//! lines, and what is noted of it is a number.

mod file;
mod load;
mod take;

pub use file::{Code, Codes, LineFault, Wrong, is_code, read};
pub use load::{Count, LoadError, Loaded, count, load};
pub use take::{Taken, has_one, take};
