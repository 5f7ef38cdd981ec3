//! What tests stand on.

mod db;
mod plaudit;
pub(crate) mod slack;

pub(crate) use db::TestDb;
pub(crate) use plaudit::Plaudit;
