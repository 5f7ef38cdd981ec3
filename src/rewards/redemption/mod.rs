//! Exchanging points for an item, from the wish to its end.

mod advance;
mod again;
mod approver;
mod errand;
mod export;
mod history;
mod overdue;
mod read;
mod reason;
mod request;
mod rules;
mod state;
mod teller;
mod trouble;
mod verify;

pub use advance::{Advance, Advanced, NotAdvanced, advance, assign, delivered_too_late};
pub use again::again;
pub use approver::{Approver, Asked, Decider, approvers, decider, how_many_wait};
pub use errand::FORMAT;
pub use export::{Line, Wanted, export};
pub use history::{Past, history};
pub use overdue::{Overdue, remind_later, take_overdue};
pub use read::{
    Redemption, anywhere, by_hand, by_id, count_of_member, note_reference, of_member, open, points,
};
pub use reason::{NoReason, REASON_CHARS, reason};
pub use request::{NotRedeemed, Redeem, Redeemed, redeem, used_up};
pub use rules::{Lacking, RedeemRefusal, lacking};
pub use state::{Holding, State, Step};
pub use teller::{News, Teller};
pub use trouble::Trouble;
pub use verify::verify_rewards;
