//! Addresses at which the server calls nobody, unless its operator lets it: told as they are typed, and not
//! only when the first order waits.

use url::Url;

use crate::calling::public_literal;
use crate::cli::output::say;
use crate::rewards::Item;
use crate::secure_url::is_loopback;

/// Warns where an item is ordered at an address of this machine or of a private network.
pub(super) fn warn(item: &Item) {
    let webhook = item.offer.webhook.as_ref();
    let Some(url) = webhook.and_then(|it| it.url.parse::<Url>().ok()) else {
        return;
    };
    if is_loopback(&url) || public_literal(&url).is_err() {
        let (slug, host) = (&item.offer.slug, url.host_str().unwrap_or_default());
        say(format_args!(
            "{slug}: {host} is not of the internet: orders go there only from a server that has \
             PLAUDIT_FULFILMENT_PRIVATE=true"
        ));
    }
}
