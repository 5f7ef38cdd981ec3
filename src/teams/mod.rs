//! Microsoft Teams, translated.
//!
//! | room | what it does |
//! |---|---|
//! | `verify` | whether a delivery is the Bot Framework's (a signed token) |
//! | `webhook` | whether a delivery is an outgoing webhook's (a keyed hash) |
//! | `activity` | what arrives, read leniently |
//! | `inbound` | an activity → `chat::Inbound` |
//! | `render` | `chat` → Adaptive Cards and the bodies of answers, within `limits` |
//! | `api` | the connector: the one place that talks to Teams |
//! | `directory` | the conversations and people that Teams has told us of |
//! | `port` | what Teams does for us |
//! | `manifest` | the app package |
//! | `traits` | what Teams is like, for those who know no platform |

pub mod activity;
pub mod api;
mod authorization;
pub mod directory;
pub mod inbound;
pub mod limits;
pub mod manifest;
mod port;
pub mod render;
mod traits;
pub mod verify;
pub mod webhook;

pub use port::{Bot, Teams};
pub use traits::TRAITS;

/// A recorded payload.
#[cfg(test)]
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/teams/");
    std::fs::read(format!("{folder}{name}")).unwrap_or_else(|error| panic!("{name}: {error}"))
}
