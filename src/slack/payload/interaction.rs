//! Buttons, forms and shortcuts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lenient::{object, or_default};
use super::{Flag, Message};

/// The form that carries an interaction.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct InteractionForm {
    /// The interaction, as JSON.
    pub payload: Option<String>,
    /// Whether Slack only looks whether the address answers over TLS.
    pub ssl_check: Flag,
}

/// A button pressed, a form sent, a shortcut chosen, a list searched.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Interaction {
    /// `block_actions`, `view_submission`, `block_suggestion`, `shortcut`, `message_action`, …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Who.
    #[serde(deserialize_with = "or_default")]
    pub user: Account,
    /// The workspace that has the app; null when the whole organisation installed it.
    pub team: Option<Named>,
    /// The organisation.
    pub enterprise: Option<Named>,
    /// Whether the whole organisation installed the app.
    pub is_enterprise_install: Flag,
    /// What was pressed stands here.
    #[serde(deserialize_with = "or_default")]
    pub container: Container,
    /// The channel.
    pub channel: Option<Channel>,
    /// The message; left out for private ones.
    pub message: Option<Message>,
    /// The message's id, for message shortcuts.
    pub message_ts: Option<String>,
    /// The form.
    pub view: Option<View>,
    /// What was pressed.
    #[serde(deserialize_with = "or_default")]
    pub actions: Vec<Action>,
    /// Which shortcut.
    pub callback_id: Option<String>,
    /// When, for shortcuts.
    pub action_ts: Option<String>,
    /// Opens a form within three seconds, once.
    pub trigger_id: Option<String>,
    /// Changes the message that was acted on, five times within half an hour, for whoever has it.
    pub response_url: Option<String>,
    /// For a list: which element asks for its offers.
    pub block_id: Option<String>,
    /// For a list: what was typed into it.
    pub value: Option<String>,
}

impl Interaction {
    /// Reads a request body. Without a payload, and for a probe of the address, it is of no kind.
    pub fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let form: InteractionForm = serde_urlencoded::from_bytes(body)?;
        match form.payload {
            Some(payload) => Ok(object(payload.as_bytes())?),
            None if form.ssl_check.0 => Ok(Self::default()),
            None => Err(Unreadable::Empty),
        }
    }
}

/// Why an interaction could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Not a form.
    #[error("not a form")]
    Form(#[from] serde_urlencoded::de::Error),
    /// A form without a payload.
    #[error("a form without a payload")]
    Empty,
    /// A payload that is not what Slack sends.
    #[error("not an interaction")]
    Payload(#[from] serde_json::Error),
}

/// Somebody.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The account's id.
    pub id: Option<String>,
    /// The workspace it belongs to.
    pub team_id: Option<String>,
}

/// Something with an id.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// The id.
    pub id: Option<String>,
}

/// A conversation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Channel {
    /// Its id.
    pub id: Option<String>,
    /// Its name, or what stands for one: `privategroup`, `directmessage`, `mpdm-…`.
    pub name: Option<String>,
}

/// What holds the element that was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Container {
    /// The message.
    pub message_ts: Option<String>,
    /// The message's channel.
    pub channel_id: Option<String>,
    /// The message's thread.
    pub thread_ts: Option<String>,
    /// Whether only this person sees the message.
    pub is_ephemeral: Flag,
    /// The form or Home tab.
    pub view_id: Option<String>,
}

/// An element that was pressed or chosen from.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Action {
    /// Which, as the renderer named it.
    pub action_id: Option<String>,
    /// A button's value.
    pub value: Option<String>,
    /// What was chosen from a list.
    pub selected_option: Option<Picked>,
    /// When.
    pub action_ts: Option<String>,
}

/// A form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct View {
    /// `modal` or `home`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// This opening of it.
    pub id: Option<String>,
    /// Which state of it: another one with each update.
    pub hash: Option<String>,
    /// Which form.
    pub callback_id: Option<String>,
    /// What it was given when it opened.
    pub private_metadata: Option<String>,
    /// The workspace that has the app, also when the form was opened from a shared channel.
    pub app_installed_team_id: Option<String>,
    /// What was typed.
    #[serde(deserialize_with = "or_default")]
    pub state: State,
}

/// What was typed into a form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct State {
    /// By block, then by element.
    #[serde(deserialize_with = "or_default")]
    pub values: BTreeMap<String, BTreeMap<String, Input>>,
}

/// What was typed into, or chosen with, one element. Only the field of its kind is filled.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Input {
    /// Text, a number, an address.
    pub value: Option<String>,
    /// One person.
    pub selected_user: Option<String>,
    /// Several people.
    #[serde(deserialize_with = "or_default")]
    pub selected_users: Vec<String>,
    /// One offer.
    pub selected_option: Option<Picked>,
    /// Several offers.
    #[serde(deserialize_with = "or_default")]
    pub selected_options: Vec<Picked>,
    /// One conversation.
    pub selected_conversation: Option<String>,
    /// A day.
    pub selected_date: Option<String>,
}

/// An offer that was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Picked {
    /// Its value.
    pub value: Option<String>,
}
