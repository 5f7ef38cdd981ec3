//! What settings hold, and which are chosen together: for whoever asks for them.

use super::{Bounds, KEYS, Key};

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Number(Bounds),
    /// One of a few words.
    Words(&'static [&'static str]),
    /// A line.
    Text {
        /// How many characters it has at most.
        most: usize,
    },
    /// Text that may be long.
    Lines,
    /// An IANA time zone.
    TimeZone,
    /// A channel, or none.
    Channel,
}

words! {
    /// Settings that are chosen together.
    pub enum Group {
        /// How much there is to give.
        Allowance = "allowance",
        /// How it is given.
        Giving = "giving",
        /// What for.
        Values = "values",
        /// Names, language and time.
        Programme = "programme",
        /// Leaderboards.
        Boards = "boards",
        /// Badges and levels.
        Badges = "badges",
        /// What points are exchanged for.
        Rewards = "rewards",
        /// What people are asked.
        Surveys = "surveys",
        /// What brings colleagues together.
        Together = "together",
        /// Who sees what, and for how long.
        Privacy = "privacy",
    }
}

impl Group {
    /// The one of them that is a channel, if any is. One can be asked for at a time.
    pub fn channel(self) -> Option<&'static Key> {
        let mut keys = KEYS.iter().filter(|key| key.group == self);
        keys.find(|key| key.kind() == Kind::Channel)
    }

    /// All of them, in the order they are offered.
    pub const ALL: [Self; 10] = [
        Self::Allowance,
        Self::Giving,
        Self::Values,
        Self::Programme,
        Self::Boards,
        Self::Badges,
        Self::Rewards,
        Self::Surveys,
        Self::Together,
        Self::Privacy,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_settings() {
        for group in Group::ALL {
            assert!(KEYS.iter().any(|key| key.group == group), "{group}");
        }
    }

    #[test]
    fn no_group_has_two_channels() {
        for group in Group::ALL {
            let keys = KEYS.iter().filter(|key| key.group == group);
            let channels = keys.filter(|key| key.kind() == Kind::Channel);
            assert!(channels.count() <= 1, "{group}");
        }
    }
}
