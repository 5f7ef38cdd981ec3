//! The app as Slack is to know it.

use url::Url;
use url::form_urlencoded::byte_serialize;

const TEMPLATE: &str = include_str!("../../manifests/slack/app.yaml");

/// Stands in the template for the address that Slack reaches us at.
const PLACE: &str = "{{url}}";

/// The manifest of an app that is reached at `url`.
pub fn slack(url: &Url) -> String {
    TEMPLATE.replace(PLACE, url.as_str().trim_end_matches('/'))
}

/// What the bot must be allowed to do.
pub fn bot_scopes() -> impl Iterator<Item = &'static str> {
    TEMPLATE
        .lines()
        .skip_while(|line| line.trim() != "bot:")
        .skip(1)
        .map_while(|line| line.trim().strip_prefix("- "))
}

/// Without which of these the bot goes on as it does without it, and what for it is: apps of the release before lack it.
pub const DISPENSABLE: &[(&str, &str)] = &[(
    "users.profile:read",
    "the day on which somebody began is not looked up for whoever wants their years of work celebrated",
)];

/// Where apps are kept for the Slack whose Web API is at `api`: GovSlack has a place of its own.
pub fn apps_page(api: &Url) -> &'static str {
    match api.domain() {
        Some("slack-gov.com") => "https://api.slack-gov.com/apps",
        _ => "https://api.slack.com/apps",
    }
}

/// The address at which the Slack at `api` offers to create an app from `manifest`.
pub fn create_link(manifest: &str, api: &Url) -> String {
    let encoded: String = byte_serialize(manifest.as_bytes()).collect();
    // A plus sign means a space in forms only; in an address it may be taken as it stands.
    let encoded = encoded.replace('+', "%20");
    format!("{}?new_app=1&manifest_yaml={encoded}", apps_page(api))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(url: &str) -> String {
        slack(&url.parse().unwrap())
    }

    #[test]
    fn the_address_is_filled_in_everywhere() {
        let text = manifest("https://kudos.example.com/");
        assert!(!text.contains(PLACE));
        for route in ["commands", "events", "interactions", "options"] {
            let line = format!("\"https://kudos.example.com/slack/{route}\"");
            assert!(text.contains(&line), "{line}");
        }
        let below = manifest("https://example.com/kudos");
        assert!(below.contains("\"https://example.com/kudos/slack/events\""));
    }

    #[test]
    fn commands_arrive_with_ids_for_people() {
        // Without escaping people come by name, and names are not unique.
        let text = manifest("https://kudos.example.com");
        let commands = text.matches("command: /").count();
        assert_eq!(text.matches("should_escape: true").count(), commands);
    }

    #[test]
    fn nothing_is_announced_that_is_not_there() {
        // An app is installed by its token alone.
        let text = manifest("https://kudos.example.com");
        let commands: Vec<&str> = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- command: "))
            .collect();
        assert_eq!(commands, ["/kudos", "/redeem"]);
        assert!(!text.contains("redirect_urls"));
    }

    #[test]
    fn the_scopes_are_those_of_the_bot() {
        let scopes: Vec<_> = bot_scopes().collect();
        assert_eq!(scopes.first(), Some(&"app_mentions:read"));
        assert_eq!(scopes.last(), Some(&"users:read.email"));
        assert!(scopes.contains(&"chat:write"));
        for (scope, _) in DISPENSABLE {
            assert!(scopes.contains(scope), "{scope}");
        }
    }

    #[test]
    fn the_link_carries_the_manifest_unharmed() {
        let text = manifest("https://kudos.example.com");
        let slack = "https://slack.com/api/".parse().unwrap();
        let link: Url = create_link(&text, &slack).parse().unwrap();
        let carried = link.query_pairs().find(|(name, _)| name == "manifest_yaml");
        assert_eq!(carried.unwrap().1, text);
        assert!(!create_link(&text, &slack).contains('+'));
    }

    #[test]
    fn govslack_keeps_its_own_apps() {
        for (api, page) in [
            ("https://slack.com/api/", "https://api.slack.com/apps"),
            (
                "https://slack-gov.com/api/",
                "https://api.slack-gov.com/apps",
            ),
            (
                "https://not-slack-gov.com/api/",
                "https://api.slack.com/apps",
            ),
            ("http://127.0.0.1:8070/api/", "https://api.slack.com/apps"),
        ] {
            let api = api.parse().unwrap();
            assert_eq!(apps_page(&api), page);
            assert!(create_link("", &api).starts_with(&format!("{page}?new_app=1&")));
        }
    }
}
