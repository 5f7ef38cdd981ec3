//! Every text a person reads, in three languages.
//!
//! A text is a named function that takes what it speaks of and returns a
//! [`Message`](crate::chat::Message), a [`Form`](crate::chat::Form) or a line. The sentences
//! themselves stand in `locales/`, one Fluent file per topic and language, and nowhere else.
//!
//! Patterns know two marks of their own: `` `…` `` is to be typed as it stands, `*…*` is
//! emphasised. What is put into a pattern is never searched for them.

pub mod actions;
mod answers;
mod approval;
mod audit;
mod badge_forms;
mod badges;
mod board;
mod catalogue;
mod celebrations;
mod coffee;
mod connect;
mod delivery;
mod digest;
mod expiry;
mod form;
mod help;
mod history;
mod home;
mod interests;
mod item;
mod item_form;
mod item_preview;
mod items;
mod kudos;
pub mod marked;
mod misread;
mod newcomers;
mod notes;
mod notices;
mod nudges;
mod one_on_one;
mod one_on_one_forms;
mod one_on_one_told;
mod pattern;
mod proposal;
mod quiet;
mod redeeming;
mod refusal;
mod roles;
mod settings;
mod settings_form;
mod shop;
mod stand_in;
mod survey;
mod survey_charts;
mod survey_dates;
mod survey_follow_up;
mod survey_forms;
mod survey_list;
mod survey_named;
mod survey_results;
mod system;
mod thanking;
mod time;
mod undo;
mod words;

#[cfg(test)]
mod tests;

