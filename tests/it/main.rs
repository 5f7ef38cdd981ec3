//! The integration tests: one binary, one file per feature.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod allowance;
mod batcher;
mod batcher_faults;
mod batches;
mod boards;
mod both_platforms;
mod browser;
mod cli;
mod connecting;
mod control_characters;
mod crash;
mod crossing;
mod deadlines;
mod deferred;
mod doors;
mod emoji;
mod giving;
mod guests;
mod harness;
mod health;
mod house;
mod installations;
mod leaderboard;
mod ledger;
mod ledger_guards;
mod ledger_proof;
mod migrations;
mod notices;
mod outage;
mod outbox;
mod people_joining;
mod private_postgres;
mod promises;
mod replaced;
mod replicas;
mod retention;
mod rights;
mod schedule;
mod settings_bounds;
mod settings_form;
mod settings_shown;
mod slack_deliveries;
mod slack_down;
mod slack_forms;
mod slack_giving;
mod slack_menu;
mod slack_once;
mod slack_places;
mod slack_reactions;
mod slack_samples;
mod slack_team;
mod slack_words;
mod stopping;
mod supervision;
mod teams_away;
mod teams_changes;
mod teams_directory;
mod teams_doors;
mod teams_down;
mod teams_forms;
mod teams_giving;
mod teams_once;
mod teams_outage;
mod teams_places;
mod teams_port;
mod teams_reactions;
mod teams_refusals;
mod teams_samples;
mod teams_tokens;
mod teams_webhook;
mod teams_webhook_door;
mod teams_words;
mod typed;
mod uncertain;
mod undo;
mod unknown_words;
mod without_chat;
