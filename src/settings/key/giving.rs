//! The keys of giving: how much, how often, to how many, and for which values.

use super::Key;
use super::read::{NOWHERE, channel, where_to, yes_or_no};
use super::value::{YES_OR_NO, count, counted, number, small, text};
use crate::settings::{AllowancePeriod, CompanyValues, Group, Kind};

/// What nobody needs more of, and sums of which still fit: points at once, and minutes of a year.
const MOST_POINTS: i64 = 1_000_000;
const YEAR: i64 = 365 * 24 * 60;

pub(super) const ALLOWANCE_POINTS: Key = Key {
    name: "allowance.points",
    default: "100",
    help: "points each member may give per period",
    example: "200",
    group: Group::Allowance,
    value: number(
        0,
        MOST_POINTS,
        |s| s.allowance_points,
        |s, n| s.allowance_points = n,
    ),
};

pub(super) const ALLOWANCE_PERIOD: Key = Key {
    name: "allowance.period",
    default: "month",
    help: "day, week or month, in the programme's time zone",
    example: "month",
    group: Group::Allowance,
    value: text(
        Kind::Words(&["day", "week", "month"]),
        |s| s.allowance_period.as_str().to_owned(),
        |s, v| v.parse::<AllowancePeriod>().map(|p| s.allowance_period = p),
    ),
};

pub(super) const ALLOWANCE_REMIND_DAYS: Key = Key {
    name: "allowance.remind_days",
    default: "0",
    help: "how many days before the period ends whoever has something left is told of it; 0 tells nobody",
    example: "3",
    group: Group::Allowance,
    value: number(
        0,
        14,
        |s| s.allowance_remind_days.into(),
        |s, n| s.allowance_remind_days = small(n),
    ),
};

pub(super) const KUDOS_MAX_POINTS_PER_RECIPIENT: Key = Key {
    name: "kudos.max_points_per_recipient",
    default: "50",
    help: "the most one recipient may get at once",
    example: "50",
    group: Group::Giving,
    value: number(
        1,
        MOST_POINTS,
        |s| s.max_points_per_recipient,
        |s, n| s.max_points_per_recipient = n,
    ),
};

pub(super) const KUDOS_MAX_RECIPIENTS: Key = Key {
    name: "kudos.max_recipients",
    default: "20",
    help: "the most recipients of one kudos; a larger user group asks to confirm",
    example: "20",
    group: Group::Giving,
    value: number(
        1,
        10_000,
        |s| counted(s.max_recipients),
        |s, n| s.max_recipients = count(n),
    ),
};

pub(super) const KUDOS_MAX_GROUP: Key = Key {
    name: "kudos.max_group",
    default: "5000",
    help: "the most people one kudos may go to, confirmed or not",
    example: "5000",
    group: Group::Giving,
    value: number(
        1,
        10_000,
        |s| counted(s.max_group),
        |s, n| s.max_group = count(n),
    ),
};

pub(super) const KUDOS_REASON_MIN_CHARS: Key = Key {
    name: "kudos.reason_min_chars",
    default: "0",
    help: "the shortest reason, in characters; 0 asks for none",
    example: "20",
    group: Group::Giving,
    value: number(
        0,
        500,
        |s| counted(s.reason_min_chars),
        |s, n| s.reason_min_chars = count(n),
    ),
};

pub(super) const KUDOS_VALUE_REQUIRED: Key = Key {
    name: "kudos.value_required",
    default: "false",
    help: "whether a company value must be named",
    example: "false",
    group: Group::Giving,
    value: text(
        YES_OR_NO,
        |s| s.value_required.to_string(),
        |s, v| yes_or_no(v).map(|b| s.value_required = b),
    ),
};

pub(super) const KUDOS_UNDO_MINUTES: Key = Key {
    name: "kudos.undo_minutes",
    default: "15",
    help: "how long the giver may undo, in minutes",
    example: "15",
    group: Group::Giving,
    value: number(0, YEAR, |s| s.undo_minutes, |s, n| s.undo_minutes = n),
};

pub(super) const KUDOS_ALLOW_GUESTS: Key = Key {
    name: "kudos.allow_guests",
    default: "false",
    help: "whether guests may give and receive",
    example: "false",
    group: Group::Giving,
    value: text(
        YES_OR_NO,
        |s| s.allow_guests.to_string(),
        |s, v| yes_or_no(v).map(|b| s.allow_guests = b),
    ),
};

pub(super) const KUDOS_ALLOW_DIRECT: Key = Key {
    name: "kudos.allow_direct",
    default: "true",
    help: "whether kudos may be given in a direct message",
    example: "true",
    group: Group::Giving,
    value: text(
        YES_OR_NO,
        |s| s.allow_direct.to_string(),
        |s, v| yes_or_no(v).map(|b| s.allow_direct = b),
    ),
};

pub(super) const KUDOS_CHANNEL: Key = Key {
    name: "kudos.channel",
    default: NOWHERE,
    help: "the channel that kudos are announced in where their form was opened in none, by its id or as slack:TEAM/ID; none for nowhere",
    example: "here",
    group: Group::Giving,
    value: text(
        Kind::Channel,
        |s| where_to(s.kudos_channel.as_deref()),
        |s, v| channel(v).map(|id| s.kudos_channel = id),
    ),
};

pub(super) const VALUES: Key = Key {
    name: "values",
    default: "teamwork=kolaborasi,kerjasama,kerja_tim,kerja_berpasukan,gotong_royong; \
              customer=pelanggan; innovation=inovasi; \
              ownership=tanggung_jawab,tanggungjawab,kepemilikan; \
              learning=belajar,pembelajaran",
    help: "company values with their aliases: slug=alias,alias; slug; …",
    example: "teamwork=kolaborasi; customer=pelanggan; craft",
    group: Group::Values,
    value: text(
        Kind::Lines,
        |s| s.values.to_string(),
        |s, v| v.parse::<CompanyValues>().map(|values| s.values = values),
    ),
};
