//! A value as it is read without knowing what it is of.

use secrecy::SecretString;
use sqlx::FromRow;

use super::value::{HEAD, key_of};
use super::{CannotOpen, Closed, Column, Context, KeyId, Owner, Sealed, Sealer};
use crate::ids::WorkspaceId;

/// A value, and where it stands in its column.
#[derive(FromRow)]
pub(super) struct Row {
    owner: WorkspaceId,
    id: String,
    value: Vec<u8>,
}

impl Row {
    /// What to select of a column.
    pub(super) fn selected(column: Column) -> String {
        let place = column.place();
        let (owner, row, name) = (place.owner, place.row, place.name);
        format!("{owner} AS owner, {row}::text AS id, {name} AS value")
    }

    pub(super) fn owner(&self) -> Owner {
        Owner::of(self.owner)
    }

    /// What names it among those of its owner.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The key that it names; nothing where it names none.
    pub(super) fn key(&self) -> Option<KeyId> {
        self.value.first_chunk::<HEAD>().copied().and_then(key_of)
    }

    /// Where it belongs.
    pub(super) fn context(&self, column: Column) -> Context {
        Context::new(self.owner(), column, &self.id)
    }

    pub(super) fn open(&self, column: Column, sealer: &Sealer) -> Result<SecretString, Closed> {
        let whole = Sealed::try_from(self.value.clone()).map_err(|_| CannotOpen::Damaged);
        let opened = whole.and_then(|it| sealer.open(&self.context(column), &it));
        opened.map_err(|why| Closed {
            column,
            owner: self.owner(),
            row: self.id.clone(),
            why,
        })
    }
}
