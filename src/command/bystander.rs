//! Who is named in the reason, and given nothing: "thanks @zoe for helping @ana".
//!
//! The reason begins with the first word behind somebody that is no part of a list or an amount.

use super::emoji::shortcode;
use super::shape::shape;
use super::token::{Kind, Token};
use super::words;
use crate::script::is_pictogram;

/// The tokens, in which whoever is named in the reason is a part of it.
pub(super) fn apart<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut way = Way::default();
    let mut read = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let mut token = *token;
        if matches!(token.kind, Kind::Person(_) | Kind::Group(_)) {
            way.begun |= way.after_comma && tells(&tokens[at + 1..]);
            if way.begun {
                token.kind = Kind::Opaque;
            }
        }
        way.pass(&token, at > 0 && tokens[at - 1].kind.is_recipient());
        read.push(token);
    }
    read
}

/// Whether a sentence goes on behind somebody: "@zoe +2, @ana told me".
fn tells(behind: &[Token<'_>]) -> bool {
    let next = behind.iter().find(|token| !token.kind.is_space());
    next.is_some_and(|next| {
        let word = next.text;
        next.kind == Kind::Word
            && !is_of_list(next)
            && !words::is_because(word)
            && !words::is_giving(word)
    })
}

/// How far a text has come on its way to the reason.
#[derive(Default)]
struct Way {
    begun: bool,
    /// Somebody is named already.
    named: bool,
    /// Thanks were said before anybody was named.
    thanked: bool,
    /// An amount stands behind somebody.
    counted: bool,
    /// A comma stands behind that.
    after_comma: bool,
    /// A line has just begun.
    fresh: bool,
}

impl Way {
    fn pass(&mut self, token: &Token<'_>, stuck: bool) {
        match token.kind {
            Kind::Space { breaks } => self.fresh = breaks,
            Kind::Separator if token.text.chars().all(|c| matches!(c, ',' | ';')) => {
                self.after_comma = self.counted;
            }
            Kind::Separator | Kind::Opaque => self.begun |= self.named,
            Kind::Word if shape(token.text, stuck).is_some() => {
                self.counted = self.named;
                // "@zoe +2: @ana told me".
                self.begun |= self.named && token.text.ends_with([':', '.', '!', '?']);
            }
            Kind::Word if !self.named => self.thanked |= words::is_giving(token.text),
            Kind::Word => self.begun |= !self.goes_on(token),
            kind if kind.is_recipient() => {
                self.named = true;
                self.after_comma = false;
            }
            _ => {}
        }
        self.fresh &= token.kind.is_space();
    }

    /// Whether others to be given to may follow a word.
    fn goes_on(&self, token: &Token<'_>) -> bool {
        let word = token.text;
        let bullet = self.fresh && matches!(word, "-" | "*" | "\u{2022}");
        // "thanks @zoe and thank you @ana".
        let thanks_again = self.thanked && !self.counted && words::is_thanks_again(word);
        bullet || thanks_again || is_of_list(token) && !(self.counted && opens(word))
    }
}

/// Whether a word stands in a list of people and says nothing of why.
fn is_of_list(token: &Token<'_>) -> bool {
    let word = token.text;
    token.unit
        || words::is_joiner(word)
        || words::is_towards(word)
        || shape(word, false).is_some()
        || word.chars().all(|c| "*_~()[]".contains(c))
        || word.chars().all(is_pictogram)
        || shortcode(word).is_some_and(|name| word.len() == name.len() + 2)
}

fn opens(word: &str) -> bool {
    word.starts_with(['(', '['])
}
