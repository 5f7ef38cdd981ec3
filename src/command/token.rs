//! Marked text, cut into tokens. Joining what was typed under each gives the text back.

use super::address::Opening;
use super::emoji::{Currency, shortcode};
use super::normalise::Normalised;
use super::plus;
use super::shape::shape;
use super::words;
use crate::script::{folded, is_of_word, is_pictogram};

/// A token and how it was typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    /// As the grammar reads it.
    pub(super) text: &'t str,
    /// As it was typed.
    pub(super) typed: &'t str,
    /// Whether it is what points are called.
    pub(super) unit: bool,
}

impl Token<'_> {
    /// Whether it names somebody who is given nothing.
    pub(super) fn is_bystander(&self) -> bool {
        self.kind == Kind::Opaque
            && (self.text.starts_with("<@") || self.text.starts_with("<!subteam^"))
    }
}

/// What a token is, as far as it shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    Space {
        /// Whether a line ends in it.
        breaks: bool,
    },
    /// Punctuation with nothing else to it.
    Separator,
    Word,
    /// `#slug`.
    Value(&'t str),
    /// `@somebody`, typed out and not picked from the list.
    Name(&'t str),
    Person(&'t str),
    Group(&'t str),
    /// Somebody's e-mail address, where recipients stand.
    Address(&'t str),
    Channel {
        id: &'t str,
        name: Option<&'t str>,
    },
    /// `here`, `channel` or `everyone`.
    Broadcast(&'t str),
    /// The currency emoji, once.
    Currency,
    /// Code, a quotation, a link: never read.
    Opaque,
}

impl Kind<'_> {
    pub(super) const fn is_space(&self) -> bool {
        matches!(self, Self::Space { .. })
    }

    /// A space with no end of line in it.
    pub(super) const fn is_space_in_line(&self) -> bool {
        matches!(self, Self::Space { breaks: false })
    }

    /// What may stand between two tokens that belong together.
    pub(super) const fn is_loose(&self) -> bool {
        matches!(self, Self::Space { .. } | Self::Separator)
    }

    /// Whether it can be given to.
    pub(super) const fn is_recipient(&self) -> bool {
        matches!(self, Self::Person(_) | Self::Group(_) | Self::Address(_))
    }
}

/// The longest amount: what is longer is none, and looking for one ends there.
const LONGEST_AMOUNT: usize = 40;

/// Cuts `text`.
pub(super) fn tokens<'t>(text: &'t Normalised<'_>, currency: &Currency) -> Vec<Token<'t>> {
    let scanner = Scanner {
        text: text.text(),
        currency,
    };
    let mut found: Vec<Token<'t>> = Vec::new();
    let mut opening = Opening::default();
    let mut somebody = Somebody::Nowhere;
    // Whether a number stands before it on the line: there, points may be called by their name.
    let mut number = false;
    let mut at = 0;
    while at < scanner.text.len() {
        let rest = &scanner.text[at..];
        let name = number.then(|| currency.name_len(rest)).flatten();
        let (kind, length) = name
            .map(|length| (Kind::Word, length))
            .or_else(|| opening.names(rest))
            .unwrap_or_else(|| scanner.token(at, somebody));
        let token = Token {
            kind,
            text: &rest[..length],
            typed: text.typed(at..at + length),
            unit: name.is_some() || kind == Kind::Word && words::is_unit(&rest[..length]),
        };
        number = kind == Kind::Word && says_number(token.text) || number && kind.is_space_in_line();
        opening.pass(&token);
        somebody = somebody.then(&token);
        found.push(token);
        at += length;
    }
    found
}

/// Where the last recipient stands, seen from the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Somebody {
    Nowhere,
    /// Right before it.
    Here,
    /// Before what may stand between them and an amount.
    Before,
}

impl Somebody {
    fn then(self, token: &Token<'_>) -> Self {
        match self {
            _ if token.kind.is_recipient() => Self::Here,
            Self::Here | Self::Before if plus::leads(token) => Self::Before,
            _ => Self::Nowhere,
        }
    }
}

struct Scanner<'t, 'c> {
    text: &'t str,
    currency: &'c Currency,
}

impl<'t> Scanner<'t, '_> {
    /// What begins at `at`, and its length.
    fn token(&self, at: usize, somebody: Somebody) -> (Kind<'t>, usize) {
        let rest = &self.text[at..];
        let spaces = length_while(rest, char::is_whitespace);
        if spaces > 0 {
            let breaks = rest[..spaces].contains('\n');
            return (Kind::Space { breaks }, spaces);
        }
        if let Some(length) = self.quotation(at).or_else(|| code(rest)) {
            return (Kind::Opaque, length);
        }
        if let Some(found) = mark(rest).or_else(|| value(rest)).or_else(|| name(rest)) {
            return found;
        }
        if let Some(length) = self.currency.len_at(self.text, at) {
            return (Kind::Currency, length);
        }
        if let Some(length) = separator(rest) {
            return (Kind::Separator, length);
        }
        // `*<@U1>*:`: emphasis ends right behind somebody.
        let mut chars = rest.chars();
        if let Some(sign) = chars.next().filter(|c| "*_~)]".contains(*c))
            && somebody == Somebody::Here
        {
            let run = length_while(rest, |c| c == sign);
            if !rest[run..].starts_with(is_of_word) {
                return (Kind::Word, run);
            }
        }
        // `<@U1>++thanks`: the signs belong to the person, whatever follows.
        let run = match somebody {
            Somebody::Nowhere => None,
            Somebody::Here => plus::glued(rest, true),
            Somebody::Before => plus::glued(rest, false),
        };
        (Kind::Word, run.unwrap_or_else(|| self.word(at)))
    }

    /// A line that begins with `>` is a quotation, and with `>>>` so is all that follows.
    fn quotation(&self, at: usize) -> Option<usize> {
        let line_so_far = self.text[..at].trim_end_matches(' ');
        if !(line_so_far.is_empty() || line_so_far.ends_with('\n')) {
            return None;
        }
        let rest = &self.text[at..];
        if rest.starts_with("&gt;&gt;&gt;") || rest.starts_with(">>>") {
            return Some(rest.len());
        }
        (rest.starts_with("&gt;") || rest.starts_with('>'))
            .then(|| rest.find('\n').unwrap_or(rest.len()))
    }

    fn word(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(next) = self.text[at..].chars().next() {
            if at > from && (self.ends_word(at, next) || self.ends_amount(from, at, next)) {
                break;
            }
            // Another emoji is passed over whole, so that `:+1:` hides no amount.
            at += shortcode(&self.text[at..]).map_or(next.len_utf8(), |name| name.len() + 2);
        }
        at - from
    }

    /// `+5:tada:`, `5tacos`: whether an emoji, or what points are called, ends what says an amount up
    /// to there.
    fn ends_amount(&self, from: usize, at: usize, next: char) -> bool {
        let rest = &self.text[at..];
        let emoji = || is_pictogram(next) || shortcode(rest).is_some();
        let name = || {
            let number = self.text[..at].ends_with(|c: char| c.is_ascii_digit());
            number && self.currency.name_len(rest).is_some()
        };
        at - from <= LONGEST_AMOUNT && (emoji() || name()) && says_number(&self.text[from..at])
    }

    fn ends_word(&self, at: usize, next: char) -> bool {
        let rest = &self.text[at..];
        match next {
            // `&amp;` and `5,5` are one word.
            ';' if ["&amp", "&lt", "&gt"]
                .iter()
                .any(|escape| self.text[..at].ends_with(escape)) =>
            {
                false
            }
            ',' | ';' => {
                !(self.text[..at].ends_with(|c: char| c.is_ascii_digit())
                    && rest[1..].starts_with(|c: char| c.is_ascii_digit()))
            }
            '`' => code(rest).is_some(),
            '<' => mark(rest).is_some(),
            c => c.is_whitespace() || self.currency.len_at(self.text, at).is_some(),
        }
    }
}

fn says_number(word: &str) -> bool {
    word.len() <= LONGEST_AMOUNT && shape(word, false).is_some()
}

fn length_while(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Code, between fences or, on one line, between single backticks. Left open it is text.
fn code(rest: &str) -> Option<usize> {
    if let Some(inside) = rest.strip_prefix("```") {
        return inside.find("```").map(|close| close + 6);
    }
    let inside = rest.strip_prefix('`')?;
    let close = inside.find(['`', '\n'])?;
    (close > 0 && inside[close..].starts_with('`')).then_some(close + 2)
}

fn mark(rest: &str) -> Option<(Kind<'_>, usize)> {
    let inside = rest.strip_prefix('<')?;
    let close = inside.find(['<', '>'])?;
    // A second `<` before the `>` means that the first opened nothing.
    if inside[close..].starts_with('<') {
        return None;
    }
    let inside = &inside[..close];
    let (target, label) = match inside.split_once('|') {
        Some((target, label)) => (target, Some(label).filter(|label| !label.is_empty())),
        None => (inside, None),
    };
    let kind = if let Some(id) = target.strip_prefix('@').filter(|id| is_id(id)) {
        Kind::Person(id)
    } else if let Some(id) = target.strip_prefix("!subteam^").filter(|id| is_id(id)) {
        Kind::Group(id)
    } else if let Some(id) = target.strip_prefix('#').filter(|id| is_channel_id(id)) {
        Kind::Channel { id, name: label }
    } else {
        target
            .strip_prefix('!')
            .and_then(broadcast)
            .unwrap_or(Kind::Opaque)
    };
    Some((kind, close + 2))
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// Teams' channels have an `@` in their ids.
fn is_channel_id(id: &str) -> bool {
    is_id(&id.replacen('@', "", 1))
}

fn broadcast(name: &str) -> Option<Kind<'_>> {
    let known = ["here", "channel", "everyone"].contains(&folded(name).as_str());
    known.then_some(Kind::Broadcast(name))
}

/// `#slug`. Without a letter it is the number of something (`#42`).
fn value(rest: &str) -> Option<(Kind<'_>, usize)> {
    let after = rest.strip_prefix('#')?;
    let length = length_while(after, |c| is_of_word(c) || matches!(c, '_' | '-'));
    let slug = after[..length].trim_end_matches('-');
    let follows = &after[slug.len()..];
    let ends = follows.is_empty()
        || follows.starts_with(|c: char| c.is_whitespace() || matches!(c, '<' | '#' | '`' | '-'))
        || separator(follows).is_some();
    (ends && slug.chars().any(char::is_alphabetic)).then_some((Kind::Value(slug), slug.len() + 1))
}

/// `@name`.
fn name(rest: &str) -> Option<(Kind<'_>, usize)> {
    let after = rest.strip_prefix('@')?;
    let length = length_while(after, |c| {
        is_of_word(c) || matches!(c, '_' | '-' | '.' | '\'')
    });
    let name = after[..length].trim_end_matches(['-', '.', '\'']);
    let kind = broadcast(name).unwrap_or(Kind::Name(name));
    name.starts_with(char::is_alphabetic)
        .then_some((kind, name.len() + 1))
}

/// Commas and semicolons; other punctuation where it closes something.
pub(super) fn separator(rest: &str) -> Option<usize> {
    let closing = length_while(rest, |c| {
        matches!(c, ',' | ';' | '.' | ':' | '!' | '?' | '\u{2026}')
    });
    let follows = &rest[closing..];
    if closing > 0
        && (follows.is_empty() || follows.starts_with(|c: char| c.is_whitespace() || c == '<'))
    {
        return Some(closing);
    }
    Some(length_while(rest, |c| matches!(c, ',' | ';'))).filter(|length| *length > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        tokens(&Normalised::new(text), &Currency::new("clap", "points"))
            .iter()
            .filter(|token| !token.kind.is_space())
            .map(|token| match token.kind {
                Kind::Word => token.text.to_owned(),
                Kind::Opaque => format!("opaque {}", token.text),
                kind => format!("{kind:?}"),
            })
            .collect()
    }

    #[test]
    fn marks_are_told_apart() {
        assert_eq!(
            kinds("<@U1|ana> <@W2> <!subteam^S1|@dev> <#C1|x> <#C2|> <!here> <https://a.test|+5>"),
            [
                r#"Person("U1")"#,
                r#"Person("W2")"#,
                r#"Group("S1")"#,
                r#"Channel { id: "C1", name: Some("x") }"#,
                r#"Channel { id: "C2", name: None }"#,
                r#"Broadcast("here")"#,
                "opaque <https://a.test|+5>",
            ]
        );
    }

    #[test]
    fn code_and_quotations_are_not_read() {
        assert_eq!(
            kinds("a `<@U1> +5` b\n&gt; <@U2>\n```\n+9\n``` c ` d"),
            [
                "a",
                "opaque `<@U1> +5`",
                "b",
                "opaque &gt; <@U2>",
                "opaque ```\n+9\n```",
                "c",
                "`",
                "d"
            ]
        );
        assert_eq!(
            kinds("x\n&gt;&gt;&gt; a\nb"),
            ["x", "opaque &gt;&gt;&gt; a\nb"]
        );
        assert_eq!(kinds("5 &gt; 3"), ["5", "&gt;", "3"]);
    }

    #[test]
    fn words_end_where_a_token_begins() {
        assert_eq!(
            kinds("<@U1>++, great:clap::clap::skin-tone-2:! C++ 5,5 a,b"),
            [
                r#"Person("U1")"#,
                "++",
                "Separator",
                "great",
                "Currency",
                "Currency",
                "Separator",
                "C++",
                "5,5",
                "a",
                "Separator",
                "b"
            ]
        );
    }

    #[test]
    fn values_are_slugs_at_the_start_of_a_word() {
        assert_eq!(
            kinds("#gotong_royong, #a#b #42 C# x#y #r/w #\u{5354}\u{529b}."),
            [
                r#"Value("gotong_royong")"#,
                "Separator",
                r#"Value("a")"#,
                r#"Value("b")"#,
                "#42",
                "C#",
                "x#y",
                "#r/w",
                "Value(\"\u{5354}\u{529b}\")",
                "Separator"
            ]
        );
    }

    #[test]
    fn names_typed_out_are_seen() {
        assert_eq!(
            kinds("@budi! so a@b.test @nur.aisyah. @here @5"),
            [
                r#"Name("budi")"#,
                "Separator",
                "so",
                "a@b.test",
                r#"Name("nur.aisyah")"#,
                "Separator",
                r#"Broadcast("here")"#,
                "@5"
            ]
        );
    }

    proptest! {
        #[test]
        fn tokens_join_to_the_text(text in r"([<>@#!|`+:,;&\n a-z0-9é]|&gt;|```|\PC){0,60}") {
            let normalised = Normalised::new(&text);
            let joined: String = tokens(&normalised, &Currency::new("clap", "points"))
                .iter()
                .map(|token| token.typed)
                .collect();
            if normalised.text().is_empty() {
                prop_assert_eq!(joined, "");
            } else {
                prop_assert_eq!(joined, text);
            }
        }
    }
}
