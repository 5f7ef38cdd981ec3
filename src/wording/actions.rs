//! The names of buttons and forms, to which `desk` answers.

/// Join a kudos. The value is its id.
pub const BOOST: &str = "boost";
/// Take a kudos back. The value is its id.
pub const UNDO: &str = "undo";
/// Take a kudos back though a recipient has spent the points. The value is its id.
pub const UNDO_ANYWAY: &str = "undo_anyway";
/// Give to a large group. The value is the draft's id.
pub const CONFIRM_GROUP: &str = "confirm_group";
/// Find out what became of a delivery that was not certain. The value is its key.
pub const CHECK: &str = "check";
/// Tell no more news of a kind. The value is its name.
pub const MUTE: &str = "mute";
/// Tell news of a kind again. The value is its name.
pub const UNMUTE: &str = "unmute";
/// Show earlier acts. The value is the id of the one they come before.
pub const AUDIT: &str = "audit";
/// Open the form to give with. The value is the marked text to fill it from, perhaps none.
pub const OPEN_FORM: &str = "open_form";
/// The form to give with.
pub const FORM_GIVE: &str = "give_kudos";
