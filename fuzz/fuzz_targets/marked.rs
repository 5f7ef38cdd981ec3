//! Pieces join to the text they were cut from, and escaping is undone by its inverse.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plaudit::chat::marked::{Piece, escape, pieces, unescape};

fuzz_target!(|text: &str| {
    let joined: String = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Mark { whole, .. } => whole,
        })
        .collect();
    assert_eq!(joined, text);
    assert_eq!(unescape(&escape(text)), text);
});
