//! Where our token may go: what a delivery names as its service is called with it.

use std::iter::once;

use url::Url;
use url::form_urlencoded::byte_serialize;

use super::ApiError;
use crate::secure_url::SecureUrl;

/// The services of the public cloud and of the government clouds.
const TEAMS: [&str; 4] = [
    "smba.trafficmanager.net",
    "smba.infra.gcc.teams.microsoft.com",
    "smba.infra.gov.teams.microsoft.us",
    "smba.infra.dod.teams.microsoft.us",
];

/// The hosts that may be called: those of Teams, and those that the operator names.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    named: Vec<String>,
}

impl Hosts {
    /// Teams' own hosts and `named`, each `host` or `host:port`.
    pub(super) fn new(named: &[String]) -> Self {
        let named = named.iter().map(|host| host.to_ascii_lowercase());
        Self {
            named: named.collect(),
        }
    }

    /// The address of a method of a service, if our token may go there. Names in `path` are
    /// escaped whole.
    pub(super) fn endpoint(&self, service_url: &str, path: &[&str]) -> Result<Url, ApiError> {
        let mut url = service_url
            .parse::<SecureUrl>()
            .ok()
            .filter(|url| self.trusts(url))
            .ok_or(ApiError::Untrusted)?
            .into_url();
        // They would lead out of the path that they stand in.
        if path.iter().any(|name| matches!(*name, "" | "." | "..")) {
            return Err(ApiError::Refused {
                status: 400,
                code: "not an id".to_owned(),
            });
        }
        let base = url.path().trim_end_matches('/').to_owned();
        let escaped = path.iter().map(|name| escape(name));
        let path: Vec<String> = once(base).chain(escaped).collect();
        url.set_path(&path.join("/"));
        url.set_query(None);
        url.set_fragment(None);
        Ok(url)
    }

    fn trusts(&self, url: &SecureUrl) -> bool {
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return false;
        };
        if !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        let usual_port = url.port().is_none();
        let named = self
            .named
            .iter()
            .any(|named| usual_port && *named == host || *named == format!("{host}:{port}"));
        named || url.scheme() == "https" && usual_port && TEAMS.contains(&host)
    }
}

/// Conversations are named with `:`, `@` and `;`, which servers read differently in a path.
fn escape(name: &str) -> String {
    byte_serialize(name.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hosts() -> Hosts {
        let named = [
            "bot.example:8443",
            "Alone.example",
            "localhost:8071",
            "127.0.0.1",
            "[::1]:9",
        ];
        Hosts::new(&named.map(str::to_owned))
    }

    fn trusted(url: &str) -> bool {
        hosts().endpoint(url, &["v3"]).is_ok()
    }

    #[test]
    fn teams_and_what_is_named_may_be_called() {
        for url in [
            "https://smba.trafficmanager.net/apac/5f0c/",
            "https://smba.trafficmanager.net",
            "https://smba.trafficmanager.net:443/amer/",
            "HTTPS://SMBA.TrafficManager.NET/emea/",
            "https://smba.infra.gcc.teams.microsoft.com/gcc/",
            "https://smba.infra.gov.teams.microsoft.us/",
            "https://smba.infra.dod.teams.microsoft.us/",
            "https://bot.example:8443/",
            "https://alone.example/",
            "https://localhost:8071/",
            "http://localhost:8071/teams",
            "http://127.0.0.1/",
            "http://[::1]:9/",
        ] {
            assert!(trusted(url), "{url}");
        }
    }

    #[test]
    fn nobody_else_gets_our_token() {
        for url in [
            "",
            "smba.trafficmanager.net",
            "//smba.trafficmanager.net/",
            "http://smba.trafficmanager.net/",
            "ftp://smba.trafficmanager.net/",
            "file:///smba.trafficmanager.net/",
            "data:smba.trafficmanager.net",
            "https://smba.trafficmanager.net.evil.com/",
            "https://evil.com/smba.trafficmanager.net",
            "https://evil.com?smba.trafficmanager.net",
            "https://evil.com#smba.trafficmanager.net",
            "https://evil.com\\smba.trafficmanager.net",
            "https://evilsmba.trafficmanager.net/",
            "https://evil.smba.trafficmanager.net/",
            "https://trafficmanager.net/",
            "https://smba.trafficmanager.net./",
            "https://smba.trafficmanager.net:8443/",
            "https://smba.trafficmanager.net:80/",
            "https://smba.trafficmanager.net@evil.com/",
            "https://smba.trafficmanager.net:x@evil.com/",
            "https://who@smba.trafficmanager.net/",
            "https://:hush@smba.trafficmanager.net/",
            "https://smbа.trafficmanager.net/",
            "https://smba。trafficmanager。net.evil.com/",
            "http://bot.example:8443/",
            "https://bot.example/",
            "https://bot.example:8444/",
            "https://alone.example:8443/",
            "http://alone.example/",
            "http://localhost/",
            "http://localhost:8072/",
            "http://localhost.evil.com:8071/",
            "http://127.0.0.1:8071/",
            "http://127.0.0.2/",
            "http://[::1]/",
            "http://[::2]:9/",
            "https://[::ffff:127.0.0.1]/",
        ] {
            assert!(!trusted(url), "{url}");
        }
    }

    #[test]
    fn names_are_escaped_whole() {
        let path = ["v3", "conversations", "19:a@thread.tacv2;messageid=1 +/?#%"];
        let url = hosts().endpoint("https://smba.trafficmanager.net/apac//?x=1#y", &path);
        let escaped = "19%3Aa%40thread.tacv2%3Bmessageid%3D1%20%2B%2F%3F%23%25";
        assert_eq!(
            url.unwrap().as_str(),
            format!("https://smba.trafficmanager.net/apac/v3/conversations/{escaped}")
        );
        for name in ["", ".", ".."] {
            let refused = hosts().endpoint("https://alone.example/", &["v3", name]);
            assert!(matches!(refused, Err(ApiError::Refused { .. })), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn no_name_leads_elsewhere(name in any::<String>()) {
            let path = ["v3", "conversations", name.as_str(), "activities"];
            if let Ok(url) = hosts().endpoint("https://alone.example/base/", &path) {
                prop_assert_eq!(url.host_str(), Some("alone.example"));
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 5);
                prop_assert_eq!(segments[4], "activities");
                prop_assert_eq!((url.query(), url.fragment()), (None, None));
            }
        }

        #[test]
        fn no_spelling_of_another_host_is_trusted(before in "[a-z.@:/\\\\#?%]{1,6}", after in "[a-z.@:/\\\\#?%]{0,6}") {
            let spelled = format!("https://{before}smba.trafficmanager.net{after}");
            if let Ok(url) = hosts().endpoint(&spelled, &["v3"]) {
                prop_assert_eq!(url.host_str(), Some("smba.trafficmanager.net"));
                prop_assert_eq!(url.port_or_known_default(), Some(443));
                prop_assert!(url.username().is_empty() && url.password().is_none());
            }
        }
    }
}
