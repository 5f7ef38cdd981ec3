//! Which addresses are of the internet, and not of this machine or of a network around it.
//!
//! Whoever types the address of a webhook decides where this server knocks. What only it can reach (its
//! own ports, a neighbour, the metadata of a cloud) is none of theirs.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// A host that has an address which is not of the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its host is not of the internet")]
pub struct NotPublic;

/// Whether an error says that a host is not of the internet.
pub fn is_not_public(error: &reqwest::Error) -> bool {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        if error.is::<NotPublic>() {
            return true;
        }
        next = error.source();
    }
    false
}

/// Refuses an address that names a host by a number which is not of the internet: those are not looked
/// up.
pub fn public_literal(url: &Url) -> Result<(), NotPublic> {
    let address = match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
        Some(Host::Domain(_)) | None => return Ok(()),
    };
    if is_public(address) {
        Ok(())
    } else {
        Err(NotPublic)
    }
}

/// Looks hosts up, and tells of those whose every address is of the internet. What it tells is what is
/// connected to, so that no second look-up can say otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) struct PublicAlone;

impl Resolve for PublicAlone {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            if found.iter().any(|it| !is_public(it.ip())) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is of the internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// IANA's list of special-purpose addresses, and the one by which machines in Azure are told secrets.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let it = address.octets();
    let special = [
        // This network; the private ones; loopback; carriers' own.
        matches!(it, [0 | 10 | 127, ..]),
        matches!(it, [172, 16..=31, ..]),
        matches!(it, [192, 168, ..]),
        matches!(it, [100, 64..=127, ..]),
        // Link-local, and with it what clouds tell their machines.
        matches!(it, [169, 254, ..]),
        matches!(it, [168, 63, 129, 16]),
        // Protocols' own, documentation, relays, measurements.
        matches!(it, [192, 0, 0 | 2, _]),
        matches!(it, [192, 88, 99, _]),
        matches!(it, [198, 18 | 19, ..]),
        matches!(it, [198, 51, 100, _]),
        matches!(it, [203, 0, 113, _]),
        // Multicast, reserved, everybody.
        matches!(it, [224..=255, ..]),
    ];
    !special.contains(&true)
}

/// Of version 6 all is special but `2000::/3`, and in that what stands for something else. An address of
/// version 4 in other clothes is what it is.
fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    match address.segments() {
        // The translation to version 4 that everybody shares.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        // Protocols' own with Teredo, documentation, 6to4, documentation again.
        [0x2001, 0..0x200 | 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..0x1000, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_only_this_machine_reaches_is_not_of_the_internet() {
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.254",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_number_is_looked_at_however_it_is_written() {
        for private in [
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:7f00:1]/",
            "https://169.254.169.254/latest/meta-data/",
        ] {
            let url: Url = private.parse().unwrap();
            assert_eq!(public_literal(&url), Err(NotPublic), "{private}");
        }
        assert!(public_literal(&"https://1.1.1.1/".parse().unwrap()).is_ok());
        assert!(public_literal(&"https://example.com/".parse().unwrap()).is_ok());
    }

    #[tokio::test]
    async fn a_name_for_this_machine_is_refused_before_anything_is_sent() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "http://localhost:{}/",
            listener.local_addr().unwrap().port()
        );
        let client = crate::calling::public_client().unwrap();
        let error = client.get(url).send().await.unwrap_err();
        assert!(is_not_public(&error), "{error:?}");
    }

    proptest! {
        #[test]
        fn version_4_is_the_same_in_other_clothes(bits: u32) {
            let plain = Ipv4Addr::from_bits(bits);
            let mapped = plain.to_ipv6_mapped();
            let [a, b, c, d] = plain.octets();
            let [high, low] = [[a, b], [c, d]].map(u16::from_be_bytes);
            let translated = Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low);
            prop_assert_eq!(is_public(plain.into()), is_public(mapped.into()));
            prop_assert_eq!(is_public(plain.into()), is_public(translated.into()));
            if is_public(plain.into()) {
                prop_assert!(!plain.is_private() && !plain.is_loopback() && !plain.is_link_local());
            }
        }
    }
}
