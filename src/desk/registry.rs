//! Buttons, forms and shortcuts: who answers each, by its name.

use futures_util::future::BoxFuture;

use super::context::Ctx;
use super::{
    Stop, approval, audit, badge_forms, boost, celebrations, coffee, confirm, delivery, form, home,
    interests, item_form, items, language, late, notices, nudge_preview, one_on_one,
    one_on_one_page, one_on_one_times, propose, redeem, settings_form, shop, survey,
    survey_follow_up, survey_launch, survey_list, survey_named, survey_new, survey_schedule,
    survey_trial, undo,
};
use crate::chat::{Act, Answers, Quoted, Reply};
use crate::wording::{OneOnOneNews, actions};

type Answering<'a> = BoxFuture<'a, Result<Reply, Stop>>;

/// Answers a button, given its value.
type Press = for<'a> fn(&'a Ctx<'_>, &'a str) -> Answering<'a>;

/// Answers a form, given what was filled in.
type Submit = for<'a> fn(&'a Ctx<'_>, &'a Answers) -> Answering<'a>;

/// Opens a form, given the message that it was chosen on.
type Open = fn(&Ctx<'_>, Option<&Quoted>) -> Result<Reply, Stop>;

const BUTTONS: &[(&str, Press)] = &[
    (actions::HOME, |ctx, to| Box::pin(home::pressed(ctx, to))),
    (actions::LANGUAGE, |ctx, tag| {
        Box::pin(language::choose(ctx, Some(tag)))
    }),
    (actions::BOOST, |ctx, kudos| {
        Box::pin(boost::boost(ctx, kudos))
    }),
    (actions::UNDO, |ctx, kudos| {
        Box::pin(undo::pressed(ctx, kudos, false))
    }),
    (actions::UNDO_ANYWAY, |ctx, kudos| {
        Box::pin(undo::pressed(ctx, kudos, true))
    }),
    (actions::CONFIRM_GROUP, |ctx, draft| {
        Box::pin(confirm::pressed(ctx, draft))
    }),
    (actions::GIVE_PROPOSED, |ctx, draft| {
        Box::pin(propose::pressed(ctx, draft))
    }),
    (actions::OPEN_FORM, |ctx, typed| {
        Box::pin(form::open_with(ctx, typed))
    }),
    (actions::CHECK, |ctx, asked| {
        Box::pin(late::check(ctx, asked))
    }),
    (actions::MUTE, |ctx, kind| {
        Box::pin(notices::pressed(ctx, kind, false))
    }),
    (actions::MUTE_NEWS, |ctx, kind| {
        Box::pin(notices::pressed_on_news(ctx, kind))
    }),
    (actions::UNMUTE, |ctx, kind| {
        Box::pin(notices::pressed(ctx, kind, true))
    }),
    (actions::AUDIT, |ctx, before| {
        Box::pin(audit::show(ctx, before.parse().ok()))
    }),
    (actions::BADGE_NEW, |ctx, _| {
        Box::pin(badge_forms::begin(ctx))
    }),
    (actions::BADGE_AWARD, |ctx, _| {
        Box::pin(badge_forms::choose(ctx))
    }),
    (actions::SHOP, |ctx, to| Box::pin(shop::turned(ctx, to))),
    (actions::ITEM, |ctx, item| {
        Box::pin(shop::looked_at(ctx, item))
    }),
    (actions::FIND, |ctx, filter| {
        Box::pin(shop::find(ctx, filter))
    }),
    (actions::ITEMS, |ctx, page| {
        Box::pin(items::turned(ctx, page))
    }),
    (actions::ITEM_ADD, |ctx, _| Box::pin(item_form::add(ctx))),
    (actions::ITEM_EDIT, |ctx, item| {
        Box::pin(item_form::edit(ctx, item))
    }),
    (actions::ITEM_ARCHIVE, |ctx, item| {
        Box::pin(items::archived(ctx, item, true))
    }),
    (actions::ITEM_BRING_BACK, |ctx, item| {
        Box::pin(items::archived(ctx, item, false))
    }),
    (actions::ITEM_PAGE, |ctx, page| {
        Box::pin(item_form::turned(ctx, page))
    }),
    (actions::ITEM_GO_ON, |ctx, draft| {
        Box::pin(item_form::gone_on(ctx, draft))
    }),
    (actions::ITEM_FORGET, |ctx, draft| {
        Box::pin(items::forgotten(ctx, draft))
    }),
    (actions::MY_REDEMPTIONS, |ctx, _| Box::pin(shop::mine(ctx))),
    (actions::CELEBRATE, |ctx, choice| {
        Box::pin(celebrations::chosen(ctx, choice))
    }),
    (actions::INTERESTS, |ctx, _| Box::pin(interests::show(ctx))),
    (actions::FORGET_INTERESTS, |ctx, _| {
        Box::pin(interests::forget(ctx))
    }),
    (actions::WISH, |ctx, item| Box::pin(shop::wished(ctx, item))),
    (actions::REDEEM, |ctx, item| {
        Box::pin(redeem::pressed(ctx, item))
    }),
    (actions::REDEEM_FORM, |ctx, item| {
        Box::pin(redeem::open(ctx, item))
    }),
    (actions::CANCEL_REDEMPTION, |ctx, id| {
        Box::pin(redeem::cancelled(ctx, id))
    }),
    (actions::SHOW_CODE, |ctx, id| {
        Box::pin(redeem::show_code(ctx, id))
    }),
    (actions::APPROVE, |ctx, id| {
        Box::pin(approval::approved(ctx, id))
    }),
    (actions::APPROVE_ALL, |ctx, ids| {
        Box::pin(approval::all_approved(ctx, ids))
    }),
    (actions::REJECT, |ctx, id| {
        Box::pin(approval::reject(ctx, id))
    }),
    (actions::DELIVER, |ctx, id| {
        Box::pin(delivery::deliver(ctx, id))
    }),
    (actions::DELIVER_AGAIN, |ctx, id| {
        Box::pin(delivery::again(ctx, id))
    }),
    (actions::TAKE_CARE, |ctx, id| {
        Box::pin(delivery::taken_care_of(ctx, id))
    }),
    (actions::REFUND, |ctx, id| {
        Box::pin(delivery::refund(ctx, id))
    }),
    (actions::SURVEY_SCORE, |ctx, score| {
        Box::pin(survey::scored(ctx, score))
    }),
    (actions::SURVEY_OPEN, |ctx, run| {
        Box::pin(survey::open(ctx, run))
    }),
    (actions::SURVEY_WITHDRAW, |ctx, run| {
        Box::pin(survey_named::withdraw(ctx, run))
    }),
    (actions::SURVEYS, |ctx, page| {
        Box::pin(survey_list::turned(ctx, page))
    }),
    (actions::SURVEY_NEW, |ctx, _| {
        Box::pin(survey_new::begin(ctx))
    }),
    (actions::SURVEY_TRY, |ctx, survey| {
        Box::pin(survey_trial::begin(ctx, survey))
    }),
    (actions::SURVEY_LAUNCH, |ctx, survey| {
        Box::pin(survey_launch::open(ctx, survey))
    }),
    (actions::SURVEY_DATES, |ctx, survey| {
        Box::pin(survey_schedule::open(ctx, survey))
    }),
    (actions::SURVEY_UNSCHEDULE, |ctx, survey| {
        Box::pin(survey_schedule::taken_off(ctx, survey))
    }),
    (actions::SURVEY_CLOSE, |ctx, run| {
        Box::pin(survey_list::closed(ctx, run))
    }),
    (actions::SURVEY_FOLLOW_UP, |ctx, run| {
        Box::pin(survey_follow_up::open(ctx, run))
    }),
    (actions::SURVEY_ARCHIVE, |ctx, survey| {
        Box::pin(survey_list::archived(ctx, survey))
    }),
    (actions::COFFEE_JOIN, |ctx, _| {
        Box::pin(coffee::choose(ctx, true))
    }),
    (actions::COFFEE_LEAVE, |ctx, _| {
        Box::pin(coffee::choose(ctx, false))
    }),
    (actions::ONE_ON_ONES, |ctx, page| {
        Box::pin(one_on_one::turned(ctx, page))
    }),
    (actions::ONE_ON_ONE_OPEN, |ctx, pair| {
        Box::pin(one_on_one_page::open(ctx, pair))
    }),
    (actions::ONE_ON_ONE_START, |ctx, with| {
        Box::pin(one_on_one_times::start(ctx, with))
    }),
    (actions::ONE_ON_ONE_AGREE, |ctx, pair| {
        Box::pin(one_on_one::act(ctx, pair, OneOnOneNews::Agreed))
    }),
    (actions::ONE_ON_ONE_DECLINE, |ctx, pair| {
        Box::pin(one_on_one::act(ctx, pair, OneOnOneNews::Declined))
    }),
    (actions::ONE_ON_ONE_CHANGE, |ctx, pair| {
        Box::pin(one_on_one_times::change(ctx, pair))
    }),
    (actions::ONE_ON_ONE_SKIP, |ctx, date| {
        Box::pin(one_on_one::skipped(ctx, date))
    }),
    (actions::ONE_ON_ONE_PAUSE, |ctx, pair| {
        Box::pin(one_on_one::act(ctx, pair, OneOnOneNews::Paused))
    }),
    (actions::ONE_ON_ONE_RESUME, |ctx, pair| {
        Box::pin(one_on_one::act(ctx, pair, OneOnOneNews::Resumed))
    }),
    (actions::ONE_ON_ONE_END, |ctx, pair| {
        Box::pin(one_on_one::act(ctx, pair, OneOnOneNews::Ended))
    }),
    (actions::ONE_ON_ONE_AWAY, |ctx, _| {
        Box::pin(one_on_one_times::away(ctx))
    }),
    (actions::ONE_ON_ONE_BACK, |ctx, _| {
        Box::pin(one_on_one_times::came_back(ctx))
    }),
    (actions::SETTINGS, |ctx, _| {
        Box::pin(settings_form::open(ctx))
    }),
    (actions::NUDGE_PREVIEW, |ctx, group| {
        Box::pin(nudge_preview::show(ctx, group))
    }),
    (actions::SETTINGS_GROUP, |ctx, group| {
        Box::pin(settings_form::open_group(ctx, group))
    }),
];

const FORMS: &[(&str, Submit)] = &[
    (actions::FORM_GIVE, |ctx, answers| {
        Box::pin(form::submitted(ctx, answers))
    }),
    (actions::FORM_SETTINGS, |ctx, answers| {
        Box::pin(settings_form::submitted(ctx, answers))
    }),
    (actions::FORM_BADGE, |ctx, answers| {
        Box::pin(badge_forms::made(ctx, answers))
    }),
    (actions::FORM_AWARD, |ctx, answers| {
        Box::pin(badge_forms::awarded(ctx, answers))
    }),
    (actions::FORM_FIND, |ctx, answers| {
        Box::pin(shop::found(ctx, answers))
    }),
    (actions::FORM_ITEM, |ctx, answers| {
        Box::pin(item_form::submitted(ctx, answers))
    }),
    (actions::FORM_PUBLISH, |ctx, answers| {
        Box::pin(item_form::published(ctx, answers))
    }),
    (actions::FORM_REDEEM, |ctx, answers| {
        Box::pin(redeem::submitted(ctx, answers))
    }),
    (actions::FORM_REJECT, |ctx, answers| {
        Box::pin(approval::rejected(ctx, answers))
    }),
    (actions::FORM_DELIVER, |ctx, answers| {
        Box::pin(delivery::delivered(ctx, answers))
    }),
    (actions::FORM_REFUND, |ctx, answers| {
        Box::pin(delivery::refunded(ctx, answers))
    }),
    (actions::FORM_SURVEY, |ctx, answers| {
        Box::pin(survey::submitted(ctx, answers))
    }),
    (actions::FORM_SURVEY_NEW, |ctx, answers| {
        Box::pin(survey_new::submitted(ctx, answers))
    }),
    (actions::FORM_SURVEY_LAUNCH, |ctx, answers| {
        Box::pin(survey_launch::submitted(ctx, answers))
    }),
    (actions::FORM_SURVEY_DATES, |ctx, answers| {
        Box::pin(survey_schedule::submitted(ctx, answers))
    }),
    (actions::FORM_SURVEY_SCHEDULE, |ctx, answers| {
        Box::pin(survey_schedule::confirmed(ctx, answers))
    }),
    (actions::FORM_SURVEY_FOLLOW_UP, |ctx, answers| {
        Box::pin(survey_follow_up::submitted(ctx, answers))
    }),
    (actions::FORM_ONE_ON_ONE, |ctx, answers| {
        Box::pin(one_on_one_page::submitted(ctx, answers))
    }),
    (actions::FORM_ONE_ON_ONE_START, |ctx, answers| {
        Box::pin(one_on_one_times::started(ctx, answers))
    }),
    (actions::FORM_ONE_ON_ONE_CHANGE, |ctx, answers| {
        Box::pin(one_on_one_times::changed(ctx, answers))
    }),
    (actions::FORM_ONE_ON_ONE_AWAY, |ctx, answers| {
        Box::pin(one_on_one_times::went_away(ctx, answers))
    }),
];

/// Each goes by the name of the form that it opens.
const SHORTCUTS: &[(&str, Open)] = &[(actions::FORM_GIVE, form::of_shortcut)];

/// A button was pressed.
pub(super) async fn pressed(ctx: &Ctx<'_>, name: &str, value: &str) -> Result<Reply, Stop> {
    let Some(answer) = find(BUTTONS, name) else {
        tracing::debug!(button.action = name, "a button nobody answers to");
        return Ok(Reply::Nothing);
    };
    answer(ctx, value).await
}

/// A form was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Reply, Stop> {
    let Some(answer) = find(FORMS, &answers.form) else {
        tracing::debug!(form.id = answers.form, "a form nobody answers to");
        return Ok(Reply::Nothing);
    };
    answer(ctx, answers).await
}

