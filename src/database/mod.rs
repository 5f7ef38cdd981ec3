//! The pool, the migrations, the two time types, and a private `PostgreSQL`.

mod commit;
pub mod connect;
mod notify;
pub mod private;
mod readiness;
mod refusal;
mod time;
mod within;

pub use commit::commit;
pub use connect::{ConnectError, connect, migrate, pending_migrations};
pub use notify::{CHANGED, announce_change};
pub use readiness::{Readiness, Verdict};
pub use refusal::{is_held, is_invalid};
pub use time::{Day, Ts};
pub use within::{silence, within};

/// Every migration, in order.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
