//! Whether a clause that gives asks something, or says the opposite: "who gave @budi +5?", "@budi does
//! not deserve +5", "take back +5 from @budi".

use std::ops::Range;

use super::meaning::is_word;
use super::token::{Kind, Token};
use super::words;

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
        let before = clause.start..clause.end.min((reason + 1).max(clause.start));
        gives && (is_asked(&tokens[clause]) || is_opposite(&tokens[before]))
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
pub(super) fn asks(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Separator | Kind::Word) && {
        let bare = token.text.trim_end_matches([')', ']', '"', '\'', '*', '_']);
        bare.trim_end_matches(['!', '.']).ends_with('?')
    }
}

/// Whether a clause ends in a question mark, or begins as a question does.
fn is_asked(clause: &[Token<'_>]) -> bool {
    let mut said = clause.iter().filter(|token| !token.kind.is_space());
    let first = said.find(|token| !is_word(token, words::is_lead_in));
    clause.last().is_some_and(asks) || first.is_some_and(|first| is_word(first, is_question))
}

/// Whether something in a clause turns giving around: "not", "take back", "from @budi".
fn is_opposite(clause: &[Token<'_>]) -> bool {
    let said: Vec<&Token<'_>> = clause
        .iter()
        .filter(|token| !token.kind.is_space())
        .collect();
    let taking = said.iter().position(|token| is_word(token, is_taking));
    said.iter().enumerate().any(|(at, token)| {
        let next = said.get(at + 1);
        let emphasis = || next.is_some_and(|next| is_word(next, is_emphasis));
        is_word(token, is_negation) && !emphasis()
            || is_word(token, is_withdrawal)
            || is_word(token, is_from) && next.is_some_and(|next| next.kind.is_recipient())
            || is_word(token, is_back) && taking.is_some_and(|taking| taking < at)
    })
}

/// Whether a word turns the ones around it around.
#[rustfmt::skip]
fn is_negation(word: &str) -> bool {
    const NOT: &[&str] = &[
        "not", "don't", "dont", "doesn't", "doesnt", "didn't", "didnt", "isn't", "isnt", "wasn't",
        "aren't", "won't", "wouldn't", "shouldn't", "never", "no", "stop", "jangan", "jgn", "tidak",
        "tdk", "tak", "bukan", "bkn", "belum", "nggak", "enggak", "ngga", "gak", "ga", "usah",
    ];
    words::is_one_of(word, NOT)
}

/// Whether a word makes praise of the "not" before it: "not only", "terima kasih tak terhingga".
#[rustfmt::skip]
fn is_emphasis(word: &str) -> bool {
    const EMPHASIS: &[&str] = &[
        "only", "just", "doubt", "hanya", "cuma", "saja", "sahaja", "main", "terhingga", "terkira",
        "ternilai", "terbatas", "terkata", "kenal", "henti",
    ];
    words::is_one_of(word, EMPHASIS)
}

/// Whether a word takes something from somebody.
#[rustfmt::skip]
fn is_withdrawal(word: &str) -> bool {
    const WITHDRAWAL: &[&str] = &[
        "revoke", "withdraw", "retract", "deduct", "subtract", "remove", "cabut", "kurangi",
        "kurangkan", "potong", "tolak",
    ];
    words::is_one_of(word, WITHDRAWAL)
}

/// Takes something [back](is_back).
fn is_taking(word: &str) -> bool {
    words::is_one_of(word, &["take", "taking", "tarik", "ambil", "minta"])
}

/// Where it goes that is [taken](is_taking).
fn is_back(word: &str) -> bool {
    words::is_one_of(word, &["back", "away", "balik", "kembali", "semula"])
}

/// Whether whoever is named next is not whom it goes to.
fn is_from(word: &str) -> bool {
    words::is_one_of(word, &["from", "dari", "daripada"])
}

/// Whether a sentence that begins with this word asks something.
#[rustfmt::skip]
fn is_question(word: &str) -> bool {
    const QUESTION: &[&str] = &[
        "who", "whose", "why", "did", "does", "is", "are", "should", "siapa", "siapakah", "apakah",
        "apa", "kenapa", "mengapa", "berapa", "adakah", "bolehkah", "bisakah", "perlukah",
        "patutkah", "haruskah",
    ];
    words::is_one_of(word, QUESTION)
}
