//! What a delivery lets us do for a short while.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a delivery lets us show whoever acted, where its acknowledgement cannot. Whoever has it may use
/// it, so it is never stored and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Opens a form, within seconds.
    pub opens: String,
    /// The page of a form that the delivery came from, which can be shown anew.
    pub page: Option<Page>,
    /// Changes the message whose button was pressed, where nobody else reads it.
    pub message: Option<Handle>,
    /// Whether it came from their home, where nothing can be said: what they are told opens as a page.
    pub at_home: bool,
}

impl Ticket {
    /// A ticket that opens a form, and does nothing else.
    pub const fn new(opens: String) -> Self {
        Self {
            opens,
            page: None,
            message: None,
            at_home: false,
        }
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}

/// A page of a form, as somebody has it before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id, which stays while it is shown anew.
    pub id: String,
    /// Which state of it.
    pub revision: String,
}

/// What changes one message, for a while.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Handle(pub String);

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_shown() {
        let ticket = Ticket {
            message: Some(Handle("https://secret.test".to_owned())),
            ..Ticket::new("secret".to_owned())
        };
        let shown = format!("{ticket:?} {:?}", ticket.message);
        assert!(!shown.contains("secret"), "{shown}");
    }
}
