//! What lets the server in: renewed in time, by one process at a time, and kept before it is used.
//!
//! Whoever asks may be stopped, or out of patience: exchanging is a task of its own, and what it got is tried to be
//! kept for as long as nobody took a turn after it. If a process ends between the provider's answer and our own row,
//! the next one exchanges the token that was exchanged already. Their pages do not agree on whether that still works; where it does not, the account is
//! locked out: `plaudit doctor` and the admins say so, and another first token begins anew.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use metrics::counter;
use reqwest::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tracing::Instrument;

use super::Xoxoday;
use super::chain::{Access, Chain, InVain, NotKept, Store, Turn};
use crate::clock::{Pauses, later};
use crate::explained::explained;
use crate::fulfilment::Answer;
use crate::fulfilment::heard::{Heard, hear};
use crate::guarded::{Panicked, guarded};
use crate::rewards::Trouble;
use crate::sealed::ENCRYPTION_KEY;

/// How soon a token that was refused is tried again: they shut out who asks unusually often.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What came a moment ago and is refused would be no better for being renewed.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// How long to wait for whoever renews it.
const BUSY: Duration = Duration::from_secs(2);

/// How long access lasts, where that is not said: they name 15 days.
const USUAL: SignedDuration = SignedDuration::from_hours(24);

/// For how long what was got is tried to be kept: lost, it locks us out.
const KEPT_WITHIN: Duration = Duration::from_mins(10);

/// How long whoever asks waits for it: longer than an answer takes.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
struct Pair {
    access_token: SecretString,
    refresh_token: SecretString,
    expires_in: Option<i64>,
    access_token_expiry: Option<Value>,
}

/// Why there is no next token.
enum NoNext {
    /// The provider will not exchange it.
    Refused,
    /// Perhaps later.
    NotNow(Answer),
}

impl Xoxoday {
    /// What lets us in.
    pub(super) async fn access(&self) -> Result<Access, Answer> {
        self.let_in(None).await
    }

    /// What lets us in instead of what does not any more.
    pub(super) async fn access_after(&self, stale: &Access) -> Result<Access, Answer> {
        self.let_in(Some(stale)).await
    }

    /// Whether it is known that access ends and will not be renewed.
    pub(super) async fn will_be_locked_out(&self) -> Result<bool, Trouble> {
        let chain = self.store()?.read().await.map_err(here)?;
        Ok(self.ours(chain).is_some_and(|it| it.refused_at.is_some()))
    }

    async fn let_in(&self, stale: Option<&Access>) -> Result<Access, Answer> {
        let not_now = |why| Answer::NotNow { why, pause: None };
        let store = self.store().map_err(not_now)?;
        let now = self.keeping.clock.now();
        let kept = store.read().await.map_err(|error| not_now(here(error)))?;
        let chain = self.ours(kept);
        if let Some(settled) = chain.as_ref().and_then(|it| settled(it, stale, now)) {
            return settled;
        }
        let turn = store.take_turn(now).await;
        let Some(turn) = turn.map_err(|error| not_now(here(error)))? else {
            // Somebody is about it. What has not ended lets us in meanwhile.
            let still = chain.and_then(|it| usable(it, stale, now));
            return still.ok_or_else(busy);
        };
        let before = turn.chain.as_ref();
        let chain = { self.ours(before.cloned()) }.unwrap_or_else(|| self.first(before, now));
        // Somebody else's turn may have ended just now.
        if let Some(settled) = settled(&chain, stale, now) {
            give_up(store, &turn).await;
            return settled;
        }
        let still = usable(chain.clone(), stale, now);
        let (this, stale) = (self.clone(), stale.cloned());
        let renewing = async move { this.renew(&turn, chain, stale.as_ref()).await };
        let renewing = tokio::spawn(guarded("renewals", renewing).in_current_span());
        match tokio::time::timeout(PATIENCE, renewing).await {
            Ok(Ok(Ok(renewed))) => renewed,
            Ok(_) => Err(not_now(Trouble::Here(Panicked.to_string()))),
            // It goes on.
            Err(_) => still.ok_or_else(busy),
        }
    }

