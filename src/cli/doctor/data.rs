//! Whether the database is there, up to date, and in order.

use sqlx::{Executor, PgConnection};

use super::finding::Finding;
use crate::chat::{Installation, Platform, Standing};
use crate::checks::{self, Fault};
use crate::cli::catalog::set_rate;
use crate::cli::ledger::{in_words, prove};
use crate::cli::open::Opened;
use crate::cli::snapshot::snapshot;
use crate::clock::Clock;
use crate::config::{ConfigError, DatabaseConfig};
use crate::database::private::StartError;
use crate::database::{ConnectError, Release, Schema};
use crate::explained::explained;
use crate::ids::WorkspaceId;
use crate::ledger::Verified;
use crate::queue::Aside;
use crate::settings::Settings;
use crate::{outbox, people, settings, teams, workspace};

/// What PostgreSQL says when a statement takes longer than it may.
const OUT_OF_TIME: &str = "57014";

/// Opens the database as it is.
pub(super) async fn reach(config: &DatabaseConfig) -> (Finding, Option<Opened>) {
    const ABOUT: &str = "database";
    let reached = async {
        let opened = Opened::as_it_is(config).await?;
        let version: String = sqlx::query_scalar("SHOW server_version")
            .fetch_one(&opened.pool)
            .await?;
        anyhow::Ok((version, opened))
    };
    match reached.await {
        Ok((version, opened)) => (
            Finding::ok(ABOUT, format_args!("PostgreSQL {version}")),
            Some(opened),
        ),
        Err(error) => {
            let mend = mending(&error);
            (Finding::fail(ABOUT, explained(&*error), mend), None)
        }
    }
}

/// What helps against an error that keeps us from the database.
fn mending(error: &anyhow::Error) -> &'static str {
    if error.is::<ConfigError>() {
        return "Correct it, or unset it to use a private PostgreSQL.";
    }
    if error.is::<StartError>() {
        return "DATABASE_URL is not set, so a private PostgreSQL is used.";
    }
    match error.downcast_ref() {
        Some(ConnectError::Unreachable(_)) => {
            "Start PostgreSQL, or let DATABASE_URL say where it runs; see that no firewall is between."
        }
        Some(ConnectError::Unencrypted(_)) => {
            "Turn TLS on in the server, and name who vouches for its certificate by sslrootcert; or, \
             where nobody listens in between, let DATABASE_URL say sslmode=disable."
        }
        Some(ConnectError::Refused(sqlx::Error::Database(refusal))) => {
            letting_in(refusal.code().as_deref().unwrap_or_default())
        }
        Some(ConnectError::TooOld(_)) => "Let DATABASE_URL lead to a newer PostgreSQL.",
        _ => "See the database's log.",
    }
}

/// By PostgreSQL's word for why it does not let us in.
fn letting_in(code: &str) -> &'static str {
    match code {
        "28P01" => "Let DATABASE_URL hold the password of its user.",
        "28000" => {
            "Create the role that DATABASE_URL names as its user, with LOGIN. Where it is there, the \
             server's pg_hba.conf lets it in otherwise: from another address, to another database, or \
             with sslmode=require."
        }
        "3D000" => "Create the database, or let DATABASE_URL name one that is there.",
        "42501" => {
            "Let the role connect (GRANT CONNECT ON DATABASE), and be what DATABASE_URL's options ask \
             for."
        }
        "22023" | "42704" | "42P02" => "Correct what DATABASE_URL sets by its options.",
        "53300" => "Let max_connections of the server be higher, or close what else is connected.",
        _ => "See the database's log.",
    }
}

/// Whether it has every migration, and whether this release works on it; only then is there more to
/// look at.
pub(super) async fn migrations(opened: &Opened) -> (Finding, bool) {
    const ABOUT: &str = "migrations";
    let schema = async {
        let mut conn = opened.pool.acquire().await?;
        Schema::read(&mut conn).await
    };
    let schema = match schema.await {
        Ok(schema) => schema,
        Err(error) => return (unreadable(ABOUT, &error), false),
    };
    let (us, Schema { pending, newer, .. }) = (Release::this(), schema);
    if let Err(error) = schema.is_for(us) {
        let mend = "`plaudit backup` still works, and so does every newer release.";
        return (Finding::fail(ABOUT, error, mend), false);
    }
    let found = match (pending, newer) {
        (0, 0) => Finding::ok(ABOUT, "all applied"),
        (0, newer) => Finding::warn(
            ABOUT,
            format_args!("all applied, and {newer} of a newer release, which {us} still works on"),
            "Nothing is lost by going back to the newer release.",
        ),
        (pending, _) => Finding::warn(
            ABOUT,
            format_args!("{pending} not applied yet"),
            "`plaudit serve` applies them when it starts, and so does `plaudit migrate`.",
        ),
    };
    (found, pending == 0)
}

