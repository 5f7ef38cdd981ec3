//! What Slack is like.

use crate::chat::{FormOpener, Manner, Traits};

const MANNER: Manner = Manner {
    command: "/kudos",
    give: "/kudos",
    overhears: true,
    form: FormOpener::Command,
    mentions: true,
    invites: true,
};

/// Commands work everywhere alike, and the directory knows everything.
pub const TRAITS: Traits = Traits {
    manner: MANNER,
    manner_alone: MANNER,
    tells_admins: true,
    asks_places: true,
    has_home: true,
    tells_names: true,
    tells_first_days: true,
};
