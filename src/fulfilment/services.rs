//! Which service delivers an item.

use std::sync::Arc;

use reqwest::Client;
use secrecy::ExposeSecret;
use sqlx::PgPool;

use super::tremendous::{Tremendous, TremendousAccount};
use super::webhook::Webhook;
use super::xoxoday::{Xoxoday, XoxodayAccount};
use super::{Account, Provider};
use crate::calling;
use crate::clock::Clock;
use crate::rewards::{Accounts, Fulfilment, Item, Trouble};
use crate::sealed::{Column, Context, ENCRYPTION_KEY, Sealer};
use crate::secure_url::SecureUrl;
use crate::standard_webhooks::Secret;

/// With whom the server has an account, and how each is reached.
#[derive(Clone, Debug, Default)]
pub struct Providers {
    /// Tremendous.
    pub tremendous: Option<TremendousAccount>,
    /// Xoxoday Plum.
    pub xoxoday: Option<XoxodayAccount>,
}

/// Where accounts keep what changes, as tokens do that are exchanged for others.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// The database.
    pub pool: PgPool,
    /// Who seals it; nobody where there is no key.
    pub sealer: Option<Sealer>,
    /// Where time comes from.
    pub clock: Clock,
}

impl Providers {
    /// Who exchanges tokens for others, which must be kept.
    pub fn with_tokens(&self) -> Option<Fulfilment> {
        self.xoxoday.as_ref().map(|_| Fulfilment::Xoxoday)
    }

    /// One with whom there is an account.
    pub fn first(&self) -> Option<Fulfilment> {
        let accounts = self.accounts();
        Fulfilment::PROVIDERS
            .into_iter()
            .find(|it| accounts.has(*it))
    }

    /// With whom there is one.
    pub const fn accounts(&self) -> Accounts {
        Accounts {
            tremendous: self.tremendous.is_some(),
            xoxoday: self.xoxoday.is_some(),
        }
    }
}

/// Who calls services.
#[derive(Clone, Debug)]
pub struct Services {
    http: Client,
    /// Whether addresses of private networks are called, too.
    private: bool,
    tremendous: Option<Arc<Tremendous>>,
    xoxoday: Option<Arc<Xoxoday>>,
}

/// How an item is delivered.
pub(super) enum Way {
    /// By a code.
    Code,
    /// By a service.
    Service(Box<dyn Provider>),
    /// It cannot be, for as long as nobody changes it.
    Never(Trouble),
    /// Not by this process, or not yet.
    NotHere(Trouble),
}

impl Services {
    /// Calls the internet, and private addresses where that is allowed. Accounts whose tokens change are there
    /// where these can be kept.
    pub fn new(
        private: bool,
        providers: Providers,
        keeping: Option<Keeping>,
    ) -> Result<Self, reqwest::Error> {
        let http = if private {
            calling::client()?
        } else {
            calling::public_client()?
        };
        // Where accounts are called the operator says, and nobody else.
        let calling = calling::client()?;
        let tremendous = providers.tremendous.map(|account| {
            Arc::new(Tremendous {
                http: calling.clone(),
                account,
            })
        });
        let xoxoday = providers.xoxoday.zip(keeping).map(|(account, keeping)| {
            Arc::new(Xoxoday {
                http: calling,
                account,
                keeping,
            })
        });
        Ok(Self {
            http,
            private,
            tremendous,
            xoxoday,
        })
    }

    /// The account with a provider, where there is one.
    pub fn account(&self, provider: Fulfilment) -> Option<&dyn Account> {
        match provider {
            Fulfilment::Tremendous => self.tremendous.as_deref().map(|it| it as &dyn Account),
            Fulfilment::Xoxoday => self.xoxoday.as_deref().map(|it| it as &dyn Account),
            _ => None,
        }
    }

    /// How what was redeemed of an item is delivered.
    pub(super) fn of(
        &self,
        clock: &Clock,
        sealer: Option<&Sealer>,
        (item, provider): (&Item, Fulfilment),
    ) -> Way {
        let Some(sealer) = sealer else {
            return Way::NotHere(Trouble::NoKey(ENCRYPTION_KEY));
        };
        match (provider, &item.offer.webhook) {
            (Fulfilment::Codes, _) => Way::Code,
            (Fulfilment::Webhook, Some(webhook)) => {
                let secret = match webhook_secret(sealer, item) {
                    Ok(secret) => secret,
                    Err(CannotSign::Closed) => {
                        return Way::NotHere(Trouble::Closed(ENCRYPTION_KEY));
                    }
                    Err(CannotSign::NotSecret) => {
                        return Way::Never(Trouble::Unusable);
                    }
                };
                let url = webhook.url.parse::<SecureUrl>();
                let Ok(url) = url.map(SecureUrl::into_url) else {
                    return Way::Never(Trouble::Unusable);
                };
                if !self.private && calling::public_literal(&url).is_err() {
                    return Way::Never(Trouble::Private);
                }
                Way::Service(Box::new(Webhook {
                    http: self.http.clone(),
                    clock: clock.clone(),
                    url,
                    secret,
                }))
            }
            (Fulfilment::Tremendous, _) => match &self.tremendous {
                Some(account) => Way::Service(Box::new(Tremendous::clone(account))),
                None => Way::NotHere(Trouble::NoAccount),
            },
            (Fulfilment::Xoxoday, _) => match &self.xoxoday {
                Some(account) => Way::Service(Box::new(Xoxoday::clone(account))),
                None => Way::NotHere(Trouble::NoAccount),
            },
            (Fulfilment::Manual | Fulfilment::Webhook, _) => Way::Never(Trouble::ByHand),
        }
    }
}

/// Why nothing can be signed for an item.
pub(super) enum CannotSign {
    /// The secret does not open.
    Closed,
    /// What is kept is no secret for signing.
    NotSecret,
}

/// What the calls of an item's service are signed with, and its own.
pub(super) fn webhook_secret(sealer: &Sealer, item: &Item) -> Result<Secret, CannotSign> {
    let webhook = item.offer.webhook.as_ref().ok_or(CannotSign::NotSecret)?;
    let context = Context::new(item.workspace, Column::WebhookSecret, item.id);
    let opened = sealer.open(&context, &webhook.secret);
    let opened = opened.map_err(|_| CannotSign::Closed)?;
    let secret = opened.expose_secret().parse();
    secret.map_err(|_| CannotSign::NotSecret)
}
