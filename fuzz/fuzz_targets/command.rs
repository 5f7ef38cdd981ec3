//! Any text is read without a panic, and its correction can be followed; what is overheard or said
//! to the bot gives no more than the same after the command.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plaudit::command::{
    Command, Doubt, Lexicon, ambient, parse, parse_redeem, parse_said, without_mention,
};

fuzz_target!(|text: &str| {
    let lexicon = Lexicon {
        currency_emoji: "clap",
        currency_name: "points",
    };
    let typed = parse(text, &lexicon);
    if let Err(misread) = &typed {
        assert_eq!(misread.typed, text);
        if let Some(line) = &misread.corrected {
            assert!(parse(line, &lexicon).is_ok(), "{line:?} corrects {text:?}");
        }
    }
    if let Some(give) = ambient(text, &lexicon) {
        assert!(give.amount > 0 && !give.recipients.is_empty());
    }
    if let Ok(Command::Give(give) | Command::Propose(give, _)) = parse_said(text, &lexicon) {
        assert!(!give.recipients.is_empty());
    }
    let unsaid = matches!(typed, Ok(Command::Propose(_, Doubt::Unsaid)));
    assert!(!unsaid, "{text:?}");
    let _ = parse_redeem(text);
    let _ = without_mention(text, "U1");
});
