//! Why a handler comes to no answer of its own.

use super::DeskError;
use super::resolve::Need;
use crate::chat::Message;

/// Why a delivery has no answer yet.
pub(super) enum Unanswered {
    /// The platform must be asked first.
    Needs(Vec<Need>),
    /// It was not dealt with.
    Failed(DeskError),
}

/// What ends a handler early. What it began in a transaction is rolled back.
pub(super) enum Stop {
    /// This is the answer instead: a refusal, or a question back.
    Says(Box<Message>),
    /// This is the answer instead, in place of the message whose button was pressed: that is behind.
    SaysInstead(Box<Message>),
    /// The delivery was acted upon before.
    Repeated,
    /// There is no answer yet.
    Unanswered(Unanswered),
}

impl Stop {
    /// This is the answer instead.
    pub(super) fn says(message: Message) -> Self {
        Self::Says(Box::new(message))
    }

    /// This is the answer instead, in place of the message whose button was pressed.
    pub(super) fn says_instead(message: Message) -> Self {
        Self::SaysInstead(Box::new(message))
    }
}

impl From<Need> for Unanswered {
    fn from(need: Need) -> Self {
        Self::Needs(vec![need])
    }
}

impl<E: Into<DeskError>> From<E> for Unanswered {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl<E: Into<Unanswered>> From<E> for Stop {
    fn from(reason: E) -> Self {
        Self::Unanswered(reason.into())
    }
}
