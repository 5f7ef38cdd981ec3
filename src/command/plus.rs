//! Runs of plus signs, which give: `++` is one point, `+++` two.

use super::line::{Line, Step};
use super::shape::{Shape, plus_run, shape};
use super::token::{Kind, Token};
use crate::script::is_of_word;

/// What the run of plus signs at `at` counts; nothing where there is none, or where it is the head
/// of a pasted diff (`+++ b/src/main.rs`).
pub(super) fn points(tokens: &[Token<'_>], at: usize) -> Option<i64> {
    let token = &tokens[at];
    let points = plus_run(token.text).filter(|_| token.kind == Kind::Word)?;
    let next = tokens[at + 1..]
        .iter()
        .find(|token| !token.kind.is_space_in_line());
    let names_file = next.is_some_and(|next| next.kind == Kind::Word && is_file(next.text));
    (!names_file).then_some(points)
}

/// Whether a word is the name of a changed file: `b/src`, `/dev/null`, `src/main.rs`.
fn is_file(word: &str) -> bool {
    let Some((folder, name)) = word.split_once('/') else {
        return false;
    };
    let version = matches!(folder, "a" | "b") && !name.is_empty();
    version || folder.is_empty() || name.trim_end_matches(['.', '!', '?']).contains('.')
}

/// The number that stands behind the run at `at`, with nothing behind it: `++ 5`.
pub(super) fn number_behind(line: &Line<'_>, at: usize) -> Option<usize> {
    let tokens = line.tokens();
    let number = line.near(at, Step::On, Kind::is_space_in_line)?;
    let bare = matches!(shape(tokens[number].text, false), Some(Shape::Bare(_)));
    let behind = line.near(number, Step::On, Kind::is_space_in_line);
    let ends = behind.is_none_or(|next| tokens[next].kind != Kind::Word || tokens[next].unit);
    (tokens[number].kind == Kind::Word && bare && ends).then_some(number)
}

/// The recipient that the run at `at` stands behind: `<@U1> ++`, `<@U1>: ++`, `*<@U1>* - ++`.
pub(super) fn behind(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let before = tokens[..at].iter().rposition(|token| !leads(token))?;
    tokens[before].kind.is_recipient().then_some(before)
}

/// Whether a token may stand between somebody and the run that is for them.
pub(super) fn leads(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Space { breaks } => !breaks,
        Kind::Separator => token.text.chars().all(|c| matches!(c, ',' | ':')),
        Kind::Word => token.text.len() <= 3 && token.text.chars().all(|c| "*_)]:,-".contains(c)),
        _ => false,
    }
}

/// Whether the run at `at` says an amount to whoever reads everything that is typed. At the start
/// of a line it is more likely to be pasted.
pub(super) fn counts(line: &Line<'_>, at: usize) -> bool {
    let tokens = line.tokens();
    let beside = [Step::Back, Step::On].map(|step| line.near(at, step, Kind::is_space_in_line));
    let [before, after] = beside;
    let belongs = |near: usize| {
        let kind = tokens[near].kind;
        kind.is_recipient() || matches!(kind, Kind::Value(_) | Kind::Name(_) | Kind::Currency)
    };
    let begins_line = before.is_some_and(|before| tokens[before].kind.is_space());
    let goes_on = after.is_some_and(|after| !tokens[after].kind.is_space());
    !(begins_line && goes_on)
        || behind(tokens, at).is_some()
        || beside.into_iter().flatten().any(belongs)
}

/// How much of `rest` is a run of plus signs that ends within a word. `stuck` says that somebody is
/// right before it, else they are [before](leads) it: `++thanks` gives there, `++i` is a program.
pub(super) fn glued(rest: &str, stuck: bool) -> Option<usize> {
    let run = rest.find(|c| c != '+').unwrap_or(rest.len());
    let follows = &rest[run..];
    let splits = if stuck {
        !follows.starts_with(char::is_numeric)
    } else {
        is_prose(follows) || closes(follows)
    };
    (run > 1 && splits).then_some(run)
}

/// Whether a word of more than one letter follows, with no sign of a program behind it.
fn is_prose(follows: &str) -> bool {
    let end = follows.find(|c| !is_of_word(c)).unwrap_or(follows.len());
    let (word, behind) = follows.split_at(end);
    word.chars().count() > 1
        && word.chars().all(|c| !c.is_numeric())
        && (behind.is_empty()
            || behind.starts_with(|c: char| c.is_whitespace() || ",.!?:'".contains(c)))
}

/// Whether a bracket or emphasis closes, and nothing more is stuck to it.
fn closes(follows: &str) -> bool {
    let rest = follows.trim_start_matches([')', ']', '*', '_']);
    rest.len() < follows.len()
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || ",.!?:".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_told_from_a_program() {
        for rest in ["++thanks", "++ग्राहक!", "+++mantap,", "++)", "++*", "++_ ok"] {
            assert!(glued(rest, false).is_some(), "{rest}");
        }
        for rest in [
            "++i", "++count;", "++i2", "++*ptr", "++x()", "++1", "+thanks", "++\"",
        ] {
            assert_eq!(glued(rest, false), None, "{rest}");
        }
        assert_eq!(glued("++i", true), Some(2));
        assert_eq!(glued("++1", true), None);
    }
}
