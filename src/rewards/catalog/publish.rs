//! A described item becomes part of the catalogue.

use sqlx::PgConnection;

use super::unfinished::{forget, resume, save};
use super::{CatalogError, Draft, Field, Item, Keeping, NotSaid, lock};
use crate::ids::{ItemDraftId, MemberId};

/// What came of it.
#[derive(Debug)]
pub enum Published {
    /// It is in the catalogue: as it is now, and as it was where it is not new.
    Done {
        /// As it is.
        after: Box<Item>,
        /// As it was.
        before: Option<Box<Item>>,
    },
    /// Somebody else changed the item meanwhile. It was [looked at again](super::Unfinished::look_again).
    Behind,
    /// It was published before, or is not wanted any more.
    Gone,
}

/// Why it stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    /// Something is not said yet, or cannot be.
    #[error("{0}: {1}")]
    NotSaid(Field, NotSaid),
    /// The catalogue does not take it.
    #[error(transparent)]
    Refused(#[from] CatalogError),
}

impl From<sqlx::Error> for NotPublished {
    fn from(error: sqlx::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Publishes what a member described, in the caller's transaction, which must be rolled back on an
/// error.
pub async fn publish(
    conn: &mut PgConnection,
    how: Keeping<'_>,
    member: MemberId,
    id: ItemDraftId,
) -> Result<Published, NotPublished> {
    let whose = (how.workspace, member);
    let Some(mut unfinished) = resume(conn, whose, id).await? else {
        return Ok(Published::Gone);
    };
    let before = match unfinished.item {
        Some((item, _)) => lock(conn, how.workspace, item).await?,
        None => None,
    };
    if let Some(item) = before.as_ref().filter(|item| unfinished.is_behind(item)) {
        unfinished.look_again(item);
        save(conn, how.workspace, &unfinished).await?;
        return Ok(Published::Behind);
    }
    let (draft, wrong): (Draft, _) = unfinished.draft(before.clone());
    if let Some((field, why)) = wrong.into_iter().next() {
        return Err(NotPublished::NotSaid(field, why));
    }
    let after = draft.keep(conn, how).await?;
    forget(conn, whose, id).await?;
    Ok(Published::Done {
        after: Box::new(after),
        before: before.map(Box::new),
    })
}
