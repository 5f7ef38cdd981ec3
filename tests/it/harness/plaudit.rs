//! Plaudit as it runs, on a database of its own, with the stand-in Slack before it.

use std::net::SocketAddr;

use jiff::SignedDuration;
use plaudit::app::{App, Register, Running, Stop};
use plaudit::chat::{Installation, Platform};
use plaudit::clock::Clock;
use plaudit::config::{ServeSettings, SlackSettings, TeamsBot, TeamsSettings};
use plaudit::ids::{Joining, MemberId, WorkspaceId};
use plaudit::people::Belongings;
use plaudit::policy::Actor;
use plaudit::sealed::Sealer;
use plaudit::workspace::Home;
use plaudit::{kudos, ledger, rewards, server, settings, surveys, workspace};
use plaudit_sandbox::slack::{Sandbox, SandboxOptions};
use plaudit_sandbox::teams;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, Executor, PgConnection};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::{TestDb, assign, eventually, until};

/// A running Plaudit. End a test with [`Plaudit::finish`].
pub(crate) struct Plaudit {
    pub(crate) db: TestDb,
    pub(crate) sandbox: Sandbox,
    /// The stand-in Teams, where there is one.
    teams: Option<teams::Sandbox>,
    /// How it is reached.
    teams_settings: TeamsSettings,
    pub(crate) clock: Clock,
    replica: Replica,
}

/// One process' worth of it.
pub(crate) struct Replica {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    running: Running,
    stop: Stop,
    /// What it runs on, when it can be killed.
    own: Option<Machine>,
}

impl Replica {
    /// Starts one on `db`, with `sandbox` as its Slack.
    pub(crate) async fn start(db: &TestDb, sandbox: &Sandbox, clock: Clock) -> Self {
        let slack = Some(slack_settings(sandbox));
        Self::start_on(db.options(), slack, TeamsSettings::default(), clock).await
    }

    /// Starts one that can be [killed](Replica::kill).
    pub(crate) async fn start_apart(db: &TestDb, sandbox: &Sandbox, clock: Clock) -> Self {
        let settings = told(Some(slack_settings(sandbox)), TeamsSettings::default());
        Self::start_apart_as(db, settings, clock).await
    }

    /// Starts one that can be [killed](Replica::kill), with these settings.
    pub(crate) async fn start_apart_as(db: &TestDb, settings: ServeSettings, clock: Clock) -> Self {
        let machine = Runtime::new().unwrap();
        let start = Self::start_as(db.options(), settings, clock);
        let replica = machine.spawn(start).await.unwrap();
        Self {
            own: Some(Machine(Some(machine))),
            ..replica
        }
    }

