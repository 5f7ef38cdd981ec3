//! Settings, for admins.

use super::kudos::channel;
use super::pattern::{Args, arg, none};
use super::settings_form::of_group;
use super::{Words, actions};
use crate::chat::{Button, Manner, Message, Part, Place, Rich, Span, Style};
use crate::settings::{Bounds, Group, KEYS, Key};

/// Every setting with its value, and the ways to its meaning and to the form.
pub fn settings_list(w: &Words<'_>, command: &str) -> Message {
    let title = w.text("settings-title", &none());
    let message = Message::new(title.clone()).with(Part::Heading(title));
    let message = Group::ALL.iter().fold(message, |message, group| {
        let keys = KEYS.iter().filter(|key| key.group == *group);
        let lines = keys.map(|key| w.rich("settings-item", &described(w, key)));
        let name = w.text("settings-group", &of_group(*group));
        message
            .with(Part::Text(Rich(vec![Span::Bold(name)])))
            .with(Part::Lines(lines.collect()))
    });
    message
        .with(Part::Note(w.rich("settings-how", &arg("command", command))))
        .with(Part::Note(
            w.rich("settings-more", &arg("command", command)),
        ))
        .with(Part::Buttons(vec![Button {
            label: w.text("settings-form-open", &none()),
            action: actions::SETTINGS.into(),
            value: String::new(),
            style: Style::Plain,
            confirm: None,
            opens_form: true,
        }]))
}

/// One setting, with its value and meaning.
pub fn setting_shown(w: &Words<'_>, key: &Key) -> Message {
    w.say("settings-line", &described(w, key))
}

/// The setting is set; `w` knows the new value, and what it does nothing without.
pub fn setting_set(w: &Words<'_>, key: &Key, command: &str) -> Message {
    let args = arg("key", key.name).with("value", chosen(w, key));
    let done = w.rich("settings-set", &args);
    let Some(other) = key.lacks(w.settings) else {
        return Message::text(done);
    };
    let args = arg("key", other.name).with("example", other.example);
    let note = w.rich("settings-board-lacks", &args.with("command", command));
    // Where a message has parts, they are what is read.
    Message::new(done.clone())
        .with(Part::Text(done))
        .with(Part::Note(note))
}

/// What was chosen: a channel as its platform mentions it, since an id says nothing to people. Where
/// values are listed they stand as they can be copied and set again.
fn chosen(w: &Words<'_>, key: &Key) -> Rich {
    let channel = key.channel(w.settings);
    match channel.and_then(|it| it.parse::<Place>().ok()) {
        Some(place) => {
            let platform = none().choice("platform", place.platform.as_str());
            Rich(vec![Span::Place {
                platform: place.platform,
                channel: place.channel,
                label: w.text("settings-a-channel", &platform),
            }])
        }
        None => key.get(w.settings).into(),
    }
}

/// The value does not fit; what would.
pub fn setting_invalid(w: &Words<'_>, key: &Key, typed: &str) -> Message {
    if let Some(both) = key.two_ways(typed) {
        let args = arg("key", key.name)
            .with("typed", format!("{} {}", both.currency, both.typed))
            .with("thousands", both.thousands);
        return match both.decimal {
            Some(decimal) => w.say("settings-two-ways", &args.with("decimal", decimal)),
            None => w.say("settings-thousands", &args),
        };
    }
    let args = described(w, key)
        .with("typed", typed)
        .with("example", key.example);
    w.say("settings-invalid", &args)
}

/// No such setting; what was probably meant.
pub fn setting_unknown(
    w: &Words<'_>,
    typed: &str,
    nearest: Option<&Key>,
    command: &str,
) -> Message {
    let args = arg("typed", typed);
    match nearest {
        Some(key) => w.say("settings-unknown-nearest", &args.with("nearest", key.name)),
        None => w.say("settings-unknown", &args.with("command", command)),
    }
}

/// For an admin who chose a channel: people of another organisation read there.
pub fn setting_place_shared(w: &Words<'_>, place: &Place) -> Message {
    w.say("settings-place-shared", &arg("place", channel(w, place)))
}

/// For an admin who chose a channel: nobody brought us there yet.
pub fn setting_place_uninvited(w: &Words<'_>, key: &Key, place: &Place, manner: Manner) -> Message {
    let why = if manner.invites {
        "settings-place-uninvited-invite"
    } else {
        "settings-place-uninvited-add"
    };
    let args = arg("place", channel(w, place)).with("key", key.name);
    w.say(why, &args.with("command", manner.command))
}

/// For an admin who chose a channel: nobody posts there any more.
pub fn setting_place_archived(w: &Words<'_>, place: &Place) -> Message {
    w.say("settings-place-archived", &arg("place", channel(w, place)))
}

/// For an admin who chose a channel: that is in no team of ours.
pub fn setting_place_elsewhere(w: &Words<'_>, key: &Key, typed: &str, command: &str) -> Message {
    let args = arg("typed", typed).with("key", key.name);
    w.say("settings-place-elsewhere", &args.with("command", command))
}

/// Only admins may.
pub fn admins_only(w: &Words<'_>, names: &[String]) -> Message {
    if names.is_empty() {
        return w.say("settings-admins-only", &none());
    }
    w.say("settings-admins-only-named", &arg("people", w.names(names)))
}

pub(super) fn described(w: &Words<'_>, key: &Key) -> Args {
    arg("key", key.name)
        .with("value", key.get(w.settings))
        .with("meaning", meaning(w, key))
}

/// What it holds; for a number, between which ends.
pub(super) fn meaning(w: &Words<'_>, key: &Key) -> Rich {
    let meaning = w.rich(&meaning_key(key), &none());
    match key.bounds() {
        Some(Bounds { least, most }) => {
            // In the digits that can be typed.
            let args = arg("meaning", meaning).with("least", least.to_string());
            w.rich("settings-between", &args.with("most", most.to_string()))
        }
        None => meaning,
    }
}

/// The name of the sentence that says what a setting does.
pub(super) fn meaning_key(key: &Key) -> String {
    format!("key-{}", key.name.replace(['.', '_'], "-"))
}