/// The findings in a database that has every migration; `served` are the installations whose tokens are
/// configured.
pub(super) async fn contents(opened: &Opened, served: &[Installation]) -> Vec<Finding> {
    let mut found = match rows(opened, served).await {
        Ok(found) => found,
        Err(error) => vec![unreadable("data", &error)],
    };
    found.push(ledger(opened).await);
    found
}

async fn rows(opened: &Opened, served: &[Installation]) -> sqlx::Result<Vec<Finding>> {
    let mut conn = opened.pool.acquire().await?;
    let mut found = Vec::new();
    for installation in served {
        found.push(connection(&mut conn, installation).await?);
        if installation.platform == Platform::Teams {
            found.push(conversations(&mut conn, &installation.team).await?);
        }
    }
    for (workspace, name) in workspace::all(&mut conn).await? {
        found.extend(everybody(&mut conn, workspace, &name).await?);
        found.push(mail(&mut conn, workspace, &name).await?);
        let settings = settings::load(&mut conn, workspace).await?;
        let now = Clock::system().now();
        let faults = checks::faults(&mut conn, workspace, &settings, now).await?;
        let told = faults.into_iter();
        found.extend(told.map(|fault| of_fault(fault, &settings, &name)));
    }
    Ok(found)
}

async fn connection(conn: &mut PgConnection, installation: &Installation) -> sqlx::Result<Finding> {
    const ABOUT: &str = "connection";
    let Installation { platform, team } = installation;
    let (theirs, whose, remedy) = match platform {
        Platform::Slack => ("team", "Slack", "Install the app again"),
        Platform::Teams => ("tenant", "Microsoft", "Mend what is said of Teams above"),
    };
    let connection = workspace::connection(conn, installation).await?;
    Ok(match connection.map(|connection| connection.dead_reason) {
        None if workspace::all(conn).await?.is_empty() => {
            let mend = "`plaudit serve` connects it when it starts.";
            Finding::warn(ABOUT, format_args!("the {theirs} {team} is new"), mend)
        }
        None => {
            let mend = format!(
                "`plaudit connect {platform} {team}` brings it into the programme that is there, and \
                 `--workspace new` gives it one of its own. Or an admin of the programme makes a \
                 code with `connect`, and somebody says `connect CODE` there."
            );
            let new = format_args!("the {theirs} {team} is of no programme yet");
            Finding::warn(ABOUT, new, &mend)
        }
        Some(Some(reason)) => {
            let mend = format!("{remedy}; `plaudit serve` connects it when it starts.");
            Finding::fail(ABOUT, format_args!("{whose} refused us: {reason}"), &mend)
        }
        Some(None) => Finding::ok(ABOUT, format_args!("the {theirs} {team} is connected")),
    })
}

/// Whether Teams has told us of places to write to: we cannot ask for them.
async fn conversations(conn: &mut PgConnection, tenant: &str) -> sqlx::Result<Finding> {
    const ABOUT: &str = "Teams app";
    Ok(match teams::directory::present_in(conn, tenant).await? {
        0 => Finding::warn(
            ABOUT,
            "Teams has told of no team, chat or person that has it",
            "`plaudit manifest teams --out plaudit.zip` makes the package. Upload it (Teams admin \
             center, Teams apps, Manage apps), add the app to a team, and say hello to it there. \
             If nothing answers, compare the endpoint above with the Azure Bot's.",
        ),
        count => Finding::ok(ABOUT, format_args!("at home in {count} channels and chats")),
    })
}

/// Whether anybody is known, and somebody of them is an admin.
async fn everybody(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    name: &str,
) -> sqlx::Result<Vec<Finding>> {
    const PEOPLE: &str = "people";
    const ADMINS: &str = "admins";
    let everyone = people::list(conn, workspace).await?;
    let people = everyone.iter().filter(|it| it.standing != Standing::Bot);
    let people = match people.count() {
        0 => {
            let mend = "`plaudit serve` fetches them when it starts; its log says why it did not.";
            let nobody = format_args!("nobody of {name} is known yet");
            return Ok(vec![Finding::warn(PEOPLE, nobody, mend)]);
        }
        count => Finding::ok(PEOPLE, format_args!("{count} of {name} are known")),
    };
    let admins = match people::admins(conn, workspace).await?.len() {
        0 => Finding::warn(
            ADMINS,
            format_args!("{name} has none: nobody there can change its settings"),
            "`plaudit people role ACCOUNT admin` makes somebody one; `plaudit people list` shows the \
             accounts.",
        ),
        count => Finding::ok(ADMINS, format_args!("{count} of {name}")),
    };
    Ok(vec![people, admins])
}

