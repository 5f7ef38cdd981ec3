//! Exchanging points for an item, from the wish to its end.

mod advance;
mod approver;
mod export;
mod history;
mod read;
mod request;
mod rules;
mod state;
mod teller;
mod verify;

pub use advance::{Advance, Advanced, NotAdvanced, advance, assign};
pub use approver::{approvers, may_decide};
pub use export::{Line, Wanted, export};
pub use history::{Past, history};
pub use read::{Redemption, by_id, of_member, open, points};
pub use request::{NotRedeemed, Redeem, Redeemed, redeem};
pub use rules::{Lacking, RedeemRefusal, lacking};
pub use state::{Holding, State, Step};
pub use teller::{News, Teller};
pub use verify::verify_rewards;
