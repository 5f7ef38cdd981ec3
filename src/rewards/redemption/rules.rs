//! The rules of redeeming. Pure: everything they need is handed in.

use jiff::civil::Date;

use crate::calendar::Period;
use crate::chat::Standing;
use crate::money::Currency;
use crate::people::{Known, Member};
use crate::rewards::{Asks, Item, Price};

/// Why points are not exchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedeemRefusal {
    /// Guests, bots, and those who left have no points to spend.
    NotForYou,
    /// It is not offered, or not any more, or not yet.
    NotOffered,
    /// It is for others.
    NotForThem(Lacking),
    /// None is left.
    SoldOut,
    /// What was said of it is not what was seen: it is to be looked at again.
    Changed,
    /// It does not cost so much.
    Amount(Price),
    /// They have had it often enough.
    Limit {
        /// How often one may,
        count: i32,
        /// in each of these.
        period: Period,
        /// The first day on which they may again.
        again: Option<Date>,
    },
    /// They have too few points.
    Short {
        /// What they have.
        have: i64,
        /// What it takes.
        needed: i64,
    },
    /// Nobody says what a point is worth in the currency that it is ordered in.
    NoRate(Currency),
    /// It is not said what delivery needs to know.
    NeedsDelivery,
    /// What was said of it cannot be what is asked for.
    UnfitDelivery(Asks),
}

/// Why an item is not for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// It is for other roles.
    Role,
    /// It is for other units of the organisation.
    Team,
    /// It is for other countries.
    Country,
    /// It is for those who have been there longer.
    Tenure {
        /// For so many days.
        days: i32,
    },
}

/// What keeps an item from being for a member, if anything does.
pub fn lacking(item: &Item, member: &Member, known: &Known, today: Date) -> Option<Lacking> {
    let audience = &item.offer.audience;
    if !audience.roles.is_empty() && !audience.roles.contains(&member.role) {
        return Some(Lacking::Role);
    }
    let among = |allowed: &[String], is: Option<&String>| {
        allowed.is_empty() || is.is_some_and(|is| allowed.contains(is))
    };
    if !among(&audience.teams, known.team.as_ref()) {
        return Some(Lacking::Team);
    }
    if !among(&audience.countries, known.country.as_ref()) {
        return Some(Lacking::Country);
    }
    let days = audience.min_tenure_days?;
    let served = known.hired_on.map_or(-1, |since| {
        today.since(since.0).map_or(-1, |it| it.get_days())
    });
    (served < days).then_some(Lacking::Tenure { days })
}

/// Applies the rules, but for how often the item was had and whether the points are there, which the
/// database tells.
pub(super) fn check(
    item: &Item,
    (member, known): (&Member, &Known),
    (points, seen): (i64, Option<i64>),
    today: Date,
) -> Result<(), RedeemRefusal> {
    if !member.active || member.standing != Standing::Member {
        return Err(RedeemRefusal::NotForYou);
    }
    if !item.is_offered(today) {
        return Err(RedeemRefusal::NotOffered);
    }
    if let Some(lacking) = lacking(item, member, known, today) {
        return Err(RedeemRefusal::NotForThem(lacking));
    }
    if seen.is_some_and(|seen| seen != item.version) {
        return Err(RedeemRefusal::Changed);
    }
    if !item.offer.price.accepts(points) {
        return Err(RedeemRefusal::Amount(item.offer.price));
    }
    if item.is_sold_out() {
        return Err(RedeemRefusal::SoldOut);
    }
    Ok(())
}
