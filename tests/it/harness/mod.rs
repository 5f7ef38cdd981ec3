//! What tests stand on.

mod books;
mod db;
mod plaudit;
mod server;
pub(crate) mod slack;

pub(crate) use books::{Books, batcher, holds};
pub(crate) use db::TestDb;
pub(crate) use plaudit::{Plaudit, Replica, prove, slack_settings};
pub(crate) use server::{Server, get, plaudit};
