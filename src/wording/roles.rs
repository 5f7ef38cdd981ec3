//! Who runs the programme, and who may give.

use super::Words;
use super::pattern::{Args, arg, named, none};
use crate::chat::{Message, Part, Platform, Rich, shown_name};
use crate::people::{Grant, Holder, RoleRefusal};
use crate::policy::Role;

/// Everybody with a role, and by whose word.
pub fn roles(w: &Words<'_>, holders: &[Holder], command: &str) -> Message {
    let title = w.text("roles-title", &none());
    let line = |holder: &Holder| {
        let said_by = holder.said_by.iter();
        let said_by = said_by.map(|it| w.rich("roles-said-by", &platform(*it)));
        let granted = holder.granted.iter().map(|grant| granted(w, grant));
        let why = w.list(said_by.chain(granted));
        let args = named(&holder.name).with("why", why);
        w.rich("roles-line", &role_of(args, holder.role))
    };
    Message::new(title.clone())
        .with(Part::Heading(title))
        .with(Part::Lines(holders.iter().map(line).collect()))
        .with(Part::Note(w.rich("roles-how", &arg("command", command))))
}

fn granted(w: &Words<'_>, grant: &Grant) -> Rich {
    match (&grant.by_name, grant.by.as_str()) {
        (Some(name), _) => w.rich("roles-granted-by", &named(name)),
        (None, "system") => w.rich("roles-granted-first", &none()),
        (None, _) => w.rich("roles-granted-operator", &none()),
    }
}

/// Somebody was made something by hand, or no longer is; what they are now.
pub fn role_changed(w: &Words<'_>, name: &str, role: Role, add: bool, now: Role) -> Message {
    let key = match (add, now >= role) {
        (true, _) => "roles-added",
        (false, true) => "roles-removed-stays",
        (false, false) => "roles-removed",
    };
    w.say(key, &role_of(named(name), role))
}

/// Somebody's role was not changed.
pub fn role_refused(w: &Words<'_>, name: &str, role: Role, why: RoleRefusal) -> Message {
    let args = || role_of(named(name), role);
    match why {
        RoleRefusal::NotForThem => w.say("roles-refused-not-for-them", &args()),
        RoleRefusal::Already => w.say("roles-refused-already", &args()),
        RoleRefusal::NotGranted => w.say("roles-refused-not-granted", &args()),
        RoleRefusal::SaidBy(it) => {
            let args = args().choice("platform", it.as_str());
            w.say("roles-refused-said-by", &args)
        }
        RoleRefusal::OnlyAdmin => w.say("roles-refused-only-admin", &args()),
    }
}

/// You are something else now; by whom, where it was somebody in the programme.
pub fn told_of_role(w: &Words<'_>, before: Role, now: Role, by: Option<&str>) -> Message {
    if now < before {
        return w.say("roles-told-removed", &role_of(none(), before));
    }
    match by {
        Some(name) => w.say(
            "roles-told-added-by",
            &role_of(arg("by", shown_name(name)), now),
        ),
        None => w.say("roles-told-added", &role_of(none(), now)),
    }
}

/// Whom to name to pause somebody.
pub fn pause_how(w: &Words<'_>, command: &str) -> Message {
    w.say("pause-how", &arg("command", command))
}

/// Somebody may not give for now, or may again; whether that is new.
pub fn giving_paused(w: &Words<'_>, name: &str, paused: bool, changed: bool) -> Message {
    let key = match (paused, changed) {
        (true, true) => "pause-done",
        (true, false) => "pause-already",
        (false, true) => "pause-over",
        (false, false) => "pause-over-already",
    };
    w.say(key, &named(name))
}

/// You may not give for now, or may again.
pub fn told_of_pause(w: &Words<'_>, paused: bool) -> Message {
    let key = if paused {
        "pause-told"
    } else {
        "pause-told-over"
    };
    w.say(key, &arg("currency", w.currency()))
}

pub(super) fn role_of(args: Args, role: Role) -> Args {
    args.choice("role", role.as_str())
}

fn platform(platform: Platform) -> Args {
    none().choice("platform", platform.as_str())
}
