//! Whether somebody who speaks to the bot and names people means to give.
//!
//! To be named is not to be given to: "who is @budi?" is a question. A sign of giving is an amount,
//! plus signs, the currency emoji, a value, a word of giving, or the reason's first word right
//! behind the people.

use super::amount::Amount;
use super::shape::{Shape, shape};
use super::token::{Kind, Token};
use super::words;

/// How many words a "not" reaches over.
const REACH: usize = 3;

/// Whether anything in `tokens` is a sign of giving, besides the values that are named.
pub(super) fn gives(tokens: &[Token<'_>], amount: &Amount) -> bool {
    let said: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| !token.kind.is_space())
        .collect();
    if amount.explicit || amount.problem.is_some() {
        return true;
    }
    let asks = said.iter().any(|token| is_question(token));
    match amount.points {
        Some(_) if !amount.bare || counts_points(&said) => true,
        // "@budi 5 great work", but not "is @budi 5 minutes late".
        Some(_) if !asks && opens_with_people(&said) => true,
        _ => !asks && (says_so(&said) || leads_to_reason(&said)),
    }
}

fn is_question(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Separator | Kind::Word) && token.text.ends_with('?')
}

/// `5 points`, `5poin`.
fn counts_points(said: &[&Token<'_>]) -> bool {
    let is_number = |token: &Token<'_>| {
        token.kind == Kind::Word && matches!(shape(token.text, false), Some(Shape::Bare(_)))
    };
    let ends_in_letter = |token: &Token<'_>| token.text.ends_with(char::is_alphabetic);
    said.iter().enumerate().any(|(at, token)| {
        let next = said.get(at + 1);
        is_number(token)
            && (ends_in_letter(token)
                || next.is_some_and(|next| next.kind == Kind::Word && words::is_unit(next.text)))
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

/// Whether a word of giving is there that nothing takes back. Who begs for something says "thanks"
/// at the end of it, and gives nothing.
fn says_so(said: &[&Token<'_>]) -> bool {
    let word = |at: usize| (said[at].kind == Kind::Word).then_some(said[at].text);
    let begs = (0..said.len()).filter_map(word).any(words::is_plea);
    let last = said.iter().rposition(|token| token.kind != Kind::Separator);
    (0..said.len()).any(|at| {
        let negated = || {
            let mut before = (at.saturating_sub(REACH)..at).filter_map(word);
            before.any(words::is_negation)
        };
        word(at).is_some_and(words::is_giving) && !negated() && !(begs && last == Some(at))
    })
}

/// `<@U1> for the demo`.
fn leads_to_reason(said: &[&Token<'_>]) -> bool {
    said.windows(2).any(|pair| {
        pair[0].kind.is_recipient() && pair[1].kind == Kind::Word && words::is_because(pair[1].text)
    })
}
