//! The integration tests: one binary, one file per feature.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod allowance;
mod batcher;
mod batches;
mod browser;
mod crash;
mod giving;
mod harness;
mod leaderboard;
mod ledger;
mod ledger_guards;
mod ledger_proof;
mod migrations;
mod outage;
mod private_postgres;
mod undo;
