//! Why a delivery was not dealt with.

use std::sync::Arc;

use crate::attempt::Failure;
use crate::database::is_held;
use crate::kudos::NotRecorded;

/// A delivery was not dealt with, and may come again.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// A gift was not recorded.
    #[error(transparent)]
    NotRecorded(NotRecorded),
    /// It may be done: the database did not say whether it committed.
    #[error("the database did not say whether it committed")]
    Unknown,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The database failed for several deliveries at once.
    #[error("the database failed")]
    Shared(#[from] Arc<sqlx::Error>),
}

impl DeskError {
    /// Whether somebody else held what was needed, so that nothing was done, and it may be tried
    /// again.
    pub(super) fn is_held(&self) -> bool {
        match self {
            Self::Database(error) => is_held(error),
            Self::Shared(error) => is_held(error),
            Self::NotRecorded(_) | Self::Unknown => false,
        }
    }
}

impl From<Failure<NotRecorded>> for DeskError {
    fn from(failure: Failure<NotRecorded>) -> Self {
        match failure {
            Failure::NotDone(reason) => Self::NotRecorded(reason),
            Failure::Unknown(_) => Self::Unknown,
        }
    }
}

impl From<Failure<sqlx::Error>> for DeskError {
    fn from(failure: Failure<sqlx::Error>) -> Self {
        match failure {
            Failure::NotDone(error) => Self::Database(error),
            Failure::Unknown(_) => Self::Unknown,
        }
    }
}
