//! Where secrets may be sent, and who may be believed: one rule for every address.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use url::{Host, Url};

/// An address on whose way nobody listens or answers in another's name: https, or this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecureUrl(Url);

/// An address that is none of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Insecure {
    /// Anybody on its way could listen.
    #[error("must be https; http is for this machine alone")]
    Plain,
    /// It holds what nobody may read where addresses are shown.
    #[error("must hold no name or password: addresses are shown")]
    Password,
    /// It is no address at all.
    #[error("must be an address such as https://example.com")]
    NoUrl,
}

impl SecureUrl {
    /// The address, where it is secure.
    pub fn new(url: Url) -> Result<Self, Insecure> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Insecure::Password);
        }
        match (url.scheme(), url.host()) {
            ("https", Some(_)) => Ok(Self(url)),
            ("http", Some(_)) if is_loopback(&url) => Ok(Self(url)),
            _ => Err(Insecure::Plain),
        }
    }

    /// The address itself, to go on from.
    pub fn into_url(self) -> Url {
        self.0
    }
}

/// Whether an address is this machine's own.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl Deref for SecureUrl {
    type Target = Url;

    fn deref(&self) -> &Url {
        &self.0
    }
}

impl FromStr for SecureUrl {
    type Err = Insecure;

    fn from_str(text: &str) -> Result<Self, Insecure> {
        Self::new(text.parse().map_err(|_| Insecure::NoUrl)?)
    }
}

impl fmt::Display for SecureUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_where_nobody_listens() {
        for secure in [
            "https://slack.com/api/",
            "HTTPS://Example.com:8443",
            "http://localhost:8070",
            "http://127.0.0.1/",
            "http://127.9.9.9:1/",
            "http://[::1]:9/",
        ] {
            assert!(secure.parse::<SecureUrl>().is_ok(), "{secure}");
        }
        for plain in [
            "http://slack.com/api/",
            "http://localhost.example.com/",
            "http://127.0.0.1.example.com/",
            "http://0.0.0.0/",
            "http://192.168.1.1/",
            "http://[::ffff:10.0.0.1]/",
            "ftp://localhost/",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            assert_eq!(plain.parse::<SecureUrl>(), Err(Insecure::Plain), "{plain}");
        }
        for told in [
            "https://siti:hush@example.com/x",
            "https://siti@example.com",
            "https://:hush@example.com",
        ] {
            assert_eq!(told.parse::<SecureUrl>(), Err(Insecure::Password), "{told}");
        }
        assert_eq!("slack.com".parse::<SecureUrl>(), Err(Insecure::NoUrl));
    }
}
