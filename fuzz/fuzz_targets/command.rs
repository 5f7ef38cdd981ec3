//! Any text is read without a panic, and its correction can be followed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plaudit::command::{Lexicon, ambient, parse, parse_redeem, without_mention};

fuzz_target!(|text: &str| {
    let lexicon = Lexicon {
        currency_emoji: "clap",
    };
    if let Err(misread) = parse(text, &lexicon) {
        assert_eq!(misread.typed, text);
        if let Some(line) = misread.corrected {
            assert!(parse(&line, &lexicon).is_ok(), "{line:?} corrects {text:?}");
        }
    }
    if let Some(give) = ambient(text, &lexicon) {
        assert!(give.amount > 0 && !give.recipients.is_empty());
    }
    let _ = parse_redeem(text);
    let _ = without_mention(text, "U1");
});
