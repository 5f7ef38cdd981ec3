//! E-mail addresses, which name people whom a chat cannot mention.
//!
//! An address is read only before the first word of the reason: "for helping bob@client.com" gives
//! nothing to Bob.

use super::normalise::Normalised;
use super::shape::shape;
use super::token::{Kind, Token, separator};
use super::words;

/// The longest address that mail knows.
const LONGEST: usize = 254;

/// How far a text has come before the first word of its reason.
#[derive(Default)]
pub(super) struct Opening {
    /// The reason has begun.
    over: bool,
    /// Somebody is named already.
    named: bool,
}

impl Opening {
    /// The address that `rest` begins with, where it names a recipient, and its length.
    pub(super) fn names<'t>(&self, rest: &'t str) -> Option<(Kind<'t>, usize)> {
        if self.over {
            return None;
        }
        let (address, length) = in_mark(rest).or_else(|| plain(rest))?;
        Some((Kind::Address(address), length))
    }

    /// Goes on behind `token`.
    pub(super) fn pass(&mut self, token: &Token<'_>) {
        match token.kind {
            Kind::Space { .. } | Kind::Value(_) | Kind::Currency => {}
            // A colon leads to the reason.
            Kind::Separator => self.over |= !token.text.chars().all(|c| matches!(c, ',' | ';')),
            Kind::Word => self.over |= !(token.unit || self.leads(token.text)),
            Kind::Opaque => self.over = true,
            _ => self.named = true,
        }
    }

    /// Whether recipients may still follow a word. "For" leads to the first of them, and from there
    /// on to the reason.
    fn leads(&self, word: &str) -> bool {
        words::is_joiner(word)
            || shape(word, false).is_some()
            || !self.named && words::is_lead_in(word)
    }
}

/// The reason as it is typed behind recipients: a dash keeps whoever is named in it from being one.
pub(super) fn apart(reason: String) -> String {
    let text = Normalised::new(&reason);
    let mut signs = text.text().match_indices('@');
    let names = |at: usize| text.text()[..at].ends_with(|c| is_local(c) || c == '<');
    if signs.any(|(at, _)| names(at)) || text.text().contains("<!subteam^") {
        format!("- {reason}")
    } else {
        reason
    }
}

/// `<mailto:a@b.example|a@b.example>`. With another label it is a link like any other.
fn in_mark(rest: &str) -> Option<(&str, usize)> {
    let inside = rest.strip_prefix('<')?;
    let inside = &inside[..inside.find('>')?];
    let (scheme, target) = inside.split_once(':')?;
    let (address, label) = target.split_once('|').unwrap_or((target, target));
    let whole = scheme.eq_ignore_ascii_case("mailto")
        && label.eq_ignore_ascii_case(address)
        && length(address) == Some(address.len());
    whole.then_some((address, inside.len() + 2))
}

fn plain(rest: &str) -> Option<(&str, usize)> {
    let length = length(rest)?;
    let follows = &rest[length..];
    let amount = || {
        let behind = follows.strip_prefix('+');
        behind.is_some_and(|rest| rest.starts_with(|c: char| c == '+' || c.is_ascii_digit()))
    };
    let ends = follows.is_empty()
        || follows.starts_with(|c: char| c.is_whitespace() || c == '<')
        || separator(follows).is_some()
        || amount();
    ends.then_some((&rest[..length], length))
}

/// The length of the address that `rest` begins with. Far from all that mail allows: it begins
/// with a letter or digit, and its domain has a dot.
fn length(rest: &str) -> Option<usize> {
    let at = rest.find(|c| !is_local(c))?;
    let (local, domain) = (&rest[..at], rest[at..].strip_prefix('@')?);
    let end = domain
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(domain.len());
    let domain = domain[..end].trim_end_matches('.');
    let length = at + 1 + domain.len();
    let (_, top) = domain.rsplit_once('.')?;
    let fits = length <= LONGEST
        && local.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !local.ends_with('.')
        && !local.contains("..")
        && top.len() > 1
        && top.starts_with(|c: char| c.is_ascii_alphabetic())
        && domain
            .split('.')
            .all(|label| !(label.is_empty() || label.starts_with('-') || label.ends_with('-')));
    fits.then_some(length)
}

const fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_what_looks_like_one() {
        let table = [
            ("budi@example.com", Some("budi@example.com")),
            (
                "Budi.S+hr@Mail.Example.co.id!",
                Some("Budi.S+hr@Mail.Example.co.id"),
            ),
            ("budi@example.com+5", Some("budi@example.com")),
            ("budi@example.com++ thanks", Some("budi@example.com")),
            ("budi@example.com, ana", Some("budi@example.com")),
            ("budi@example.com...", Some("budi@example.com")),
            (
                "<mailto:budi@example.com|budi@example.com>",
                Some("budi@example.com"),
            ),
            ("<mailto:budi@example.com>", Some("budi@example.com")),
            (
                "<MAILTO:Budi@example.com|budi@example.com>",
                Some("Budi@example.com"),
            ),
            ("<mailto:budi@example.com|Ana>", None),
            ("<mailto:budi@example.com?subject=+5>", None),
            ("<https://example.com|budi@example.com>", None),
            ("<http://budi@example.com>", None),
            ("budi@example", None),
            ("budi@example.c", None),
            ("budi@10.0.0.1", None),
            ("budi@.example.com", None),
            ("budi@example..com", None),
            ("bu..di@example.com", None),
            ("budi.@example.com", None),
            (".budi@example.com", None),
            ("+5@example.com", None),
            ("budi@-example.com", None),
            ("budi@example.com/x", None),
            ("budi@example.com's", None),
            ("budi@example.com@example.com", None),
            ("budi@ex\u{e4}mple.com", None),
            ("\"budi@example.com\"", None),
            ("@example.com", None),
            ("budi", None),
        ];
        for (text, expected) in table {
            let found = in_mark(text).or_else(|| plain(text));
            assert_eq!(found.map(|(address, _)| address), expected, "{text:?}");
        }
        let long = format!("{}@example.com", "a".repeat(LONGEST));
        assert_eq!(length(&long), None);
    }
}
