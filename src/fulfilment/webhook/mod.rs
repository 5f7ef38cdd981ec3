//! A webhook: whoever wants to deliver takes signed orders, and answers or calls back.

mod answer;
mod order;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response};
use url::Url;

pub(super) use answer::{Callback, called_back};

use super::heard::unsent;
use super::{Answer, Order, Provider};
use crate::calling;
use crate::clock::Clock;
use crate::explained::explained;
use crate::rewards::Trouble;
use crate::standard_webhooks::{ID, SIGNATURE, Secret, TIMESTAMP};

/// The longest answer that is read, and the longest callback.
pub(super) const MOST: usize = 64 * 1024;

/// A service behind an address.
pub(super) struct Webhook {
    pub(super) http: Client,
    pub(super) clock: Clock,
    pub(super) url: Url,
    pub(super) secret: Secret,
}

impl Provider for Webhook {
    fn deliver<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        self.call(order).boxed()
    }

    /// Calls again as `deliver` does: the receiver knows by the key what it has done.
    fn ask<'a>(&'a self, order: &'a Order) -> BoxFuture<'a, Answer> {
        self.call(order).boxed()
    }
}

impl Webhook {
    async fn call(&self, order: &Order) -> Answer {
        let (id, now, body) = (order.id.to_string(), self.clock.now(), order::body(order));
        let request = self
            .http
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(ID, &id)
            .header(TIMESTAMP, now.as_second())
            .header(SIGNATURE, self.secret.sign(&id, now, &body))
            .body(body);
        match request.send().await {
            Ok(response) => read(response).await,
            Err(error) => unsent(&error),
        }
    }
}

async fn read(response: Response) -> Answer {
    let status = response.status();
    let pause = calling::retry_asked(response.headers());
    if !status.is_success() {
        return answer::refusal(status, pause);
    }
    match calling::contents(response, MOST).await {
        Ok(body) => answer::success(&body),
        // It was taken, and what came of it is lost.
        Err(error) => Answer::Unknown(Trouble::NoAnswer(explained(&error))),
    }
}
