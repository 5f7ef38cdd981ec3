//! The integration tests: one binary, one file per feature.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cli;
mod harness;
mod private_postgres;
