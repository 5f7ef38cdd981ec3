//! Badges: what people earn by giving and receiving, or are awarded by hand.
//!
//! Giving does nothing for them. Each member whose gifts were folded into totals, or undone, gets a
//! row in `badge_look` by a trigger; whoever takes it counts their kudos anew, and keeps the counters
//! and what follows from them in one transaction ([`look`]). So counters are what a recomputation
//! comes to, whatever happened in between. What was earned before a badge was there is awarded in
//! silence ([`Looked::news`]).

mod award;
mod badge;
mod built_in;
mod claim;
mod export;
mod history;
mod keep;
mod look;
mod picture;
mod rule;
mod shelf;
mod streak;

pub use award::{AwardError, Awarded, WHY_CHARS, award, take};
pub use badge::{Badge, all, find};
pub use built_in::built_in;
pub use claim::{Claimed, aside, claim, hand_on, set_aside};
pub use export::{AwardRow, export};
pub use keep::{KeepError, NewBadge, archive, bring_back, define, note_anniversaries, prepare};
pub use look::{Looked, look};
pub use picture::{NoPicture, Picture};
pub use rule::{NoRule, Rule};
pub use shelf::{Earned, Progress, Shelf, of};

words! {
    /// How somebody got a badge.
    pub enum Source {
        /// By what they gave or received.
        Rule = "rule",
        /// Somebody awarded it.
        Hand = "hand",
    }
}
