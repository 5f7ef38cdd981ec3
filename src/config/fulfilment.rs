//! What delivers rewards by itself.

use clap::Args;

/// What delivers rewards by itself.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Rewards")]
pub struct FulfilmentConfig {
    /// Let webhooks of rewards be called at addresses of this machine and of private networks, too
    #[arg(long, env = "PLAUDIT_FULFILMENT_PRIVATE")]
    pub fulfilment_private: bool,
}
