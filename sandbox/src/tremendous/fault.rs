//! What may go wrong, and where.

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An order is placed.
    Place,
    /// An order is looked at.
    Look,
    /// A reward's link is made anew.
    Link,
    /// What is sold is listed.
    Products,
    /// What is left is looked at.
    Balance,
}

/// How it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing happens, and no answer comes.
    HangBefore,
    /// It is done, and no answer comes.
    HangAfter,
    /// It is not done, and something failed there.
    FailBefore,
    /// It is done, and something failed there.
    FailAfter,
    /// It is done, and the answer breaks off.
    BreakAfter,
    /// It is done, and the answer is none.
    Gibberish,
    /// Too many calls: so many seconds should pass.
    Throttle(u64),
    /// The key is not let in.
    LockedOut,
    /// An order is taken, and waits for somebody there.
    Waits,
    /// An order is taken, and fails.
    Fails,
    /// It is done, and the answer lacks the link.
    Linkless,
    /// What is there is not seen yet.
    Unseen,
}

impl Fault {
    /// Whether what was asked for is done all the same.
    pub(super) const fn is_done(self) -> bool {
        !matches!(
            self,
            Self::HangBefore | Self::FailBefore | Self::Throttle(_) | Self::LockedOut
        )
    }
}
