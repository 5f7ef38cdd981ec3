//! What somebody said, where it is looked up later: on one line, with nobody called, and no more of it than there is
//! room for.

use crate::chat::text::cut;
use crate::chat::{Rich, Span, shown_name};

/// A text on one line, with people by name: nobody is notified of being looked up.
pub(super) fn quiet(message: &Rich) -> impl Iterator<Item = Span> {
    let on_one_line = |text: String| text.replace(['\n', '\r'], " ");
    message.0.iter().cloned().map(move |span| match span {
        Span::Person(mention) => Span::Text(shown_name(&mention.name)),
        Span::Group { label, .. } => Span::Text(shown_name(&label)),
        Span::Text(text) => Span::Text(on_one_line(text)),
        Span::Bold(text) => Span::Bold(on_one_line(text)),
        Span::Italic(text) => Span::Italic(on_one_line(text)),
        Span::Code(text) => Span::Code(on_one_line(text)),
        other => other,
    })
}

/// The beginning of what was said, on one line, with nobody called.
pub fn brief(message: &Rich, most: usize) -> Rich {
    let mut room = most;
    let mut shown = Vec::new();
    for span in quiet(message) {
        let length = span.to_plain().chars().count();
        if length <= room {
            room -= length;
            shown.push(span);
            continue;
        }
        let rest = match span {
            Span::Text(text) | Span::Bold(text) | Span::Italic(text) | Span::Code(text) => text,
            // What means something whole is shown whole or not at all.
            _ => "…".to_owned(),
        };
        if room > 0 {
            shown.push(Span::Text(cut(&rest, room)));
        }
        break;
    }
    Rich(shown)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chat::Platform;
    use crate::chat::arbitrary::rich;

    proptest! {
        #[test]
        fn what_is_shown_is_short_and_on_one_line(said in rich(Platform::Slack), most in 1_usize..300) {
            let shown = brief(&said, most);
            let plain = shown.to_plain();
            prop_assert!(plain.chars().count() <= most, "{plain:?}");
            let texts = shown.0.iter().all(|span| !matches!(span, Span::Text(text) if text.contains('\n')));
            prop_assert!(texts, "{shown:?}");
            let calls = shown.0.iter().any(|span| matches!(span, Span::Person(_) | Span::Group { .. }));
            prop_assert!(!calls, "{shown:?}");
        }
    }
}
