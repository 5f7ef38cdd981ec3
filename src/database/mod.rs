//! The pool, the migrations, the two time types, and a private `PostgreSQL`.

mod notify;
mod time;

pub use notify::{CHANGED, announce_change};
pub use time::{Day, Ts};

/// Every migration, in order.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
