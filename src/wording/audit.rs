//! What was done by those who run the programme.

use jiff::Zoned;
use serde_json::Value;

use super::pattern::{Args, arg, named, none, number};
use super::roles::role_of;
use super::{Words, actions};
use crate::audit::{Entry, What};
use crate::chat::{Button, Message, Part, Rich, Style, shown_name};
use crate::ids::ActId;
use crate::policy::Role;
use crate::subject::Subject;

/// One act.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// When, in the zone to show it in.
    pub when: Zoned,
    /// What was noted.
    pub entry: Entry,
}

/// A page of acts, latest first, with a way to those before `older`.
pub fn audit(w: &Words<'_>, lines: &[AuditLine], older: Option<ActId>) -> Message {
    let title = w.text("audit-title", &none());
    let message = Message::new(title.clone()).with(Part::Heading(title));
    if lines.is_empty() {
        return message.with(Part::Text(w.rich("audit-none", &none())));
    }
    let shown = lines.iter().map(|line| {
        let args = arg("when", w.instant(&line.when)).with("who", who(w, &line.entry));
        w.rich("audit-line", &args.with("what", what(w, &line.entry)))
    });
    let message = message.with(Part::Lines(shown.collect()));
    match older {
        Some(id) => message.with(Part::Buttons(vec![Button {
            label: w.text("audit-older", &none()),
            action: actions::AUDIT.into(),
            value: id.to_string(),
            style: Style::Plain,
            confirm: None,
            opens_form: false,
        }])),
        None => message,
    }
}

fn who(w: &Words<'_>, entry: &Entry) -> Rich {
    match (&entry.actor_name, entry.actor.as_str()) {
        (Some(name), _) => Rich::plain(shown_name(name)),
        (None, "operator") => w.rich("audit-who-operator", &none()),
        (None, "system") => Rich::plain("Plaudit"),
        // Whoever had a code is known by their account alone.
        (None, other) => Rich::plain(entry.account.as_deref().unwrap_or(other)),
    }
}

