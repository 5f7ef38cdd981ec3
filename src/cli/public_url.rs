//! Where chats find pictures of ours.

use clap::Args;
use url::Url;

use super::given::LAST;
use crate::config::web_address;

/// Where this server is reached.
#[derive(Args, Debug)]
pub(super) struct PublicUrl {
    /// Where Slack and Teams reach this server, and find its pictures
    #[arg(
        long = "public-url",
        id = "public_url",
        env = "PLAUDIT_PUBLIC_URL",
        value_name = "URL",
        value_parser = web_address,
        global = true,
        display_order = LAST
    )]
    pub(super) url: Option<Url>,
}