    /// Exchanges the token, in our turn.
    async fn renew(
        &self,
        turn: &Turn,
        chain: Chain,
        stale: Option<&Access>,
    ) -> Result<Access, Answer> {
        let store = self
            .store()
            .map_err(|why| Answer::NotNow { why, pause: None })?;
        let now = self.keeping.clock.now();
        let exchanged = self.exchange(&chain.refresh).await;
        let outcome = match &exchanged {
            Ok(_) => "renewed",
            Err(NoNext::Refused) => "refused",
            Err(NoNext::NotNow(_)) => "failed",
        };
        counter!("plaudit_provider_renewals_total", "provider" => "xoxoday", "outcome" => outcome)
            .increment(1);
        let next = match exchanged {
            Ok(pair) => pair.chain(chain, now),
            Err(NoNext::NotNow(answer)) => {
                give_up(store, turn).await;
                return usable(chain, stale, now).ok_or(answer);
            }
            Err(NoNext::Refused) => {
                tracing::error!(
                    "the provider does not exchange its token: it wants a new first one"
                );
                let refused_at = Some(now);
                Chain {
                    refused_at,
                    ..chain
                }
            }
        };
        let kept = to_keep(turn.chain.as_ref(), &next);
        self.insist(store, turn, &kept).await?;
        let locked_out = Answer::NotNow {
            why: Trouble::LockedOut,
            pause: None,
        };
        usable(next, stale, now).ok_or(locked_out)
    }

    /// Keeps what is next before anybody uses it.
    async fn insist(&self, store: Store<'_>, turn: &Turn, next: &Chain) -> Result<(), Answer> {
        let mut pauses = Pauses::new(Duration::from_millis(100), Duration::from_secs(2));
        let since = Instant::now();
        loop {
            match store.keep(turn, next).await {
                Ok(true) => return Ok(()),
                // What somebody got after us stands.
                Ok(false) => return Err(busy()),
                Err(error) if since.elapsed() < KEPT_WITHIN => {
                    tracing::warn!(error = explained(&error), "the next token is not kept yet");
                    tokio::time::sleep(pauses.take()).await;
                }
                Err(error) => {
                    return Err(Answer::NotNow {
                        why: here(error.into()),
                        pause: None,
                    });
                }
            }
        }
    }

    async fn exchange(&self, refresh: &SecretString) -> Result<Pair, NoNext> {
        let body = json!({
            "grant_type": "refresh_token",
            "refresh_token": refresh.expose_secret(),
            "client_id": self.account.client_id,
            "client_secret": self.account.client_secret.expose_secret(),
        });
        let url = self.url("v1/oauth/token/user").map_err(NoNext::NotNow)?;
        let heard = hear(self.http.post(url).json(&body)).await;
        // No order is in doubt because of it.
        let heard = heard.map_err(|unsent| NoNext::not_now(unsent.trouble(), None))?;
        let Heard {
            status,
            body,
            pause,
        } = heard;
        match status {
            StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err(NoNext::Refused)
            }
            status if status.is_success() => serde_json::from_slice(&body)
                .map_err(|_| NoNext::not_now(Trouble::NotUnderstood, pause)),
            status => Err(NoNext::not_now(Trouble::Answered(status.as_u16()), pause)),
        }
    }

    fn store(&self) -> Result<Store<'_>, Trouble> {
        let sealer = self.keeping.sealer.as_ref();
        let sealer = sealer.ok_or(Trouble::NoKey(ENCRYPTION_KEY))?;
        let pool = &self.keeping.pool;
        Ok(Store { pool, sealer })
    }

    /// What was kept, unless another first token was given since: one that came before its own is spent. That
    /// it was refused says nothing where another client asks.
    fn ours(&self, kept: Option<Chain>) -> Option<Chain> {
        let seed = self.seed();
        let mut chain = kept.filter(|it| it.seed == seed || it.former.contains(&seed))?;
        let client = self.client();
        if chain.client != client {
            chain.client = client;
            chain.refused_at = None;
        }
        Some(chain)
    }

    /// Begins another chain, after the one `before`.
    fn first(&self, before: Option<&Chain>, now: Timestamp) -> Chain {
        let (seed, client) = (self.seed(), self.client());
        let former = before.map(|it| it.former.iter().chain([&it.seed]).cloned().collect());
        let in_vain = before.and_then(|it| it.in_vain.as_ref());
        let in_vain = in_vain.filter(|it| it.seed == seed && it.client == client);
        Chain {
            refused_at: in_vain.map(|it| it.at),
            seed,
            former: former.unwrap_or_default(),
            client,
            refresh: self.account.refresh_token.clone(),
            access: None,
            since: now,
            in_vain: None,
        }
    }

    /// What the first token is known by. It stands where nobody reads it without the key.
    fn seed(&self) -> String {
        known_by(&[self.account.refresh_token.expose_secret()])
    }

    /// What we are known by there.
    fn client(&self) -> String {
        let secret = self.account.client_secret.expose_secret();
        known_by(&[&self.account.client_id, secret])
    }
}

