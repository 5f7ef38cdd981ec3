//! Watching what is left with providers.

use metrics::gauge;

use super::Fulfiller;
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::money::Money;
use crate::rewards::{Fulfilment, voucher};
use crate::settings;

impl Fulfiller {
    /// Looks what is left with each provider, and tells the admins of those programmes that buy of it, once,
    /// where it is less than they want to be told of.
    pub async fn watch_balances(&self) -> Result<(), sqlx::Error> {
        for provider in Fulfilment::PROVIDERS {
            let Some(account) = self.services.account(provider) else {
                continue;
            };
            let balances = match account.balances().await {
                Ok(balances) => balances,
                Err(why) => {
                    tracing::warn!(provider = provider.as_str(), reason = %why, "what is left with it is not known");
                    continue;
                }
            };
            for balance in &balances {
                let labels = [
                    ("provider", provider.as_str()),
                    ("currency", balance.currency.code()),
                ];
                // A gauge is a decimal number, as whoever reads it expects of money.
                let units: f64 = balance.decimal().parse().unwrap_or_default();
                gauge!("plaudit_provider_balance", &labels).set(units);
            }
            self.note_balances(provider, &balances).await?;
        }
        Ok(())
    }

    async fn note_balances(
        &self,
        provider: Fulfilment,
        balances: &[Money],
    ) -> Result<(), sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let buyers = voucher::buyers(&mut conn, provider).await?;
        drop(conn);
        for workspace in buyers {
            if let Err(error) = self.tell_of(workspace, provider, balances).await {
                tracing::warn!(workspace.id = %workspace, error = explained(&error), "what is left is not told");
            }
        }
        self.outbox.wake();
        Ok(())
    }

    async fn tell_of(
        &self,
        workspace: WorkspaceId,
        provider: Fulfilment,
        balances: &[Money],
    ) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let settings = settings::load(&mut tx, workspace).await?;
        let least = settings.provider_balance_low.clone();
        let teller = (self.tellers)(settings);
        let which = (workspace, provider);
        let new = voucher::note_balances(&mut tx, now, which, balances, &least).await?;
        for warning in new {
            voucher::warn(&mut tx, now, workspace, warning, &*teller).await?;
        }
        tx.commit().await
    }
}
