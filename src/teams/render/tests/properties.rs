use proptest::prelude::*;

use super::*;
use crate::chat::{arbitrary, signs};
use crate::teams::limits;

/// A text as a reader compares it: look-alikes undone, without what is invisible.
fn seen(text: &str) -> String {
    signs::as_typed(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}')
        .collect()
}

fn is_only_words(span: &Span) -> bool {
    !matches!(span, Span::Time { .. } | Span::Link { .. })
}

// Each case is a card or more, read by a second reader.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_message_is_one_that_teams_takes(said in arbitrary::message(Platform::Teams)) {
        prop_assert_eq!(check::activity(&message(&said, HERE).activity()), Ok(()));
        prop_assert_eq!(check::activity(&to_webhook(&said, HERE)), Ok(()));
        let shown = to_task(&Reply::Private(said), None, HERE).unwrap();
        prop_assert_eq!(check::dialog(&shown), Ok(()));
    }

    #[test]
    fn any_form_is_one_that_teams_takes(form in arbitrary::form(Platform::Teams)) {
        prop_assert_eq!(check::dialog(&dialog(&form, HERE)), Ok(()));
    }
}

proptest! {
    #[test]
    fn any_cut_is_sound(rich in arbitrary::rich(Platform::Teams), max in 1_usize..60) {
        let mut nobody = people::People::new(HERE, false);
        let text = markdown::marked_up(&rich, &mut nobody, max);
        prop_assert!(limits::units(&text) <= max);
        let without_macros = text.replace("{{DATE", "").replace("{{TIME", "");
        prop_assert!(check::read(&without_macros).is_ok(), "{}", text);
    }

    #[test]
    fn what_is_said_is_what_is_read(rich in arbitrary::rich(Platform::Teams)) {
        let rich: Rich = rich.0.into_iter().filter(is_only_words).collect();
        let mut nobody = people::People::new(HERE, false);
        let text = markdown::marked_up(&rich, &mut nobody, 100_000);
        prop_assert_eq!(
            seen(&check::read(&text).unwrap()),
            seen(&words::plain(&rich, false)),
            "{}", text
        );
    }
}
