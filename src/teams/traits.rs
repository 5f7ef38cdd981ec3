//! What Microsoft Teams is like.

use crate::chat::{FormOpener, Manner, Traits};

const MANNER: Manner = Manner {
    command: "@Plaudit",
    give: "@Plaudit",
    overhears: false,
    form: FormOpener::Button,
    mentions: true,
    invites: false,
};

/// The bot is mentioned to be spoken to. A bot is told neither who administers a tenant nor what that is
/// called.
pub const TRAITS: Traits = Traits {
    manner: MANNER,
    // Nobody else can be mentioned in a conversation with the bot, nor the bot itself.
    manner_alone: Manner {
        command: "kudos",
        mentions: false,
        ..MANNER
    },
    tells_admins: false,
    // No input of a card knows the channels.
    asks_places: false,
    // What a bot has there is its conversation.
    has_home: false,
    tells_names: false,
    tells_first_days: false,
};
