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
            if way.stage == Stage::Comma && tells(&tokens[at + 1..]) {
                way.stage = Stage::Reason;
            }
            if way.stage == Stage::Reason {
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
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Nobody is named.
    #[default]
    Before,
    /// Somebody is named.
    Named,
    /// An amount stands behind them.
    Counted,
    /// A comma stands behind that.
    Comma,
    /// The reason has begun.
    Reason,
}

#[derive(Default)]
struct Way {
    stage: Stage,
    /// Thanks were said before anybody was named.
    thanked: bool,
    /// A line has just begun.
    fresh: bool,
}

impl Way {
    fn pass(&mut self, token: &Token<'_>, stuck: bool) {
        match token.kind {
            Kind::Space { breaks } => self.fresh = breaks,
            Kind::Word if self.stage == Stage::Before => {
                self.thanked |= words::is_giving(token.text);
            }
            kind => {
                self.stage = self.stage.max(self.behind(kind, token, stuck));
                if kind.is_recipient() && self.stage == Stage::Comma {
                    self.stage = Stage::Counted;
                }
            }
        }
        self.fresh &= token.kind.is_space();
    }

    /// Where a token leads to, at least.
    fn behind(&self, kind: Kind<'_>, token: &Token<'_>, stuck: bool) -> Stage {
        let named = self.stage >= Stage::Named;
        match kind {
            kind if kind.is_recipient() => Stage::Named,
            Kind::Separator if token.text.chars().all(|c| matches!(c, ',' | ';')) => {
                match self.stage {
                    Stage::Counted => Stage::Comma,
                    stage => stage,
                }
            }
            Kind::Separator | Kind::Opaque if named => Stage::Reason,
            // "@zoe +2: @ana told me".
            Kind::Word if shape(token.text, stuck).is_some() => {
                if token.text.ends_with([':', '.', '!', '?']) {
                    Stage::Reason
                } else {
                    Stage::Counted
                }
            }
            Kind::Word if !self.goes_on(token) => Stage::Reason,
            _ => self.stage,
        }
    }

    /// Whether others to be given to may follow a word.
    fn goes_on(&self, token: &Token<'_>) -> bool {
        let word = token.text;
        let counted = self.stage >= Stage::Counted;
        let bullet = self.fresh && matches!(word, "-" | "*" | "\u{2022}");
        // "thanks @zoe and thank you @ana".
        let thanks_again = self.thanked && !counted && words::is_thanks_again(word);
        bullet || thanks_again || is_of_list(token) && !(counted && opens(word))
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
