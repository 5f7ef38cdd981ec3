//! The pool, the migrations, the two time types, and a private `PostgreSQL`.

pub mod connect;
mod notify;
pub mod private;
mod readiness;
mod time;

pub use connect::{ConnectError, connect, migrate, pending_migrations};
pub use notify::{CHANGED, announce_change};
pub use readiness::{Readiness, Verdict};
pub use time::{Day, Ts};

/// Every migration, in order.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
