//! Text that a spreadsheet takes for a formula, and how it is kept from that.

/// What formulas begin with.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// A text as a cell: what a spreadsheet would take for a formula gets an apostrophe before it, as
/// does what looks as if it had got one.
pub fn harmless(mut text: String) -> String {
    if is_formula(text.trim_start_matches('\'')) {
        text.insert(0, '\'');
    }
    text
}

/// The text that a [harmless] cell was written for.
pub fn literal(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_and_no_formula(text in "[-'=+@a ]{0,4}\\PC{0,6}") {
            let cell = harmless(text.clone());
            prop_assert!(!is_formula(&cell));
            prop_assert_eq!(literal(&cell), text);
        }
    }

    #[test]
    fn an_apostrophe_of_somebodys_stays() {
        assert_eq!(harmless("'tis".to_owned()), "'tis");
        assert_eq!(literal("'tis"), "'tis");
        assert_eq!(harmless("=1".to_owned()), "'=1");
    }
}
