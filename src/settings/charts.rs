//! How charts are shown.

use std::str::FromStr;

words! {
    /// How Slack shows a chart; Teams draws its own.
    pub enum Charts {
        /// As a picture from this server.
        Picture = "picture",
        /// Drawn by Slack.
        Native = "native",
    }
}

impl FromStr for Charts {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::named(word).map_err(|_| "must be picture or native".to_owned())
    }
}
