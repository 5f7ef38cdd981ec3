//! The integration tests: one binary, one file per feature.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod cli;
mod giving;
mod harness;
mod health;
mod house;
mod outbox;
mod private_postgres;
mod replicas;
mod schedule;
