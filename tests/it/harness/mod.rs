//! What tests stand on.

mod db;
mod plaudit;

pub(crate) use db::TestDb;
pub(crate) use plaudit::{Plaudit, Replica, prove, slack_settings};
