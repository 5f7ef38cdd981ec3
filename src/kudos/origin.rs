//! Where a gift comes from.

use crate::chat::{Place, PlaceKind};

/// Where a gift comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A chat: in which way, and where.
    Chat(Way, Place),
    /// A program, by the API.
    Api,
    /// The console.
    Console,
    /// A rule of the programme.
    Rule,
}

/// How one gives in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a slash command.
    Command,
    /// By a message to the bot.
    Mention,
    /// By `++` in a message.
    Message,
    /// By the form.
    Form,
    /// By a reaction.
    Reaction,
    /// By joining another kudos.
    Boost,
}

words! {
    /// How a kudos was given, as it is kept and exported.
    pub enum Source {
        /// By a slash command.
        Command = "command",
        /// By a message to the bot.
        Mention = "mention",
        /// By `++` in a message.
        Message = "message",
        /// By the form.
        Form = "form",
        /// By a reaction.
        Reaction = "reaction",
        /// By joining another kudos.
        Boost = "boost",
        /// By a program.
        Api = "api",
        /// In the console.
        Console = "console",
        /// By a rule.
        Rule = "rule",
    }
}

impl Origin {
    /// Where, in a chat.
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Chat(_, place) => Some(place),
            Self::Api | Self::Console | Self::Rule => None,
        }
    }

    /// How, in a chat.
    pub const fn way(&self) -> Option<Way> {
        match self {
            Self::Chat(way, _) => Some(*way),
            Self::Api | Self::Console | Self::Rule => None,
        }
    }

    /// Whether it is given where nobody else listens.
    pub fn is_direct(&self) -> bool {
        let place = self.place();
        place.is_some_and(|place| place.kind == PlaceKind::Direct)
    }

    /// Whether many may give so at once, so that recipients are told of all of it together.
    pub const fn is_gathered(&self) -> bool {
        matches!(self.way(), Some(Way::Reaction | Way::Boost))
    }

    /// The word it is kept as.
    pub const fn source(&self) -> Source {
        match self {
            Self::Chat(Way::Command, _) => Source::Command,
            Self::Chat(Way::Mention, _) => Source::Mention,
            Self::Chat(Way::Message, _) => Source::Message,
            Self::Chat(Way::Form, _) => Source::Form,
            Self::Chat(Way::Reaction, _) => Source::Reaction,
            Self::Chat(Way::Boost, _) => Source::Boost,
            Self::Api => Source::Api,
            Self::Console => Source::Console,
            Self::Rule => Source::Rule,
        }
    }
}
