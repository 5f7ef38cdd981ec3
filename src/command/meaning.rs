//! Whether somebody who names people means to give.
//!
//! To be named is not to be given to: "who is @budi?" is a question. A sign of giving is an amount,
//! plus signs, the currency emoji, a value, a word of giving, or the reason's first word right
//! behind the people. Where the clause that gives asks something, or denies it, no sign is enough.

use super::amount::Amount;
use super::denial::{asks, denies};
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
    let people: Vec<usize> = (0..tokens.len())
        .filter(|at| tokens[*at].kind.is_recipient())
        .collect();
    if denies(tokens, taken) || strays(tokens) {
        Meaning::Denied
    } else if calls_first(tokens, &people) {
        Meaning::Unsaid
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
    let stray = said
        .windows(2)
        .position(|pair| pair[0].is_bystander() && signed(pair[1]));
    // "thanks @zoe for helping @ana +2".
    let led = |at: usize| {
        let mut behind = said[..at].iter().skip_while(|it| !it.kind.is_recipient());
        behind.any(|it| is_word(it, words::is_because))
    };
    !counted && stray.is_some_and(|at| !led(at))
}

/// "hey @siti, @zoe ++": whether the first of a list of `people` may be called, to tell of the others.
pub(super) fn calls_first(tokens: &[Token<'_>], people: &[usize]) -> bool {
    let [first, _, ..] = people else {
        return false;
    };
    let comma = |token: &Token<'_>| token.kind == Kind::Separator && token.text == ",";
    let said = |token: &&Token<'_>| !token.kind.is_space();
    let behind = tokens[first + 1..].iter().find(said);
    let mut before = tokens[..*first].iter().rev().filter(said);
    let called = match before.next() {
        Some(token) if comma(token) => before
            .next()
            .is_some_and(|it| !is_word(it, words::is_giving)),
        Some(token) => is_word(token, words::is_greeting),
        None => false,
    };
    called && behind.is_some_and(comma)
}

/// Whether it is a word as wanted, whatever sign stands behind it.
pub(super) fn is_word(token: &Token<'_>, wanted: fn(&str) -> bool) -> bool {
    token.kind == Kind::Word && wanted(token.text.trim_end_matches(['.', '!', '?', '\u{2026}']))
}
