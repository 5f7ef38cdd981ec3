//! A stand-in for Tremendous, which sells vouchers.
//!
//! It answers as the `OpenAPI` document of version 2 says, as of 2026-08-04 (as the official client for Ruby
//! 5.29.0 carries it): orders that their `external_id` makes once, rewards by link and by e-mail, products,
//! and the balance that pays for them. It is stricter than is known of the real one: what the document does
//! not name is refused. Where the document is silent, it answers 402 without money and 429 when throttled.

mod api;
mod check;
mod model;
mod products;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio_util::sync::DropGuard;

pub use model::Order;

use self::model::Model;
use crate::clock::Clock;
use crate::selling::{Fault, Step};
use crate::server::{bind, serve};
use crate::watched::held;

/// How a stand-in is set up.
#[derive(Clone, Debug)]
pub struct SandboxOptions {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The key that lets one in.
    pub key: String,
    /// The money that is left in the account, in cents of a US dollar.
    pub cents: i64,
    /// Where time comes from.
    pub clock: Clock,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            key: "TEST_stand_in".to_owned(),
            cents: 100_000,
            clock: Clock::system(),
        }
    }
}

/// The stand-in; it ends with its last handle.
#[derive(Clone)]
pub struct Sandbox {
    model: Arc<Mutex<Model>>,
    api_url: String,
    key: String,
    _serving: Arc<DropGuard>,
}

impl Sandbox {
    /// Starts a stand-in.
    pub async fn start(options: SandboxOptions) -> anyhow::Result<Self> {
        let (listener, own_url) = bind(options.listen).await?;
        let model = Model::new(&options, &own_url);
        let model = Arc::new(Mutex::new(model));
        let serving = serve(listener, api::router(Arc::clone(&model)));
        Ok(Self {
            model,
            api_url: format!("{own_url}api/v2"),
            key: options.key,
            _serving: Arc::new(serving),
        })
    }

    /// Where it is called.
    pub fn api_url(&self) -> &str {
        &self.api_url
    }

    /// What lets one in.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Lets the next calls of a step go wrong, one after the other.
    pub fn fail(&self, step: Step, faults: impl IntoIterator<Item = Fault>) {
        held(&self.model).plan.fail(step, faults);
    }

    /// The money that is left, in cents of a US dollar.
    pub fn cents(&self) -> i64 {
        held(&self.model).cents
    }

    /// Puts money in, or takes it out.
    pub fn set_cents(&self, cents: i64) {
        held(&self.model).cents = cents;
    }

    /// Every order that was placed.
    pub fn orders(&self) -> Vec<Order> {
        held(&self.model).orders.clone()
    }

    /// Lets an order that waits be executed.
    pub fn execute(&self, external_id: &str) {
        held(&self.model).execute(external_id);
    }

    /// Lets a product be sold no more.
    pub fn withdraw(&self, product: &str) {
        held(&self.model).products.retain(|it| it.id != product);
    }

    /// How often a step was asked for.
    pub fn calls(&self, step: Step) -> usize {
        held(&self.model).plan.calls(step)
    }

    /// What it would not have been asked by anybody who read the document.
    pub fn complaints(&self) -> Vec<String> {
        held(&self.model).complaints.clone()
    }
}
