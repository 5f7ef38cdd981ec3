//! The pool, the migrations, the two time types, and a private `PostgreSQL`.

pub mod connect;
pub mod private;
mod time;

pub use connect::{ConnectError, connect, migrate, pending_migrations};
pub use time::{Day, Ts};

/// Every migration, in order.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
