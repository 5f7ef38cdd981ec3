//! Rewards: what points are exchanged for, and each exchange.
//!
//! An [`Item`] of the catalogue has a price, a stock and rules of who may have it. A [`Redemption`]
//! moves points from its member to the reserve; they are spent when it is fulfilled, and go back when
//! it comes to nothing. What it may become next is one table ([`State::after`]), and every change is
//! one transaction ([`redeem`], [`advance`]): state, ledger, stock, history, and what is told of it.

pub mod catalog;
pub mod codes;
mod expiry;
mod interest;
mod redemption;
mod shelf;
pub mod voucher;
mod wish;

pub use catalog::{
    Accounts, Approval, Asks, Audience, CatalogError, Fulfilment, Item, ItemKind, Limit, Offer,
    Price, PriceError, Text, Texts, Voucher, Webhook,
};
pub use expiry::{
    Announced, Expiring, announce, due, expire, expired_lately, next_expiry, verify_expiry,
};
pub use interest::{Interest, Interests, NotAnInterest, interests, keep_interests};
pub use redemption::{
    Advance, Advanced, Approver, Asked, Decider, FORMAT, Holding, Lacking, Line, News, NoReason,
    NotAdvanced, NotRedeemed, Overdue, Past, REASON_CHARS, Redeem, RedeemRefusal, Redeemed,
    Redemption, State, Step, Teller, Trouble, Wanted, advance, again, anywhere, approvers, assign,
    by_hand, by_id, count_of_member, decider, delivered_too_late, export, history, how_many_wait,
    lacking, note_reference, of_member, open, points, reason, redeem, remind_later, take_overdue,
    used_up, verify_rewards,
};
pub use shelf::{Filter, Shelf, is_called, is_offered_to, meant, offered, shelf};
pub use wish::{Granted, granted, put_off, wish, wished};

use sqlx::PgConnection;

use crate::ids::Joining;

/// Makes what one member wishes for, likes, and was told of, the other's, in the transaction that makes them
/// one.
pub async fn hand_on(conn: &mut PgConnection, joining: Joining) -> Result<(), sqlx::Error> {
    wish::hand_on(conn, joining).await?;
    interest::hand_on(conn, joining).await?;
    expiry::hand_on_notices(conn, joining).await
}
