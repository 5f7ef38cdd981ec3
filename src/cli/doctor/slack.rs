//! Whether Slack lets us in, and to do what we must.

use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;

use super::finding::Finding;
use super::reach::reaching;
use crate::config::{SlackConfig, SlackSettings};
use crate::slack::api::{ApiError, AuthTest, SlackApi};
use crate::slack::manifest;

/// How far the clocks may be apart. Deliveries that seem older than five minutes are refused.
const NOTICEABLE: SignedDuration = SignedDuration::from_mins(1);
const TOO_FAR: SignedDuration = SignedDuration::from_mins(5);

/// Whether Slack is configured: whole, by half, or not at all.
pub(super) fn configured(config: &SlackConfig) -> (Finding, Option<SlackSettings>) {
    const ABOUT: &str = "Slack";
    match config.settings() {
        Ok(Some(settings)) => (Finding::ok(ABOUT, "configured"), Some(settings)),
        Ok(None) => {
            let off = "neither SLACK_SIGNING_SECRET nor SLACK_BOT_TOKEN is set";
            (Finding::off(ABOUT, off), None)
        }
        Err(error) => {
            let mend = "Set SLACK_SIGNING_SECRET (the app's page, Basic Information) and \
                        SLACK_BOT_TOKEN (OAuth & Permissions), or neither.";
            (Finding::fail(ABOUT, error, mend), None)
        }
    }
}

/// What of the secrets does not look like Slack's. Whoever copies another one learns it here, and not
/// by a server that takes no delivery.
pub(super) fn shapes(settings: &SlackSettings) -> Vec<Finding> {
    const TOKEN: &str = "Slack token";
    let mut found = Vec::new();
    if !settings.signing.look_right() {
        found.push(Finding::warn(
            "Slack signing secret",
            "it is not 32 hexadecimal digits, as Slack's are",
            "Copy the Signing Secret whole into SLACK_SIGNING_SECRET (the app's page, Basic \
             Information): not the client secret, not the verification token.",
        ));
    }
    let token = settings.token.expose_secret();
    let begins = |with: &&(&str, &str)| token.starts_with(with.0);
    if let Some((begin, whose)) = OTHER_TOKENS.iter().find(begins) {
        let what = format!("SLACK_BOT_TOKEN begins with {begin}, as the token of {whose} does");
        found.push(Finding::fail(TOKEN, what, COPY));
    } else if !["xoxb-", "xoxe.xoxb-"]
        .iter()
        .any(|it| token.starts_with(it))
    {
        let what = "SLACK_BOT_TOKEN does not begin with xoxb-, as the tokens of bots do";
        found.push(Finding::warn(TOKEN, what, COPY));
    }
    found
}

/// What tokens begin with that are not a bot's, and whose they are.
const OTHER_TOKENS: [(&str, &str); 6] = [
    ("xoxp-", "a person"),
    ("xoxe.xoxp-", "a person"),
    ("xapp-", "an app"),
    ("xoxa-", "a workspace"),
    ("xoxc-", "a browser"),
    ("xoxe-", "whoever renews one"),
];

/// Whether Slack takes the token, and whose it is.
pub(super) async fn token(
    http: &reqwest::Client,
    settings: SlackSettings,
) -> (Finding, Option<AuthTest>) {
    const ABOUT: &str = "Slack token";
    let api = SlackApi::new(http.clone(), settings.api.clone());
    match api.auth_test(&settings.token).await {
        Ok(us) => {
            let team = us.team.as_deref().unwrap_or("a team without name");
            let found = format!("{} in {team} ({})", us.user_id, us.team_id);
            (Finding::ok(ABOUT, found), Some(us))
        }
        Err(error) => {
            let mend = letting_in(&error, &settings).await;
            (Finding::fail(ABOUT, &error, &mend), None)
        }
    }
}

async fn letting_in(error: &ApiError, settings: &SlackSettings) -> String {
    match error {
        ApiError::Limited { .. } => "Try again in a minute.".to_owned(),
        ApiError::Unavailable(_) | ApiError::Unreadable => {
            reaching(&settings.api, "SLACK_API_URL").await
        }
        ApiError::Revoked { code } => another_token(code).to_owned(),
        _ => COPY.to_owned(),
    }
}

const COPY: &str = "Copy the bot token anew and whole into SLACK_BOT_TOKEN: it begins with xoxb-, and \
                    stands on the app's page under OAuth & Permissions.";

