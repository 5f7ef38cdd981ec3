//! Calling Plum: one address, with what lets us in; where it does not any more, with what comes after it.

use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::Xoxoday;
use super::chain::Access;
use super::said::{self, Said, Stale};
use crate::fulfilment::Answer;
use crate::fulfilment::heard::{Heard, hear, seen};
use crate::rewards::Trouble;

/// How long an order is waited for: they take up to 120 seconds, and a claim ends sooner.
const PLACING: Duration = Duration::from_secs(40);

/// What reads, and what writes, whatever they call it.
enum Manner {
    See,
    Change,
}

impl Xoxoday {
    /// Asks for what changes nothing.
    pub(super) async fn see(&self, what: &str, data: &Value) -> Result<Said, Answer> {
        self.ask(Manner::See, what, data).await
    }

    /// Asks for what may have happened even where no answer comes.
    pub(super) async fn change(&self, what: &str, data: &Value) -> Result<Said, Answer> {
        self.ask(Manner::Change, what, data).await
    }

    async fn ask(&self, manner: Manner, what: &str, data: &Value) -> Result<Said, Answer> {
        let access = self.access().await?;
        let heard = self.call(&manner, &access, what, data).await?;
        if let Ok(said) = said::read(heard) {
            return Ok(said);
        }
        // Whoever was not let in did nothing.
        let access = self.access_after(&access).await?;
        let heard = self.call(&manner, &access, what, data).await?;
        said::read(heard).map_err(|Stale| Answer::NotNow {
            why: Trouble::LockedOut,
            pause: None,
        })
    }

    async fn call(
        &self,
        manner: &Manner,
        access: &Access,
        what: &str,
        data: &Value,
    ) -> Result<Heard, Answer> {
        let kind = match what {
            "getBalance" => "query",
            _ => "mutation",
        };
        let body = json!({
            "query": format!("plumProAPI.{kind}.{what}"),
            "tag": "plumProAPI",
            "variables": { "data": data },
        });
        let request = self.http.post(self.url("v1/oauth/api")?).json(&body);
        let request = request.bearer_auth(access.token.expose_secret());
        match manner {
            Manner::See => seen(request).await,
            Manner::Change => hear(request.timeout(PLACING)).await,
        }
    }

    pub(super) fn url(&self, path: &str) -> Result<url::Url, Answer> {
        let base = self.account.api.as_str().trim_end_matches('/');
        let url = format!("{base}/{path}").parse();
        url.map_err(|_| Answer::Refused(Trouble::Unusable))
    }
}
