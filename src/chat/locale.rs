//! The languages Plaudit speaks.

use std::str::FromStr;

words! {
    /// A language that every text exists in, by its BCP 47 tag.
    #[derive(Default)]
    pub enum Locale {
        /// English.
        #[default]
        En = "en",
        /// Indonesian.
        Id = "id",
        /// Malay.
        Ms = "ms",
    }
}

impl Locale {
    /// Every language, English first.
    pub const ALL: [Self; 3] = [Self::En, Self::Id, Self::Ms];
}

/// A language Plaudit does not speak.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language spoken here: {0:?} (en, id and ms are)")]
pub struct UnknownLocale(String);

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a platform's tag (`id-ID`, `ms_MY`, `en-US`) or a bare language, in any case.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        // `in` is Java's old code for Indonesian; some clients still send it.
        match language.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "id" | "in" => Ok(Self::Id),
            "ms" => Ok(Self::Ms),
            _ => Err(UnknownLocale(tag.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_platform_tags() {
        assert_eq!("id-ID".parse(), Ok(Locale::Id));
        assert_eq!("ms_MY".parse(), Ok(Locale::Ms));
        assert_eq!("EN".parse(), Ok(Locale::En));
        assert!("de-DE".parse::<Locale>().is_err());
        assert!("".parse::<Locale>().is_err());
    }
}