fn known_by(texts: &[&str]) -> String {
    hex::encode(Sha256::digest(texts.join("\n").as_bytes()))
}

impl NoNext {
    const fn not_now(why: Trouble, pause: Option<Duration>) -> Self {
        Self::NotNow(Answer::NotNow { why, pause })
    }
}

impl Pair {
    /// What comes after `before`.
    fn chain(self, before: Chain, now: Timestamp) -> Chain {
        let ends_at = self.ends_at(now);
        let lasts = ends_at.duration_since(now);
        Chain {
            refresh: self.refresh_token,
            access: Some(Access {
                token: self.access_token,
                // While the token that renews it, which lasts twice as long, is far from its end.
                renew_at: later(now, SignedDuration::from_secs(lasts.as_secs() / 3 * 2)),
                ends_at,
            }),
            since: now,
            refused_at: None,
            ..before
        }
    }

    /// The instant in milliseconds, where it is told, else after so many seconds.
    fn ends_at(&self, now: Timestamp) -> Timestamp {
        let told = self.access_token_expiry.as_ref();
        let millis = told.and_then(|it| it.as_i64().or_else(|| it.as_str()?.parse().ok()));
        let told = millis.and_then(|it| Timestamp::from_millisecond(it).ok());
        let after = |seconds| later(now, SignedDuration::from_secs(seconds));
        let known = told.or_else(|| self.expires_in.map(after));
        known
            .filter(|it| *it > now)
            .unwrap_or_else(|| later(now, USUAL))
    }
}

/// Somebody is about it.
const fn busy() -> Answer {
    Answer::NotNow {
        why: Trouble::Busy,
        pause: Some(BUSY),
    }
}

/// The chain to keep. A first token that is refused takes no other chain's place: whoever is let in by that
/// one would be locked out by a word mistyped elsewhere.
fn to_keep(before: Option<&Chain>, next: &Chain) -> Chain {
    match (before, next.refused_at) {
        (Some(before), Some(at)) if before.seed != next.seed => Chain {
            in_vain: Some(InVain {
                seed: next.seed.clone(),
                client: next.client.clone(),
                at,
            }),
            ..before.clone()
        },
        _ => next.clone(),
    }
}

/// What is known without asking anybody: the token lets us in for long enough, or is known to be refused.
fn settled(
    chain: &Chain,
    stale: Option<&Access>,
    now: Timestamp,
) -> Option<Result<Access, Answer>> {
    let locked_out = Answer::NotNow {
        why: Trouble::LockedOut,
        pause: None,
    };
    let access = usable(chain.clone(), stale, now);
    let refused = chain.refused_at.is_some_and(|at| now < later(at, AGAIN));
    let fresh = stale.is_some() && chain.access.is_some() && now < later(chain.since, FRESH);
    match access {
        // What was refused once is tried again, however long access lasts: it may be over.
        Some(access) if refused || chain.refused_at.is_none() && now < access.renew_at => {
            Some(Ok(access))
        }
        None if refused || fresh => Some(Err(locked_out)),
        Some(_) | None => None,
    }
}

/// What lets us in now, if it is not what was refused.
fn usable(chain: Chain, stale: Option<&Access>, now: Timestamp) -> Option<Access> {
    let access = chain.access.filter(|it| now < it.ends_at)?;
    let same = |it: &Access| it.token.expose_secret() == access.token.expose_secret();
    (!stale.is_some_and(same)).then_some(access)
}

/// Ends a turn that came to nothing; left alone, it ends by itself.
async fn give_up(store: Store<'_>, turn: &Turn) {
    if let Err(error) = store.end_turn(turn).await {
        tracing::debug!(error = explained(&error), "a turn ends by itself");
    }
}

