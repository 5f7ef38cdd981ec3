//! Rewards: what points are exchanged for, and each exchange.
//!
//! An [`Item`] of the catalogue has a price, a stock and rules of who may have it. A [`Redemption`]
//! moves points from its member to the reserve; they are spent when it is fulfilled, and go back when
//! it comes to nothing. What it may become next is one table ([`State::after`]), and every change is
//! one transaction ([`redeem`], [`advance`]): state, ledger, stock, history, and what is told of it.

pub mod catalog;
pub mod codes;
mod redemption;
mod shelf;
mod wish;

pub use catalog::{
    Approval, Asks, Audience, CatalogError, Fulfilment, Item, ItemKind, Limit, Offer, Price,
    PriceError, Text, Texts, Webhook,
};
pub use redemption::{
    Advance, Advanced, Asked, FORMAT, Holding, Lacking, Line, News, NoReason, NotAdvanced,
    NotRedeemed, Overdue, Past, REASON_CHARS, Redeem, RedeemRefusal, Redeemed, Redemption, State,
    Step, Teller, Trouble, Wanted, advance, again, anywhere, approvers, assign, by_hand, by_id,
    delivered_too_late, export, history, lacking, may_decide, note_reference, of_member, open,
    points, reason, redeem, take_overdue, used_up, verify_rewards,
};
pub use shelf::{Filter, Shelf, is_called, is_offered_to, meant, offered, shelf};
pub use wish::{Granted, granted, hand_on, put_off, wish};
