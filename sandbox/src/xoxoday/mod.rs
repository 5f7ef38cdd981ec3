//! A stand-in for Xoxoday Plum, which sells vouchers.
//!
//! It answers as the documentation of the Rewards API 1.2 says (`srivatsan-xoxoday/docs` at the commit 15ae159,
//! pages of 2025-08 to 2026-04): tokens that are exchanged for others, orders that their `poNumber` makes once,
//! the order under a number, products in pages, and the balance. It is stricter than is known of the real one:
//! what the pages do not name is refused, and a refresh token is good for once unless it is told to forgive.
//! Where they are silent, it takes PLE10010 for an account without money, and refuses a number that was used
//! with the plainest of errors.

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
    /// Who may come.
    pub client_id: String,
    /// What proves it.
    pub client_secret: String,
    /// The money that is left in the account, in cents of a US dollar.
    pub cents: i64,
    /// Where time comes from.
    pub clock: Clock,
}

impl Default for SandboxOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            client_id: "plum-client".to_owned(),
            client_secret: "plum-secret-stand-in".to_owned(),
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
    client_id: String,
    client_secret: String,
    _serving: Arc<DropGuard>,
}

impl Sandbox {
    /// Starts a stand-in.
    pub async fn start(options: SandboxOptions) -> anyhow::Result<Self> {
        let (listener, own_url) = bind(options.listen).await?;
        let model = Arc::new(Mutex::new(Model::new(&options, &own_url)));
        let serving = serve(listener, api::router(Arc::clone(&model)));
        Ok(Self {
            model,
            api_url: format!("{own_url}chef"),
            client_id: options.client_id,
            client_secret: options.client_secret,
            _serving: Arc::new(serving),
        })
    }

    /// Where it is called.
    pub fn api_url(&self) -> &str {
        &self.api_url
    }

    /// Who may come.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// What proves it.
    pub fn client_secret(&self) -> &str {
        &self.client_secret
    }

    /// A new first refresh token, as the dashboard makes it: those before are good for nothing.
    pub fn new_refresh_token(&self) -> String {
        held(&self.model).new_refresh_token()
    }

    /// Lets nobody in any more by the access that they have.
    pub fn revoke_access(&self) {
        held(&self.model).access.clear();
    }

    /// Whether a refresh token that was exchanged stays good for a while.
    pub fn forgive(&self, forgiving: bool) {
        held(&self.model).forgiving = forgiving;
    }

    /// Every token that was handed out.
    pub fn tokens(&self) -> Vec<String> {
        held(&self.model).handed_out.clone()
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

    /// Lets an order that waits be delivered, or one that was called off after all.
    pub fn deliver(&self, po_number: &str) {
        held(&self.model).deliver(po_number);
    }

    /// Lets a product be sold no more.
    pub fn withdraw(&self, product: u64) {
        held(&self.model).products.retain(|it| it.id != product);
    }

    /// Sells so many more products.
    pub fn sell_more(&self, count: u64) {
        let more = products::more(count);
        held(&self.model).products.extend(more);
    }

    /// How often a step was asked for.
    pub fn calls(&self, step: Step) -> usize {
        held(&self.model).plan.calls(step)
    }

    /// What it would not have been asked by anybody who read the pages.
    pub fn complaints(&self) -> Vec<String> {
        held(&self.model).complaints.clone()
    }
}
