//! The reason: the text without the tokens that were recognised.

use std::borrow::Cow;

use super::line::Line;
use super::token::{Kind, Token};
use super::words;
use crate::script::is_of_word;

/// The words that are left, spelt by `spell`. Where something was taken out, the space and the
/// separators around it close up; everywhere else all stays as typed.
pub(super) fn of<'t>(line: &Line<'t>, spell: impl Fn(&Token<'t>) -> Cow<'t, str>) -> String {
    let mut reason = String::new();
    let mut gap = Gap::default();
    let gone = gone_behind(line);
    for (at, token) in line.tokens().iter().enumerate() {
        if line.is_taken(at) {
            gap.cut = true;
        } else if let Kind::Space { breaks } = token.kind {
            gap.breaks |= breaks;
            gap.space.push_str(token.typed);
        } else if !(gap.cut && token.kind == Kind::Separator && hangs(line, at, &reason, gone[at]))
        {
            gap.close(&mut reason, token);
            reason.push_str(&spell(token));
            gap = Gap::default();
        }
    }
    let mut end = reason.trim_end();
    if gap.cut {
        end = end.trim_end_matches([',', ';']).trim_end();
        // A dash that led to what is gone.
        if let Some(before) = end.strip_suffix(is_dash)
            && (before.is_empty() || before.ends_with(char::is_whitespace))
        {
            end = before.trim_end();
        }
    }
    without_because(end.trim_start()).to_owned()
}

/// What lies between two words that are left.
#[derive(Default)]
struct Gap {
    cut: bool,
    breaks: bool,
    space: String,
}

impl Gap {
    fn close(&self, reason: &mut String, next: &Token<'_>) {
        if !self.cut {
            reason.push_str(&self.space);
        } else if reason.is_empty() {
            // The reason begins here.
        } else if next.kind == Kind::Separator {
            // "thanks, <@U1>!" keeps its last sign only.
            let end = reason.trim_end_matches([',', ';']).len();
            reason.truncate(end);
        } else if self.breaks {
            reason.push('\n');
        } else if !self.space.is_empty() || reason.ends_with(is_of_word) {
            reason.push(' ');
        }
    }
}

/// For each token, whether the next that says something is taken out, or there is none.
fn gone_behind(line: &Line<'_>) -> Vec<bool> {
    let mut gone: Vec<bool> = Vec::with_capacity(line.tokens().len());
    let mut next_gone = true;
    for (at, token) in line.tokens().iter().enumerate().rev() {
        gone.push(next_gone);
        if !token.kind.is_loose() {
            next_gone = line.is_taken(at);
        }
    }
    gone.reverse();
    gone
}

/// Whether a separator behind something taken out separates nothing any more.
fn hangs(line: &Line<'_>, at: usize, before: &str, next_gone: bool) -> bool {
    let token = &line.tokens()[at];
    let light = token.text.chars().all(|c| matches!(c, ',' | ';' | ':'));
    let stuck = at > 0 && line.is_taken(at - 1);
    if before.is_empty() {
        light || stuck
    } else {
        light && next_gone
    }
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Drops one leading "for", `:` or dash.
fn without_because(reason: &str) -> &str {
    let first = reason
        .find(char::is_whitespace)
        .map_or(reason, |end| &reason[..end]);
    let rest = &reason[first.len()..];
    if words::is_because(first) || first == ":" {
        return rest.trim_start();
    }
    // `-` and `--` lead in a reason; `->` is a part of it.
    let after = reason.trim_start_matches(is_dash);
    if after.len() < reason.len()
        && (after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()))
    {
        return after.trim_start();
    }
    reason
}
