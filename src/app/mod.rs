//! What lives as long as the process, built once from the configuration.

mod connect;
mod ports;
mod register;
mod run;
mod stop;
mod supervisor;

use std::sync::Arc;

use axum::extract::FromRef;
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use tokio_util::sync::CancellationToken;

pub use connect::{
    FirstContact, connect_slack, connect_teams, connect_webhook, sync_people, sync_rosters,
};
pub use ports::Ports;
pub use register::Register;
pub use run::Running;
pub use stop::{Step, Stop};
pub use supervisor::{Supervisor, Task};

use crate::calling;
use crate::clock::Clock;
use crate::config::{ServeSettings, TeamsBot};
use crate::database::Readiness;
use crate::desk::Desk;
use crate::fulfilment::{Fulfiller, Keeping, Services};
use crate::kudos::{Batcher, Lane};
use crate::letters::RewardLetters;
use crate::outbox::Wakeup;
use crate::people::Directory;
use crate::slack::Slack;
use crate::slack::api::SlackApi;
use crate::slack::verify::SigningSecrets;
use crate::surveys::BallotKeys;
use crate::teams::Teams;
use crate::teams::verify::Gatekeeper;
use crate::teams::webhook::WebhookKey;
use crate::vitals::Vitals;
use crate::workspace::Workspaces;

/// What lives as long as the process. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub pool: PgPool,
    /// Where time comes from.
    pub clock: Clock,
    /// Where deliveries are handled.
    pub desk: Desk,
    /// Who delivers rewards.
    pub fulfiller: Fulfiller,
    /// The platforms.
    pub ports: Arc<Ports>,
    /// What Slack signs with; nothing when Slack is off.
    pub slack_secrets: Option<SigningSecrets>,
    /// Who lets Teams' deliveries in; nobody when its bot is off.
    pub teams_gate: Option<Gatekeeper>,
    /// What an outgoing webhook of Teams signs with; nothing when there is none.
    pub teams_webhook: Option<WebhookKey>,
    /// The one tenant of Teams that is served, where it is named.
    pub teams_tenant: Option<String>,
    /// Whether the tasks live that nothing works without.
    pub vitals: Vitals,
    /// Whether the database can be worked with.
    pub readiness: Arc<Readiness>,
    /// Cancelled when the process is to stop.
    pub stop: CancellationToken,
}

impl App {
    /// Builds everything over a migrated database, and the lanes that record gifts once they are run.
    pub fn new(
        pool: PgPool,
        database: &PgConnectOptions,
        clock: Clock,
        settings: ServeSettings,
    ) -> Result<(Self, Vec<Lane>), reqwest::Error> {
        let ServeSettings {
            slack,
            teams,
            sealer,
            fulfilment_private,
            providers,
            public,
            data_dir,
        } = settings;
        let (http, accounts) = (calling::client()?, providers.accounts());
        let outbox = Wakeup::default();
        let (batcher, lanes) = Batcher::new(database, &clock, &outbox);
        let desk = Desk {
            pool: pool.clone(),
            clock: clock.clone(),
            workspaces: Workspaces::new(pool.clone()),
            directory: Directory::new(pool.clone()),
            batcher,
            outbox,
            inbox: Wakeup::default(),
            notices: Wakeup::default(),
            sealer: sealer.clone(),
            public,
            accounts,
            ballot_keys: BallotKeys::new(sealer.clone(), &data_dir),
        };
        let keeping = Keeping {
            pool: pool.clone(),
            sealer: sealer.clone(),
            clock: clock.clone(),
        };
        let fulfiller = Fulfiller {
            pool: pool.clone(),
            clock: clock.clone(),
            services: Services::new(fulfilment_private, providers, Some(keeping))?,
            sealer,
            tellers: |settings| Box::new(RewardLetters::new(settings)),
            outbox: desk.outbox.clone(),
        };
        let slack_secrets = slack.as_ref().map(|slack| slack.signing.clone());
        let slack = slack.map(|it| Slack::new(SlackApi::new(http.clone(), it.api), it.token));
        let trust = teams.bot.as_ref().map(TeamsBot::trust);
        let teams_gate = trust.map(|it| Gatekeeper::new(http.clone(), clock.clone(), it));
        let ports = Arc::new(Ports {
            slack,
            teams_webhook: teams.webhook.is_some(),
            teams: teams
                .bot
                .map(|it| Teams::new(http, clock.clone(), pool.clone(), &it.identity())),
        });
        Ok((
            Self {
                pool,
                clock,
                desk,
                fulfiller,
                ports,
                slack_secrets,
                teams_gate,
                teams_webhook: teams.webhook,
                teams_tenant: teams.tenant,
                vitals: Vitals::default(),
                readiness: Arc::new(Readiness::new(database)),
                stop: CancellationToken::new(),
            },
            lanes,
        ))
    }
}

impl FromRef<App> for Option<SigningSecrets> {
    fn from_ref(app: &App) -> Self {
        app.slack_secrets.clone()
    }
}

impl FromRef<App> for Option<Gatekeeper> {
    fn from_ref(app: &App) -> Self {
        app.teams_gate.clone()
    }
}

impl FromRef<App> for Option<WebhookKey> {
    fn from_ref(app: &App) -> Self {
        app.teams_webhook.clone()
    }
}

impl FromRef<App> for Clock {
    fn from_ref(app: &App) -> Self {
        app.clock.clone()
    }
}
