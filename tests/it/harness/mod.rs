//! What tests stand on.

mod actors;
mod books;
mod company;
mod connected;
mod db;
mod network;
mod plaudit;
mod ran;
mod schedule;
mod server;
pub(crate) mod slack;
mod talk;
pub(crate) mod teams;
mod tenant;
mod wait;
pub(crate) mod webhook;

pub(crate) use actors::{acting, colleague};
pub(crate) use books::{Books, batcher, count, hold, holds, record};
pub(crate) use company::{Company, recorded, until_acknowledged};
pub(crate) use connected::{assign, connect};
pub(crate) use db::TestDb;
pub(crate) use network::Network;
pub(crate) use plaudit::{
    KEY, Plaudit, Replica, prove, sealer, shown_by, slack_settings, teams_settings,
};
pub(crate) use ran::Ran;
pub(crate) use schedule::keep_schedule;
pub(crate) use server::{Server, get, plaudit, signal};
pub(crate) use tenant::Tenant;
pub(crate) use wait::{answers, comes_to, eventually, until};
