//! Vouchers that a provider sells: what is ordered for a redemption, what that counts against the
//! budget, and whether the account with the provider is low.

mod low;
mod spending;
mod terms;
mod warning;

pub use low::{Short, lows, note_balances};
pub use spending::{Held, Spent, hold, release, setting_changed, spent};
pub use terms::Terms;
pub(super) use terms::{agree, agreed, currency};
pub use terms::{buyers, of_redemption, unpriced};
pub use warning::{Warning, tell_who_waits, warn};