    /// Starts one for the platforms that are given.
    pub(crate) async fn start_on(
        database: PgConnectOptions,
        slack: Option<SlackSettings>,
        teams: TeamsSettings,
        clock: Clock,
    ) -> Self {
        Box::pin(Self::start_as(database, told(slack, teams), clock)).await
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Starts one that is told all of this.
    pub(crate) async fn start_as(
        database: PgConnectOptions,
        settings: ServeSettings,
        clock: Clock,
    ) -> Self {
        let pool = plaudit::database::connect(database.clone(), 8)
            .await
            .unwrap();
        let (app, lanes) = App::new(pool, &database, clock, settings).unwrap();
        let running = Running::start(&app, lanes).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Stop::default();
        tokio::spawn(server::serve(
            listener,
            server::router(app.clone()),
            stop.token(),
        ));
        Self {
            app,
            address,
            running,
            stop,
            own: None,
        }
    }

    /// Ends as when the machine loses power: nothing that was begun is finished.
    pub(crate) fn kill(self) {
        drop(self.own.expect("one that was started apart"));
    }

    /// Stops as on SIGTERM.
    pub(crate) async fn stop(self) {
        self.stop.tell();
        self.running.finish(self.app, &self.stop).await;
    }
}

/// What a process is told that works with these platforms.
fn told(slack: Option<SlackSettings>, teams: TeamsSettings) -> ServeSettings {
    ServeSettings {
        slack,
        teams,
        sealer: Some(sealer()),
        // Whatever tests stand in for is on this machine.
        fulfilment_private: true,
        public: Some("https://plaudit.test/".parse().unwrap()),
        ..ServeSettings::default()
    }
}

/// A runtime that ends without waiting for anybody.
struct Machine(Option<Runtime>);

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Who seals in tests.
pub(crate) fn sealer() -> Sealer {
    KEY.parse().unwrap()
}

/// The key that seals in tests.
pub(crate) const KEY: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

/// The time that `clock` shows, for a stand-in: it knows no clock of ours.
pub(crate) fn shown_by(clock: &Clock) -> plaudit_sandbox::Clock {
    let clock = clock.clone();
    plaudit_sandbox::Clock::new(move || clock.now())
}

/// Says, as an operator does, that both belong together.
async fn one_programme(db: &TestDb, slack: &Sandbox, teams: &teams::SandboxOptions) -> WorkspaceId {
    let slack = Installation::new(Platform::Slack, slack.model().team.id.clone());
    let programme = assign(&db.pool, &slack, Home::New).await;
    let teams = Installation::new(Platform::Teams, &teams.tenant);
    assign(&db.pool, &teams, Home::Workspace(programme)).await
}

/// How to reach `sandbox`.
pub(crate) fn slack_settings(sandbox: &Sandbox) -> SlackSettings {
    SlackSettings {
        signing: sandbox.signing_secret().parse().unwrap(),
        token: sandbox.bot_token().unwrap().into(),
        api: sandbox.api_url().parse().unwrap(),
    }
}

/// How to reach `sandbox`: as a bot, and by an outgoing webhook.
pub(crate) fn teams_settings(
    sandbox: &teams::Sandbox,
    options: &teams::SandboxOptions,
) -> TeamsSettings {
    TeamsSettings {
        bot: Some(TeamsBot {
            app_id: options.app_id.clone(),
            password: options.app_password.as_str().into(),
            tenant: options.tenant.clone(),
            metadata: sandbox.metadata_url().parse().unwrap(),
            issuer: sandbox.issuer().to_owned(),
            login: sandbox.login_url().parse().unwrap(),
            service_hosts: vec![sandbox.service_host().to_owned()],
        }),
        webhook: Some(options.webhook_secret.parse().unwrap()),
        tenant: Some(options.tenant.clone()),
    }
}

/// What waits to be sent or understood.
const WAITING: &str = "
    SELECT 'outbox ' || lane || ': ' || coalesce(last_error, 'not tried') FROM outbox WHERE state = 'pending'
    UNION ALL
    SELECT 'inbox ' || (inbound ->> 'key') || ': ' || coalesce(last_error, 'not tried') FROM inbox WHERE state = 'pending'
    UNION ALL
    SELECT 'notice ' || subject FROM notice_entry WHERE due_at IS NOT NULL AND failures = 0";

impl Plaudit {
    /// Plaudit for the sample company on both platforms, on the machine's clock. The team on Teams
    /// has the app from the start, and Plaudit knows of it.
    pub(crate) async fn start_on_both() -> Self {
        Self::start_on_both_at(Clock::system()).await
    }

    /// Plaudit for the sample company on both platforms, at an instant of the test's choosing.
    pub(crate) async fn start_on_both_at(clock: Clock) -> Self {
        let plaudit = Self::start_on_teams(clock, teams::SandboxOptions::for_tests(), |_| {}).await;
        plaudit
            .teams()
            .install_in_team(teams::GENERAL, "siti")
            .await;
        plaudit.met(teams::GENERAL).await;
        plaudit
    }

