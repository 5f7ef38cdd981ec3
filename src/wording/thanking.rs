//! Whom one could thank.

use super::Words;
use super::help::give_button;
use super::notices::mute_button;
use super::pattern::{arg, none, number};
use crate::chat::{Message, Part};
use crate::people::NoticeKind;

/// The reader thanked nobody for so many days, or never did; and with whom they had to do lately.
pub fn thanking_ask(w: &Words<'_>, days: Option<i64>, people: &[String]) -> Message {
    let line = match days {
        Some(days) => w.rich("thanking-ask", &number("days", days)),
        None => w.rich("thanking-ask-new", &none()),
    };
    let mut message = Message::new(line.clone()).with(Part::Text(line));
    if !people.is_empty() {
        let people = arg("people", w.names(people));
        message = message.with(Part::Note(w.rich("thanking-people", &people)));
    }
    message
        .with(give_button(w))
        .with(mute_button(w, NoticeKind::Thanking))
}
