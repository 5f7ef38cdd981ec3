//! What the person gets back at once.

use super::{Form, Message};

/// The answer that the acknowledgement of a delivery carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Nothing is shown.
    Nothing,
    /// A message for this person, which others read only where the acknowledgement is
    /// [public](super::Ack::Public).
    Private(Message),
    /// A message in place of the message or the page whose button was pressed. Only where nobody else reads
    /// that.
    Instead(Message),
    /// A form opens; where it cannot, the message is shown instead.
    Open {
        /// The form.
        form: Box<Form>,
        /// Where it comes to lie.
        turn: Turn,
        /// What is said when no form can open.
        otherwise: Message,
    },
    /// The form stays open, with a sentence at each field that must change.
    Invalid(Vec<(String, String)>),
}

/// Where a form comes to lie that is opened from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// In its place.
    Replace,
    /// On top of it: closing it leads back.
    Push,
}

impl Reply {
    /// A form that opens, in place of the one it is opened from.
    pub fn open(form: Form, otherwise: Message) -> Self {
        Self::Open {
            form: Box::new(form),
            turn: Turn::Replace,
            otherwise,
        }
    }

    /// The reply as a message of its own: a form opens only while the platform waits.
    pub fn in_words(self) -> Option<Message> {
        match self {
            Self::Nothing => None,
            Self::Private(message)
            | Self::Instead(message)
            | Self::Open {
                otherwise: message, ..
            } => Some(message),
            Self::Invalid(errors) => {
                let sentences: Vec<String> = errors.into_iter().map(|(_, text)| text).collect();
                Some(Message::text(sentences.join("\n")))
            }
        }
    }
}
