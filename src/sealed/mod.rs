//! Secrets at rest: what is sealed before it is written, so that the database, its copies and its
//! logs tell nobody.
//!
//! A [`Sealer`] has one key, or two while one takes the other's place: the first seals, both open.
//! What it seals opens only in its own column and row, which its [`Context`] names. [`Column`] is the
//! one list of what is sealed.

mod column;
mod context;
mod key;
mod sealer;
#[cfg(test)]
mod tests;
mod value;

pub use column::{Column, Place};
pub use context::Context;
pub use key::{KeyId, NotKeys};
pub use sealer::{CannotOpen, Sealer};
pub use value::{NotSealed, Sealed};