/// Something of ours failed.
fn here(error: NotKept) -> Trouble {
    match error {
        NotKept::Closed(_) => Trouble::Closed(ENCRYPTION_KEY),
        NotKept::Database(error) => Trouble::Here(explained(&error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-28T10:00:00Z";

    fn chain(access: Option<(&str, &str)>, since: &str, refused_at: Option<&str>) -> Chain {
        Chain {
            seed: String::new(),
            former: Vec::new(),
            client: String::new(),
            refresh: "r".into(),
            access: access.map(|(renew_at, ends_at)| Access {
                token: "a".into(),
                renew_at: renew_at.parse().unwrap(),
                ends_at: ends_at.parse().unwrap(),
            }),
            since: since.parse().unwrap(),
            refused_at: refused_at.map(|it| it.parse().unwrap()),
            in_vain: None,
        }
    }

    #[test]
    fn nobody_is_asked_for_what_is_plain() {
        let (ago, soon, late) = (
            "2026-11-20T10:00:00Z",
            "2026-11-29T10:00:00Z",
            "2026-12-05T10:00:00Z",
        );
        let just = "2026-11-28T09:55:00Z";
        let stale = Access {
            token: "a".into(),
            renew_at: soon.parse().unwrap(),
            ends_at: late.parse().unwrap(),
        };
        for (access, since, refused_at, stale, says) in [
            (None, ago, None, None, "asks"),
            (None, ago, Some(just), None, "locked out"),
            (None, ago, Some(ago), None, "asks"),
            (Some((soon, late)), ago, None, None, "in"),
            (Some((soon, late)), ago, Some(just), None, "in"),
            (Some((soon, late)), ago, Some(ago), None, "asks"),
            (Some((ago, late)), ago, None, None, "asks"),
            (Some((ago, late)), ago, Some(just), None, "in"),
            (Some((ago, ago)), ago, None, None, "asks"),
            (Some((ago, ago)), ago, Some(just), None, "locked out"),
            (Some((soon, late)), ago, None, Some(&stale), "asks"),
            (Some((soon, late)), just, None, Some(&stale), "locked out"),
            (
                Some((soon, late)),
                ago,
                Some(just),
                Some(&stale),
                "locked out",
            ),
        ] {
            let chain = chain(access, since, refused_at);
            let said = match settled(&chain, stale, NOW.parse().unwrap()) {
                None => "asks",
                Some(Ok(_)) => "in",
                Some(Err(_)) => "locked out",
            };
            assert_eq!(
                said,
                says,
                "{access:?} {since} {refused_at:?} {}",
                stale.is_some()
            );
        }
    }

    #[test]
    fn the_end_is_what_is_told_and_renewal_comes_well_before() {
        let now: Timestamp = NOW.parse().unwrap();
        for (told, ends_at) in [
            (
                json!({ "access_token_expiry": "1796724000000", "expires_in": 9 }),
                "2026-12-08T10:00:00Z",
            ),
            (
                json!({ "access_token_expiry": 1_796_724_000_000_i64 }),
                "2026-12-08T10:00:00Z",
            ),
            (json!({ "expires_in": 1_296_000 }), "2026-12-13T10:00:00Z"),
            (
                json!({ "access_token_expiry": "soon" }),
                "2026-11-29T10:00:00Z",
            ),
            (json!({ "expires_in": -5 }), "2026-11-29T10:00:00Z"),
            (json!({}), "2026-11-29T10:00:00Z"),
        ] {
            let mut body =
                json!({ "access_token": "A-1", "refresh_token": "R-1", "token_type": "bearer" });
            body.as_object_mut()
                .unwrap()
                .extend(told.as_object().unwrap().clone());
            let pair: Pair = serde_json::from_value(body).unwrap();
            let chain = pair.chain(chain(None, NOW, Some(NOW)), now);
            assert_eq!(chain.refused_at, None);
            let access = chain.access.clone().unwrap();
            assert_eq!(access.ends_at, ends_at.parse().unwrap(), "{told}");
            let left = access.ends_at.duration_since(access.renew_at);
            assert_eq!(
                left.as_secs(),
                access.ends_at.duration_since(now).as_secs() / 3
            );
            let debug = format!("{chain:?}");
            assert!(!debug.contains("A-1") && !debug.contains("R-1"), "{debug}");
        }
    }
}
