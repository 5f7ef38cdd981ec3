//! Tremendous, which sells vouchers of many shops.
//!
//! By its `OpenAPI` document, version 2, of 2026-08-04, as its official client for Ruby (5.29.0) carries it:
//!
//! - `POST /orders` with an `external_id` places an order once: the same order again is answered with 201
//!   and the order that is there, another one under the same id with 409. A reward by `LINK` has its link
//!   in the answer.
//! - `GET /orders/{id}` takes our id as well as theirs, and tells no link: `POST /rewards/{id}/generate_link`
//!   does.
//! - `GET /products`, `GET /funding_sources`, `GET /funding_sources/{id}`; the latter alone is up to date.
//! - Errors are `{"errors": {"message": …}}`.
//!
//! The document names no status for an account without money, nor for too many calls: 402 and 429 are
//! taken for these.
//!
//! An order that is there and `FAILED` stays so under its id, and is answered with itself whenever it is placed
//! again: the next one, which an admin asks for, has an id of its own that counts the orders before it. These are
//! asked for before it is placed: one that is executed after all is handed on, and no other is bought.

mod answer;
mod call;
mod order;
mod products;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use reqwest::{Client, StatusCode};
use secrecy::SecretString;

use self::answer::Placed;
use super::account::{Account, Product, Wanted};
use super::heard::Heard;
use super::{Answer, Order, Provider};
use crate::money::Money;
use crate::rewards::Trouble;
use crate::secure_url::SecureUrl;

/// How the account is reached.
#[derive(Clone, Debug)]
pub struct TremendousAccount {
    /// Where it is called.
    pub api: SecureUrl,
    /// What lets us in.
    pub key: SecretString,
}

/// An account with Tremendous.
#[derive(Clone, Debug)]
pub(super) struct Tremendous {
    pub(super) http: Client,
    pub(super) account: TremendousAccount,
}

impl Provider for Tremendous {
    fn deliver<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        self.place(order).boxed()
    }

    fn ask<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        async {
            match self.look(order).await {
                Ok(Some((nth, placed))) => self.goods((order, nth), placed).await,
                Ok(None) => self.place(order).await,
                Err(answer) => answer,
            }
        }
        .boxed()
    }
}

impl Tremendous {
    /// Places an order. One that is there is answered with itself.
    async fn place(&self, order: &Order) -> Answer {
        let Some(body) = order::body(order) else {
            return Answer::Refused(Trouble::ByHand);
        };
        let heard = match self.post("orders", &body).await {
            Ok(heard) => heard,
            Err(unsent) => return unsent,
        };
        match heard.status {
            StatusCode::OK | StatusCode::CREATED => match heard.order() {
                Some(placed) => self.goods((order, order.last()), placed).await,
                None => Answer::Unknown(Trouble::NotUnderstood),
            },
            // It was placed before, and somebody is called otherwise by now.
            StatusCode::CONFLICT => match self.look(order).await {
                Ok(Some((nth, placed))) => self.goods((order, nth), placed).await,
                Ok(None) => heard.not_now(),
                Err(answer) => answer,
            },
            // It may have been placed before this happened.
            status if status.is_server_error() => {
                Answer::Unknown(Trouble::Answered(status.as_u16()))
            }
            _ => heard.refusal(),
        }
    }

    /// The order that is there under our id; else one that was called off before, and is not any more. With it
    /// comes which order of its redemption it is.
    async fn look(&self, order: &Order) -> Result<Option<(u32, Placed)>, Answer> {
        let last = order.last();
        if let Some(placed) = self.look_at(order, last).await? {
            return Ok(Some((last, placed)));
        }
        for nth in (1..last).rev() {
            let placed = self.look_at(order, nth).await?;
            if let Some(placed) = placed.filter(|it| !it.is_called_off()) {
                return Ok(Some((nth, placed)));
            }
        }
        Ok(None)
    }

    /// The order that is there under the n-th id.
    async fn look_at(&self, order: &Order, nth: u32) -> Result<Option<Placed>, Answer> {
        let heard = self.get(&format!("orders/{}", order.key(nth)), &[]).await?;
        match heard.status {
            StatusCode::OK => match heard.order() {
                Some(placed) => Ok(Some(placed)),
                None => Err(Answer::Unknown(Trouble::NotUnderstood)),
            },
            StatusCode::NOT_FOUND => Ok(None),
            // Nothing is known of it but that it was asked for.
            _ => Err(heard.not_now()),
        }
    }

    /// What came of an order that is there.
    async fn goods(&self, (order, nth): (&Order, u32), placed: Placed) -> Answer {
        if !placed.is(order, nth) {
            return Answer::Unknown(Trouble::NotUnderstood);
        }
        match placed.answer() {
            Ok(answer) => answer,
            Err(linkless) => {
                let path = format!("rewards/{}/generate_link", linkless.reward);
                let link = match self.post(&path, &serde_json::Value::Null).await {
                    Ok(heard) if heard.status.is_success() => heard.link(),
                    Ok(heard) => return Answer::Unknown(heard.trouble()),
                    Err(Answer::NotNow { why, .. }) => return Answer::Unknown(why),
                    Err(unsent) => return unsent,
                };
                match link {
                    Some(code) => linkless.with(code),
                    None => Answer::Unknown(Trouble::NotUnderstood),
                }
            }
        }
    }
}

impl Account for Tremendous {
    fn products<'a>(&'a self, wanted: &'a Wanted) -> BoxFuture<'a, Result<Vec<Product>, Trouble>> {
        async {
            let country = wanted.country.clone().map(|it| ("country", it));
            let currency = wanted.currency.map(|it| ("currency", it.to_string()));
            let asked: Vec<_> = country.into_iter().chain(currency).collect();
            let heard = self.get("products", &asked).await;
            let heard = heard.map_err(Answer::trouble)?.success()?;
            products::read(&heard.body, wanted).ok_or(Trouble::NotUnderstood)
        }
        .boxed()
    }

    fn balances(&self) -> BoxFuture<'_, Result<Vec<Money>, Trouble>> {
        async {
            let heard = self.get("funding_sources", &[]).await;
            let heard = heard.map_err(Answer::trouble)?.success()?;
            let mut balances = Vec::new();
            for id in products::balances(&heard.body).ok_or(Trouble::NotUnderstood)? {
                let heard = self.get(&format!("funding_sources/{id}"), &[]).await;
                let heard: Heard = heard.map_err(Answer::trouble)?.success()?;
                balances.push(products::balance(&heard.body).ok_or(Trouble::NotUnderstood)?);
            }
            Ok(balances)
        }
        .boxed()
    }
}