/// By Slack's word for why the token is not good.
fn another_token(code: &str) -> &'static str {
    match code {
        "account_inactive" | "app_uninstalled" | "token_revoked" => {
            "Install the app into the workspace again (the app's page, OAuth & Permissions) and set \
             SLACK_BOT_TOKEN to the bot token shown then."
        }
        "token_expired" => {
            "The app's tokens expire, which cannot be switched off again: create another app from \
             what `plaudit manifest slack` prints, without token rotation."
        }
        "org_login_required" | "team_access_not_granted" => {
            "Ask an admin of the organisation to let the app into the workspace, then set \
             SLACK_BOT_TOKEN to the bot token shown under OAuth & Permissions."
        }
        _ => COPY,
    }
}

/// Whether the token may do all that the manifest asks for; `apps` is where it gets what it lacks.
pub(super) fn scopes(us: &AuthTest, apps: &str) -> Finding {
    const ABOUT: &str = "Slack scopes";
    if us.scopes.is_empty() {
        let mend = "Compare OAuth & Permissions with `plaudit manifest slack`.";
        return Finding::warn(ABOUT, "Slack does not say what the token may do", mend);
    }
    let missing: Vec<_> = manifest::bot_scopes()
        .filter(|scope| !us.scopes.iter().any(|granted| granted == scope))
        .collect();
    if missing.is_empty() {
        return Finding::ok(ABOUT, "all granted");
    }
    let mend = format!(
        "Add them at {apps} (your app, OAuth & Permissions, Bot Token Scopes) and press Reinstall; \
         or replace the app's manifest by what `plaudit manifest slack` prints, and reinstall."
    );
    let lacks = format!("the token lacks {}", missing.join(", "));
    let dispensable = |scope: &&str| {
        let mut known = manifest::DISPENSABLE.iter();
        known
            .find(|(name, _)| name == scope)
            .map(|(_, without)| *without)
    };
    let without: Option<Vec<&str>> = missing.iter().map(dispensable).collect();
    match without {
        Some(without) => Finding::warn(
            ABOUT,
            format_args!("{lacks}: {}", without.join("; ")),
            &mend,
        ),
        None => Finding::fail(ABOUT, lacks, &mend),
    }
}

/// Whether our clock agrees with Slack's.
pub(super) fn clock(us: &AuthTest, now: Timestamp) -> Finding {
    const ABOUT: &str = "clock";
    let Some(theirs) = us.date else {
        let mend = "See to it that the machine's clock is set from the network.";
        return Finding::warn(ABOUT, "Slack does not say what time it is", mend);
    };
    let ahead = now.duration_since(theirs);
    let apart = ahead.abs();
    let off = format!(
        "{} s {} Slack's",
        apart.as_secs(),
        if ahead.is_negative() {
            "behind"
        } else {
            "ahead of"
        }
    );
    let mend = "Set the machine's clock from the network, as with `timedatectl set-ntp true`: what \
                Slack sends is refused when it seems to be five minutes old.";
    if apart > TOO_FAR {
        Finding::fail(ABOUT, off, mend)
    } else if apart > NOTICEABLE {
        Finding::warn(ABOUT, off, mend)
    } else {
        Finding::ok(ABOUT, "agrees with Slack's")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_may_be_a_minute_off_and_not_five() {
        let theirs: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        let us = AuthTest {
            date: Some(theirs),
            ..AuthTest::default()
        };
        let said = |seconds| {
            let now = theirs + SignedDuration::from_secs(seconds);
            clock(&us, now).lines().next().unwrap()
        };
        assert!(said(60).starts_with("ok"));
        assert!(said(-61).starts_with("warn  clock: 61 s behind"));
        assert!(said(300).starts_with("warn"));
        assert!(said(301).starts_with("FAIL  clock: 301 s ahead of"));
    }

    #[test]
    fn a_missing_scope_is_named_alone() {
        let granted = manifest::bot_scopes().filter(|scope| *scope != "chat:write");
        let us = AuthTest {
            scopes: granted.map(str::to_owned).collect(),
            ..AuthTest::default()
        };
        let said = scopes(&us, "https://api.slack.com/apps").lines().next();
        let expected = "FAIL  Slack scopes: the token lacks chat:write";
        assert_eq!(said.as_deref(), Some(expected));
    }

    #[test]
    fn an_app_of_before_goes_on_without_what_it_can_do_without() {
        let said = |lacking: &[&str]| {
            let granted = manifest::bot_scopes().filter(|scope| !lacking.contains(scope));
            let us = AuthTest {
                scopes: granted.map(str::to_owned).collect(),
                ..AuthTest::default()
            };
            let line = scopes(&us, "https://api.slack.com/apps").lines().next();
            line.unwrap()
        };
        let lacks = "Slack scopes: the token lacks users.profile:read";
        let line = said(&["users.profile:read"]);
        assert!(
            line.starts_with(&format!("warn  {lacks}: the day ")),
            "{line}"
        );
        let line = said(&["users.profile:read", "users:read"]);
        assert_eq!(line, format!("FAIL  {lacks}, users:read"));
    }
}
