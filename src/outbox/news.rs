//! Letters that are put into words only as they leave: by what is so at that moment, in the language of
//! whoever reads them then. The letter itself is a few ids.

use serde::{Deserialize, Serialize};

use crate::ids::KudosId;

/// What a letter tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// A kudos, to everyone in its place.
    Announcement(KudosId),
    /// To its giver: the place takes no announcement of it.
    NotPosted(KudosId),
    /// To its giver: it is not announced where people of another organisation read.
    NotAnnounced(KudosId),
    /// To a recipient.
    Received(KudosId),
}

impl News {
    /// The kudos.
    pub const fn kudos(self) -> KudosId {
        match self {
            Self::Announcement(kudos)
            | Self::NotPosted(kudos)
            | Self::NotAnnounced(kudos)
            | Self::Received(kudos) => kudos,
        }
    }
}
