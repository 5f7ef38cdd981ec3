//! What Plaudit must know of a stand-in, whichever platform it stands for.

use plaudit::chat::Platform;
use plaudit::config::{SlackSettings, TeamsBot, TeamsSettings};
use plaudit::sandbox::{slack, teams};

/// The platforms that a Plaudit is told of.
pub(crate) struct Platforms {
    pub(crate) slack: Option<SlackSettings>,
    pub(crate) teams: TeamsSettings,
}

/// A stand-in that tests run before Plaudit.
pub(crate) trait StandIn {
    /// How Plaudit reaches it.
    fn settings(&self) -> Platforms;
    /// Sends deliveries to the Plaudit at `url` from now on.
    fn send_to(&self, url: &str);
    /// The team it keeps.
    fn team(&self) -> (Platform, String);
    /// Waits until no delivery is under way.
    async fn rest(&self);
    /// What the platform would have refused.
    fn refusals(&self) -> Vec<String>;
}

impl StandIn for slack::Sandbox {
    fn settings(&self) -> Platforms {
        Platforms {
            slack: Some(slack_settings(self)),
            teams: TeamsSettings::default(),
        }
    }

    fn send_to(&self, url: &str) {
        self.connect(url);
    }

    fn team(&self) -> (Platform, String) {
        (Platform::Slack, self.model().team.id)
    }

    async fn rest(&self) {
        self.settled().await;
    }

    fn refusals(&self) -> Vec<String> {
        self.complaints()
    }
}

impl StandIn for teams::Sandbox {
    fn settings(&self) -> Platforms {
        Platforms {
            slack: None,
            teams: teams_settings(self),
        }
    }

    fn send_to(&self, url: &str) {
        self.connect(url);
    }

    fn team(&self) -> (Platform, String) {
        (Platform::Teams, self.model().tenant)
    }

    async fn rest(&self) {
        self.settled().await;
    }

    fn refusals(&self) -> Vec<String> {
        self.complaints()
    }
}

/// How to reach `sandbox`.
pub(crate) fn slack_settings(sandbox: &slack::Sandbox) -> SlackSettings {
    SlackSettings {
        signing: sandbox.signing_secret().parse().unwrap(),
        token: sandbox.bot_token().unwrap().into(),
        api: sandbox.api_url().parse().unwrap(),
    }
}

/// How to reach `sandbox`, set up with the ordinary secrets.
pub(crate) fn teams_settings(sandbox: &teams::Sandbox) -> TeamsSettings {
    let ordinary = teams::SandboxOptions::default();
    TeamsSettings {
        bot: Some(TeamsBot {
            app_id: ordinary.app_id,
            password: ordinary.app_password.into(),
            tenant: ordinary.tenant.clone(),
            metadata: sandbox.metadata_url().parse().unwrap(),
            issuer: sandbox.issuer().to_owned(),
            login: sandbox.login_url().parse().unwrap(),
            service_hosts: vec![sandbox.service_host().to_owned()],
        }),
        webhook: Some(ordinary.webhook_secret.parse().unwrap()),
        tenant: Some(ordinary.tenant),
    }
}
