//! The HTTP face.

use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;

use clap::Args;
use url::Url;

use super::web_address;

/// The HTTP face.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Server")]
pub struct ServerConfig {
    /// The address to listen on
    #[arg(
        long,
        env = "PLAUDIT_LISTEN",
        value_name = "ADDRESS",
        value_parser = listen,
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// The address of `/metrics`, which is for the operator alone; `none` for nowhere
    /// [default: 127.0.0.1:9464]
    #[arg(long, env = "PLAUDIT_OPERATOR_LISTEN", value_name = "ADDRESS")]
    pub operator_listen: Option<OperatorListen>,
    /// Where the platforms reach this server, as <https://plaudit.example.com>
    #[arg(long, env = "PLAUDIT_PUBLIC_URL", value_name = "URL", value_parser = web_address)]
    pub public_url: Option<Url>,
}

/// Where what is for the operator alone is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperatorListen {
    /// Nobody said: at the usual address, unless somebody else, as a second server on the machine,
    /// has it.
    #[default]
    Usual,
    /// There, or there is no start.
    At(SocketAddr),
    /// Nowhere.
    Nowhere,
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "must be a number and a port such as 127.0.0.1:8080 or [::]:8080".to_owned())
}

impl OperatorListen {
    /// The usual address: 9464 is what exporters of metrics use.
    pub const USUAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 9464);
}

impl FromStr for OperatorListen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("none") {
            return Ok(Self::Nowhere);
        }
        text.parse()
            .map(Self::At)
            .map_err(|_| "must be an address such as 127.0.0.1:9464, or none".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_or_none() {
        assert_eq!("none".parse(), Ok(OperatorListen::Nowhere));
        let at = OperatorListen::At("[::1]:0".parse().unwrap());
        assert_eq!("[::1]:0".parse(), Ok(at));
        for bad in ["", "9464", "localhost:9464"] {
            assert!(bad.parse::<OperatorListen>().is_err(), "{bad}");
        }
    }
}
