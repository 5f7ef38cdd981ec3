//! Whether Microsoft Teams lets us in, and can prove to us who calls.

use reqwest::StatusCode;
use url::Url;

use super::address::reason;
use super::finding::Finding;
use super::reach::reaching;
use crate::clock::Clock;
use crate::config::{ConfigError, TeamsBot, TeamsConfig, TeamsSettings};
use crate::ids::AppId;
use crate::keyring::Announcement;
use crate::teams::api::{ApiError, Connector};
use crate::teams::manifest::{messaging_endpoint, webhook_address};
use crate::teams::verify::CHANNEL;

/// Whether Teams is configured: a bot, an outgoing webhook, half of either, or not at all.
pub(super) fn configured(config: &TeamsConfig) -> (Finding, TeamsSettings) {
    const ABOUT: &str = "Teams";
    let settings = match config.settings() {
        Ok(settings) => settings,
        Err(error) => {
            let mend = match error {
                ConfigError::Half { .. } => {
                    "Set TEAMS_APP_ID and TEAMS_TENANT_ID (Azure portal, your Azure Bot, \
                     Configuration) and TEAMS_APP_PASSWORD (Manage Password there), or none of \
                     them."
                }
                ConfigError::Invalid {
                    name: "TEAMS_OUTGOING_WEBHOOK_SECRET",
                    ..
                } => {
                    "Teams shows it once: delete the webhook (the team's Manage team, Apps), \
                     create it again, and copy the token whole."
                }
                _ => "Correct it, or unset it.",
            };
            return (Finding::fail(ABOUT, error, mend), TeamsSettings::default());
        }
    };
    let found = match (&settings.bot, &settings.webhook) {
        (None, None) => {
            let off = "neither TEAMS_APP_ID nor TEAMS_OUTGOING_WEBHOOK_SECRET is set";
            Finding::off(ABOUT, off)
        }
        (Some(_), None) => Finding::ok(ABOUT, "a bot is configured"),
        (Some(_), Some(_)) => Finding::ok(ABOUT, "a bot and an outgoing webhook are configured"),
        (None, Some(_)) => Finding::ok(
            ABOUT,
            "an outgoing webhook alone is configured: it answers in public, and says nothing later",
        ),
    };
    (found, settings)
}

/// Everything that can be told of what is configured, without the database.
pub(super) async fn examine(
    http: &reqwest::Client,
    settings: &TeamsSettings,
    public_url: Option<&Url>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    if let (Some(_), Some(url)) = (&settings.webhook, public_url) {
        let address = webhook_address(url);
        let what = format_args!("its callback URL must be {address}");
        found.push(Finding::ok("Teams webhook", what));
    }
    if let Some(bot) = &settings.bot {
        found.extend(ids(bot));
        found.push(keys(http, bot).await);
        found.push(sign_in(http, bot).await);
        if let Some(url) = public_url {
            found.push(endpoint(http, url).await);
        }
    }
    found
}

/// The ids that are not of the shape that Microsoft gives ids.
fn ids(bot: &TeamsBot) -> Option<Finding> {
    const ABOUT: &str = "Teams ids";
    let (name, shown) = [
        (&bot.app_id, "TEAMS_APP_ID", "Microsoft App ID"),
        (&bot.tenant, "TEAMS_TENANT_ID", "App Tenant ID"),
    ]
    .into_iter()
    .find_map(|(id, name, shown)| id.parse::<AppId>().is_err().then_some((name, shown)))?;
    Some(Finding::fail(
        ABOUT,
        format_args!("{name} does not look like 00000000-0000-0000-0000-000000000000"),
        &format!("Set it to the {shown} that the Azure Bot shows under Configuration."),
    ))
}

/// Whether the keys are to be had that sign what Teams sends.
async fn keys(http: &reqwest::Client, bot: &TeamsBot) -> Finding {
    const ABOUT: &str = "Teams keys";
    const CLOUD: &str = "TEAMS_OPENID_METADATA_URL and TEAMS_TOKEN_ISSUER must be of the same \
                         cloud: unset both for the public one; the README lists the others.";
    let announced = match Announcement::fetch(http, &bot.metadata).await {
        Ok(announced) => announced,
        Err(error) => {
            let mend = reaching(&bot.metadata, "TEAMS_OPENID_METADATA_URL").await;
            return Finding::fail(ABOUT, error, &mend);
        }
    };
    match (announced.issuer.as_deref(), announced.keys_for(CHANNEL)) {
        (Some(issuer), _) if issuer != bot.issuer => {
            let differs = format_args!("they are {issuer}'s, and we wait for {}'s", bot.issuer);
            Finding::fail(ABOUT, differs, CLOUD)
        }
        (_, 0) => Finding::fail(ABOUT, "none of them may sign for Teams", CLOUD),
        (None, _) => Finding::warn(ABOUT, "they do not say whose they are", CLOUD),
        (Some(issuer), count) => Finding::ok(ABOUT, format_args!("{count} of {issuer}")),
    }
}

