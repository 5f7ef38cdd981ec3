//! Recognition, rewards and pulse surveys for chat, on a ledger that anyone can verify.
//!
//! The way of a request, and the rooms it passes:
//!
//! ```text
//! HTTP ─▶ slack|teams::verify ─▶ inbound ─▶ chat::Inbound
//!      ─▶ desk ─▶ command::parse ─▶ kudos::give      one transaction:
//!                                     ├─ ledger       accounts, transfers
//!                                     ├─ inbox        what was recorded already
//!                                     └─ outbox       what will be said
//!      ─▶ chat::Reply ─▶ render ─▶ the HTTP response
//! outbox::worker ─▶ claim ─▶ render ─▶ slack|teams::api ─▶ settle
//! ```
//!
//! `ARCHITECTURE.md` holds the map and says who may import whom.

#[macro_use]
pub mod words;

pub mod app;
pub mod attempt;
pub mod audit;
pub mod badges;
pub mod calendar;
pub mod calling;
pub mod chat;
pub mod checks;
pub mod cli;
pub mod clock;
pub mod coffee;
pub mod command;
pub mod config;
pub mod database;
pub mod desk;
pub mod drawing;
pub mod emoji;
pub mod explained;
pub mod fulfilment;
pub mod guarded;
pub mod holidays;
pub mod home;
pub mod ids;
pub mod inbox;
pub mod keyring;
pub mod kudos;
pub mod leaderboard;
pub mod ledger;
pub mod letters;
pub mod money;
pub mod notices;
pub mod nudges;
pub mod one_on_ones;
pub mod outbox;
pub mod people;
pub mod platforms;
pub mod policy;
pub mod process;
pub mod proven;
pub mod queue;
pub mod retention;
pub mod rewards;
pub mod schedule;
pub mod script;
pub mod sealed;
pub mod secure_url;
pub mod server;
pub mod settings;
pub mod sheet;
pub mod slack;
pub mod standard_webhooks;
pub mod subject;
pub mod surveys;
pub mod teams;
pub mod vitals;
pub mod wording;
pub mod workspace;
