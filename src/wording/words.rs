//! The language of a reader, and how their organisation calls things.

use super::pattern::{Args, arg, format, none, number};
use crate::chat::{Locale, Mention, Message, Rich, Span, shown_name};
use crate::people::Member;
use crate::settings::Settings;

/// What every text needs to know: the reader's language, and the settings of the workspace.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language of the reader.
    pub locale: Locale,
    /// The settings of the workspace.
    pub settings: &'a Settings,
}

/// How many people are a crowd, and how many of it are named: nobody reads a thousand names, and no
/// platform shows them.
const CROWD: usize = 25;
const FIRST: usize = 10;

/// The name of points that is translated; every other is used as it stands.
const TRANSLATED: &str = "points";

impl<'a> Words<'a> {
    /// Words in `locale`.
    pub const fn new(locale: Locale, settings: &'a Settings) -> Self {
        Self { locale, settings }
    }

    /// Words for what `member` alone reads: in their language, where it is known.
    pub fn of(member: &Member, settings: &'a Settings) -> Self {
        Self::new(member.locale.unwrap_or(settings.locale), settings)
    }

    /// The sentence called `key`.
    pub(super) fn rich(&self, key: &str, args: &Args) -> Rich {
        format(self.locale, key, args)
    }

    /// The sentence called `key`, without formatting.
    pub(super) fn text(&self, key: &str, args: &Args) -> String {
        self.rich(key, args).to_plain()
    }

    /// The sentence called `key`, as a message.
    pub(super) fn say(&self, key: &str, args: &Args) -> Message {
        Message::text(self.rich(key, args))
    }

    /// "5 points".
    pub(super) fn points(&self, points: i64) -> String {
        let count = number("count", points);
        match self.settings.currency_name.as_str() {
            TRANSLATED => self.text("points", &count),
            name => {
                // What one of "tacos" is called is not known.
                let one = points.abs() == 1 && name.ends_with(['s', 'S']);
                let key = if one {
                    "points-named-one"
                } else {
                    "points-named"
                };
                self.text(key, &count.with("name", shown_name(name)))
            }
        }
    }

    /// "points".
    pub(super) fn currency(&self) -> String {
        match self.settings.currency_name.as_str() {
            TRANSLATED => self.text("points-name", &none()),
            name => name.to_owned(),
        }
    }

    /// The emoji that gives.
    pub(super) fn emoji(&self) -> Rich {
        Rich(vec![Span::Emoji(self.settings.currency_emoji.clone())])
    }

    /// "Ana, Budi and Citra", each of whom is notified; of a crowd, the first, and how many more.
    pub(super) fn people(&self, people: &[Mention]) -> Rich {
        let shown = if people.len() > CROWD {
            FIRST
        } else {
            people.len()
        };
        let person = |person: &Mention| Rich(vec![Span::Person(person.clone())]);
        let more = count(people.len() - shown);
        let others = (more > 0).then(|| self.rich("list-others", &number("count", more)));
        self.list(people[..shown].iter().map(person).chain(others))
    }

    /// "Ana, Budi and Citra", none of whom is notified.
    pub(super) fn names(&self, names: &[String]) -> Rich {
        self.list(names.iter().map(|name| Rich::plain(shown_name(name))))
    }

    /// Items one after the other, with "and" before the last.
    pub(super) fn list(&self, items: impl IntoIterator<Item = Rich>) -> Rich {
        let mut items: Vec<Rich> = items.into_iter().collect();
        let last = items.pop().unwrap_or_default();
        let join = |key, first, next| self.rich(key, &arg("first", first).with("next", next));
        let many = items.len() > 1;
        match items.into_iter().reduce(|a, b| join("list-comma", a, b)) {
            None => last,
            Some(first) if many => join("list-last", first, last),
            Some(first) => join("list-pair", first, last),
        }
    }
}

/// A company value as it is shown: `#teamwork`.
pub fn value_label(slug: &str) -> String {
    format!("#{slug}")
}

/// Company values as they are shown, side by side.
pub(super) fn value_labels<'v>(slugs: impl IntoIterator<Item = &'v String>) -> String {
    let labels: Vec<String> = slugs.into_iter().map(|slug| value_label(slug)).collect();
    labels.join("  ")
}

/// How many there are, for a pattern.
pub(super) fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}
