//! What a workspace has chosen: typed keys, defaults, validation.
//!
//! A setting is kept as the text that was set, so that a new release can add keys and old rows
//! still mean what they meant. [`Settings`] is that text understood.

mod charts;
mod coffee;
mod key;
mod kind;
mod levels;
mod nudges;
mod period;
mod schedule;
mod shared;
mod store;
mod values;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use charts::Charts;
pub use coffee::{COFFEE, COFFEE_AT, CoffeeDraws, schedule_coffee};
pub use key::{Bounds, Invalid, KEYS, Key};
pub use kind::{Group, Kind};
pub use levels::Levels;
pub use nudges::{Celebrated, DigestDay, Nudge, Nudges, schedule_nudges};
pub use period::AllowancePeriod;
pub use schedule::{BOARD, BoardSchedule, schedule_board};
pub use shared::SharedChannels;
pub use store::{SetError, load, load_to_change, set};
pub use values::{CompanyValue, CompanyValues};

use crate::chat::Locale;
use crate::money::{Amounts, Rates};

/// Every setting of a workspace.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Points a member may give per period.
    pub allowance_points: i64,
    /// How long a period lasts.
    pub allowance_period: AllowancePeriod,
    /// How many days before the period ends whoever has something left is told of it; 0 tells nobody.
    pub allowance_remind_days: u16,
    /// The most that one recipient may get at once.
    pub max_points_per_recipient: i64,
    /// The most recipients of one kudos, unless a larger group is confirmed.
    pub max_recipients: usize,
    /// The most recipients of one kudos, confirmed or not.
    pub max_group: usize,
    /// The shortest reason, in characters; 0 when none is asked for.
    pub reason_min_chars: usize,
    /// Whether a company value must be named.
    pub value_required: bool,
    /// How long the giver may undo, in minutes.
    pub undo_minutes: i64,
    /// Whether guests may give and receive.
    pub allow_guests: bool,
    /// Whether kudos may be given in a direct message to the bot.
    pub allow_direct: bool,
    /// Where kudos are announced whose form was opened nowhere in particular: a channel.
    pub kudos_channel: Option<String>,
    /// How much is posted where people of another organisation read.
    pub shared_channels: SharedChannels,
    /// What points are called.
    pub currency_name: String,
    /// The emoji that gives: its name without colons, or where it has none, itself.
    pub currency_emoji: String,
    /// Where the programme's days begin.
    pub time_zone: TimeZone,
    /// The language of what everyone sees.
    pub locale: Locale,
    /// Where boards are posted: a channel id.
    pub leaderboard_channel: Option<String>,
    /// When boards are posted.
    pub leaderboard_schedule: Option<BoardSchedule>,
    /// Where it is posted that somebody earned a badge: a channel id.
    pub badges_channel: Option<String>,
    /// How many points received lead to which level.
    pub levels: Levels,
    /// The smallest group whose survey results are shown.
    pub survey_anonymity_threshold: usize,
    /// Where results of surveys are posted: a channel id.
    pub survey_channel: Option<String>,
    /// How Slack shows their charts.
    pub survey_charts: Charts,
    /// Points for taking part in a survey.
    pub survey_reward_points: i64,
    /// How long answers that bear a name are kept once their survey is closed, in days.
    pub survey_answer_days: u16,
    /// How often there is a coffee draw.
    pub coffee: CoffeeDraws,
    /// How long what two wrote for their 1:1s is kept once those have ended, in days.
    pub one_on_one_days: u16,
    /// How long texts of messages are kept once they were sent, refused or given up, in days.
    pub retention_message_days: u16,
    /// When admins are told that few codes of a reward are left.
    pub rewards_codes_low: i64,
    /// How often whoever decides on a redemption is reminded, in days.
    pub rewards_remind_days: u16,
    /// After how many days without a decision the admins are asked, too.
    pub rewards_escalate_days: u16,
    /// How long it is kept where a reward went, once it has come to its end, in days.
    pub rewards_delivery_days: u16,
    /// How many months after they were received points expire; 0 when they never do.
    pub rewards_expiry_months: u16,
    /// What a point is worth where a provider is paid.
    pub provider_rates: Rates,
    /// How much is ordered of providers in a month at most; without end in other currencies.
    pub provider_budget: Amounts,
    /// When admins are told that little is left with a provider.
    pub provider_balance_low: Amounts,
    /// What people are told at times that recur.
    pub nudges: Nudges,
    /// What people are recognised for.
    pub values: CompanyValues,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            allowance_points: 0,
            allowance_period: AllowancePeriod::Month,
            allowance_remind_days: 0,
            max_points_per_recipient: 0,
            max_recipients: 0,
            max_group: 0,
            reason_min_chars: 0,
            value_required: false,
            undo_minutes: 0,
            allow_guests: false,
            allow_direct: true,
            kudos_channel: None,
            shared_channels: SharedChannels::Nothing,
            currency_name: String::new(),
            currency_emoji: String::new(),
            time_zone: TimeZone::UTC,
            locale: Locale::En,
            leaderboard_channel: None,
            leaderboard_schedule: None,
            badges_channel: None,
            levels: Levels::default(),
            survey_anonymity_threshold: 0,
            survey_channel: None,
            survey_charts: Charts::Picture,
            survey_reward_points: 0,
            survey_answer_days: 0,
            coffee: CoffeeDraws::Never,
            one_on_one_days: 0,
            retention_message_days: 0,
            rewards_codes_low: 0,
            rewards_remind_days: 0,
            rewards_escalate_days: 0,
            rewards_delivery_days: 0,
            rewards_expiry_months: 0,
            provider_rates: Rates::default(),
            provider_budget: Amounts::default(),
            provider_balance_low: Amounts::default(),
            nudges: Nudges::default(),
            values: CompanyValues::default(),
        };
        for key in KEYS {
            key.set(&mut settings, key.default)
                .expect("defaults are valid");
        }
        settings
    }
}

impl Settings {
    /// The day of something by the programme's calendar.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.time_zone.clone()).date()
    }

    /// What IANA calls the programme's time zone.
    pub fn zone_name(&self) -> &str {
        self.time_zone.iana_name().unwrap_or("UTC")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_says_back_what_it_was_told() {
        let mut settings = Settings::default();
        for key in KEYS {
            let said = key.get(&settings);
            key.set(&mut settings, &said).unwrap();
            assert_eq!(key.get(&settings), said, "{}", key.name);
        }
    }

    #[test]
    fn defaults_are_those_of_the_programme() {
        let settings = Settings::default();
        assert_eq!(settings.allowance_points, 100);
        assert_eq!(settings.max_points_per_recipient, 50);
        assert_eq!(settings.currency_emoji, "clap");
        assert!(settings.values.find("teamwork").is_some());
        assert_eq!(settings.values.find("kolaborasi").unwrap().slug, "teamwork");
    }
}
