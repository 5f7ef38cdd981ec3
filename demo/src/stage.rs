//! The stand-ins of the demo, and how Plaudit reaches them.

use std::net::SocketAddr;

use anyhow::Context;
use plaudit::clock::Clock;
use plaudit::config::{SlackSettings, TeamsBot, TeamsSettings};
use plaudit::fulfilment::{Providers, TremendousAccount, XoxodayAccount};
use plaudit_sandbox::{slack, teams, tremendous, webhook, xoxoday};

/// The time that `clock` shows, for a stand-in, whose visitors may move it on: it knows no clock of ours.
fn shown_by(clock: &Clock) -> plaudit_sandbox::Clock {
    let (shown, moved) = (clock.clone(), clock.clone());
    plaudit_sandbox::Clock::new(move || shown.now()).moved_by(move |by| moved.advance(by))
}

/// The stage: one company twice, on Slack and on Teams, who sells it vouchers, and who gives out tickets.
pub(crate) struct Stage {
    pub(crate) slack: slack::Sandbox,
    pub(crate) teams: teams::Sandbox,
    teams_settings: TeamsSettings,
    vouchers: tremendous::Sandbox,
    plum: xoxoday::Sandbox,
    tickets: webhook::Receiver,
}

impl Stage {
    /// Starts both by the same clock; each page names the other.
    pub(crate) async fn set(
        slack_page: SocketAddr,
        teams_page: SocketAddr,
        clock: &Clock,
    ) -> anyhow::Result<Self> {
        // Which port an address of port 0 comes to is known too late to be named.
        let named = |page: SocketAddr| (page.port() != 0).then(|| format!("http://{page}/"));
        let slack = slack::SandboxOptions {
            listen: slack_page,
            clock: shown_by(clock),
            elsewhere: named(teams_page),
            ..slack::SandboxOptions::default()
        };
        let slack = slack::Sandbox::start(slack).await?;
        let options = teams::SandboxOptions {
            listen: teams_page,
            clock: shown_by(clock),
            elsewhere: named(slack_page),
            ..teams::SandboxOptions::default()
        };
        let teams = teams::Sandbox::start(options.clone()).await?;
        let vouchers = tremendous::SandboxOptions {
            clock: shown_by(clock),
            ..tremendous::SandboxOptions::default()
        };
        let vouchers = tremendous::Sandbox::start(vouchers).await?;
        // By the machine's clock: whoever moves the demo's on by a month lets no token end.
        let plum = xoxoday::Sandbox::start(xoxoday::SandboxOptions::default()).await?;
        let teams_settings = TeamsSettings {
            bot: Some(TeamsBot {
                app_id: options.app_id,
                password: options.app_password.into(),
                tenant: options.tenant.clone(),
                metadata: teams.metadata_url().parse()?,
                issuer: teams.issuer().to_owned(),
                login: teams.login_url().parse()?,
                service_hosts: vec![teams.service_host().to_owned()],
            }),
            webhook: Some(options.webhook_secret.parse()?),
            tenant: Some(options.tenant),
        };
        Ok(Self {
            slack,
            teams,
            teams_settings,
            vouchers,
            plum,
            tickets: webhook::Receiver::start([webhook::Say::Ticket]).await?,
        })
    }

    /// Sends deliveries to the Plaudit at `url` from now on.
    pub(crate) fn connect(&self, url: &str) {
        self.slack.connect(url);
        self.teams.connect(url);
    }

    pub(crate) fn slack_settings(&self) -> anyhow::Result<SlackSettings> {
        let secret = self.slack.signing_secret();
        let token = self.slack.bot_token();
        Ok(SlackSettings {
            signing: secret.parse().context("the stand-in's secret")?,
            token: token.context("the stand-in's token")?.into(),
            api: self.slack.api_url().parse()?,
        })
    }

    /// Where tickets are ordered.
    pub(crate) fn tickets(&self) -> &str {
        &self.tickets.url
    }

    /// The accounts that vouchers are bought with: no money is real here.
    pub(crate) fn providers(&self) -> anyhow::Result<Providers> {
        let tremendous = TremendousAccount {
            api: self.vouchers.api_url().parse()?,
            key: self.vouchers.key().into(),
        };
        let xoxoday = XoxodayAccount {
            api: self.plum.api_url().parse()?,
            client_id: self.plum.client_id().to_owned(),
            client_secret: self.plum.client_secret().into(),
            refresh_token: self.plum.new_refresh_token().into(),
        };
        Ok(Providers {
            tremendous: Some(tremendous),
            xoxoday: Some(xoxoday),
        })
    }

    pub(crate) fn teams_settings(&self) -> TeamsSettings {
        self.teams_settings.clone()
    }
}
