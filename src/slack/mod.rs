//! Slack, translated.
//!
//! A delivery is [verified](verify) as raw bytes, read into a [payload], and [translated](inbound)
//! to `chat`; what is said in return is [rendered](render) within Slack's [limits] and, where it is
//! not the acknowledgement itself, sent by the [api]. Vendor contracts: docs.slack.dev.

pub mod api;
pub mod inbound;
pub mod limits;
pub mod manifest;
pub mod payload;
mod port;
pub mod render;
mod traits;
pub mod verify;

pub use port::Slack;
pub use traits::TRAITS;

/// A recorded payload.
#[cfg(test)]
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/slack/");
    std::fs::read(format!("{folder}{name}")).unwrap_or_else(|error| panic!("{name}: {error}"))
}
