//! How much is posted where people of another organisation read.

use std::str::FromStr;

words! {
    /// How much is posted in a channel that is shared with another organisation.
    pub enum SharedChannels {
        /// Nothing of ours.
        Nothing = "nothing",
        /// Announcements of kudos.
        Announcements = "announcements",
    }
}

impl FromStr for SharedChannels {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::named(word).map_err(|_| "must be nothing or announcements".to_owned())
    }
}
