//! Secrets at rest: what is sealed before it is written, so that the database, its copies and its
//! logs tell nobody.
//!
//! A [`Sealer`] has one key, or more while one takes the others' place: the first seals, all open.
//! What it seals opens only in its own column and row, which its [`Context`] names. [`Column`] is the
//! one list of what is sealed: whoever looks for keys that are missing ([`survey`]), for values that
//! do not open ([`closed`]), and whoever seals everything anew ([`rotate`]) goes by it.

mod closed;
mod column;
mod context;
mod key;
mod owner;
mod rotate;
mod row;
mod sealer;
mod survey;
#[cfg(test)]
mod tests;
mod value;

pub use closed::{Closed, closed};
pub use column::{Column, Fingerprint, Place};
pub use context::Context;
pub use key::{ENCRYPTION_KEY, KeyId, KeyIds, NotKeys};
pub use owner::Owner;
pub use rotate::{CannotRotate, Rotated, rotate};
pub use sealer::{CannotOpen, Sealer};
pub use survey::{KeyMissing, Lot, Lots, Survey, survey};
pub use value::{NotSealed, Sealed};
