//! What an item is typed as.

/// The longest, in characters.
pub const SLUG: usize = 64;

/// Whether something can be typed so.
pub(super) fn is_slug(text: &str) -> bool {
    let rest = |c: char| begins(c) || c == '-' || c == '_';
    text.len() <= SLUG && text.starts_with(begins) && text.chars().all(rest)
}

const fn begins(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// What an item of this name may be typed as; nothing where the name has no letters for it.
pub fn slug_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !begins(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-");
    slug.truncate(SLUG);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_typed_as_its_words() {
        for (name, slug) in [
            ("Coffee voucher", "coffee-voucher"),
            ("  A day off (paid)! ", "a-day-off-paid"),
            ("咖啡券", ""),
            ("Kopi 2 gelas", "kopi-2-gelas"),
        ] {
            assert_eq!(slug_of(name), slug, "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_of_a_name_can_be_typed(name in "\\PC{0,100}") {
            let slug = slug_of(&name);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{}", slug);
        }
    }
}
