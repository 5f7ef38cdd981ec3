//! Delivering rewards without anybody's hand: by codes that were loaded beforehand, or by a service.
//!
//! What is approved waits in a queue. Whoever claims it begins the redemption, asks a [`Provider`]
//! under a key that stays the same at every try, and records what it says: state, letters and the end
//! of the claim in one transaction. A code is taken in that transaction itself. Where nobody knows what
//! a service did, it is asked again under the same key. One that says *later* calls back, and is asked
//! once a day whether it has delivered meanwhile: calls get lost.
//!
//! A [provider](Account) sells vouchers for money. What is ordered was agreed when it was redeemed, counts
//! against the budget of its month before it is asked for, and waits where the budget or the account's
//! money does not reach.

mod account;
mod amount;
mod balances;
mod callback;
mod claim;
mod heard;
mod pricing;
mod provider;
mod record;
mod services;
mod step;
mod tremendous;
mod webhook;
mod work;
mod worker;
mod xoxoday;

use sqlx::PgPool;

pub use account::{Account, Product, Wanted};
pub use callback::{LONGEST, NotTaken, Taken};
pub use provider::{Answer, Order, Provider, Recipient};
pub use services::{Keeping, Providers, Services};
pub use tremendous::TremendousAccount;
pub use worker::Worker;
pub use xoxoday::XoxodayAccount;

use crate::clock::Clock;
use crate::ids::WorkspaceId;
use crate::queue::Wakeup;
use crate::rewards::Teller;
use crate::sealed::Sealer;
use crate::settings::{self, Settings};

/// Makes whoever words what is told, in a programme with these settings.
pub type Tellers = fn(Settings) -> Box<dyn Teller>;

/// What fulfilling takes. Cheap to clone.
#[derive(Clone)]
pub struct Fulfiller {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// Who opens codes, secrets and addresses; nobody where there is no key.
    pub sealer: Option<Sealer>,
    /// Who calls services.
    pub services: Services,
    /// Who words what is told.
    pub tellers: Tellers,
    /// Woken when there are letters.
    pub outbox: Wakeup,
}

impl Fulfiller {
    /// Whoever words what is told in a programme.
    async fn teller(
        &self,
        conn: &mut sqlx::PgConnection,
        workspace: WorkspaceId,
    ) -> Result<Box<dyn Teller>, sqlx::Error> {
        let settings = settings::load(conn, workspace).await?;
        Ok((self.tellers)(settings))
    }
}
