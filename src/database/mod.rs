//! The pool, the migrations, the two time types, and a private `PostgreSQL`.

mod time;

pub use time::{Day, Ts};

/// Every migration, in order.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
