//! Company values: what people are recognised for.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::script::{folded, is_mark, is_of_word};

/// One value, with the words that stand for it in other languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyValue {
    /// Its name after the `#`, in lower case.
    pub slug: String,
    /// Other names for it.
    pub aliases: Vec<String>,
}

impl CompanyValue {
    /// Its own name and the others.
    fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(String::as_str);
        std::iter::once(self.slug.as_str()).chain(aliases)
    }
}

/// The values of a workspace, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyValues(Vec<CompanyValue>);

impl CompanyValues {
    /// Every value.
    pub fn iter(&self) -> impl Iterator<Item = &CompanyValue> {
        self.0.iter()
    }

    /// The value that `name` stands for, with or without `#`, in any case and spelling.
    pub fn find(&self, name: &str) -> Option<&CompanyValue> {
        let name = folded(name.trim_start_matches('#'));
        self.0
            .iter()
            .find(|value| value.names().any(|known| folded(known) == name))
    }

    /// The name of the value or alias that `name` was probably meant to be.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let name = folded(name.trim_start_matches('#'));
        self.0
            .iter()
            .flat_map(CompanyValue::names)
            .map(|known| (strsim::jaro_winkler(&folded(known), &name), known))
            .filter(|(likeness, _)| *likeness > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, known)| known)
    }
}

impl fmt::Display for CompanyValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, value) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            f.write_str(&value.slug)?;
            if !value.aliases.is_empty() {
                write!(f, "={}", value.aliases.join(","))?;
            }
        }
        Ok(())
    }
}

impl FromStr for CompanyValues {
    type Err = String;

    /// Reads `slug=alias,alias; slug; …`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut values = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for part in text
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (slug, aliases) = part.split_once('=').unwrap_or((part, ""));
            let slug = name(slug)?;
            let aliases: Vec<String> = aliases
                .split(',')
                .filter(|alias| !alias.trim().is_empty())
                .map(name)
                .collect::<Result<_, _>>()?;
            let value = CompanyValue { slug, aliases };
            for word in value.names() {
                if !seen.insert(folded(word)) {
                    return Err(format!("#{word} is there twice"));
                }
            }
            values.push(value);
        }
        if values.is_empty() {
            return Err("must name at least one value, such as teamwork".into());
        }
        Ok(Self(values))
    }
}

fn name(text: &str) -> Result<String, String> {
    let lower = text.trim().trim_start_matches('#').to_lowercase();
    let name: String = lower.nfc().collect();
    let valid = |c: char| is_of_word(c) || c == '_' || c == '-';
    let begins = name.starts_with(|c| valid(c) && !is_mark(c));
    if begins && name.chars().count() <= 40 && name.chars().all(valid) && !folded(&name).is_empty()
    {
        Ok(name)
    } else {
        Err(format!(
            "{text:?} is no name for a value: letters, digits, _ and - only"
        ))
    }
}
