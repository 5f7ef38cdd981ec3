//! What people are told of reactions and +1s, and what they do not want to be told.

mod faults;
mod flood;
mod mutes;
mod slack;
mod teams;

use plaudit_sandbox::slack::{Message, Sandbox};

use crate::harness::Plaudit;

const KUDOS: &str = "C0KUDOS0001";
const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";
const AISYAH: &str = "U0NURAI0003";
const ZOE: &str = "U0ZOE000004";
const ANA: &str = "U0ANA000005";
const RIZKY: &str = "U0RIZKY0006";
const LIAM: &str = "U0LIAM00016";

/// What the bot wrote to somebody on Slack.
fn told(sandbox: &Sandbox, user: &str) -> Vec<Message> {
    let mut messages = sandbox.dm_with_bot(user);
    messages.retain(|it| it.by_app);
    messages
}

/// The same, as it is read.
fn read(plaudit: &Plaudit, user: &str) -> Vec<String> {
    let messages = told(&plaudit.sandbox, user);
    messages.iter().map(Message::shown).collect()
}

/// Somebody writes something worth thanks.
async fn writes(sandbox: &Sandbox, user: &str, channel: &str) -> String {
    let seen = sandbox.as_user(user).post(channel, "it is done").await;
    seen.ts.unwrap()
}
