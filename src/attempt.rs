//! What is known of an act that somebody else does for us: a database that commits, a provider that
//! is paid. `Ok` means that it is done; [`Failure`] says which of the other two it is.

/// Why an act is not known to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure<E> {
    /// It is not done and never will be: asking again is right.
    #[error("not done")]
    NotDone(#[source] E),
    /// It may be done. Whoever asks again must first find out what came of it, by the key that the
    /// act was asked under.
    #[error("not known to be done")]
    Unknown(#[source] E),
}

impl<E> Failure<E> {
    /// This failure with another reason.
    pub fn map<F>(self, reason: impl FnOnce(E) -> F) -> Failure<F> {
        match self {
            Self::NotDone(error) => Failure::NotDone(reason(error)),
            Self::Unknown(error) => Failure::Unknown(reason(error)),
        }
    }
}