async fn mail(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    name: &str,
) -> sqlx::Result<Finding> {
    const ABOUT: &str = "outbox";
    let letters = outbox::undelivered(conn, workspace).await?;
    let lost = letters.iter().filter(|it| it.state != "pending").count();
    Ok(match (lost, letters.len()) {
        (0, 0) => Finding::ok(ABOUT, format_args!("every message of {name} has arrived")),
        (0, waiting) => Finding::ok(ABOUT, format_args!("{waiting} messages of {name} wait")),
        (lost, _) => Finding::warn(
            ABOUT,
            format_args!("{lost} messages of {name} did not arrive"),
            "`plaudit outbox list` says why, and `plaudit outbox retry` sends them again.",
        ),
    })
}

/// The finding of a fault that homes count, too, and how to mend it.
fn of_fault(fault: Fault, settings: &Settings, name: &str) -> Finding {
    match fault {
        Fault::Recurring(it) => {
            let (what, zone, reason, times) = (it.what, it.zone, it.reason, it.failures);
            Finding::warn(
                "schedule",
                format_args!(
                    "{what} of {name} in {zone} is due and failed {times} times: {reason}"
                ),
                "It is tried again within the hour. Set it anew where what was set cannot be read.",
            )
        }
        Fault::Untold(it) => {
            let (many, reason) = (it.many, it.reason);
            Finding::warn(
                "notices",
                format_args!("{many} of the reactions in {name} could not be told: {reason}"),
                "They are tried again within minutes; the server's log says whom they are for.",
            )
        }
        Fault::Uncounted(it) => {
            let (many, reason) = (it.many, it.reason);
            Finding::warn(
                "badges",
                format_args!("{many} of {name} whose badges could not be counted: {reason}"),
                "They are tried again within the hour; the server's log says whose they are.",
            )
        }
        Fault::Overdue { run, title } => Finding::fail(
            "surveys",
            format_args!("run {run} of {title:?} in {name} could not be closed"),
            "The server's log says why. Where what opens its answers is lost, `plaudit survey close RUN --unread`.",
        ),
        Fault::Unshown(hidden) => unshown(&hidden, name),
        Fault::Unpriced { slug, currency } => Finding::fail(
            "providers",
            format_args!(
                "{slug} of {name} cannot be redeemed: what a point is worth in {currency} is not set"
            ),
            &format!("{}.", set_rate(settings, currency)),
        ),
        Fault::Spent { spent, budget } => Finding::warn(
            "providers",
            format_args!("{name} ordered {spent} this month, of {budget}: what is redeemed waits"),
            "`plaudit settings set provider.monthly_budget` raises it.",
        ),
    }
}

/// Homes that somebody opened, and that Slack does not show.
fn unshown(hidden: &Aside, name: &str) -> Finding {
    let (many, reason) = (hidden.many, &hidden.reason);
    let mend = if reason.contains("not_enabled") {
        "Turn the Home Tab on (the app's page, App Home), or replace the app's manifest by what `plaudit \
         manifest slack` prints."
    } else {
        "They are tried again when they are opened; the server's log says more."
    };
    Finding::warn(
        "Home tab",
        format_args!("{many} of {name} opened it and were shown nothing: {reason}"),
        mend,
    )
}

async fn ledger(opened: &Opened) -> Finding {
    const ABOUT: &str = "ledger";
    match prove_in_passing(opened).await {
        Ok(verified) => match &verified.fault {
            None => Finding::ok(ABOUT, in_words(&verified)),
            Some(fault) => Finding::fail(
                ABOUT,
                fault,
                "Somebody changed the database by hand, or restored part of it: compare with a \
                 backup before anything else is posted.",
            ),
        },
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(OUT_OF_TIME) => {
            Finding::warn(
                ABOUT,
                "too large to be proven in passing",
                "Run `plaudit ledger verify`, which takes its time.",
            )
        }
        Err(error) => unreadable(ABOUT, &error),
    }
}

async fn prove_in_passing(opened: &Opened) -> sqlx::Result<Verified> {
    let mut tx = snapshot(&opened.pool).await?;
    // The server keeps it: a query that we merely stopped waiting for would go on.
    tx.execute("SET LOCAL statement_timeout = '5s'").await?;
    prove(&mut tx).await
}

fn unreadable(about: &'static str, error: &sqlx::Error) -> Finding {
    Finding::fail(about, explained(error), "See the database's log.")
}
