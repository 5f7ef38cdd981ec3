//! Where a sealed value belongs.

use std::fmt::Display;

use super::Column;
use crate::ids::WorkspaceId;

/// Where a sealed value belongs: moved elsewhere, it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    column: Column,
    pub(super) workspace: WorkspaceId,
    row: String,
}

impl Context {
    /// The value of a column in the row that `row` names within its workspace.
    pub fn new(workspace: WorkspaceId, column: Column, row: impl Display) -> Self {
        Self {
            column,
            workspace,
            row: row.to_string(),
        }
    }

    /// What is authenticated with a value besides its head. No two contexts have the same: a word
    /// has no zero byte, an id has one length, and the row is what is left.
    pub(super) fn associated(&self, head: &[u8]) -> Vec<u8> {
        let word = self.column.as_str().as_bytes();
        let workspace = self.workspace.value();
        [head, word, &[0], workspace.as_bytes(), self.row.as_bytes()].concat()
    }
}
