//! Who sells: the stand-in of either provider, as the tests see it.

use std::sync::{Arc, Mutex};

use plaudit::config::ServeSettings;
use plaudit::fulfilment::{TremendousAccount, XoxodayAccount};
use plaudit::rewards::Fulfilment;
use plaudit_sandbox::selling::{Fault, Step};
use plaudit_sandbox::{Clock, tremendous, xoxoday};
use serde_json::Value;

/// Who sells.
pub(super) enum There {
    Tremendous(tremendous::Sandbox),
    /// And the first token, which the account's own page made.
    Xoxoday(xoxoday::Sandbox, Arc<Mutex<String>>),
}

/// An order, whoever took it.
#[derive(Debug)]
pub(super) struct Order {
    /// What it is called there.
    pub(super) id: String,
    /// What we call it.
    pub(super) ours: String,
    pub(super) asked: Value,
    pub(super) cents: i64,
    pub(super) paid: bool,
    /// How what it is told of it begins.
    pub(super) goods: String,
}

/// The same of whichever it is.
macro_rules! of_either {
    ($there:expr, $it:ident => $what:expr) => {
        match $there {
            There::Tremendous($it) => $what,
            There::Xoxoday($it, _) => $what,
        }
    };
}

impl There {
    pub(super) async fn start(seller: Fulfilment, clock: Clock) -> Self {
        match seller {
            Fulfilment::Tremendous => {
                let options = tremendous::SandboxOptions {
                    clock,
                    ..tremendous::SandboxOptions::default()
                };
                Self::Tremendous(tremendous::Sandbox::start(options).await.unwrap())
            }
            Fulfilment::Xoxoday => {
                let options = xoxoday::SandboxOptions {
                    clock,
                    ..xoxoday::SandboxOptions::default()
                };
                let there = xoxoday::Sandbox::start(options).await.unwrap();
                let first = there.new_refresh_token();
                Self::Xoxoday(there, Arc::new(Mutex::new(first)))
            }
            other => panic!("{other} sells nothing"),
        }
    }

    /// Xoxoday's, for what only it has.
    pub(super) fn xoxoday(&self) -> &xoxoday::Sandbox {
        match self {
            Self::Xoxoday(there, _) => there,
            Self::Tremendous(_) => panic!("it is Tremendous"),
        }
    }

    /// Has another first token made, which processes are told from then on.
    pub(super) fn begin_anew(&self) {
        if let Self::Xoxoday(there, first) = self {
            *first.lock().unwrap() = there.new_refresh_token();
        }
    }

    /// The product that the card is.
    pub(super) const fn card(&self) -> &'static str {
        match self {
            Self::Tremendous(_) => "WORLDCARD001",
            Self::Xoxoday(..) => "15365",
        }
    }

    /// Tells a process of the account.
    pub(super) fn tell(&self, settings: &mut ServeSettings) {
        match self {
            Self::Tremendous(there) => {
                settings.providers.tremendous = Some(TremendousAccount {
                    api: there.api_url().parse().unwrap(),
                    key: there.key().into(),
                });
            }
            Self::Xoxoday(there, first) => {
                settings.providers.xoxoday = Some(XoxodayAccount {
                    api: there.api_url().parse().unwrap(),
                    client_id: there.client_id().to_owned(),
                    client_secret: there.client_secret().into(),
                    refresh_token: first.lock().unwrap().as_str().into(),
                });
            }
        }
    }

    /// The same for a program.
    pub(super) fn environment(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Tremendous(there) => vec![
                ("TREMENDOUS_API_KEY", there.key().to_owned()),
                ("TREMENDOUS_API_URL", there.api_url().to_owned()),
            ],
            Self::Xoxoday(there, first) => vec![
                ("XOXODAY_CLIENT_ID", there.client_id().to_owned()),
                ("XOXODAY_CLIENT_SECRET", there.client_secret().to_owned()),
                ("XOXODAY_REFRESH_TOKEN", first.lock().unwrap().clone()),
                ("XOXODAY_API_URL", there.api_url().to_owned()),
            ],
        }
    }

    /// What nobody may read in a log.
    pub(super) fn secrets(&self) -> Vec<String> {
        match self {
            Self::Tremendous(there) => vec![there.key().to_owned()],
            Self::Xoxoday(there, _) => {
                let mut secrets = there.tokens();
                secrets.push(there.client_secret().to_owned());
                secrets
            }
        }
    }

    pub(super) fn fail(&self, step: Step, faults: impl IntoIterator<Item = Fault>) {
        of_either!(self, it => it.fail(step, faults));
    }

    pub(super) fn calls(&self, step: Step) -> usize {
        of_either!(self, it => it.calls(step))
    }

    pub(super) fn cents(&self) -> i64 {
        of_either!(self, it => it.cents())
    }

    pub(super) fn set_cents(&self, cents: i64) {
        of_either!(self, it => it.set_cents(cents));
    }

    pub(super) fn complaints(&self) -> Vec<String> {
        of_either!(self, it => it.complaints())
    }

    /// Lets an order that waits go on.
    pub(super) fn execute(&self, ours: &str) {
        match self {
            Self::Tremendous(there) => there.execute(ours),
            Self::Xoxoday(there, _) => there.deliver(ours),
        }
    }

    /// Sells the card no more.
    pub(super) fn withdraw_card(&self) {
        match self {
            Self::Tremendous(there) => there.withdraw(self.card()),
            Self::Xoxoday(there, _) => there.withdraw(self.card().parse().unwrap()),
        }
    }

    /// Every order that was placed.
    pub(super) fn orders(&self) -> Vec<Order> {
        match self {
            Self::Tremendous(there) => { there.orders().into_iter() }
                .map(|it| Order {
                    goods: format!("REWARD{}-", it.id.trim_start_matches("ORDER")),
                    id: it.id,
                    ours: it.external_id,
                    asked: it.asked,
                    cents: it.cents,
                    paid: it.status == "EXECUTED",
                })
                .collect(),
            Self::Xoxoday(there, _) => { there.orders().into_iter() }
                .map(|it| Order {
                    goods: it
                        .codes()
                        .into_iter()
                        .map(|code| format!("{code}\nPIN: pin-{}\n⏳ 2027-12-31", it.id))
                        .collect::<Vec<_>>()
                        .join("\n"),
                    id: it.id.to_string(),
                    ours: it.po_number,
                    asked: it.asked,
                    cents: it.cents,
                    paid: it.delivery != "cancelled",
                })
                .collect(),
        }
    }
}
