//! The integration tests: one binary, one file per feature.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod batches;
mod browser;
mod cli;
mod giving;
mod harness;
mod health;
mod house;
mod ledger;
mod ledger_guards;
mod ledger_proof;
mod outbox;
mod private_postgres;
mod replicas;
mod schedule;
