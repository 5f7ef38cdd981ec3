//! Response addresses: what changes one message, without a token.

use serde_json::json;
use url::Url;

use super::{ApiError, DEADLINE, MOST, SlackApi, error, parse};
use crate::calling::contents;
use crate::chat::Handle;
use crate::slack::render::Rendered;

/// Where response addresses are, of Slack and of GovSlack (docs.slack.dev, "Handling user interaction").
const HOSTS: [&str; 2] = ["hooks.slack.com", "hooks.slack-gov.com"];

impl SlackApi {
    /// Says something else in the message that `handle` changes. After [`ApiError::Unavailable`] it may
    /// say so already.
    pub async fn respond(&self, handle: &Handle, message: &Rendered) -> Result<(), ApiError> {
        let other = |code: String| ApiError::Other { code };
        let url = self.response_address(handle);
        let url = url.ok_or_else(|| other("an address that is not Slack's".to_owned()))?;
        let body = json!({
            "replace_original": true,
            "text": message.text,
            "blocks": message.blocks,
        });
        let response = self.http.post(url).json(&body).timeout(DEADLINE).send();
        let response = response.await.map_err(ApiError::unreached)?;
        let (status, headers) = (response.status(), response.headers().clone());
        match status.as_u16() {
            429 => return Err(ApiError::limited(&headers)),
            500.. => return Err(ApiError::Unavailable(format!("status {status}"))),
            200..=299 => {}
            _ => return Err(other(format!("status {status}"))),
        }
        // It says `ok`, or what a method says.
        match parse::<error::Verdict>(&contents(response, MOST).await?) {
            Ok(verdict) if !verdict.ok => Err(verdict.into_error(&headers)),
            _ => Ok(()),
        }
    }

    /// The address, where it is one of Slack's: what we say is for nobody else.
    fn response_address(&self, Handle(address): &Handle) -> Option<Url> {
        let url: Url = address.parse().ok()?;
        let host = url.host_str().unwrap_or_default();
        let known = url.scheme() == "https" && HOSTS.contains(&host);
        (known || url.origin() == self.base.origin()).then_some(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calling::client;

    #[test]
    fn what_we_say_goes_to_slack_alone() {
        let api = |base: &str| SlackApi::new(client().unwrap(), base.parse().unwrap());
        let (slack, stand_in) = (
            api("https://slack.com/api/"),
            api("http://127.0.0.1:7/api/"),
        );
        let goes = |api: &SlackApi, address: &str| {
            let handle = Handle(address.to_owned());
            api.response_address(&handle).is_some()
        };
        assert!(goes(&slack, "https://hooks.slack.com/actions/T1/1/x"));
        assert!(goes(&slack, "https://hooks.slack-gov.com/actions/T1/1/x"));
        assert!(goes(&stand_in, "http://127.0.0.1:7/hooks/actions/T1/1/x"));
        for address in [
            "http://hooks.slack.com/actions/T1/1/x",
            "https://hooks.slack.com.evil.test/x",
            "https://evil.test/hooks.slack.com",
            "http://127.0.0.1:7/hooks",
            "nowhere",
        ] {
            assert!(!goes(&slack, address), "{address}");
        }
    }
}
