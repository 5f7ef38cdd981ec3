//! Homes: what people have before them of what is theirs, in a place of a platform's that is ours.
//!
//! Whoever opens theirs gets a row, for a day. Triggers add rows to `home_change` for whoever has one,
//! whichever feature changed something: giving itself does nothing for it, since gifts are followed as
//! they are folded into totals. Changes that come close together are one, and what looks the same as
//! before is not sent again.

mod change;
mod fingerprint;
mod row;

use jiff::SignedDuration;

pub use change::note_changes;
pub use fingerprint::Fingerprint;
pub use row::{Claimed, claim, forget, hidden, keep, opened, refused, set_aside};

/// How long a home is kept up to date after it was opened.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How long a home stays as it is after it was shown.
const REST: SignedDuration = SignedDuration::from_secs(5);
