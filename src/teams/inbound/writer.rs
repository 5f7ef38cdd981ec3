//! Marked text, written piece by piece.

use super::mention::{Mention, Spelling};
use crate::chat::marked::escape;

/// What was written so far, and what the next piece has to know of it.
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
