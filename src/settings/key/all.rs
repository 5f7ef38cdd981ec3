//! The keys, one by one: name, default, and how each is read and written.

use jiff::tz::TimeZone;

use super::Key;
use super::read::{channel, emoji, money, words, yes_or_no};
use super::value::{number, text};
use crate::chat::Locale;
use crate::emoji::code;
use crate::settings::{
    AllowancePeriod, BoardSchedule, Charts, CoffeeDraws, CompanyValues, Group, Kind, Levels,
    SharedChannels,
};

/// The key of the channel that boards are posted to.
pub(super) const BOARD_CHANNEL: &str = "leaderboard.channel";
/// The key of when they are.
pub(super) const BOARD_SCHEDULE: &str = "leaderboard.schedule";

/// What nobody needs more of, and sums of which still fit: points at once, and minutes of a year.
const MOST_POINTS: i64 = 1_000_000;
const YEAR: i64 = 365 * 24 * 60;

/// A number within bounds, as one that counts things.
fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number within bounds that are small, such as one of days.
fn small(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// A channel that is none.
pub(super) const NOWHERE: &str = "none";

/// Money, per currency.
const MONEY: Kind = Kind::Text { most: 500 };

/// A yes or no, as it is set and said.
const YES_OR_NO: Kind = Kind::Words(&["true", "false"]);

/// Every key, in the order they are shown.
pub static KEYS: &[Key] = &[
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
        name: "kudos.undo_minutes",
        default: "15",
        help: "how long the giver may undo, in minutes",
        example: "15",
        group: Group::Giving,
        value: number(0, YEAR, |s| s.undo_minutes, |s, n| s.undo_minutes = n),
    },
    Key {
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
    },
    Key {
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
    },
    Key {
        name: "kudos.channel",
        default: NOWHERE,
        help: "the channel that kudos are announced in where their form was opened in none, by its id or as slack:TEAM/ID; none for nowhere",
        example: "here",
        group: Group::Giving,
        value: text(
            Kind::Channel,
            |s| s.kudos_channel.clone().unwrap_or_else(|| NOWHERE.into()),
            |s, v| channel(v).map(|id| s.kudos_channel = id),
        ),
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
        name: "programme.time_zone",
        default: "UTC",
        help: "an IANA time zone, such as Asia/Jakarta: where days begin",
        example: "Asia/Jakarta",
        group: Group::Programme,
        value: text(
            Kind::TimeZone,
            |s| s.time_zone.iana_name().unwrap_or("UTC").to_owned(),
            |s, v| {
                TimeZone::get(v)
                    .map(|zone| s.time_zone = zone)
                    .map_err(|_| "must be an IANA time zone, such as Asia/Jakarta".into())
            },
        ),
    },
    Key {
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
    },
    Key {
        name: BOARD_CHANNEL,
        default: NOWHERE,
        help: "the channel that boards are posted to, by its id or as slack:TEAM/ID; none for nowhere",
        example: "here",
        group: Group::Boards,
        value: text(
            Kind::Channel,
            |s| {
                s.leaderboard_channel
                    .clone()
                    .unwrap_or_else(|| NOWHERE.into())
            },
            |s, v| channel(v).map(|id| s.leaderboard_channel = id),
        ),
    },
    Key {
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
    },
    Key {
        name: "badges.channel",
        default: NOWHERE,
        help: "the channel where it is posted that somebody earned a badge, by its id or as slack:TEAM/ID; none for nowhere",
        example: "here",
        group: Group::Badges,
        value: text(
            Kind::Channel,
            |s| s.badges_channel.clone().unwrap_or_else(|| NOWHERE.into()),
            |s, v| channel(v).map(|id| s.badges_channel = id),
        ),
    },
    Key {
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
    },
    Key {
        name: "survey.anonymity_threshold",
        default: "5",
        help: "the smallest group whose survey results are shown",
        example: "5",
        group: Group::Surveys,
        value: number(
            3,
            1000,
            |s| counted(s.survey_anonymity_threshold),
            |s, n| s.survey_anonymity_threshold = count(n),
        ),
    },
    Key {
        name: "survey.answer_days",
        default: "365",
        help: "how long survey answers that bear a name are kept once the survey is closed, in days",
        example: "90",
        group: Group::Surveys,
        value: number(
            1,
            1095,
            |s| s.survey_answer_days.into(),
            |s, n| s.survey_answer_days = small(n),
        ),
    },
    Key {
        name: "survey.channel",
        default: NOWHERE,
        help: "the channel that results of surveys are posted to, by its id or as slack:TEAM/ID; none for nowhere",
        example: "here",
        group: Group::Surveys,
        value: text(
            Kind::Channel,
            |s| s.survey_channel.clone().unwrap_or_else(|| NOWHERE.into()),
            |s, v| channel(v).map(|id| s.survey_channel = id),
        ),
    },
    Key {
        name: "survey.charts",
        default: "picture",
        help: "how Slack shows charts: picture, fetched from PLAUDIT_PUBLIC_URL, or native, drawn by Slack",
        example: "native",
        group: Group::Surveys,
        value: text(
            Kind::Words(&["picture", "native"]),
            |s| s.survey_charts.to_string(),
            |s, v| v.parse::<Charts>().map(|it| s.survey_charts = it),
        ),
    },
    Key {
        name: "survey.reward_points",
        default: "0",
        help: "points for taking part in a survey, given when it closes; 0 for none",
        example: "5",
        group: Group::Surveys,
        value: number(
            0,
            1000,
            |s| s.survey_reward_points,
            |s, n| s.survey_reward_points = n,
        ),
    },
    Key {
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
    },
    Key {
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
    },
    Key {
        name: "retention.message_days",
        default: "30",
        help: "how long what people typed is kept outside their kudos, in days",
        example: "30",
        group: Group::Privacy,
        value: number(
            1,
            365,
            |s| s.retention_message_days.into(),
            |s, n| s.retention_message_days = small(n),
        ),
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
    Key {
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
    },
];
