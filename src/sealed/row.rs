//! A value as it is read without knowing what it is of.

use secrecy::SecretString;
use sqlx::FromRow;

use super::value::{HEAD, key_of};
use super::{CannotOpen, Closed, Column, Context, KeyId, Sealed, Sealer};
use crate::ids::WorkspaceId;

/// A value, and where it stands in its column.
#[derive(FromRow)]
pub(super) struct Row {
    workspace_id: WorkspaceId,
    id: String,
    value: Vec<u8>,
}

impl Row {
    /// What to select of a column.
    pub(super) fn selected(column: Column) -> String {
        let place = column.place();
        let (row, name) = (place.row, place.name);
        format!("workspace_id, {row}::text AS id, {name} AS value")
    }

    pub(super) const fn workspace(&self) -> WorkspaceId {
        self.workspace_id
    }

    /// What names it within its workspace.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The key that it names; nothing where it names none.
    pub(super) fn key(&self) -> Option<KeyId> {
        self.value.first_chunk::<HEAD>().copied().and_then(key_of)
    }

    /// Where it belongs.
    pub(super) fn context(&self, column: Column) -> Context {
        Context::new(self.workspace_id, column, &self.id)
    }

    pub(super) fn open(&self, column: Column, sealer: &Sealer) -> Result<SecretString, Closed> {
        let whole = Sealed::try_from(self.value.clone()).map_err(|_| CannotOpen::Damaged);
        let opened = whole.and_then(|it| sealer.open(&self.context(column), &it));
        opened.map_err(|why| Closed {
            column,
            workspace: self.workspace_id,
            row: self.id.clone(),
            why,
        })
    }
}
