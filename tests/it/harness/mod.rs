//! What tests stand on.

mod books;
mod company;
mod db;
mod plaudit;
mod program;

pub(crate) use books::{Books, batcher, count, holds};
pub(crate) use company::{Company, recorded, until_acknowledged};
pub(crate) use db::TestDb;
pub(crate) use plaudit::{Plaudit, prove};
pub(crate) use program::{Server, signal};
