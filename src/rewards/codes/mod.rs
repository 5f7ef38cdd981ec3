//! Codes that were loaded beforehand, one for each redemption.
//!
//! A code is opened for whoever it is given to, and for nobody else: what is said of a file names
//! lines, and what is noted of it is a number.

mod file;
mod load;
mod take;

pub use file::{Code, Codes, LineFault, Wrong, header, is_code, is_note, read};
pub use load::{Count, LoadError, Loaded, count, last_loaded, load};
pub use take::{Taken, has_one, take};