fn what(w: &Words<'_>, entry: &Entry) -> Rich {
    let Ok(what) = What::named(&entry.action) else {
        // Of another release.
        return w.rich("audit-what-other", &arg("action", entry.action.as_str()));
    };
    let text = |of: fn(&Subject) -> String| entry.subject.as_ref().map(of).unwrap_or_default();
    let name = || {
        let name = entry.subject_name.clone();
        name.unwrap_or_else(|| text(Subject::to_string))
    };
    let named = || named(&name());
    let which = || text(Subject::which);
    match what {
        What::SettingSet => {
            let value = |of: &Option<String>| of.clone().unwrap_or_default();
            let args = arg("setting", which()).with("before", value(&entry.before));
            w.rich(
                "audit-what-setting",
                &args.with("after", value(&entry.after)),
            )
        }
        What::KudosUndone => w.rich("audit-what-undo", &named()),
        What::RoleGranted => w.rich("audit-what-role", &became(entry, named())),
        What::RoleFollowed => w.rich("audit-what-role-followed", &became(entry, named())),
        What::FirstAdmin => w.rich("audit-what-first-admin", &named()),
        What::GivingPaused => w.rich("audit-what-pause", &named()),
        What::GivingResumed => w.rich("audit-what-resume", &named()),
        What::StandInNamed => {
            let detail = |key: &str| entry.detail[key].as_str().unwrap_or_default().to_owned();
            let args = named().with("who", detail("name"));
            w.rich("audit-what-stand-in", &args.with("until", detail("until")))
        }
        What::StandInEnded => w.rich("audit-what-stand-in-end", &named()),
        What::PeopleDescribed if entry.subject.is_none() => {
            let people = entry.detail["people"].as_i64().unwrap_or_default();
            w.rich("audit-what-describe-many", &number("count", people))
        }
        What::PeopleDescribed => w.rich("audit-what-describe", &named()),
        What::PeopleJoined => w.rich("audit-what-join", &named()),
        What::PeopleSplit => w.rich("audit-what-split", &named()),
        What::TeamAssigned => w.rich("audit-what-team", &arg("team", which())),
        What::TeamInvited => w.rich("audit-what-invite", &none()),
        What::SentAgain => w.rich("audit-what-again", &none()),
        What::CatalogChanged => catalog_changed(w, entry, named()),
        What::CodesLoaded => {
            let codes = entry.detail["codes"].as_i64().unwrap_or_default();
            let args = number("count", codes).with("name", name());
            w.rich("audit-what-codes", &args)
        }
        What::SurveyChanged => {
            let done = [
                "created",
                "launched",
                "closed",
                "scheduled",
                "unscheduled",
                "archived",
            ];
            let done = done.into_iter().find(|it| !entry.detail[*it].is_null());
            let args = named().choice("what", done.unwrap_or("archived"));
            w.rich("audit-what-survey", &args)
        }
        What::BadgeChanged => {
            let what = match (&entry.detail["made"], entry.detail["archived"].as_bool()) {
                (made, _) if made.is_string() => "made",
                (_, Some(false)) => "back",
                _ => "archived",
            };
            let args = arg("badge", which()).choice("what", what);
            w.rich("audit-what-badge", &args)
        }
        What::BadgeAwarded => w.rich(
            "audit-what-badge-award",
            &named().with("badge", badge(entry)),
        ),
        What::BadgeTaken => w.rich(
            "audit-what-badge-take",
            &named().with("badge", badge(entry)),
        ),
        What::HolidaysChanged => {
            let days = entry.detail["imported"].as_i64();
            let args = match days {
                Some(days) => none().choice("what", "imported").number("count", days),
                None => none().choice("what", "cleared"),
            };
            w.rich("audit-what-holidays", &args)
        }
        What::RedemptionDecided | What::RedemptionFulfilled | What::RedemptionRefunded => {
            let state = entry.after.clone().unwrap_or_default();
            let item = entry.detail["item"].as_str().unwrap_or_default();
            let args = named().with("state", state).with("item", item.to_owned());
            let what = w.rich("audit-what-redemption", &args);
            match entry.detail["for"].as_str() {
                Some(away) => {
                    let args = super::pattern::named(away).with("what", what);
                    w.rich("audit-what-in-stead", &args)
                }
                None => what,
            }
        }
    }
}

/// The badge that somebody got, as it is typed.
fn badge(entry: &Entry) -> String {
    let badge = entry.detail["badge"].as_str();
    badge.unwrap_or_default().to_owned()
}

/// What of a reward may have become another, as it was noted.
pub(super) const PARTS: &[&str] = &[
    "slug",
    "kind",
    "texts",
    "price",
    "limit",
    "approval",
    "fulfilment",
    "webhook",
    "voucher",
    "asks",
    "audience",
    "tags",
    "image",
    "days",
    "stock",
];

/// What became of a reward.
fn catalog_changed(w: &Words<'_>, entry: &Entry, named: Args) -> Rich {
    let detail = &entry.detail;
    let key = match (&detail["added"], detail["archived"].as_bool()) {
        (added, _) if added.is_string() => "audit-what-catalog-added",
        (_, Some(true)) => "audit-what-catalog-archived",
        (_, Some(false)) => "audit-what-catalog-back",
        _ => "audit-what-catalog",
    };
    let changed = detail["changed"].as_array();
    let changed = changed.into_iter().flatten().filter_map(Value::as_str);
    let known = changed.filter_map(|it| PARTS.iter().copied().find(|part| *part == it));
    let parts: Vec<Rich> = known
        .map(|part| w.rich("audit-reward-part", &none().choice("part", part)))
        .collect();
    if key == "audit-what-catalog" && !parts.is_empty() {
        return w.rich(
            "audit-what-catalog-parts",
            &named.with("parts", w.list(parts)),
        );
    }
    w.rich(key, &named)
}

/// What somebody became.
fn became(entry: &Entry, args: Args) -> Args {
    let role = entry.after.as_deref().map(Role::named);
    let role = role.and_then(Result::ok).unwrap_or(Role::Member);
    role_of(args, role)
}
