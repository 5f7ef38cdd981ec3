//! What sending needs to know of accounts, teams and places, and what it learns of them: others
//! keep it.

use sqlx::PgConnection;

use super::{Letter, News, Secret};
use crate::chat::{Identity, Installation, Message, Place, To, Venue};
use crate::ids::WorkspaceId;
use crate::subject::Subject;

/// What an attempt taught.
#[derive(Clone, Copy, Debug)]
pub enum Learned<'a> {
    /// The account is reached.
    Reached(&'a Identity),
    /// Nothing can be delivered to the account.
    Unreachable {
        /// The account.
        account: &'a Identity,
        /// What the platform said.
        reason: &'a str,
    },
    /// The platform refuses whatever an installation sends.
    Revoked {
        /// The installation.
        installation: &'a Installation,
        /// What the platform said.
        reason: &'a str,
    },
    /// The home of an account is not shown.
    Homeless {
        /// The account.
        account: &'a Identity,
        /// What the platform said.
        reason: &'a str,
    },
    /// What the platform tells of a place.
    Place(&'a Venue),
}

/// Whoever keeps what is known of those we write to.
pub trait Contacts: Send + Sync {
    /// The place with its kind, if the platform told lately.
    fn place(
        &self,
        conn: &mut PgConnection,
        place: &Place,
    ) -> impl Future<Output = Result<Option<Place>, sqlx::Error>> + Send;

    /// Puts the news of a letter into words, as things stand; nothing, where there is nothing to be told of it
    /// any more.
    fn word(
        &self,
        conn: &mut PgConnection,
        letter: &Letter,
        news: News,
    ) -> impl Future<Output = Result<Option<Message>, sqlx::Error>> + Send;

    /// What a letter tells of a subject, and does not hold, to whoever it is addressed to.
    fn secret(
        &self,
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        about: (&Subject, &To),
    ) -> impl Future<Output = Result<Secret, sqlx::Error>> + Send;

    /// Keeps what was learned, in the transaction that settles the letter where there is one.
    fn learn(
        &self,
        conn: &mut PgConnection,
        learned: Learned<'_>,
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}
