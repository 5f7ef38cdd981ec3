//! Slash commands.

use serde::Deserialize;

use super::Flag;

/// The form that a slash command posts.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CommandForm {
    /// The workspace it was typed in.
    pub team_id: Option<String>,
    /// Its organisation, on Enterprise Grid.
    pub enterprise_id: Option<String>,
    /// Whether the whole organisation installed the app.
    pub is_enterprise_install: Flag,
    /// The conversation it was typed in.
    pub channel_id: Option<String>,
    /// The conversation's name, or what stands for one: `privategroup`, `directmessage`, `mpdm-…`.
    pub channel_name: Option<String>,
    /// Who typed it.
    pub user_id: Option<String>,
    /// The command, with its slash.
    pub command: Option<String>,
    /// What followed it.
    pub text: Option<String>,
    /// Opens a form within three seconds, once. Also what makes this command unlike any other.
    pub trigger_id: Option<String>,
    /// Whether Slack only looks whether the address answers over TLS.
    pub ssl_check: Flag,
}

impl CommandForm {
    /// Reads a request body.
    pub fn read(body: &[u8]) -> Result<Self, serde_urlencoded::de::Error> {
        serde_urlencoded::from_bytes(body)
    }

    /// Whether nobody typed this: Slack tries the address. An empty 200 is the answer.
    pub const fn is_probe(&self) -> bool {
        self.ssl_check.0
    }
}
