//! Who is meant by the `<at>` in a text.
//!
//! The list of mentions says who, the text says where, and only their order joins the two: names
//! are not unique, and people cut them. Where the two disagree, a name that could be somebody
//! else's counts for nobody.

use super::text::plain;
use crate::chat::marked::escape;
use crate::script::{folded, is_of_word};
use crate::teams::activity::{Entity, PayloadMention};

/// Somebody or something mentioned.
pub(super) struct Mention {
    /// Its id. Empty when none was told.
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) name: String,
    /// How it may stand in the text.
    spellings: Vec<Spelling>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Account,
    Tag,
    Channel,
}

impl Mention {
    fn new(id: Option<&str>, kind: Kind, name: Option<&str>, text: Option<&str>) -> Self {
        let id = id.unwrap_or_default();
        let text = text.map(plain);
        let name = name.or(text.as_deref()).unwrap_or_default();
        let spellings = [Some(name), text.as_deref()];
        Self {
            id: id.to_owned(),
            // Channels do not always say what they are; no account looks like one.
            kind: if id.starts_with("19:") {
                Kind::Channel
            } else {
                kind
            },
            name: tidy(name),
            spellings: spellings.into_iter().flatten().map(Spelling::new).collect(),
        }
    }

    fn agrees(&self, typed: &Spelling) -> bool {
        self.spellings.iter().any(|known| known.agrees(typed))
    }

    fn is_part_of(&self, typed: &Spelling) -> bool {
        self.spellings.iter().any(|known| known.is_part_of(typed))
    }

    /// The mention in marked text, or its name where the id cannot stand in a mark.
    pub(super) fn mark(&self, name: &str) -> String {
        let safe = |extra: &[char]| {
            let fits = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
            !self.id.is_empty() && self.id.chars().all(|c| fits(c) || extra.contains(&c))
        };
        let (id, label) = (&self.id, escape(name));
        match self.kind {
            Kind::Account if safe(&[]) => format!("<@{id}|{label}>"),
            Kind::Tag if safe(&[]) => format!("<!subteam^{id}|@{label}>"),
            Kind::Channel if safe(&['@']) => format!("<#{id}|{label}>"),
            Kind::Account | Kind::Tag => format!("@{label}"),
            Kind::Channel => format!("#{label}"),
        }
    }
}

impl From<&Entity> for Mention {
    fn from(entity: &Entity) -> Self {
        let mentioned = &entity.mentioned;
        let kind = match mentioned.kind.as_deref() {
            Some("tag") => Kind::Tag,
            Some("channel" | "team") => Kind::Channel,
            _ => Kind::Account,
        };
        let (id, name) = (mentioned.id.as_deref(), mentioned.name.as_deref());
        Self::new(id, kind, name, entity.text.as_deref())
    }
}

impl From<&PayloadMention> for Mention {
    fn from(mention: &PayloadMention) -> Self {
        let of = &mention.mentioned;
        let kinds = [
            (&of.user, Kind::Account),
            (&of.conversation, Kind::Channel),
            (&of.tag, Kind::Tag),
        ];
        let text = mention.mention_text.as_deref();
        let given = kinds.into_iter().find(|(it, _)| it.id.is_some());
        match (given, of.application.id.as_deref()) {
            (Some((it, kind)), _) => {
                Self::new(it.id.as_deref(), kind, it.display_name.as_deref(), text)
            }
            (None, Some(app)) => {
                let name = of.application.display_name.as_deref();
                Self::new(Some(&format!("28:{app}")), Kind::Account, name, text)
            }
            (None, None) => Self::new(None, Kind::Account, None, text),
        }
    }
}

/// A name, to be compared with another.
pub(super) struct Spelling {
    text: String,
    words: Vec<String>,
}

impl Spelling {
    pub(super) fn new(name: &str) -> Self {
        let text = folded(&tidy(name));
        let words = text.split(|c: char| !is_of_word(c));
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            text,
        }
    }

    /// Whether one is the other, or a part of it.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.is_part_of(other) || other.is_part_of(self)
    }

    fn is_part_of(&self, other: &Self) -> bool {
        let within = self.words.iter().all(|word| other.words.contains(word));
        (!self.words.is_empty() && within) || (!self.text.is_empty() && self.text == other.text)
    }
}

/// For each name in the text, which of `mentions` it is.
pub(super) fn matching(typed: &[Spelling], mentions: &[Mention]) -> Vec<Option<usize>> {
    let mut found = vec![None; typed.len()];
    let mut next = 0;
    let mut agreed = true;
    for (at, name) in typed.iter().enumerate() {
        // What is not in the text is passed over. A name that nobody has ends the search: from
        // there on the order tells nothing.
        let Some(passed) = mentions[next..].iter().position(|it| it.agrees(name)) else {
            break;
        };
        agreed &= passed == 0;
        let this = next + passed;
        found[at] = Some(this);
        next = this + 1;
        // The parts of one name may come as several mentions.
        let following = typed.get(at + 1);
        next += mentions[next..]
            .iter()
            .take_while(|it| it.id == mentions[this].id && it.is_part_of(name))
            .take_while(|it| !following.is_some_and(|name| it.agrees(name)))
            .count();
    }
    if agreed && next == mentions.len() && !found.contains(&None) {
        return found;
    }
    let unmistakable = |(at, this): (usize, Option<usize>)| {
        this.filter(|this| {
            let mut others = mentions.iter().filter(|it| it.agrees(&typed[at]));
            others.all(|it| it.id == mentions[*this].id)
        })
    };
    found.into_iter().enumerate().map(unmistakable).collect()
}

/// A name on one line, without the sign before it.
fn tidy(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().collect();
    words.join(" ").trim_start_matches('@').to_owned()
}
