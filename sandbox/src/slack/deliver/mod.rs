//! Deliveries to the app: what people do becomes signed requests, as Slack sends them.

mod command;
mod event;
mod form;
mod interaction;
mod modal;
mod people;
mod seen;
mod send;
mod suggest;
mod talk;

pub use seen::Seen;

pub(super) use command::{Text, slash};
pub(super) use event::{
    spawn_changed_event, spawn_deleted_event, spawn_message_event, spawn_reaction_event,
};
pub(super) use form::Filled;
pub(super) use interaction::{Spot, act, message_shortcut, shortcut};
pub(super) use modal::{close, submit};
pub(super) use people::{deactivate, invite_bot, join, open_home, tell, uninstall};
pub(super) use send::redeliver;
pub(super) use suggest::suggest;
pub(super) use talk::{Manner, delete, edit, post, react, set_reaction};
