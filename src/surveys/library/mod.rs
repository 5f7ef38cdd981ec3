//! Questions to choose from, in every language.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::Deserialize;

use super::Question;

words! {
    /// What a question of the library is about.
    pub enum Theme {
        /// What people get out of their work.
        Engagement = "engagement",
        /// Whether good work is seen.
        Recognition = "recognition",
        /// Whether there is too much of it.
        Workload = "workload",
        /// Whom people report to.
        Manager = "manager",
        /// How people are.
        Wellbeing = "wellbeing",
        /// Whether everybody belongs.
        Inclusion = "inclusion",
        /// What people learn, and become.
        Growth = "growth",
    }
}

impl Theme {
    /// All of them, in the order of the library.
    pub const ALL: [Self; 7] = [
        Self::Engagement,
        Self::Recognition,
        Self::Workload,
        Self::Manager,
        Self::Wellbeing,
        Self::Inclusion,
        Self::Growth,
    ];
}

words! {
    /// Whose the English words of a question are. Each may be used freely.
    pub enum Source {
        /// Written for Plaudit.
        Ours = "ours",
        /// The Federal Employee Viewpoint Survey of the US Office of Personnel Management.
        Fevs = "us-opm-fevs",
        /// The Management Standards Indicator Tool of the UK Health and Safety Executive.
        Msit = "uk-hse-msit",
    }
}

/// A question of the library.
#[derive(Clone, Debug, Deserialize)]
pub struct Sample {
    /// What it is about.
    pub theme: Theme,
    /// Whose its words are.
    pub source: Source,
    /// The question. Nobody has to answer it, unless a survey says so.
    #[serde(flatten)]
    pub question: Question,
}

/// The library has no question of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no question {0:?} in the library: plaudit survey library lists those that are")]
pub struct NotInLibrary(String);

/// Every question, theme by theme.
pub fn library() -> &'static [Sample] {
    static ALL: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        #[derive(Deserialize)]
        struct Whole {
            question: Vec<Sample>,
        }
        let whole: Whole = toml::from_str(include_str!("questions.toml"))
            .expect("the library is read by its tests");
        whole.question
    });
    &ALL
}

/// The question with this id.
pub fn sample(id: &str) -> Result<Question, NotInLibrary> {
    let found = library().iter().find(|it| it.question.id == id);
    let found = found.ok_or_else(|| NotInLibrary(id.to_owned()))?;
    Ok(found.question.clone())
}
