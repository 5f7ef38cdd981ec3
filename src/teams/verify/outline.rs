//! Of an activity, what its token must agree with.

use serde::Deserialize;

use super::Refused;

/// Read before it is trusted, so no more than is compared.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outline {
    pub(super) channel_id: Option<String>,
    pub(super) service_url: Option<String>,
    channel_data: Option<ChannelData>,
    conversation: Option<Conversation>,
}

#[derive(Debug, Deserialize)]
struct ChannelData {
    tenant: Option<Tenant>,
}

#[derive(Debug, Deserialize)]
struct Tenant {
    id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Conversation {
    tenant_id: Option<String>,
}

impl Outline {
    /// A field that occurs twice is an error here, so that nobody later reads the other one.
    pub(super) fn read(body: &[u8]) -> Result<Self, Refused> {
        // A struct may also be written as an array of its fields: not by Teams.
        if !body.trim_ascii_start().starts_with(b"{") {
            return Err(Refused::Unreadable);
        }
        serde_json::from_slice(body).map_err(|_| Refused::Unreadable)
    }

    /// Whether the activity names a tenant, once or twice, and each time this one.
    pub(super) fn is_of(&self, tenant: &str) -> bool {
        let channel = self.channel_data.as_ref();
        let channel = channel.and_then(|data| data.tenant.as_ref()?.id.as_deref());
        let conversation = self.conversation.as_ref();
        let conversation = conversation.and_then(|it| it.tenant_id.as_deref());
        let mut named = channel.into_iter().chain(conversation).peekable();
        named.peek().is_some() && named.all(|named| named.eq_ignore_ascii_case(tenant))
    }
}
