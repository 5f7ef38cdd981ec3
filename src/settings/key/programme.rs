//! The keys of the programme: what points are called, when its days begin, what it arranges, and how long
//! it keeps what.

use jiff::tz::TimeZone;

use super::Key;
use super::read::{emoji, words};
use super::value::{number, small, text};
use crate::chat::Locale;
use crate::emoji::code;
use crate::settings::{CoffeeDraws, Group, Kind, SharedChannels};

pub(super) const PRIVACY_SHARED_CHANNELS: Key = Key {
    name: "privacy.shared_channels",
    default: "nothing",
    help: "what is posted in a channel shared with another organisation: nothing, or announcements of kudos",
    example: "announcements",
    group: Group::Privacy,
    value: text(
        Kind::Words(&["nothing", "announcements"]),
        |s| s.shared_channels.to_string(),
        |s, v| v.parse::<SharedChannels>().map(|it| s.shared_channels = it),
    ),
};

pub(super) const CURRENCY_NAME: Key = Key {
    name: "currency.name",
    default: "points",
    help: "what points are called; the default is translated",
    example: "stars",
    group: Group::Programme,
    value: text(
        Kind::Text { most: 40 },
        |s| s.currency_name.clone(),
        |s, v| words(v).map(|name| s.currency_name = name),
    ),
};

pub(super) const CURRENCY_EMOJI: Key = Key {
    name: "currency.emoji",
    default: ":clap:",
    help: "the emoji that gives, as a reaction or in a command",
    example: ":clap:",
    group: Group::Programme,
    value: text(
        Kind::Text { most: 102 },
        |s| code(&s.currency_emoji),
        |s, v| emoji(v).map(|name| s.currency_emoji = name),
    ),
};

pub(super) const PROGRAMME_TIME_ZONE: Key = Key {
    name: "programme.time_zone",
    default: "UTC",
    help: "an IANA time zone, such as Asia/Jakarta: where days begin",
    example: "Asia/Jakarta",
    group: Group::Programme,
    value: text(
        Kind::TimeZone,
        |s| s.zone_name().to_owned(),
        |s, v| {
            TimeZone::get(v)
                .map(|zone| s.time_zone = zone)
                .map_err(|_| "must be an IANA time zone, such as Asia/Jakarta".into())
        },
    ),
};

pub(super) const PROGRAMME_LOCALE: Key = Key {
    name: "programme.locale",
    default: "en",
    help: "en, id or ms: the language of what everyone sees",
    example: "en",
    group: Group::Programme,
    value: text(
        Kind::Words(&["en", "id", "ms"]),
        |s| s.locale.as_str().to_owned(),
        |s, v| {
            v.parse::<Locale>()
                .map(|l| s.locale = l)
                .map_err(|_| "must be en, id or ms".into())
        },
    ),
};

pub(super) const COFFEE_DRAWS: Key = Key {
    name: "coffee.draws",
    default: "none",
    help: "how often whoever takes part is drawn together with a colleague for a coffee: weekly, fortnightly or monthly, on Mondays, or none",
    example: "fortnightly",
    group: Group::Together,
    value: text(
        Kind::Words(&["none", "weekly", "fortnightly", "monthly"]),
        |s| s.coffee.to_string(),
        |s, v| v.parse::<CoffeeDraws>().map(|draws| s.coffee = draws),
    ),
};

pub(super) const ONE_ON_ONE_DAYS: Key = Key {
    name: "one_on_one.days",
    default: "90",
    help: "how long what two wrote for their 1:1s is kept for them once those have ended, in days",
    example: "30",
    group: Group::Privacy,
    value: number(
        1,
        1095,
        |s| s.one_on_one_days.into(),
        |s, n| s.one_on_one_days = small(n),
    ),
};

pub(super) const RETENTION_MESSAGE_DAYS: Key = Key {
    name: "retention.message_days",
    default: "30",
    help: "how long texts of messages are kept once they were sent, refused or given up; kudos stay. In days",
    example: "30",
    group: Group::Privacy,
    value: number(
        1,
        365,
        |s| s.retention_message_days.into(),
        |s, n| s.retention_message_days = small(n),
    ),
};
