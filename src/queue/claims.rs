//! Where claims are made.

use sqlx::PgPool;

/// A connection for claims alone, on which each is planned for what is there now: a plan that was
/// made while next to nothing waited goes over everything, once thousands do.
#[derive(Clone, Debug)]
pub struct Claims(PgPool);

impl Claims {
    /// To the database of `pool`; opened with the first claim.
    pub fn beside(pool: &PgPool) -> Self {
        let options = pool.connect_options().as_ref().clone();
        let options = options.options([("plan_cache_mode", "force_custom_plan")]);
        let alone = pool.options().clone().min_connections(0).max_connections(1);
        Self(alone.connect_lazy_with(options))
    }

    /// The connection.
    pub const fn pool(&self) -> &PgPool {
        &self.0
    }
}
