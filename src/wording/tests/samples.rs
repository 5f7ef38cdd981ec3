//! Every text once, in every language: one snapshot per topic and language, to be read. The files
//! beside it hold the texts; here is what they share.

use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::shown;
use crate::chat::{FormOpener, Identity, Locale, Manner, Mention, Place, PlaceKind, Platform};
use crate::settings::Settings;
use crate::wording::Words;

pub(super) const SLASH: Manner = Manner {
    command: "/kudos",
    give: "/kudos",
    overhears: true,
    form: FormOpener::Command,
    mentions: true,
    invites: true,
};

pub(super) const MENTION: Manner = Manner {
    command: "kudos",
    give: "@Plaudit",
    overhears: false,
    form: FormOpener::Button,
    mentions: false,
    invites: false,
};

/// Collects what is said about a topic, in each language.
pub(super) fn said(topic: &str, say: impl Fn(&mut Said<'_>)) {
    let settings = Settings::default();
    for locale in Locale::ALL {
        let mut said = Said {
            words: Words::new(locale, &settings),
            texts: Vec::new(),
        };
        say(&mut said);
        insta::assert_snapshot!(
            format!("{topic}_{}", locale.as_str()),
            said.texts.join("\n\n")
        );
    }
}

pub(super) struct Said<'a> {
    pub(super) words: Words<'a>,
    texts: Vec<String>,
}

impl Said<'_> {
    pub(super) fn message(&mut self, name: &str, message: &crate::chat::Message) {
        self.text(name, &shown::message(message));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.texts.push(format!("[{name}]\n{text}"));
    }
}

pub(super) fn person(name: &str) -> Mention {
    Mention {
        name: name.into(),
        identities: vec![Identity::new(Platform::Slack, "T1", format!("U{name}"))],
    }
}

pub(super) fn people(names: &[&str]) -> Vec<Mention> {
    names.iter().map(|name| person(name)).collect()
}

pub(super) fn place(kind: PlaceKind) -> Place {
    Place {
        platform: Platform::Slack,
        team: "T1".into(),
        channel: "C1".into(),
        thread: None,
        kind,
        shared: false,
    }
}

pub(super) fn jakarta() -> TimeZone {
    TimeZone::get("Asia/Jakarta").unwrap()
}

/// The first of December, midnight in Jakarta.
pub(super) fn reset() -> Zoned {
    date(2026, 12, 1).to_zoned(jakarta()).unwrap()
}

pub(super) fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Titles and buttons of forms are cut to what Slack shows.
pub(super) fn fits(form: &crate::chat::Form) {
    let submit = form.submit.iter();
    for line in submit.chain([&form.title, &form.cancel]) {
        assert!(line.chars().count() <= 24, "{line}");
    }
}
