//! What a service is asked, and what it may say: one file for each method implements this.

use std::time::Duration;

use futures_util::future::BoxFuture;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::chat::Locale;
use crate::ids::RedemptionId;
use crate::rewards::voucher::Terms;
use crate::rewards::{Asks, Trouble};

/// Something to be delivered.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its key: whoever is asked twice under one key delivers once.
    pub id: RedemptionId,
    /// The slug of the item.
    pub item: String,
    /// What it is called, in the language of whoever gets it.
    pub name: String,
    /// What was agreed, where it is sold by a provider.
    pub terms: Option<Terms>,
    /// How many points were spent.
    pub points: i64,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// Since when nobody knows whether it is delivered, where an earlier try may have done it.
    pub in_doubt_since: Option<Timestamp>,
    /// Whether its service said that it is under way.
    pub under_way: bool,
    /// How many orders for it its service took and called off: where a service keeps the keys of these, the
    /// next order needs another one.
    pub called_off: u32,
    /// Who gets it.
    pub recipient: Recipient,
}

impl Order {
    /// What the n-th order of a redemption is called at a service which keeps the keys of those that it called
    /// off, from 1 on: its id, and after each of these the same with a number behind it.
    pub(super) fn key(&self, nth: u32) -> String {
        match nth {
            1 => self.id.to_string(),
            _ => format!("{}-{nth}", self.id),
        }
    }

    /// Which order of the redemption is the one to be placed: those before it were called off.
    pub(super) const fn last(&self) -> u32 {
        self.called_off.saturating_add(1)
    }
}

/// Who gets it.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// How they are called.
    pub name: String,
    /// What they read.
    pub locale: Locale,
    /// What they said that delivery needs to know, and what it is.
    pub delivery: Option<(Asks, SecretString)>,
}

/// What a service says.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It is delivered.
    Delivered {
        /// The code that its member gets.
        code: Option<SecretString>,
        /// What the service calls it.
        reference: Option<String>,
    },
    /// It is under way, and the service calls back.
    Later {
        /// What the service calls it.
        reference: Option<String>,
        /// When it is asked whether it has, where that is not once a day.
        again: Option<Duration>,
    },
    /// Whether it is delivered nobody knows.
    Unknown(Trouble),
    /// It never will be.
    Refused(Trouble),
    /// It is not delivered, and may be asked for again.
    NotNow {
        /// Why.
        why: Trouble,
        /// For how long the service wants to be left alone, where it says so.
        pause: Option<Duration>,
    },
}

impl Answer {
    /// Why it is not delivered; nothing in particular, where it is.
    pub(super) fn trouble(self) -> Trouble {
        match self {
            Self::Unknown(why) | Self::Refused(why) | Self::NotNow { why, .. } => why,
            Self::Delivered { .. } | Self::Later { .. } => Trouble::NotUnderstood,
        }
    }

    /// The name used in metrics.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Delivered { .. } => "delivered",
            Self::Later { .. } => "later",
            Self::Unknown(_) => "unknown",
            Self::Refused(_) => "refused",
            Self::NotNow { .. } => "not_now",
        }
    }
}

/// A service that delivers.
pub trait Provider: Send + Sync {
    /// Asks for an order that it was never asked for.
    fn deliver<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer>;

    /// Asks what came of an order that it may have been asked for, by its key. One that it knows
    /// nothing of, it delivers now.
    fn ask<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer>;
}
