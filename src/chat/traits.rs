//! What a platform is like, for those who know none: each says it of itself, beside its translation.

/// What opens a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOpener {
    /// A command does.
    Command,
    /// A button does, which a command shows.
    Button,
}

/// How one speaks with the bot where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What a command begins with: `/kudos`.
    pub command: &'static str,
    /// What a gift begins with; not everywhere can people be mentioned where commands are typed.
    pub give: &'static str,
    /// Whether the bot is told of messages and reactions that are not meant for it.
    pub overhears: bool,
    /// What opens the form.
    pub form: FormOpener,
    /// Whether people can be mentioned where the reader is.
    pub mentions: bool,
    /// Whether the bot is brought into a place by a command that is typed there; else the app is added
    /// to it.
    pub invites: bool,
}

/// A platform's ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a way of its own that a platform has or has not"
)]
pub struct Traits {
    /// How one speaks with the bot where others read.
    pub manner: Manner,
    /// How one does in a conversation with it alone.
    pub manner_alone: Manner,
    /// Whether it says who administers a team. Where it does not, whoever brings the bot in first does.
    pub tells_admins: bool,
    /// Whether a form there can ask for a conversation.
    pub asks_places: bool,
    /// Whether it has a page of ours for each person, which we fill.
    pub has_home: bool,
    /// Whether it says what a team is called. A programme is founded under such a name, where one of the
    /// platforms can tell it.
    pub tells_names: bool,
    /// Whether it can say since when somebody belongs to the organisation.
    pub tells_first_days: bool,
}

impl Traits {
    /// How one speaks with the bot in a conversation with it alone, or elsewhere.
    pub const fn manner(&self, alone: bool) -> Manner {
        if alone {
            self.manner_alone
        } else {
            self.manner
        }
    }
}