/// Something was chosen from a menu, perhaps on a message.
pub(super) fn chosen(ctx: &Ctx<'_>, name: &str, quoted: Option<&Quoted>) -> Result<Reply, Stop> {
    let Some(open) = find(SHORTCUTS, name) else {
        tracing::debug!(shortcut.name = name, "a shortcut nobody answers to");
        return Ok(Reply::Nothing);
    };
    open(ctx, quoted)
}

/// Whether an act says what is kept nowhere as it came, however long it takes: not to be gone on with, nor
/// to be understood later. Whoever acts is told what became of it while we know, and else does it again.
pub(super) fn is_confidential(act: &Act) -> bool {
    let among = |names: &[&str], name: &str| names.contains(&actions::today(name));
    match act {
        Act::Pressed { action, .. } => among(actions::CONFIDENTIAL_BUTTONS, action),
        Act::Submitted(answers) => among(actions::CONFIDENTIAL_FORMS, &answers.form),
        _ => false,
    }
}

fn find<T: Copy>(registered: &[(&str, T)], name: &str) -> Option<T> {
    let name = actions::today(name);
    let found = registered.iter().find(|(known, _)| *known == name);
    found.map(|(_, answer)| *answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_and_form_that_is_worded_has_one_who_answers() {
        let registered = |names: &[&str]| -> Vec<String> {
            let mut names: Vec<_> = names.iter().map(ToString::to_string).collect();
            names.sort();
            names
        };
        let buttons: Vec<_> = BUTTONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(registered(&buttons), registered(actions::BUTTONS));
        let forms: Vec<_> = FORMS.iter().map(|(name, _)| *name).collect();
        assert_eq!(registered(&forms), registered(actions::FORMS));
    }

    /// The forms that are stored where that is needed: what they say may be read by whoever has the database.
    const STORED: &[&str] = &[
        actions::FORM_GIVE,
        actions::FORM_SETTINGS,
        actions::FORM_BADGE,
        actions::FORM_AWARD,
        actions::FORM_FIND,
        actions::FORM_ITEM,
        actions::FORM_PUBLISH,
        actions::FORM_REJECT,
        actions::FORM_REFUND,
        actions::FORM_SURVEY_NEW,
        actions::FORM_SURVEY_LAUNCH,
        actions::FORM_SURVEY_DATES,
        actions::FORM_SURVEY_SCHEDULE,
        actions::FORM_SURVEY_FOLLOW_UP,
        actions::FORM_ONE_ON_ONE_START,
        actions::FORM_ONE_ON_ONE_CHANGE,
        actions::FORM_ONE_ON_ONE_AWAY,
    ];

    #[test]
    fn of_every_form_it_is_decided_whether_it_is_stored() {
        let mut decided: Vec<&str> = [STORED, actions::CONFIDENTIAL_FORMS].concat();
        decided.sort_unstable();
        let mut forms = actions::FORMS.to_vec();
        forms.sort_unstable();
        assert_eq!(decided, forms);
    }

    #[test]
    fn buttons_of_the_release_before_are_answered() {
        for old in [
            "boost",
            "undo",
            "undo_anyway",
            "confirm_group",
            "check",
            "mute",
            "unmute",
            "audit",
            "open_form",
        ] {
            assert!(find(BUTTONS, old).is_some(), "{old}");
        }
        assert!(find(FORMS, "give_kudos").is_some());
        for old in ["give_kudos", ""] {
            assert!(find(SHORTCUTS, old).is_some(), "{old}");
        }
    }
}
