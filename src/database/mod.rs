//! The pool, the schema and whole copies of it, the two time types, and a private `PostgreSQL`.

mod apart;
pub mod archive;
mod commit;
pub mod connect;
mod notify;
pub mod private;
mod readiness;
mod refusal;
mod schema;
mod time;
mod within;

pub use apart::{acquire, begin};
pub use commit::commit;
pub use connect::{ConnectError, connect};
pub use notify::{CHANGED, announce_change};
pub use readiness::{Readiness, Verdict};
pub use refusal::{is_held, is_invalid, is_unreadable};
pub use schema::{MIGRATOR, Release, Schema, SchemaError, migrate, pending_migrations};
pub use time::{Day, Ts};
pub use within::{silence, within};
