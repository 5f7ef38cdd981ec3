//! Where a sealed value belongs.

use std::fmt::Display;

use super::{Column, Owner};

/// Where a sealed value belongs: moved elsewhere, it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    column: Column,
    owner: Owner,
    row: String,
}

impl Context {
    /// The value of a column in the row that `row` names among those of its owner.
    pub fn new(owner: impl Into<Owner>, column: Column, row: impl Display) -> Self {
        Self {
            column,
            owner: owner.into(),
            row: row.to_string(),
        }
    }

    /// The bytes that are authenticated with a value, its head among them. No two contexts have the same: a
    /// word has no zero byte, an id has one length, and the row is what is left.
    pub(super) fn associated(&self, head: &[u8]) -> Vec<u8> {
        let word = self.column.as_str().as_bytes();
        let owner = self.owner.id().value();
        [head, word, &[0], owner.as_bytes(), self.row.as_bytes()].concat()
    }
}
