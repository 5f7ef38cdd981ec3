//! The form of settings: a page to choose a group from, and a page for each.

use super::answers::name_of;
use super::pattern::{Args, arg, none};
use super::settings::{described, meaning};
use super::{Words, actions, setting_set};
use crate::chat::{Button, Choice, Field, Form, Input, Item, Locale, Message, Part, Rich, Style};
use crate::settings::{Bounds, Group, KEYS, Key, Kind};

/// The longest text that fits into a form, in characters.
const LONGEST: usize = 3000;

/// What a page of settings begins with.
#[derive(Clone, Debug)]
pub struct SettingsPage {
    /// Which settings.
    pub group: Group,
    /// What comes back unchanged.
    pub context: String,
    /// What came of the page before.
    pub news: Option<Message>,
    /// The channel among them, where it is one of the reader's team.
    pub channel: Option<String>,
    /// Whether the form can ask for a channel.
    pub asks_places: bool,
    /// What a command begins with.
    pub command: &'static str,
}

/// The first page: which groups there are.
pub fn settings_menu(w: &Words<'_>) -> Form {
    let line = |group: &Group| {
        let about = w.rich("settings-group-about", &of_group(*group));
        let args = arg("group", w.rich("settings-group", &of_group(*group)));
        w.rich("settings-form-group", &args.with("about", about))
    };
    let intro = Part::Text(w.rich("settings-form-intro", &none()));
    let lines = Part::Lines(Group::ALL.iter().map(line).collect());
    let buttons = Group::ALL.iter().map(|group| {
        let label = w.text("settings-group", &of_group(*group));
        plain(label, actions::SETTINGS_GROUP, group.as_str())
    });
    Form {
        id: actions::FORM_SETTINGS.into(),
        title: w.text("settings-title", &none()),
        submit: None,
        cancel: w.text("settings-form-close", &none()),
        context: String::new(),
        missing: String::new(),
        items: vec![
            intro.into(),
            lines.into(),
            Part::Buttons(buttons.collect()).into(),
        ],
        back: None,
    }
}

/// The settings of a group. Each question is called as its key.
pub fn settings_page(w: &Words<'_>, page: &SettingsPage) -> Form {
    let news = page.news.iter().flat_map(Message::shown);
    let keys = KEYS.iter().filter(|key| key.group == page.group);
    let preview = (!page.group.nudges().is_empty()).then(|| {
        let label = w.text("settings-form-preview", &none());
        let group = page.group.as_str();
        Part::Buttons(vec![plain(label, actions::NUDGE_PREVIEW, group)])
    });
    let back = w.text("settings-form-back", &none());
    Form {
        id: actions::FORM_SETTINGS.into(),
        title: w.text("settings-group", &of_group(page.group)),
        submit: Some(w.text("settings-form-save", &none())),
        cancel: back.clone(),
        context: page.context.clone(),
        missing: w.text("form-missing", &none()),
        items: news
            .map(Item::Show)
            .chain(keys.map(|key| question(w, page, key)))
            .chain(preview.map(Item::Show))
            .collect(),
        back: Some(plain(back, actions::SETTINGS, "")),
    }
}

/// What the nudges of a group would say, to be read and not pressed.
pub fn nudge_preview(w: &Words<'_>, group: Group, said: &[Message]) -> Form {
    let intro = match said {
        [] => "nudge-preview-nothing",
        _ => "nudge-preview-intro",
    };
    let intro = Part::Text(w.rich(intro, &none()));
    let said = said.iter().flat_map(|message| {
        let parts = message.shown().into_iter();
        let read = parts.filter(|part| !matches!(part, Part::Buttons(_)));
        std::iter::once(Part::Divider).chain(read)
    });
    let back = w.text("settings-form-back", &none());
    Form {
        id: actions::FORM_SETTINGS.into(),
        title: w.text("nudge-preview-title", &none()),
        submit: None,
        cancel: back.clone(),
        context: String::new(),
        missing: String::new(),
        items: std::iter::once(intro).chain(said).map(Item::Show).collect(),
        back: Some(plain(back, actions::SETTINGS_GROUP, group.as_str())),
    }
}

