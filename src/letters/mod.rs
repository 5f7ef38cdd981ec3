//! What people are told of what happened: sentences, addressed. Whatever acts (a chat, the command
//! line, a schedule) hands these to the feature that it calls, or puts them into the outbox itself.

mod admins;
mod allowance;
mod badge;
mod board;
mod celebrations;
mod coffee;
mod digest;
mod expiry;
mod gift;
mod kudos_news;
mod lost;
mod member;
mod money;
mod newcomers;
mod nudge;
mod one_on_one;
mod posted;
mod readable;
mod reward;
mod shown;
mod stand_in;
mod survey;
mod survey_dates;
mod thanking;

pub use admins::to_admins;
pub use allowance::told_of_allowance;
pub use badge::{BadgeNews, badge_name, badge_news};
pub use board::{board_row, board_rows, posted_board};
pub use celebrations::{asked_of_days, celebrations_message, own_celebration};
pub use coffee::coffee_drawn;
pub use digest::{digest_message, team_digest};
pub use expiry::told_of_expiry;
pub use gift::GiftLetters;
pub use kudos_news::kudos_news;
pub use lost::lost_place;
pub use member::{to_member, to_themselves, told_of_pause, told_of_role};
pub use newcomers::{hello_to, welcome_message};
pub use nudge::posted_nudge;
pub use one_on_one::{
    next_one_on_one, one_on_one_agenda, one_on_one_away, one_on_one_over, one_on_one_reminder,
    one_on_one_told,
};
pub use readable::Readable;
pub use reward::{RewardLetters, wanted};
pub use shown::shown;
pub use stand_in::told_of_stand_in;
pub use survey::{
    at_home, question_for_operator, results_for_operator, survey_answered, survey_chart,
    survey_invitation, survey_not_closed, tell_follow_up, tell_of_close, zone_of,
};
pub use survey_dates::{survey_dates_passed, survey_not_launched};
pub use thanking::asked_whom_to_thank;
