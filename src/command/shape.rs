//! The shapes a word can have to say a number of points.

use super::words;

const QUOTES: [char; 2] = ['"', '\''];

/// A word that may say an amount. Which of them does is decided among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `+5`, `-3`, `+++`.
    Signed(Number),
    /// `+5k`, `+five`: begins like one, and says no number.
    Garbled,
    /// `x3`, `3x`.
    Times(Number),
    /// `5`.
    Bare(Number),
}

/// What the digits say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Whole(i64),
    /// `5.5`, `1,000`: a fraction or a thousand, depending on who reads it.
    Broken,
    TooLarge,
}

/// Reads a word. `stuck` says that it is typed right behind a recipient, without a space.
pub(super) fn shape(word: &str, stuck: bool) -> Option<Shape> {
    let word = bare_of_dress(word);
    if let Some(points) = plus_run(word) {
        return Some(Shape::Signed(Number::Whole(points)));
    }
    // Plus signs alone between quotation marks are spoken of.
    let word = word
        .strip_prefix(QUOTES)
        .and_then(|word| word.strip_suffix(QUOTES))
        .unwrap_or(word);
    // Elsewhere a run of minus signs is a dash.
    if let Some(run) = run_of(word, '-').filter(|_| stuck) {
        return Some(Shape::Signed(Number::Whole(1 - run)));
    }
    if let Some(rest) = word.strip_prefix('+') {
        let says_more = rest.contains(char::is_alphanumeric) && !rest.starts_with('+');
        let number = number(without_unit(rest), 1).map(Shape::Signed);
        return number.or(says_more.then_some(Shape::Garbled));
    }
    if let Some(rest) = word.strip_prefix('-') {
        return number(without_unit(rest), -1).map(Shape::Signed);
    }
    let times = word
        .strip_prefix(['x', 'X'])
        .or_else(|| word.strip_suffix(['x', 'X']));
    match times {
        // `1.5x` compares, it does not count.
        Some(rest) => number(rest, 1)
            .filter(|number| *number != Number::Broken)
            .map(Shape::Times),
        None => number(without_unit(word), 1).map(Shape::Bare),
    }
}

/// What a run of plus signs counts: `++` is 1.
pub(super) fn plus_run(word: &str) -> Option<i64> {
    run_of(bare_of_dress(word), '+').map(|run| run - 1)
}

/// The whole number that a broken amount probably says: `1,000` is a thousand, and `5.5` begins with
/// five.
pub(super) fn whole_part(word: &str) -> Option<i64> {
    let word = without_unit(bare_of_dress(word)).trim_start_matches('+');
    let (whole, rest) = word.split_at(word.find(['.', ',']).unwrap_or(word.len()));
    let thousands = |sign: char| {
        let groups = rest.strip_prefix(sign)?.split(sign);
        let digits: Vec<&str> = std::iter::once(whole).chain(groups).collect();
        let fits = digits[1..].iter().all(|group| group.len() == 3) && whole.len() <= 3;
        fits.then(|| digits.concat())
    };
    let fraction = || {
        let digits = rest.get(1..).unwrap_or_default();
        (!digits.contains(['.', ','])).then(|| whole.to_owned())
    };
    let number = thousands(',')
        .or_else(|| thousands('.'))
        .or_else(fraction)?;
    number.parse().ok().filter(|whole| *whole > 0)
}

/// `(+5)`, `*+5*` and `+5!` say what `+5` says.
fn bare_of_dress(word: &str) -> &str {
    let word = word.trim_end_matches(['.', ':', '!', '?', '\u{2026}']);
    [('(', ')'), ('[', ']'), ('*', '*'), ('_', '_')]
        .into_iter()
        .find_map(|(open, close)| word.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(word)
}

fn run_of(word: &str, sign: char) -> Option<i64> {
    let all = word.len() > 1 && word.chars().all(|c| c == sign);
    i64::try_from(word.len()).ok().filter(|_| all)
}

fn without_unit(word: &str) -> &str {
    let end = word
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(word.len(), |last| last + 1);
    if words::is_unit(&word[end..]) {
        &word[..end]
    } else {
        word
    }
}

fn number(digits: &str, sign: i64) -> Option<Number> {
    let mut parts = digits.split(['.', ',']);
    if !parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit())) {
        return None;
    }
    if digits.contains(['.', ',']) {
        return Some(Number::Broken);
    }
    Some(match digits.parse::<i64>() {
        Ok(number) => Number::Whole(sign * number),
        Err(_) => Number::TooLarge,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        use Number::{Broken, TooLarge, Whole};
        use Shape::{Bare, Garbled, Signed, Times};
        let table = [
            ("+5", Some(Signed(Whole(5)))),
            ("+05!", Some(Signed(Whole(5)))),
            ("(+5)", Some(Signed(Whole(5)))),
            ("*+5*", Some(Signed(Whole(5)))),
            ("\"+5\"", Some(Signed(Whole(5)))),
            ("'5'!", Some(Bare(Whole(5)))),
            ("\"++\"", None),
            ("+5pts", Some(Signed(Whole(5)))),
            ("+0", Some(Signed(Whole(0)))),
            ("-3", Some(Signed(Whole(-3)))),
            ("++", Some(Signed(Whole(1)))),
            ("++++", Some(Signed(Whole(3)))),
            ("+5.5", Some(Signed(Broken))),
            ("+1,000", Some(Signed(Broken))),
            ("+9223372036854775808", Some(Signed(TooLarge))),
            ("+5k", Some(Garbled)),
            ("x3", Some(Times(Whole(3)))),
            ("3X", Some(Times(Whole(3)))),
            ("5", Some(Bare(Whole(5)))),
            ("5poin", Some(Bare(Whole(5)))),
            ("2.5", Some(Bare(Broken))),
            ("1.5x", None),
            ("+", None),
            ("--", None),
            ("C++", None),
            ("1+1", None),
            ("v2.4", None),
            ("(+5", None),
            ("xx", None),
            ("x", None),
            ("+five", Some(Garbled)),
            ("+\u{bd}", Some(Garbled)),
            ("+$5", Some(Garbled)),
            ("++i", None),
            ("+)", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(shape(word, false), expected, "{word:?}");
        }
        assert_eq!(shape("--", true), Some(Signed(Whole(-1))));
    }

    #[test]
    fn a_broken_amount_suggests_a_whole_number() {
        for (word, expected) in [
            ("+5.5", Some(5)),
            ("+0.5", None),
            ("+1,000", Some(1_000)),
            ("(+1.000)", Some(1_000)),
            ("+12,345,678", Some(12_345_678)),
            ("+2,500pts", Some(2_500)),
            ("+1,000.50", None),
            ("+1234,500", Some(1_234)),
            ("+0,050", Some(50)),
            ("1.25", Some(1)),
        ] {
            assert_eq!(whole_part(word), expected, "{word}");
        }
    }
}
