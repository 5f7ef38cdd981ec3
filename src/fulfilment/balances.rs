//! Watching what is left with providers.

use jiff::tz::TimeZone;
use metrics::gauge;

use super::Fulfiller;
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::money::Money;
use crate::rewards::voucher::Warning;
use crate::rewards::{Fulfilment, Trouble, voucher};
use crate::settings;

/// News of an account.
#[derive(Clone, Copy)]
enum News<'a> {
    /// What is left of its money.
    Left(&'a [Money]),
    /// It is not let in, or will soon not be.
    LockedOut,
}

impl Fulfiller {
    /// Looks what is left with each provider, and tells the admins of those programmes that buy of it, once,
    /// where it is less than they want to be told of; and, once a day, where the account is locked out.
    pub async fn watch_balances(&self) -> Result<(), sqlx::Error> {
        for provider in Fulfilment::PROVIDERS {
            let Some(account) = self.services.account(provider) else {
                continue;
            };
            let balances = match account.balances().await {
                Ok(balances) => balances,
                Err(why) => {
                    tracing::warn!(provider = provider.as_str(), reason = %why, "what is left with it is not known");
                    if why == Trouble::LockedOut {
                        self.tell_buyers(provider, News::LockedOut).await?;
                    }
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
            self.tell_buyers(provider, News::Left(&balances)).await?;
        }
        Ok(())
    }

    /// Tells the admins of every programme that buys of a provider, where it is news to them.
    async fn tell_buyers(&self, provider: Fulfilment, news: News<'_>) -> Result<(), sqlx::Error> {
        let mut conn = self.pool.acquire().await?;
        let buyers = voucher::buyers(&mut conn, provider).await?;
        drop(conn);
        for workspace in buyers {
            if let Err(error) = self.tell_of(workspace, provider, news).await {
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
        news: News<'_>,
    ) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let mut tx = self.pool.begin().await?;
        let settings = settings::load(&mut tx, workspace).await?;
        let least = settings.provider_balance_low.clone();
        let teller = (self.tellers)(settings);
        let which = (workspace, provider);
        let new = match news {
            News::Left(balances) => {
                voucher::note_balances(&mut tx, now, which, balances, &least).await?
            }
            News::LockedOut => vec![Warning::LockedOut {
                provider,
                day: now.to_zoned(TimeZone::UTC).date(),
            }],
        };
        for warning in new {
            voucher::warn(&mut tx, now, workspace, warning, &*teller).await?;
        }
        tx.commit().await
    }
}