/// Whether Microsoft takes the secret.
async fn sign_in(http: &reqwest::Client, bot: &TeamsBot) -> Finding {
    const ABOUT: &str = "Teams secret";
    let connector = Connector::new(http.clone(), Clock::system(), &bot.identity());
    match connector.sign_in().await {
        Ok(()) => Finding::ok(ABOUT, "Microsoft takes it"),
        Err(error) => Finding::fail(ABOUT, &error, &letting_in(&error, bot).await),
    }
}

async fn letting_in(error: &ApiError, bot: &TeamsBot) -> String {
    match error {
        ApiError::Revoked { code } => another_secret(code).to_owned(),
        _ => reaching(&bot.login, "TEAMS_LOGIN_URL").await,
    }
}

/// By the number of the refusal, which Microsoft documents as AADSTS error codes.
fn another_secret(code: &str) -> &'static str {
    match code.rsplit_once("AADSTS").map(|(_, number)| number) {
        Some("7000215" | "7000222") => {
            "The secret is wrong or has expired: make a new one (Azure portal, App registrations, \
             your app, Certificates & secrets) and set TEAMS_APP_PASSWORD to its value, not its id."
        }
        Some("90002" | "900021" | "900023") => {
            "There is no such tenant: set TEAMS_TENANT_ID to the App Tenant ID that the Azure Bot \
             shows under Configuration."
        }
        Some("700016") => {
            "That tenant does not know the app: compare TEAMS_APP_ID and TEAMS_TENANT_ID with what \
             the Azure Bot shows under Configuration. The bot must be Single Tenant."
        }
        Some("7000112") => {
            "The app is switched off: switch it on (Azure portal, Enterprise applications, your \
             app, Properties, Enabled for users to sign-in)."
        }
        _ => {
            "Compare TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD with what the Azure Bot \
             shows under Configuration and Manage Password."
        }
    }
}

/// Whether a delivery that proves nothing is refused, as ours are, where the Azure Bot must call.
async fn endpoint(http: &reqwest::Client, url: &Url) -> Finding {
    const ABOUT: &str = "Teams endpoint";
    const MEND: &str = "Start `plaudit serve` with the variables that the doctor sees, and let the \
                        address pass POST requests on. Azure portal, your Azure Bot, Configuration \
                        is where to enter it.";
    let endpoint = messaging_endpoint(url);
    match http.post(&endpoint).send().await {
        Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED => Finding::ok(
            ABOUT,
            format_args!("{endpoint} is what the Azure Bot must call"),
        ),
        Ok(answer) => Finding::fail(
            ABOUT,
            format_args!(
                "{endpoint} is what the Azure Bot must call, and answers with {}",
                answer.status()
            ),
            MEND,
        ),
        // Not every network lets a machine call itself by its public name.
        Err(error) => Finding::warn(
            ABOUT,
            format_args!(
                "{endpoint} is what the Azure Bot must call, and is not reached from here: {}",
                reason(&error)
            ),
            MEND,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bot() -> TeamsBot {
        TeamsBot {
            app_id: "5f0c2d1e-0000-4000-8000-00000000b0b0".to_owned(),
            password: "hush".into(),
            tenant: "5f0c2d1e-0000-4000-8000-00000000a001".to_owned(),
            metadata: "https://login.example/metadata".parse().unwrap(),
            issuer: "https://issuer.example".to_owned(),
            login: "https://login.example".parse().unwrap(),
            service_hosts: Vec::new(),
        }
    }

    #[test]
    fn ids_are_told_from_names() {
        assert_eq!(ids(&bot()), None);
        let app_id = "plaudit".to_owned();
        let found = ids(&TeamsBot { app_id, ..bot() })
            .unwrap()
            .lines()
            .collect::<String>();
        assert!(found.contains("TEAMS_APP_ID does not look"), "{found}");
        let tenant = "acme.onmicrosoft.com".to_owned();
        let found = ids(&TeamsBot { tenant, ..bot() })
            .unwrap()
            .lines()
            .collect::<String>();
        assert!(found.contains("App Tenant ID"), "{found}");
    }

    #[tokio::test]
    async fn each_refusal_has_its_remedy() {
        let remedy = another_secret;
        assert!(remedy("invalid_client AADSTS7000215").contains("not its id"));
        assert!(remedy("invalid_client AADSTS7000222").contains("has expired"));
        assert!(remedy("invalid_request AADSTS90002").contains("no such tenant"));
        assert!(remedy("unauthorized_client AADSTS700016").contains("does not know the app"));
        assert!(remedy("invalid_scope").starts_with("Compare"));
        let away = ApiError::Unavailable("timeout".to_owned());
        let login = "http://127.0.0.1:1".parse().unwrap();
        let here = letting_in(&away, &TeamsBot { login, ..bot() }).await;
        assert!(
            here.contains("http://127.0.0.1:1/ (TEAMS_LOGIN_URL)"),
            "{here}"
        );
        // A name that nobody will ever have (RFC 6761).
        let login = "https://login.invalid".parse().unwrap();
        let nowhere = letting_in(&away, &TeamsBot { login, ..bot() }).await;
        assert!(
            nowhere.contains("no address for login.invalid"),
            "{nowhere}"
        );
    }
}
