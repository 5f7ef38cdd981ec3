//! Buttons and forms: who answers each, by its name.

use futures_util::future::BoxFuture;

use super::context::Ctx;
use super::{DeskError, Progress, audit, boost, confirm, form, late, notices, propose, undo};
use crate::chat::{Answers, Reply};
use crate::wording::actions;

type Answering<'a> = BoxFuture<'a, Result<Progress, DeskError>>;

/// Answers a button, given its value.
type Press = for<'a> fn(&'a Ctx<'_>, &'a str) -> Answering<'a>;

/// Answers a form, given what was filled in.
type Submit = for<'a> fn(&'a Ctx<'_>, &'a Answers) -> Answering<'a>;

const BUTTONS: &[(&str, Press)] = &[
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
    (actions::UNMUTE, |ctx, kind| {
        Box::pin(notices::pressed(ctx, kind, true))
    }),
    (actions::AUDIT, |ctx, before| {
        Box::pin(audit::show(ctx, before.parse().ok()))
    }),
];

const FORMS: &[(&str, Submit)] = &[(actions::FORM_GIVE, |ctx, answers| {
    Box::pin(form::submitted(ctx, answers))
})];

/// A button was pressed.
pub(super) async fn pressed(ctx: &Ctx<'_>, name: &str, value: &str) -> Result<Progress, DeskError> {
    let Some(answer) = find(BUTTONS, name) else {
        tracing::debug!(button.action = name, "a button nobody answers to");
        return Ok(Reply::Nothing.into());
    };
    answer(ctx, value).await
}

/// A form was sent.
pub(super) async fn submitted(ctx: &Ctx<'_>, answers: &Answers) -> Result<Progress, DeskError> {
    let Some(answer) = find(FORMS, &answers.form) else {
        tracing::debug!(form.id = answers.form, "a form nobody answers to");
        return Ok(Reply::Nothing.into());
    };
    answer(ctx, answers).await
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
    }
}