    /// Plaudit for a company on both platforms, with settings for Teams of the test's choosing, where
    /// Plaudit has heard of no conversation on Teams yet.
    pub(crate) async fn start_on_teams(
        clock: Clock,
        options: teams::SandboxOptions,
        change: impl FnOnce(&mut TeamsSettings),
    ) -> Self {
        let db = TestDb::new().await;
        let slack = SandboxOptions {
            clock: shown_by(&clock),
            ..SandboxOptions::for_tests()
        };
        let sandbox = Sandbox::start(slack).await.unwrap();
        let options = teams::SandboxOptions {
            clock: shown_by(&clock),
            ..options
        };
        let teams = teams::Sandbox::start(options.clone()).await.unwrap();
        let mut settings = teams_settings(&teams, &options);
        change(&mut settings);
        one_programme(&db, &sandbox, &options).await;
        let replica = Replica::start_on(
            db.options(),
            Some(slack_settings(&sandbox)),
            settings.clone(),
            clock.clone(),
        )
        .await;
        let address = format!("http://{}/", replica.address);
        sandbox.connect(&address);
        teams.connect(&address);
        Self {
            db,
            sandbox,
            teams: Some(teams),
            teams_settings: settings,
            clock,
            replica,
        }
    }

    /// Another process beside this one, on the same database and the same platforms.
    pub(crate) async fn beside(&self) -> Replica {
        Replica::start_on(
            self.db.options(),
            Some(slack_settings(&self.sandbox)),
            self.teams_settings.clone(),
            self.clock.clone(),
        )
        .await
    }

    /// Waits until the members of a conversation are known.
    pub(crate) async fn met(&self, conversation: &str) {
        let sql = "SELECT EXISTS (SELECT FROM teams_conversation
                                  WHERE coalesce(team, conversation) = $1 AND roster_at IS NOT NULL)";
        let met = async || -> bool {
            let met = sqlx::query_scalar(sql).bind(conversation);
            met.fetch_one(&self.db.pool).await.unwrap()
        };
        until("the roster is read", met).await;
        self.quiet().await;
    }

    /// The stand-in Teams of a Plaudit that was started on both.
    pub(crate) fn teams(&self) -> &teams::Sandbox {
        self.teams.as_ref().unwrap()
    }

    /// Plaudit for the sample company, on the machine's clock.
    pub(crate) async fn start() -> Self {
        Self::start_at(Clock::system()).await
    }

    /// Plaudit for the sample company, at an instant of the test's choosing.
    pub(crate) async fn start_at(clock: Clock) -> Self {
        Self::start_with(clock, SandboxOptions::for_tests()).await
    }

    /// Plaudit for a company of the test's choosing.
    pub(crate) async fn start_with(clock: Clock, options: SandboxOptions) -> Self {
        let db = TestDb::new().await;
        let options = SandboxOptions {
            clock: shown_by(&clock),
            ..options
        };
        let sandbox = Sandbox::start(options).await.unwrap();
        let replica = Replica::start(&db, &sandbox, clock.clone()).await;
        sandbox.connect(&format!("http://{}/", replica.address));
        Self {
            db,
            sandbox,
            teams: None,
            teams_settings: TeamsSettings::default(),
            clock,
            replica,
        }
    }

    pub(crate) fn app(&self) -> &App {
        &self.replica.app
    }

    /// The address it listens on.
    pub(crate) fn app_address(&self) -> SocketAddr {
        self.replica.address
    }

