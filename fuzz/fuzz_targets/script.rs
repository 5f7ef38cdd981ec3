//! Any text has one folded spelling, and any name fits a line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plaudit::chat::shown_name;
use plaudit::script::{folded, with_ascii_digits};

fuzz_target!(|text: &str| {
    let once = folded(text);
    assert_eq!(folded(&once), once);
    let shown = shown_name(text);
    assert!(!shown.contains(char::is_control) && !shown.is_empty());
    assert_eq!(shown_name(&shown), shown);
    let _ = with_ascii_digits(text);
});
