//! How much Teams takes.
//!
//! A message too large is refused as a whole (`MessageSizeTooBig`), and the documents name 28, 40
//! and 100 kB; everything rendered keeps to the smallest. Where Teams names no limit for a text,
//! ours is what still reads well.

use serde_json::Value;

pub use crate::chat::text::{ELLIPSIS, cut, is_blank, units};

/// A card, as [`weight`] counts: what is left of a message are the summary, the recipient and the conversation.
pub const CARD: usize = 25_000;
/// A text of a card, tried from the longest: where a message does not fit, its longest texts are
/// the first to be cut.
pub const TEXTS: [usize; 4] = [4_000, 2_000, 1_000, 500];
/// The words of a message without its card.
pub const WORDS: usize = 5_000;
/// A line for notifications, and what clients show that know no cards.
pub const SUMMARY: usize = 300;
/// A heading, the title of a dialog, or a fact's label.
pub const TITLE: usize = 100;
/// A name that is mentioned.
pub const NAME: usize = 100;
/// Buttons in a set: Teams shows no more.
pub const ROW: usize = 6;
/// A button's label.
pub const BUTTON: usize = 80;
/// A button's value.
pub const BUTTON_VALUE: usize = 2_000;
/// The question before a button counts.
pub const CONFIRM: usize = 300;
/// An address.
pub const URL: usize = 2_000;
/// What an image shows.
pub const ALT: usize = 300;
/// The label of a point of a chart, by our choice.
pub const CHART_LABEL: usize = 40;
/// A question's label, its hint, or what is wrong with the answer.
pub const LABEL: usize = 500;
/// The longest text that can be typed into a form.
pub const TYPED: usize = 4_000;
/// Offers that a search finds: Teams shows no more.
pub const FOUND: usize = 15;
/// Offers of which several can be chosen, up to which each is shown with its own box.
pub const CHECKBOXES: usize = 10;
/// An offer's label.
pub const OPTION: usize = 100;

/// The size that Teams counts: JSON in UTF-16.
pub fn weight(value: &Value) -> usize {
    2 * units(&value.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn weighs_json_as_utf_16() {
        assert_eq!(weight(&json!({ "a": "é\n👍" })), 2 * 13);
    }
}
