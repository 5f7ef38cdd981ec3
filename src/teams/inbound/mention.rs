//! Who is meant by the `<at>` in a text.
//!
//! The list of mentions says who, the text says where, and only their order joins the two: names
//! are not unique, and people cut them. Where the two disagree, a name that could be somebody
//! else's counts for nobody.

use super::text::plain;
use crate::chat::marked::escape;
use crate::teams::activity::{Entity, PayloadMention};

/// Somebody or something mentioned.
pub(super) struct Mention {
    /// Its id. Empty when none was told.
    pub(super) id: String,
    kind: Kind,
    name: String,
    /// How it may stand in the text.
    spellings: Vec<Spelling>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
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
    fn mark(&self, name: &str) -> String {
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
        let text = tidy(name).to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric());
        Self {
            words: words
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            text,
        }
    }

    /// Whether one is the other, or a part of it.
    fn agrees(&self, other: &Self) -> bool {
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

/// Writes marked text piece by piece.
#[derive(Default)]
pub(super) struct Writer<'a> {
    written: String,
    /// The last mention, to which more of the name may come.
    last: Option<Last<'a>>,
    /// Whether the bot's name was just left out.
    after_bot: bool,
}

struct Last<'a> {
    mention: &'a Mention,
    typed: &'a Spelling,
    name: String,
    begin: usize,
    end: usize,
}

impl<'a> Writer<'a> {
    /// Writes plain text.
    pub(super) fn text(&mut self, mut text: &str) {
        if std::mem::take(&mut self.after_bot) {
            // `@Kudos, give …` and `@Kudos: give …` address the bot.
            let bare = text.strip_prefix([',', ':']);
            let bare = bare.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
            if self.written.trim().is_empty() {
                text = bare.unwrap_or(text);
            }
            if self.written.is_empty() || self.written.ends_with(char::is_whitespace) {
                text = text.trim_start();
            }
        }
        self.written.push_str(&escape(text));
    }

    /// Leaves the bot's name out.
    pub(super) const fn bot(&mut self) {
        self.after_bot = true;
    }

    /// Writes a mention that was typed as `typed`.
    pub(super) fn mention(&mut self, mention: &'a Mention, typed: &'a Spelling) {
        self.after_bot = false;
        let mut name = mention.name.clone();
        let mut begin = self.written.len();
        if let Some(last) = self
            .last
            .take_if(|last| last.goes_on(mention, typed, &self.written))
        {
            if last.name != name {
                name = format!("{} {name}", last.name);
            }
            begin = last.begin;
            self.written.truncate(begin);
        }
        self.written.push_str(&mention.mark(&name));
        self.last = Some(Last {
            mention,
            typed,
            name,
            begin,
            end: self.written.len(),
        });
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.written
    }
}

impl Last<'_> {
    /// Whether the mention that comes next is another part of this one's name.
    fn goes_on(&self, mention: &Mention, typed: &Spelling, written: &str) -> bool {
        let between = &written[self.end..];
        self.mention.id == mention.id
            && self.mention.kind == mention.kind
            && between.chars().all(char::is_whitespace)
            && !between.contains('\n')
            && !self.typed.agrees(typed)
    }
}

/// A name on one line, without the sign before it.
fn tidy(name: &str) -> String {
    let words: Vec<_> = name.split_whitespace().collect();
    words.join(" ").trim_start_matches('@').to_owned()
}
