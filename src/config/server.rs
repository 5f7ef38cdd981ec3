//! The HTTP face.

use std::net::SocketAddr;

use clap::Args;
use url::Url;

/// The HTTP face.
#[derive(Args, Clone, Debug)]
pub struct ServerConfig {
    /// The address to listen on
    #[arg(long, env = "PLAUDIT_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Where the platforms reach this server, as <https://plaudit.example.com>
    #[arg(long, env = "PLAUDIT_PUBLIC_URL")]
    pub public_url: Option<Url>,
}
