//! Stand-ins for Slack, Microsoft Teams, and those who sell vouchers: the demo runs on them, and so do the
//! tests.
//!
//! Slack and Teams: each keeps a company in memory, answers the platform's API about it, and sends what people do
//! as the platform sends it. It is as strict as the real one, by rules of its own: this
//! crate knows nothing of the app that is tested on it, so that one can find the other's mistakes.
//!
//! What both are made of: `standin` and `watched` (a model, a clock, who waits for what), `wire` (what
//! goes to the app), `server` and `page` (the HTTP face), `sample` (who works on both platforms).

mod clock;
mod page;
mod sample;
#[cfg(test)]
mod scene;
pub mod selling;
mod server;
pub mod slack;
mod standin;
pub mod teams;
pub mod tremendous;
mod watched;
pub mod webhook;
mod wire;
pub mod xoxoday;

pub use clock::Clock;
pub use watched::NothingHappened;

/// The client that deliveries leave by. A platform's requests know no proxy of ours.
#[expect(
    clippy::disallowed_methods,
    reason = "a stand-in is another program in all but name and shares no client with the app"
)]
fn client(agent: &str) -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(agent)
        .build()
}
