//! What Slack sends, as it arrives.
//!
//! Everything is optional: fields come and go with the surface, the plan and the year. What an act
//! cannot do without is checked where it is [translated](super::inbound). Tokens are not even read, so
//! that they cannot be logged.

mod command;
mod event;
mod interaction;
mod lenient;
mod user;

pub use command::CommandForm;
pub use event::{
    Authorization, Envelope, Inner, Item, Joined, Message, Opened, Person, Reaction, Renumbered,
    Revoked, RevokedTokens,
};
pub use interaction::{
    Account, Action, Channel, Container, Input, Interaction, InteractionForm, Named, Picked, State,
    Unreadable, View,
};
pub use lenient::Flag;
pub use user::{EnterpriseUser, Names, User};