pub use answers::{
    balance, balance_of, balance_private, balance_received, language_set, language_shown,
    language_unknown, values,
};
pub use approval::{
    Wanted, approval_asked, approval_reminder, approval_settled, approvals, in_stead, no_reason,
    refund_asked, refund_form, reject_form, rejected,
};
pub use audit::{AuditLine, audit};
pub use badge_forms::{
    BadgeFault, award_form, badge_fault, badge_form, badge_given, badge_made, no_badge_to_award,
};
pub use badges::{
    ShelfView, badge_awarded, badge_name, badges, badges_earned, badges_in_short, badges_lost,
    badges_posted, badges_refused, badges_shared,
};
pub use board::{
    BoardPeriod, BoardRow, BoardView, ScheduledBoard, board, board_lost, board_private,
    board_refused, board_shared, boards_chosen, scheduled_board,
};
pub use celebrations::{
    CelebrationChoice, CelebrationView, Congratulated, LookedUp, celebration_choice, celebrations,
    own_celebration,
};
pub use coffee::{CoffeeView, coffee, coffee_alone, coffee_drawn};
pub use connect::{code_invalid, invitation, joined, joined_before, stays};
pub use delivery::{
    Brought, DeliveredBy, Due, DueWhy, code_again, code_form, code_gone, code_needs_key,
    code_not_told, codes_low, deliver_form, delivered_late, deliveries_due, delivery_asked,
    delivery_settled, list_after, money_warning, no_code, own_stands, redemption_not_theirs,
    redemption_stands, told_approved, told_failed, told_fulfilled, told_refunded, told_rejected,
    told_waits,
};
pub use digest::{DigestLine, DigestView, digest, digest_someone, team_digest};
pub use expiry::{NextExpiry, points_expire};
pub use form::{GiveForm, give_form, nobody_picked, points_not_whole, value_choice};
pub use help::{direct_hello, help, offer_form, welcome};
pub use history::{HistoryLine, HistoryView, history};
pub use home::{Few, HomeDuties, HomeView, HomeWay, HomeWish, home, home_besides, home_by_itself};
pub use interests::{interests, interests_forgotten};
pub use item::{
    Offered, item, item_at_another_price, item_meant, item_unknown, wish_come_true, wish_kept,
};
pub use item_form::{
    ItemForm, ItemPage, NO_PICTURE, item_changed_meanwhile, item_draft_gone, item_page,
};
pub use item_preview::{ItemPreview, item_preview, item_published, not_said, not_taken};
pub use items::{ItemList, items};
pub use kudos::{
    Announced, Announcement, Confirmed, Received, already_boosted, already_given, announcement,
    boost_own, boosted, confirm_group, confirm_too_late, confirmed, not_announced_here,
    not_posted_here, received, short, short_in_public,
};
pub use misread::{misread, misread_intro, with_form};
pub use newcomers::{welcome_many, welcome_posted};
pub use notices::{
    NAMED, Thanked, allowance_unused, notices, notices_turned, thanked, thanks_taken_back,
};
pub use nudges::{nudge_lost, nudge_refused, nudge_shared};
pub use one_on_one::{
    OneOnOneLine, OneOnOneList, OneOnOneNews, RHYTHMS, one_on_one_news, one_on_ones,
};
pub use one_on_one_forms::{
    OneOnOneFault, Two, one_on_one_away_form, one_on_one_fault, one_on_one_page,
    one_on_one_start_form, one_on_one_times_form,
};
pub use one_on_one_told::{
    OneOnOneOver, one_on_one_agenda, one_on_one_away, one_on_one_over, one_on_one_reminder,
    one_on_one_told,
};
pub use proposal::{
    Proposal, edit_ignored, edited_proposal, proposal, proposal_gone, proposal_in_public,
};
pub use quiet::brief;
pub use redeeming::{
    OwnRedemption, Taken, own_redemptions, redeem_form, redeem_refused, redeemed,
    redemption_cancelled,
};
pub use refusal::{refusal, refused};
pub use roles::{
    giving_paused, pause_how, role_changed, role_refused, roles, told_of_pause, told_of_role,
};
pub use settings::{
    admins_only, setting_invalid, setting_place_archived, setting_place_elsewhere,
    setting_place_shared, setting_place_uninvited, setting_set, setting_shown, setting_unknown,
    settings_list,
};
pub use settings_form::{
    SettingsPage, nudge_preview, settings_changed_meanwhile, settings_menu, settings_page,
    settings_page_asks, settings_saved, zone_choice,
};
pub use shop::{ANY, find_form, item_choice, kind_name, shop};
pub use stand_in::{
    Decided, stand_in_away, stand_in_back, stand_in_ended, stand_in_how, stand_in_named,
    stand_in_refused, stand_in_shown, told_of_stand_in,
};
pub use survey::{
    Asking, Going, question_text, survey_answer_invalid, survey_answered, survey_closed,
    survey_form, survey_invitation, survey_not_asked, survey_rewarded, survey_thanks,
    survey_try_again, survey_why_form, surveys,
};
pub use survey_charts::survey_chart;
pub use survey_dates::{survey_dates_passed, survey_not_launched};
pub use survey_follow_up::{
    FollowUpTo, follow_up_button, survey_follow_up, survey_follow_up_fault, survey_follow_up_form,
    survey_followed_up,
};
pub use survey_forms::{
    SurveyFault, SurveySort, survey_dates_form, survey_dates_preview, survey_fault,
    survey_launch_form, survey_new_form, survey_not_scheduled, survey_not_sent, survey_trial,
    survey_trial_over,
};
pub use survey_list::{
    SurveyLine, SurveyList, survey_list, survey_made, survey_scheduled, survey_sent,
    survey_stays_open,
};
pub use survey_named::{survey_nothing_named, survey_withdrawn};
pub use survey_results::{
    Unposted, survey_not_closed, survey_results, survey_results_for_all, survey_results_of_team,
    survey_unposted,
};
pub use system::{
    already_done, lookup_failed, moment, not_connected, not_in_public, not_recorded,
    not_recorded_after_all, recorded_after_all, still_at_it, unknown_group, unknown_person,
    unknown_picked, unsure,
};
pub use thanking::thanking_ask;
pub use undo::{ReturnedTo, UndoRefusal, undo_refused, undone};
pub use words::{Words, value_label};