/// Whether a page asks for a setting: a channel not everywhere, and nothing that would be cut.
pub fn settings_page_asks(w: &Words<'_>, page: &SettingsPage, key: &Key) -> bool {
    key.group == page.group
        && match key.kind() {
            Kind::Channel => page.asks_places,
            Kind::Lines => key.get(w.settings).chars().count() <= LONGEST,
            _ => true,
        }
}

/// What was changed; `w` knows the new values.
pub fn settings_saved(w: &Words<'_>, changed: &[&Key], command: &str) -> Message {
    if changed.is_empty() {
        return w.say("settings-form-unchanged", &none());
    }
    let said = changed.iter().map(|key| setting_set(w, key, command));
    let all: Vec<Message> = said.collect();
    let summary = all.iter().map(|it| it.summary.to_plain());
    let summary: Vec<String> = summary.collect();
    let parts = all.iter().flat_map(Message::shown);
    parts.fold(Message::new(summary.join(" ")), Message::with)
}

/// Somebody else changed them since the page was opened.
pub fn settings_changed_meanwhile(w: &Words<'_>) -> Message {
    w.say("settings-form-meanwhile", &none())
}

/// A choice of a time zone.
pub fn zone_choice(zone: &str) -> Choice {
    Choice {
        value: zone.to_owned(),
        label: zone.replace('_', " "),
    }
}

fn question(w: &Words<'_>, page: &SettingsPage, key: &Key) -> Item {
    if !settings_page_asks(w, page, key) {
        let args = arg("command", page.command).with("key", key.name);
        let how = w.rich("settings-form-by-text", &args);
        let shown = w.rich("settings-line", &described(w, key));
        return Part::Lines(vec![shown, how]).into();
    }
    let kind = key.kind();
    Field {
        name: key.name.into(),
        label: w.text(&label_key(key), &none()),
        hint: hint(w, page, key),
        optional: kind == Kind::Channel,
        input: input(w, page, key, kind),
    }
    .into()
}

fn hint(w: &Words<'_>, page: &SettingsPage, key: &Key) -> Option<String> {
    match key.kind() {
        // Where one chooses from a few words, they say it all.
        Kind::Words(_) => None,
        // One chooses it, and types nothing of what a command takes. A channel that is not shown stays.
        Kind::Channel => {
            let shown = page.channel.is_some() || key.channel(w.settings).is_none();
            shown.then(|| w.text("settings-form-channel-hint", &none()))
        }
        _ => Some(sentence(&meaning(w, key))),
    }
}

fn input(w: &Words<'_>, page: &SettingsPage, key: &Key, kind: Kind) -> Input {
    let value = key.get(w.settings);
    match kind {
        Kind::Number(Bounds { least, most }) => Input::Number {
            initial: value.parse().ok(),
            min: least,
            max: most,
        },
        Kind::Words(words) => Input::Choice {
            options: words.iter().map(|word| word_choice(w, word)).collect(),
            initial: vec![value],
            several: false,
        },
        Kind::Text { most } => Input::Text {
            initial: value,
            multiline: false,
            max_chars: most,
        },
        Kind::Lines => Input::Text {
            initial: value,
            multiline: true,
            max_chars: LONGEST,
        },
        Kind::TimeZone => Input::Search {
            initial: vec![zone_choice(&value)],
            several: false,
        },
        Kind::Channel => Input::Place {
            initial: page.channel.clone(),
        },
    }
}

/// A word that a setting may be. A language says its own name.
fn word_choice(w: &Words<'_>, word: &'static str) -> Choice {
    let label = match word.parse::<Locale>() {
        Ok(locale) => name_of(locale).to_plain(),
        Err(_) => w.text("settings-word", &none().choice("word", word)),
    };
    Choice {
        value: word.to_owned(),
        label,
    }
}

/// What stands as a sentence of its own begins with a capital.
fn sentence(text: &Rich) -> String {
    let text = text.to_plain();
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

fn plain(label: String, action: &str, value: &str) -> Button {
    Button {
        label,
        action: action.into(),
        value: value.to_owned(),
        style: Style::Plain,
        confirm: None,
        opens_form: false,
    }
}

pub(super) fn of_group(group: Group) -> Args {
    none().choice("group", group.as_str())
}

/// The name of the text that asks for a setting.
pub(super) fn label_key(key: &Key) -> String {
    format!("label-{}", key.name.replace(['.', '_'], "-"))
}
