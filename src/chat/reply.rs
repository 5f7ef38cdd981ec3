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
    /// A form opens; where it cannot, the message is shown instead.
    Open {
        /// The form.
        form: Box<Form>,
        /// What is said when no form can open.
        otherwise: Message,
    },
    /// The form stays open, with a sentence at each field that must change.
    Invalid(Vec<(String, String)>),
}
