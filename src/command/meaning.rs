//! Whether somebody who names people means to give.
//!
//! To be named is not to be given to: "who is @budi?" is a question. A sign of giving is an amount,
//! plus signs, the currency emoji, a value, a word of giving, or the reason's first word right
//! behind the people. Where the clause that gives asks something, or denies it, no sign is enough.

use std::ops::Range;

use super::amount::Amount;
use super::shape::{Shape, shape};
use super::token::{Kind, Token};
use super::words;

/// What a text that names people comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It gives.
    Gives,
    /// Nothing in it says that it gives.
    Unsaid,
    /// It asks whether something is given, or denies it.
    Denied,
}

/// What `tokens` mean, of which the recipients and the amount are `taken`.
pub(super) fn of(tokens: &[Token<'_>], amount: &Amount, taken: &dyn Fn(usize) -> bool) -> Meaning {
    let said: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| !token.kind.is_space())
        .collect();
    if denies(tokens, taken) || strays(tokens) {
        Meaning::Denied
    } else if gives(&said, amount) {
        Meaning::Gives
    } else {
        Meaning::Unsaid
    }
}

/// Whether anything that is `said` is a sign of giving.
fn gives(said: &[&Token<'_>], amount: &Amount) -> bool {
    if amount.explicit || amount.problem.is_some() {
        return true;
    }
    if said
        .iter()
        .any(|token| matches!(token.kind, Kind::Value(_)))
    {
        return true;
    }
    let asks = said.iter().any(|token| asks(token));
    match amount.points {
        Some(_) if !amount.bare || counts_points(said) => true,
        // "@budi 5 great work", but not "is @budi 5 bugs behind".
        Some(_) if !asks && opens_with_people(said) => true,
        _ => !asks && (says_so(said) || leads_to_reason(said)),
    }
}

/// `5 points`, `5poin`.
fn counts_points(said: &[&Token<'_>]) -> bool {
    let is_number = |token: &Token<'_>| {
        token.kind == Kind::Word && matches!(shape(token.text, false), Some(Shape::Bare(_)))
    };
    let ends_in_letter = |token: &Token<'_>| token.text.ends_with(char::is_alphabetic);
    said.iter().enumerate().any(|(at, token)| {
        let next = said.get(at + 1);
        is_number(token) && (ends_in_letter(token) || next.is_some_and(|next| next.unit))
    })
}

/// Whether nothing but a greeting, a plea and numbers come before the people.
fn opens_with_people(said: &[&Token<'_>]) -> bool {
    let mut before = said.iter().take_while(|token| !token.kind.is_recipient());
    before.all(|token| match token.kind {
        Kind::Separator => true,
        Kind::Word => words::is_lead_in(token.text) || shape(token.text, false).is_some(),
        _ => false,
    })
}

/// Whether a word of giving is there. Who begs for something says "thanks" at the end of it, and
/// gives nothing.
fn says_so(said: &[&Token<'_>]) -> bool {
    let word = |at: usize| (said[at].kind == Kind::Word).then_some(said[at].text);
    let begs = (0..said.len()).filter_map(word).any(words::is_plea);
    let last = said.iter().rposition(|token| token.kind != Kind::Separator);
    (0..said.len()).any(|at| word(at).is_some_and(words::is_giving) && !(begs && last == Some(at)))
}

/// `<@U1> for the demo`.
fn leads_to_reason(said: &[&Token<'_>]) -> bool {
    said.windows(2).any(|pair| {
        pair[0].kind.is_recipient() && pair[1].kind == Kind::Word && words::is_because(pair[1].text)
    })
}

/// Whether a clause that gives asks something, or says the opposite.
pub(super) fn denies(tokens: &[Token<'_>], taken: &dyn Fn(usize) -> bool) -> bool {
    let counted = (0..tokens.len()).any(|at| taken(at) && !tokens[at].kind.is_recipient());
    // The first word of the reason, or one behind what is given and to whom.
    let named = tokens.iter().position(|token| token.kind.is_recipient());
    let because = named.and_then(|named| {
        (named..tokens.len()).find(|at| is_word(&tokens[*at], words::is_because))
    });
    let last = (0..tokens.len()).rev().find(|at| taken(*at) && counted);
    let reason = because
        .into_iter()
        .chain(last)
        .min()
        .unwrap_or(tokens.len());
    clauses(tokens).into_iter().any(|clause| {
        let sign = |at: usize| match tokens[at].kind {
            _ if taken(at) => true,
            Kind::Value(_) => !counted,
            Kind::Word => !counted && words::is_giving(tokens[at].text),
            _ => false,
        };
        let gives = clause.clone().any(sign);
        let before = clause.start..clause.end.min(reason.max(clause.start));
        gives && (is_question(&tokens[clause]) || is_opposite(&tokens[before]))
    })
}

/// The clauses of a text. A comma in a list of people ends none.
fn clauses(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let names = |token: Option<&Token<'_>>| token.is_some_and(|token| token.kind.is_recipient());
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let lists = || {
            let next = tokens[at + 1..].iter().find(|next| !next.kind.is_space());
            at > 0 && names(tokens.get(at - 1)) && names(next)
        };
        let ends = match token.kind {
            Kind::Space { breaks } => breaks,
            Kind::Separator => !(matches!(token.text, "," | ";") && lists()),
            Kind::Word => token.text == "-" || closing(token.text).is_some(),
            _ => false,
        };
        if ends {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..tokens.len());
    found
}

/// The sign that ends a sentence with this word, brackets and quotation marks aside.
fn closing(word: &str) -> Option<char> {
    let bare = word.trim_end_matches([')', ']', '"', '\'', '*', '_']);
    bare.chars()
        .next_back()
        .filter(|c| matches!(c, '.' | '!' | '?' | '\u{2026}'))
}

/// Whether it is a question mark, or a word that ends in one.
fn asks(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Separator | Kind::Word) && {
        let bare = token.text.trim_end_matches([')', ']', '"', '\'', '*', '_']);
        bare.trim_end_matches(['!', '.']).ends_with('?')
    }
}

/// Whether a clause ends in a question mark, or begins as a question does.
fn is_question(clause: &[Token<'_>]) -> bool {
    let mut said = clause.iter().filter(|token| !token.kind.is_space());
    let first = said.find(|token| !is_word(token, words::is_lead_in));
    clause.last().is_some_and(asks) || first.is_some_and(|first| is_word(first, words::is_question))
}

/// Whether something in a clause turns giving around: "not", "take back", "from @budi".
fn is_opposite(clause: &[Token<'_>]) -> bool {
    let said: Vec<&Token<'_>> = clause
        .iter()
        .filter(|token| !token.kind.is_space())
        .collect();
    let taking = said
        .iter()
        .position(|token| is_word(token, words::is_taking));
    said.iter().enumerate().any(|(at, token)| {
        let next = said.get(at + 1);
        let emphasis = || next.is_some_and(|next| is_word(next, words::is_emphasis));
        is_word(token, words::is_negation) && !emphasis()
            || is_word(token, words::is_withdrawal)
            || is_word(token, words::is_from) && next.is_some_and(|next| next.kind.is_recipient())
            || is_word(token, words::is_back) && taking.is_some_and(|taking| taking < at)
    })
}

fn is_word(token: &Token<'_>, wanted: fn(&str) -> bool) -> bool {
    token.kind == Kind::Word && wanted(token.text.trim_end_matches(['.', '!', '?', '\u{2026}']))
}

/// "@budi look, @ana +5": whether an amount stands behind somebody who is named in what could as well
/// be the reason of a gift to another.
fn strays(tokens: &[Token<'_>]) -> bool {
    let said: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| !token.kind.is_space())
        .collect();
    let signed = |token: &Token<'_>| {
        token.kind == Kind::Word && matches!(shape(token.text, true), Some(Shape::Signed(_)))
    };
    let counted = said.windows(2).any(|pair| {
        pair.iter().any(|it| it.kind.is_recipient()) && pair.iter().any(|it| signed(it))
    });
    let led = said
        .windows(2)
        .any(|pair| pair[0].kind.is_recipient() && is_word(pair[1], words::is_because));
    !counted
        && !led
        && said
            .windows(2)
            .any(|pair| pair[0].is_bystander() && signed(pair[1]))
}
