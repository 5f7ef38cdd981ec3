//! Figures that are drawn.

use serde::{Deserialize, Serialize};

/// A chart. Its figures stand in the text beside it as well, since not every client draws it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it is about.
    pub title: String,
    /// How it is drawn.
    pub shape: Shape,
    /// From left to right.
    pub points: Vec<Point>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The public https address of a picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Whether Slack draws it. It does so since June 2026, and not yet in every workspace: without this,
    /// the picture is shown.
    #[serde(default)]
    pub drawn_by_slack: bool,
}

words! {
    /// How a chart is drawn.
    pub enum Shape {
        /// A bar for each point.
        Bars = "bars",
        /// A line from point to point.
        Line = "line",
    }
}

/// A figure and what it is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What it is of.
    pub label: String,
    /// How much.
    pub value: i32,
    /// Whether that is good.
    pub mood: Mood,
}

words! {
    /// Whether more of something is good: it decides the colour.
    pub enum Mood {
        /// Neither is meant.
        Plain = "plain",
        /// It is.
        Good = "good",
        /// It is neither.
        Fair = "fair",
        /// It is not.
        Bad = "bad",
    }
}
