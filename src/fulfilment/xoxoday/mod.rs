//! Xoxoday Plum, which sells vouchers of many shops, in Asia above all.
//!
//! By the documentation of its Rewards API 1.2 as its developers' repository `srivatsan-xoxoday/docs` has it
//! at the commit 15ae159 (pages of 2025-08 to 2026-04; `giftcard-api/spec.yaml` and `authentication/spec.yaml`
//! above all), the same as `developers.xoxoday.com`:
//!
//! - Everything is a `POST` to `/v1/oauth/api` whose body names what is asked: `plumProAPI.mutation.placeOrder`,
//!   `…getOrderDetails`, `…getVouchers`, `plumProAPI.query.getBalance`.
//! - `placeOrder` takes a `poNumber` of ours, and "if the same PO number is used again, the system will reject
//!   the request"; how that rejection looks is not told. After an error of 500 and more one asks
//!   `getOrderDetails` by `poNumber` whether there is an order, and may place it again where there is none.
//!   An answer may take 120 seconds.
//! - `POST /v1/oauth/token/user` exchanges a refresh token for another one and an access token.
//! - Errors are `{"code", "errorId", "errorInfo", "error"}`, of the page "Error Handling"; too many calls are
//!   `{"errors": [{"message": "auth.request_limit_exceeded", "penaltySeconds"}]}`.
//!
//! What could not be verified, without an account: the pages contradict each other on whether a refresh token
//! that was exchanged stays good for six hours ("Token Management") or not at all ("Refresh Token"), so that
//! nothing here relies on it. The words of `orderStatus` and `deliveryStatus` are not listed: what is neither
//! there nor called off is under way. No error is named for an account without money: PLE10010, "Failed to
//! redeem points", is taken for it. `getOrderDetails` does not tell the `poNumber` again: what it answers is
//! believed to be what was asked for.
//!
//! Therefore an order that may have been placed is never placed again before `getOrderDetails` said that there
//! is none, and not sooner than the provider may still be about it, and one that was there is never; and no
//! refusal stands before it was looked whether there is an order all the same.
//!
//! An order that was called off stays so, and its `poNumber` is refused from then on: the next one, which an admin
//! asks for, has a number of its own that counts the orders before it. These are asked for before it is placed:
//! one that is delivered after all is handed on, and no other is bought.

mod answer;
mod call;
mod chain;
mod order;
mod products;
mod said;
mod tokens;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use reqwest::Client;
use secrecy::SecretString;

use self::answer::Placed;
use self::said::Said;
use super::account::{Account, Product, Wanted};
use super::{Answer, Keeping, Order, Provider};
use crate::clock::later;
use crate::money::Money;
use crate::rewards::Trouble;
use crate::secure_url::SecureUrl;

/// How the account is reached.
#[derive(Clone, Debug)]
pub struct XoxodayAccount {
    /// Where it is called.
    pub api: SecureUrl,
    /// Who we are there.
    pub client_id: String,
    /// What proves it.
    pub client_secret: SecretString,
    /// The first of the tokens, each of which is exchanged for the next.
    pub refresh_token: SecretString,
}

/// An account with Xoxoday Plum.
#[derive(Clone, Debug)]
pub(super) struct Xoxoday {
    pub(super) http: Client,
    pub(super) account: XoxodayAccount,
    pub(super) keeping: Keeping,
}

/// For how long the provider may be about an order: the 120 seconds that it names, and some for the way.
const ABOUT_IT: SignedDuration = SignedDuration::from_secs(150);

impl Provider for Xoxoday {
    fn deliver<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        self.place(order).boxed()
    }

    fn ask<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        async {
            match self.look(order).await {
                Ok(Some(placed)) => placed.answer(),
                // It was there: another one would be a second, or be refused for its number.
                Ok(None) if order.under_way => Answer::NotNow {
                    why: Trouble::Silent,
                    pause: None,
                },
                Ok(None) if self.may_come(order) => Answer::NotNow {
                    why: Trouble::NoAnswer("it may still be placing the order".to_owned()),
                    pause: ABOUT_IT.try_into().ok(),
                },
                Ok(None) => self.place(order).await,
                Err(answer) => answer,
            }
        }
        .boxed()
    }
}

impl Xoxoday {
    /// Places an order.
    async fn place(&self, order: &Order) -> Answer {
        let Some(body) = order::body(order) else {
            return Answer::Refused(Trouble::ByHand);
        };
        let said = match self.change("placeOrder", &body).await {
            Ok(said) => said,
            Err(answer) => return answer,
        };
        match said {
            Said::Done(body) => match answer::placed(&body) {
                Some(placed) => placed.answer(),
                None => Answer::Unknown(Trouble::NotUnderstood),
            },
            Said::Perhaps(why) => Answer::Unknown(why),
            Said::NotNow { why, pause } => Answer::NotNow { why, pause },
            Said::Nothing(why) | Said::No(why) => self.refused(order, why).await,
        }
    }

    /// Answers for an order that is refused, be it because there is one under its number.
    async fn refused(&self, order: &Order, why: Trouble) -> Answer {
        match self.look(order).await {
            Ok(Some(placed)) => placed.answer(),
            // What may still be about to come was not called for in vain.
            Ok(None) if self.may_come(order) => Answer::Unknown(why),
            Ok(None) => Answer::Refused(why),
            Err(_) => Answer::Unknown(why),
        }
    }

    /// Whether an order that is not there may have been placed a moment ago.
    fn may_come(&self, order: &Order) -> bool {
        let now = self.keeping.clock.now();
        let since = order.in_doubt_since;
        since.is_some_and(|since| now < later(since, ABOUT_IT))
    }

    /// The order that is there under our number; else one that was called off before, and is not any more.
    async fn look(&self, order: &Order) -> Result<Option<Placed>, Answer> {
        let last = order.last();
        if let Some(placed) = self.look_at(order, last).await? {
            return Ok(Some(placed));
        }
        for nth in (1..last).rev() {
            let placed = self.look_at(order, nth).await?;
            if let Some(placed) = placed.filter(|it| !it.is_called_off()) {
                return Ok(Some(placed));
            }
        }
        Ok(None)
    }

    /// The order that is there under the n-th number.
    async fn look_at(&self, order: &Order, nth: u32) -> Result<Option<Placed>, Answer> {
        match self
            .see("getOrderDetails", &order::named(order, nth))
            .await?
        {
            Said::Done(body) => match answer::seen(&body) {
                Some(placed) => Ok(Some(placed)),
                None => Err(Answer::Unknown(Trouble::NotUnderstood)),
            },
            Said::Nothing(_) => Ok(None),
            // Nothing is known of it but that it was asked for.
            other => {
                let (why, pause) = other.trouble();
                Err(Answer::NotNow { why, pause })
            }
        }
    }
}

impl Account for Xoxoday {
    fn products<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Vec<Product>, Trouble>> {
        self.all_products(wanted).boxed()
    }

    fn balances(&self) -> BoxFuture<'_, Result<Vec<Money>, Trouble>> {
        async {
            let said = self.see("getBalance", &serde_json::json!({})).await;
            // Told while there is time to do something about it. Asking comes first, since it may have ended that.
            if self.will_be_locked_out().await? {
                return Err(Trouble::LockedOut);
            }
            let body = said.map_err(Answer::trouble)?.done()?;
            let balance = products::balance(&body).ok_or(Trouble::NotUnderstood)?;
            Ok(vec![balance])
        }
        .boxed()
    }
}
