//! What tests stand on.

mod db;

pub(crate) use db::TestDb;
