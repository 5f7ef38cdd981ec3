//! What the demo keeps secrets with.

use std::fmt::Write as _;

use plaudit::clock::unguessable;
use plaudit::sealed::Sealer;

/// A key that is written nowhere, and gone with the demo.
pub(crate) fn of_this_demo() -> Sealer {
    let mut key = String::new();
    for byte in unguessable::<21>() {
        let _ = write!(key, "{byte:02x}");
    }
    // 43 characters and a sign are 32 bytes in base64, whatever letters they are.
    format!("{key}A=")
        .parse()
        .expect("44 characters of base64 are a key")
}
