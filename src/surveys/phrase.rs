//! Words in the languages that they were written in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chat::Locale;

/// The words of a question or an answer, per language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phrase(BTreeMap<Locale, String>);

impl Phrase {
    /// These words in one language alone.
    pub fn new(locale: Locale, words: &str) -> Self {
        Self(BTreeMap::from([(locale, words.to_owned())]))
    }

    /// The words for whoever reads `locale`: in it, else in English, else in whichever there is. Nothing
    /// where none were given.
    pub fn in_language(&self, locale: Locale) -> Option<&str> {
        let words = self.0.get(&locale).or_else(|| self.0.get(&Locale::En));
        words.or_else(|| self.0.values().next()).map(String::as_str)
    }

    /// The words in every language that they were given in.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}
