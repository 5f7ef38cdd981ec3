//! A Fluent pattern made into rich text.
//!
//! Fluent formats strings only. What is rich, and whatever people have typed, is therefore held
//! out: the pattern is formatted with a private character in its place, and the text is put back
//! where that character came out. So nothing typed can be mistaken for a pattern's own marks.

use fluent_bundle::{FluentArgs, FluentValue};

use super::catalogue::catalogue;
use crate::chat::{Locale, Rich, Span, shown_name};

/// The first of the private characters that stand for what is held out.
const HELD_OUT: u32 = 0xE000;

/// What a pattern is about.
#[derive(Default)]
pub(super) struct Args {
    fluent: FluentArgs<'static>,
    held_out: Vec<Rich>,
}

/// Nothing.
pub(super) fn none() -> Args {
    Args::default()
}

/// A text, rich or plain.
pub(super) fn arg(name: &'static str, value: impl Into<Rich>) -> Args {
    none().with(name, value)
}

/// The name of somebody.
pub(super) fn named(name: &str) -> Args {
    arg("name", shown_name(name))
}

/// A number.
pub(super) fn number(name: &'static str, value: i64) -> Args {
    none().number(name, value)
}

impl Args {
    /// Adds a text, rich or plain.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Rich>) -> Self {
        let at = HELD_OUT + u32::try_from(self.held_out.len()).unwrap_or(0);
        let stand_in = char::from_u32(at).unwrap_or(char::REPLACEMENT_CHARACTER);
        self.fluent.set(name, String::from(stand_in));
        self.held_out.push(value.into());
        self
    }

    /// Adds a number, which chooses the plural and is shown in the language's way.
    pub(super) fn number(mut self, name: &'static str, value: i64) -> Self {
        self.fluent.set(name, FluentValue::from(value));
        self
    }

    /// Adds a word that chooses a variant. It is not to be shown.
    pub(super) fn choice(mut self, name: &'static str, value: &'static str) -> Self {
        self.fluent.set(name, value);
        self
    }
}

/// The sentence called `key`. The tests see to it that every key exists and takes its arguments.
pub(super) fn format(locale: Locale, key: &str, args: &Args) -> Rich {
    let catalogue = catalogue(locale);
    let Some(pattern) = catalogue.get_message(key).and_then(|found| found.value()) else {
        debug_assert!(false, "no sentence is called {key:?}");
        tracing::error!(wording.key = key, "sentence not found");
        return Rich::plain(key);
    };
    let mut errors = Vec::new();
    let text = catalogue.format_pattern(pattern, Some(&args.fluent), &mut errors);
    debug_assert!(errors.is_empty(), "{key}: {errors:?}");
    if !errors.is_empty() {
        tracing::error!(wording.key = key, ?errors, "sentence not formatted");
    }
    assemble(&text, &args.held_out)
}

/// Reads a pattern's own marks, and puts back what was held out.
fn assemble(text: &str, held_out: &[Rich]) -> Rich {
    let mut rich = Vec::new();
    let mut style = Style::Plain;
    let mut run = 0;
    for (at, c) in text.char_indices() {
        let held = u32::from(c)
            .checked_sub(HELD_OUT)
            .and_then(|at| held_out.get(usize::try_from(at).ok()?));
        let next = match (c, style) {
            _ if held.is_some() => style,
            ('`', Style::Code) | ('*', Style::Bold) => Style::Plain,
            ('`', _) => Style::Code,
            ('*', Style::Plain) => Style::Bold,
            _ => continue,
        };
        push(&mut rich, style.dress(Span::Text(text[run..at].to_owned())));
        for span in held.into_iter().flat_map(|rich| rich.0.iter().cloned()) {
            push(&mut rich, style.dress(span));
        }
        run = at + c.len_utf8();
        style = next;
    }
    push(&mut rich, style.dress(Span::Text(text[run..].to_owned())));
    Rich(rich)
}

#[derive(Clone, Copy)]
enum Style {
    Plain,
    Bold,
    Code,
}

impl Style {
    fn dress(self, span: Span) -> Span {
        match (self, span) {
            (Self::Bold, Span::Text(text)) => Span::Bold(text),
            (Self::Code, span) => Span::Code(Rich(vec![span]).to_plain()),
            (_, span) => span,
        }
    }
}

/// Adds a span, joining it to the last one where both are the same kind of text.
pub(super) fn push(rich: &mut Vec<Span>, span: Span) {
    match (rich.last_mut(), span) {
        (Some(Span::Text(last)), Span::Text(more))
        | (Some(Span::Bold(last)), Span::Bold(more))
        | (Some(Span::Code(last)), Span::Code(more)) => last.push_str(&more),
        (_, Span::Text(text) | Span::Bold(text) | Span::Code(text)) if text.is_empty() => {}
        (_, span) => rich.push(span),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_of_the_pattern_count_and_those_of_the_argument_do_not() {
        let held = [Rich::plain("a*b`c")];
        assert_eq!(
            assemble("Say \u{E000} or *\u{E000}!* or `x \u{E000}`.", &held).0,
            vec![
                Span::Text("Say a*b`c or ".into()),
                Span::Bold("a*b`c!".into()),
                Span::Text(" or ".into()),
                Span::Code("x a*b`c".into()),
                Span::Text(".".into()),
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_held_out_comes_back_as_it_was(typed in "[\u{E000}-\u{E003}*`a{}$]{0,20}") {
            let shown = assemble("<\u{E000}>", &[Rich::plain(typed.clone())]).to_plain();
            prop_assert_eq!(shown, format!("<{typed}>"));
        }
    }
}
