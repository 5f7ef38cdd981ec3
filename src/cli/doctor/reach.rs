//! What to do where the platforms cannot be reached from here.

use tokio::net::lookup_host;
use url::Url;

use crate::secure_url::SecureUrl;

/// How to get through to the address that `variable` names.
pub(super) async fn reaching(address: &SecureUrl, variable: &str) -> String {
    match unknown_name(&address.clone().into_url()).await {
        Some(name) => format!(
            "This machine finds no address for {name}: correct {variable} if that is mistyped, else \
             let the machine ask a DNS server that knows it (`getent hosts {name}` tells), or set \
             HTTPS_PROXY."
        ),
        None => format!(
            "Let this machine reach {address} ({variable}), through HTTPS_PROXY if need be."
        ),
    }
}

/// The host of an address, where nobody knows its name.
async fn unknown_name(address: &Url) -> Option<String> {
    let name = address.host_str()?;
    let port = address.port_or_known_default()?;
    let found = lookup_host((name, port)).await;
    let any = found.is_ok_and(|mut found| found.next().is_some());
    (!any).then(|| name.to_owned())
}
