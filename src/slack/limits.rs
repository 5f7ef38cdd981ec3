//! How much Slack takes.
//!
//! One value too long fails the whole call (`invalid_blocks`), so everything rendered is measured
//! against these. Numbers: docs.slack.dev, "Block Kit" and "chat.postMessage".

pub use crate::chat::text::{ELLIPSIS, cut, is_blank, units};

/// Blocks in a message.
pub const BLOCKS: usize = 50;
/// Blocks in a form.
pub const VIEW_BLOCKS: usize = 100;
/// The text beside the blocks: longer is taken, but not recommended.
pub const FALLBACK: usize = 4_000;
/// A section's text, and by our choice a quote.
pub const SECTION: usize = 3_000;
/// Fields of a section.
pub const FIELDS: usize = 10;
/// One field of a section.
pub const FIELD: usize = 2_000;
/// A header.
pub const HEADER: usize = 150;
/// One element of a context. Slack names no limit; this is its smallest for marked text.
pub const CONTEXT: usize = 2_000;
/// Buttons in a row: 25 are taken, but more than five break anywhere on a phone.
pub const ROW: usize = 5;
/// A button's label.
pub const BUTTON: usize = 75;
/// A button's value.
pub const BUTTON_VALUE: usize = 2_000;
/// A `block_id`, `action_id` or `callback_id`.
pub const ID: usize = 255;
/// An address.
pub const URL: usize = 3_000;
/// What an image shows.
pub const ALT: usize = 2_000;
/// Charts that Slack draws in a message.
pub const CHARTS: usize = 2;
/// A chart's title.
pub const CHART_TITLE: usize = 50;
/// The label of one of its points, and the name of a series.
pub const CHART_LABEL: usize = 20;
/// Its points.
pub const CHART_POINTS: usize = 20;
/// The title of a question before a button counts.
pub const CONFIRM_TITLE: usize = 100;
/// That question.
pub const CONFIRM_TEXT: usize = 300;
/// Its yes and no.
pub const CONFIRM_BUTTON: usize = 30;
/// A form's title, and its buttons.
pub const VIEW_TITLE: usize = 24;
/// A question's label, its hint, or what is wrong with the answer.
pub const LABEL: usize = 2_000;
/// The longest text that can be typed into a form.
pub const TYPED: usize = 3_000;
/// Offers that are shown with a box each.
pub const CHECKBOXES: usize = 10;
/// An offer's label.
pub const OPTION: usize = 75;
/// An offer's value.
pub const OPTION_VALUE: usize = 150;
