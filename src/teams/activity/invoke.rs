//! What cards, dialogs and message extensions send along.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{Activity, lenient};

/// The value of an invoke.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Invocation {
    /// What was pressed on a card.
    #[serde(deserialize_with = "lenient::part")]
    pub action: Execute,
    /// `manual`, or `automatic` when a card asks to be refreshed.
    #[serde(deserialize_with = "lenient::text")]
    pub trigger: Option<String>,
    /// The message that a command was chosen on.
    #[serde(deserialize_with = "lenient::part")]
    pub message_payload: Option<MessagePayload>,
}

/// A button of a card.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Execute {
    /// What it does.
    #[serde(deserialize_with = "lenient::text")]
    pub verb: Option<String>,
}

/// What our own cards put under `plaudit`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Ours {
    /// What the button does.
    #[serde(deserialize_with = "lenient::text")]
    pub action: Option<String>,
    /// What it is about.
    #[serde(deserialize_with = "lenient::text")]
    pub value: Option<String>,
    /// The form that was sent.
    pub form: Value,
}

/// A message, as message extensions get it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MessagePayload {
    /// Its id.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// Who wrote it.
    #[serde(deserialize_with = "lenient::part")]
    pub from: PayloadIdentity,
    /// What it says.
    #[serde(deserialize_with = "lenient::part")]
    pub body: Body,
    /// Who is mentioned in it.
    #[serde(deserialize_with = "lenient::list")]
    pub mentions: Vec<PayloadMention>,
}

/// What a message says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Body {
    /// HTML, in which mentions are `<at id="0">`.
    #[serde(deserialize_with = "lenient::text")]
    pub content: Option<String>,
}

/// A mention in a message.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PayloadMention {
    /// Its number in the text.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// How it stands in the text.
    #[serde(deserialize_with = "lenient::text")]
    pub mention_text: Option<String>,
    /// Who is mentioned.
    #[serde(deserialize_with = "lenient::part")]
    pub mentioned: PayloadIdentity,
}

/// Somebody or something in a message: one of these is given.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PayloadIdentity {
    /// A person.
    #[serde(deserialize_with = "lenient::part")]
    pub user: Linked,
    /// An app.
    #[serde(deserialize_with = "lenient::part")]
    pub application: Linked,
    /// A channel or a team.
    #[serde(deserialize_with = "lenient::part")]
    pub conversation: Linked,
    /// A tag.
    #[serde(deserialize_with = "lenient::part")]
    pub tag: Linked,
}

/// Who or what exactly.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Linked {
    /// Its id in the directory.
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    /// Its name.
    #[serde(deserialize_with = "lenient::text")]
    pub display_name: Option<String>,
    /// For people: `aadUser`, or what else they are.
    #[serde(deserialize_with = "lenient::text")]
    pub user_identity_type: Option<String>,
    /// For people: their tenant, when told.
    #[serde(deserialize_with = "lenient::text")]
    pub tenant_id: Option<String>,
}

impl Activity {
    /// The value, as invokes have it.
    pub fn invocation(&self) -> Invocation {
        lenient::object(&self.value).unwrap_or_default()
    }

    /// What a button or a form carries, with what was typed merged into it. Messages carry it bare,
    /// cards within their action, dialogs and message extensions as `data`.
    pub fn data(&self) -> &Value {
        match (self.kind.as_deref(), self.name.as_deref()) {
            (Some("invoke"), Some("adaptiveCard/action")) => &self.value["action"]["data"],
            (Some("invoke"), _) => &self.value["data"],
            _ => &self.value,
        }
    }

    /// What our own cards put into the data.
    pub fn ours(&self) -> Option<Ours> {
        lenient::object(&self.data()["plaudit"])
    }

    /// The plain values of the data, as strings.
    pub fn inputs(&self) -> BTreeMap<String, String> {
        let members = self.data().as_object().into_iter().flatten();
        members
            .filter_map(|(name, value)| Some((name.clone(), lenient::plain(value)?)))
            .collect()
    }
}
