//! Slack, translated.
