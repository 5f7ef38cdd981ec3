//! The keys of nudges.

use super::Key;
use super::read::{NOWHERE, channel, where_to, yes_or_no};
use super::value::{YES_OR_NO, number, small, text};
use crate::settings::{Celebrated, DigestDay, Group, Kind};

/// The key of the day of digests.
pub(super) const DIGEST_DAY: &str = "digest.day";
/// The key of the channel that digests are posted to.
pub(super) const DIGEST_CHANNEL: &str = "digest.channel";
/// The key of the days that are celebrated.
pub(super) const CELEBRATED: &str = "celebrations.of";
/// The key of the channel where they are.
pub(super) const CELEBRATIONS_CHANNEL: &str = "celebrations.channel";

/// After how many days somebody is asked whom they could thank.
pub(super) const THANKING_DAYS: Key = Key {
    name: "kudos.thank_days",
    default: "0",
    help: "after how many days without giving somebody is asked whom they could thank; 0 asks nobody",
    example: "30",
    group: Group::Giving,
    value: number(
        0,
        365,
        |s| s.nudges.thanking_days.into(),
        |s, n| s.nudges.thanking_days = small(n),
    ),
};

/// On which day digests come.
pub(super) const DAY_OF_DIGEST: Key = Key {
    name: DIGEST_DAY,
    default: "none",
    help: "the weekday on which a digest tells who was thanked for what in the seven days before, at 09:00; or none",
    example: "monday",
    group: Group::Digest,
    value: text(
        Kind::Words(&[
            "none",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ]),
        |s| {
            s.nudges
                .digest_day
                .map_or_else(|| "none".into(), |day| day.to_string())
        },
        |s, v| {
            s.nudges.digest_day = if v == "none" {
                None
            } else {
                Some(v.parse::<DigestDay>()?)
            };
            Ok(())
        },
    ),
};

/// Where digests are posted.
pub(super) const CHANNEL_OF_DIGEST: Key = Key {
    name: DIGEST_CHANNEL,
    default: NOWHERE,
    help: "the channel that digests are posted to, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Digest,
    value: text(
        Kind::Channel,
        |s| where_to(s.nudges.digest_channel.as_deref()),
        |s, v| channel(v).map(|id| s.nudges.digest_channel = id),
    ),
};

/// Whether managers get a digest of their people.
pub(super) const DIGEST_MANAGERS: Key = Key {
    name: "digest.managers",
    default: "false",
    help: "whether everybody whom others report to gets a digest of their people, privately",
    example: "true",
    group: Group::Digest,
    value: text(
        YES_OR_NO,
        |s| s.nudges.digest_managers.to_string(),
        |s, v| yes_or_no(v).map(|b| s.nudges.digest_managers = b),
    ),
};

/// Where new colleagues are welcomed.
pub(super) const WELCOME_CHANNEL: Key = Key {
    name: "welcome.channel",
    default: NOWHERE,
    help: "the channel where new colleagues are welcomed at 10:00, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Welcome,
    value: text(
        Kind::Channel,
        |s| where_to(s.nudges.welcome_channel.as_deref()),
        |s, v| channel(v).map(|id| s.nudges.welcome_channel = id),
    ),
};

/// Whether they are told how kudos work.
pub(super) const WELCOME_DIRECT: Key = Key {
    name: "welcome.direct",
    default: "false",
    help: "whether new colleagues are told privately how kudos work",
    example: "true",
    group: Group::Welcome,
    value: text(
        YES_OR_NO,
        |s| s.nudges.welcome_direct.to_string(),
        |s, v| yes_or_no(v).map(|b| s.nudges.welcome_direct = b),
    ),
};

/// Which days are celebrated.
pub(super) const DAYS_CELEBRATED: Key = Key {
    name: CELEBRATED,
    default: "nothing",
    help: "birthdays, anniversaries of the day people began, both or nothing; of each one only what they allow",
    example: "both",
    group: Group::Celebrations,
    value: text(
        Kind::Words(&["nothing", "birthdays", "anniversaries", "both"]),
        |s| s.nudges.celebrated.to_string(),
        |s, v| v.parse::<Celebrated>().map(|it| s.nudges.celebrated = it),
    ),
};

/// Where they are celebrated.
pub(super) const CHANNEL_OF_CELEBRATIONS: Key = Key {
    name: CELEBRATIONS_CHANNEL,
    default: NOWHERE,
    help: "the channel where days are celebrated of those who allow it, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Celebrations,
    value: text(
        Kind::Channel,
        |s| where_to(s.nudges.celebrations_channel.as_deref()),
        |s, v| channel(v).map(|id| s.nudges.celebrations_channel = id),
    ),
};

/// At which hour.
pub(super) const CELEBRATIONS_HOUR: Key = Key {
    name: "celebrations.hour",
    default: "9",
    help: "the hour at which days are celebrated, by the programme's clock in the channel and by each one's own privately",
    example: "10",
    group: Group::Celebrations,
    value: number(
        6,
        20,
        |s| s.nudges.celebrations_hour.into(),
        |s, n| s.nudges.celebrations_hour = small(n),
    ),
};