    /// Where it listens.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.replica.address)
    }

    /// The sample company's workspace.
    pub(crate) async fn workspace(&self) -> WorkspaceId {
        let mut conn = self.db.pool.acquire().await.unwrap();
        let team = self.sandbox.model().team.id.clone();
        let slack = Installation::new(Platform::Slack, team);
        let found = workspace::connection(&mut conn, &slack).await.unwrap();
        found.unwrap().workspace
    }

    /// Changes a setting as an operator does.
    pub(crate) async fn set(&self, key: &str, value: &str) {
        let workspace = self.workspace().await;
        let key = settings::Key::find(key).unwrap();
        let mut conn = self.db.pool.acquire().await.unwrap();
        let mut tx = conn.begin().await.unwrap();
        settings::set(
            &mut tx,
            &self.clock,
            workspace,
            &Actor::Operator,
            key,
            value,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        self.app().desk.workspaces.forget();
    }

    /// What the database holds of somebody is not understood: whoever reads it fails.
    pub(crate) async fn make_unreadable(&self, user: &str) {
        let mut conn = self.db.tampering().await;
        let unchecked = "ALTER TABLE member DROP CONSTRAINT IF EXISTS member_chosen_locale_check";
        conn.execute(unchecked).await.unwrap();
        let sql = "UPDATE member m SET chosen_locale = 'tlh' FROM identity i
                   WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.user_id = $1";
        let made = sqlx::query(sql).bind(user).execute(&mut conn).await;
        assert_eq!(made.unwrap().rows_affected(), 1);
    }

    /// What the database holds of everybody is understood again.
    pub(crate) async fn make_readable(&self) {
        let sql = "UPDATE member SET chosen_locale = NULL WHERE chosen_locale = 'tlh'";
        self.db.tampering().await.execute(sql).await.unwrap();
    }

    /// What is of one member becomes another's, as it does when the two become one.
    pub(crate) async fn hand_on(&self, from: MemberId, to: MemberId) {
        let workspace = self.workspace().await;
        let mut tx = self.db.pool.begin().await.unwrap();
        let joining = Joining {
            workspace,
            from,
            to,
        };
        let handed = Register::new(&self.clock).hand_on(&mut tx, joining).await;
        handed.unwrap();
        tx.commit().await.unwrap();
    }

    /// Points of a person.
    pub(crate) async fn points(&self, user: &str) -> i64 {
        sqlx::query_scalar(
            "SELECT coalesce(sum(a.balance), 0)::bigint FROM ledger_account a
             JOIN identity i ON i.workspace_id = a.workspace_id AND i.member_id = a.owner
             WHERE a.kind = 'points' AND i.user_id = $1",
        )
        .bind(user)
        .fetch_one(&self.db.pool)
        .await
        .unwrap()
    }

    /// How many kudos stand.
    pub(crate) async fn standing(&self) -> i64 {
        sqlx::query_scalar(
            "SELECT count(*) FROM kudos k WHERE NOT EXISTS
               (SELECT FROM kudos_reversal v WHERE (v.workspace_id, v.kudos_id) = (k.workspace_id, k.id))",
        )
        .fetch_one(&self.db.pool)
        .await
        .unwrap()
    }

    async fn settled(&self) {
        self.sandbox.settled().await;
        if let Some(teams) = &self.teams {
            teams.settled().await;
        }
    }

    /// Waits until nothing waits to be sent or understood. A set clock moves on meanwhile, since
    /// what is paced waits for it.
    pub(crate) async fn quiet(&self) {
        self.settled().await;
        let waiting = async || -> Vec<String> {
            let waiting = sqlx::query_scalar(WAITING).fetch_all(&self.db.pool);
            let waiting: Vec<String> = waiting.await.unwrap();
            if !waiting.is_empty() {
                self.clock.advance(SignedDuration::from_millis(25));
            }
            waiting
        };
        eventually("nothing waits", waiting, Vec::is_empty).await;
    }

    /// Ends the test: the ledger proves itself, and Slack has nothing to complain of.
    pub(crate) async fn finish(self) {
        self.settled().await;
        let mut conn = self.db.pool.acquire().await.unwrap();
        prove(&mut conn).await;
        drop(conn);
        self.finish_unproven().await;
    }

    /// Ends a test that filled the books by hand: they prove nothing.
    pub(crate) async fn finish_unproven(self) {
        self.settled().await;
        assert_eq!(self.sandbox.complaints(), Vec::<String>::new());
        if let Some(teams) = &self.teams {
            assert_eq!(teams.complaints(), Vec::<String>::new());
        }
        self.replica.stop().await;
    }
}

/// Every balance follows from its entries, and every gift has its transfer.
pub(crate) async fn prove(conn: &mut PgConnection) {
    assert_eq!(ledger::verify(conn).await.unwrap().fault, None);
    assert_eq!(kudos::verify_gifts(conn).await.unwrap(), None);
    assert_eq!(rewards::verify_rewards(conn).await.unwrap(), None);
    assert_eq!(rewards::verify_expiry(conn).await.unwrap(), None);
    assert_eq!(surveys::verify_participation(conn).await.unwrap(), None);
}
