//! The vocabulary both platforms speak. No I/O, no platform word.
//!
//! A platform's room translates what it receives into [`Inbound`] and renders [`Message`], [`Form`]
//! and [`Reply`] in its own medium. Everything between the two sees only these types.

#[cfg(test)]
pub(crate) mod arbitrary;
mod chart;
pub(crate) mod clean;
mod form;
mod identity;
mod inbound;
mod installation;
mod locale;
pub mod marked;
mod message;
mod name;
mod port;
mod reply;
mod rich;
pub mod shortcode;
pub mod signs;
pub mod text;
mod ticket;
mod traits;

pub use chart::{Chart, Mood, Point, Shape};
pub use clean::Clean;
pub use form::{Answers, Choice, Field, Form, Input, Item, LISTED, Search};
pub use identity::{Identity, NotNamed, Place, PlaceKind, Platform};
pub use inbound::{Ack, Act, Client, Inbound, Profile, Proof, Quoted, Standing, deferred_key};
pub use installation::Installation;
pub use locale::Locale;
pub use message::{Button, Confirm, Fact, Message, Part, Style};
pub use name::shown_name;
pub use port::{Door, LookupError, Outgoing, Port, Receipt, SendError, To, Venue};
pub use reply::{Reply, Turn};
pub use rich::{Mention, Rich, Span};
pub use ticket::{Handle, Page, Ticket};
pub use traits::{FormOpener, Manner, Traits};
