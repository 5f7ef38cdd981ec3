//! The keys of what is shown of who was thanked: boards, badges and levels.

use super::Key;
use super::read::{NOWHERE, channel, where_to};
use super::value::text;
use crate::settings::{BoardSchedule, Group, Kind, Levels};

/// The key of the channel that boards are posted to.
pub(super) const BOARD_CHANNEL: &str = "leaderboard.channel";
/// The key of when they are.
pub(super) const BOARD_SCHEDULE: &str = "leaderboard.schedule";

pub(super) const CHANNEL_OF_BOARDS: Key = Key {
    name: BOARD_CHANNEL,
    default: NOWHERE,
    help: "the channel that boards are posted to, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Boards,
    value: text(
        Kind::Channel,
        |s| where_to(s.leaderboard_channel.as_deref()),
        |s, v| channel(v).map(|id| s.leaderboard_channel = id),
    ),
};

pub(super) const SCHEDULE_OF_BOARDS: Key = Key {
    name: BOARD_SCHEDULE,
    default: "none",
    help: "weekly (Monday 09:00), monthly (the 1st, 09:00), a cron pattern, or none",
    example: "weekly",
    group: Group::Boards,
    value: text(
        Kind::Text { most: 100 },
        |s| {
            s.leaderboard_schedule
                .as_ref()
                .map_or_else(|| "none".into(), ToString::to_string)
        },
        |s, v| {
            s.leaderboard_schedule = if v == "none" {
                None
            } else {
                Some(v.parse::<BoardSchedule>()?)
            };
            Ok(())
        },
    ),
};

pub(super) const BADGES_CHANNEL: Key = Key {
    name: "badges.channel",
    default: NOWHERE,
    help: "the channel where it is posted that somebody earned a badge, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Badges,
    value: text(
        Kind::Channel,
        |s| where_to(s.badges_channel.as_deref()),
        |s, v| channel(v).map(|id| s.badges_channel = id),
    ),
};

pub(super) const LEVELS_POINTS: Key = Key {
    name: "levels.points",
    default: "none",
    help: "how many points received lead to each level, such as 100, 500, 2000; none for no levels",
    example: "100, 500, 2000",
    group: Group::Badges,
    value: text(
        Kind::Text { most: 400 },
        |s| s.levels.to_string(),
        |s, v| v.parse::<Levels>().map(|levels| s.levels = levels),
    ),
};
