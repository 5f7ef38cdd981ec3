//! The integration tests: one binary, one file per feature.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod giving;
mod harness;
mod private_postgres;
mod slack_deliveries;
mod slack_down;
mod slack_forms;
mod slack_giving;
mod slack_once;
mod slack_places;
mod slack_reactions;
mod slack_samples;
mod slack_team;
mod slack_words;
