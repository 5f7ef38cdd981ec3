//! Why something is not given, or to not everybody.

/// Something left out of a kudos that is given all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Bots were named with people.
    BotsLeftOut {
        /// Their names.
        names: Vec<String>,
    },
    /// The giver is one of the group.
    YouLeftOut,
    /// Guests are in the group, and guests do not take part.
    GuestsLeftOut {
        /// How many.
        count: usize,
    },
    /// `@channel` and the like do not give.
    BroadcastLeftOut,
}

/// Why a kudos is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// To yourself.
    Yourself,
    /// Only to bots.
    OnlyBots,
    /// Nobody is in the groups that were named.
    EmptyGroup,
    /// Nobody is left of the groups that were named.
    NobodyLeft,
    /// To somebody who has left.
    Deactivated {
        /// Their name.
        name: String,
    },
    /// To a guest, where guests do not take part.
    Guest {
        /// Their name.
        name: String,
    },
    /// To somebody of another organisation.
    Outsider {
        /// Their name.
        name: String,
    },
    /// An admin paused the giver.
    Paused,
    /// The giver is a guest, where guests do not take part, or of another organisation.
    NotForYou,
    /// Zero or less.
    NotPositive,
    /// More than one recipient may get.
    TooManyPoints {
        /// The most.
        max: i64,
    },
    /// More recipients than allowed.
    TooManyRecipients {
        /// The most.
        max: usize,
        /// How many were named.
        named: usize,
    },
    /// More than one kudos may go to, whether that is meant or not.
    GroupTooLarge {
        /// The most.
        max: usize,
        /// How many there are.
        count: usize,
    },
    /// A large group: the giver should say that they mean it.
    ConfirmRecipients {
        /// How many would receive.
        count: usize,
        /// What it would cost.
        cost: i64,
    },
    /// No such company value.
    UnknownValue {
        /// As typed.
        typed: String,
        /// What was probably meant.
        nearest: Option<String>,
    },
    /// A company value must be named.
    ValueMissing,
    /// The reason is missing, or too short.
    ReasonTooShort {
        /// The shortest, in characters.
        min: usize,
    },
    /// Kudos are not given in a direct message.
    NotInDirect,
}
