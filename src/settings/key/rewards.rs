//! The keys of rewards, and of those who sell vouchers.

use super::Key;
use super::read::money;
use super::value::{number, small, text};
use crate::settings::{Group, Kind};

/// Money, per currency.
const MONEY: Kind = Kind::Text { most: 500 };

pub(super) const PROVIDER_RATES: Key = Key {
    name: "provider.rates",
    default: "none",
    help: "what a point is worth where a provider of vouchers is paid, per currency; none for nowhere",
    example: "IDR 150, USD 0.01",
    group: Group::Rewards,
    value: text(
        MONEY,
        |s| s.provider_rates.to_string(),
        |s, v| money(v).map(|it| s.provider_rates = it),
    ),
};

pub(super) const PROVIDER_MONTHLY_BUDGET: Key = Key {
    name: "provider.monthly_budget",
    default: "none",
    help: "how much may be ordered of providers in a month, per currency; none for no end",
    example: "IDR 7500000, USD 500",
    group: Group::Rewards,
    value: text(
        MONEY,
        |s| s.provider_budget.to_string(),
        |s, v| money(v).map(|it| s.provider_budget = it),
    ),
};

pub(super) const PROVIDER_BALANCE_LOW: Key = Key {
    name: "provider.balance_low",
    default: "none",
    help: "how much should be left with a provider, per currency: with less, admins are told; none for never",
    example: "USD 100",
    group: Group::Rewards,
    value: text(
        MONEY,
        |s| s.provider_balance_low.to_string(),
        |s, v| money(v).map(|it| s.provider_balance_low = it),
    ),
};

pub(super) const REWARDS_CODES_LOW: Key = Key {
    name: "rewards.codes_low",
    default: "5",
    help: "how many codes of a reward are left when admins are told to load more",
    example: "10",
    group: Group::Rewards,
    value: number(
        0,
        10_000,
        |s| s.rewards_codes_low,
        |s, n| s.rewards_codes_low = n,
    ),
};

pub(super) const REWARDS_DELIVERY_DAYS: Key = Key {
    name: "rewards.delivery_days",
    default: "30",
    help: "how long addresses are kept once a reward was delivered or came to nothing, in days",
    example: "30",
    group: Group::Rewards,
    value: number(
        1,
        365,
        |s| s.rewards_delivery_days.into(),
        |s, n| s.rewards_delivery_days = small(n),
    ),
};

pub(super) const REWARDS_ESCALATE_DAYS: Key = Key {
    name: "rewards.escalate_days",
    default: "5",
    help: "after how many days without a decision the admins are asked, too",
    example: "7",
    group: Group::Rewards,
    value: number(
        1,
        90,
        |s| s.rewards_escalate_days.into(),
        |s, n| s.rewards_escalate_days = small(n),
    ),
};

pub(super) const REWARDS_EXPIRY_MONTHS: Key = Key {
    name: "rewards.expiry_months",
    default: "0",
    help: "how many months after they were received points expire; 0 for never",
    example: "12",
    group: Group::Rewards,
    value: number(
        0,
        120,
        |s| s.rewards_expiry_months.into(),
        |s, n| s.rewards_expiry_months = small(n),
    ),
};

pub(super) const REWARDS_REMIND_DAYS: Key = Key {
    name: "rewards.remind_days",
    default: "2",
    help: "how often whoever decides on a redemption is reminded, in days",
    example: "3",
    group: Group::Rewards,
    value: number(
        1,
        90,
        |s| s.rewards_remind_days.into(),
        |s, n| s.rewards_remind_days = small(n),
    ),
};
