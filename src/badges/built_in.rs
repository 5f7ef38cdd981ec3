//! The badges that come with the server. Their words are in the locales.

use super::Rule;

/// A badge that every programme has.
#[derive(Clone, Copy, Debug)]
pub(super) struct BuiltIn {
    /// What it is typed as.
    pub(super) slug: &'static str,
    /// The name of its emoji.
    pub(super) picture: &'static str,
    /// What it is earned by.
    pub(super) rule: Rule,
}

const fn comes(slug: &'static str, picture: &'static str, rule: Rule) -> BuiltIn {
    BuiltIn {
        slug,
        picture,
        rule,
    }
}

/// All of them, in the order they are shown.
pub(super) const BUILT_IN: &[BuiltIn] = &[
    comes("first-given", "wave", Rule::Given(1)),
    comes("given-10", "raised_hands", Rule::Given(10)),
    comes("given-50", "sunflower", Rule::Given(50)),
    comes("given-100", "heart", Rule::Given(100)),
    comes("first-received", "seedling", Rule::Received(1)),
    comes("received-10", "star", Rule::Received(10)),
    comes("received-50", "star2", Rule::Received(50)),
    comes("received-100", "trophy", Rule::Received(100)),
    comes("streak-5", "fire", Rule::Streak(5)),
    comes("streak-20", "rocket", Rule::Streak(20)),
    comes("every-value", "rainbow", Rule::EveryValue),
    comes("first-year", "birthday", Rule::Years(1)),
];

/// The slug, where it is that of a badge that comes with the server.
pub fn built_in(slug: &str) -> Option<&'static str> {
    let mut known = BUILT_IN.iter().map(|it| it.slug);
    known.find(|it| *it == slug)
}

#[cfg(test)]
mod tests {
    use super::super::Picture;
    use super::*;

    #[test]
    fn each_has_an_emoji_and_a_slug_of_its_own() {
        for it in BUILT_IN {
            assert!(it.picture.parse::<Picture>().is_ok(), "{}", it.picture);
            assert_eq!(
                BUILT_IN
                    .iter()
                    .filter(|other| other.slug == it.slug)
                    .count(),
                1
            );
        }
    }
}
