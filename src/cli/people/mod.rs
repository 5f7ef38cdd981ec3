//! `plaudit people`

mod details;
mod one;
mod role;
mod stand_in;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::ListFormat;
use super::rows::{Cell, Row, print_list};
use crate::chat::{Identity, shown_name};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::ids::WorkspaceId;
use crate::kudos::{self, BalanceRow};
use crate::people::{self, Member};
use crate::policy::Role;

/// Show who is who, and put right what their platforms cannot know.
#[derive(Args, Debug)]
pub(super) struct People {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the people of a workspace with their accounts and points, by name
    List {
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
        #[command(flatten)]
        within: InWorkspace,
    },
    /// Make the people of two accounts one: points and history come together
    Join {
        /// An account of the member that is kept, such as slack:T0123/U0123
        keep: Identity,
        /// An account of the same person, such as teams:TENANT/USER
        other: Identity,
        /// Do not ask; what is no terminal is not asked either
        #[arg(long, short)]
        yes: bool,
        /// Show who is who, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Show who is admin or manager and by whose word, or make somebody one
    Role {
        /// An account of somebody; everybody with a role, if nobody is named
        account: Option<Identity>,
        /// What they are to be by hand: `member` takes back what they were given
        #[arg(value_parser = role_named)]
        role: Option<Role>,
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
        #[command(flatten)]
        within: InWorkspace,
    },
    /// Take over what a list tells of people: manager, team, country, first day, birthday
    #[command(after_help = details::LISTS)]
    Import(details::Import),
    /// Say of one person who they report to, and where they belong
    Set(details::Set),
    /// Pause somebody from giving, and tell them
    Pause {
        /// An account of theirs
        account: Identity,
    },
    /// Let somebody decide in the stead of a manager or an admin who is away, and tell them
    Standin {
        /// An account of who is away
        away: Identity,
        /// An account of who decides meanwhile
        #[arg(required_unless_present = "off")]
        stand_in: Option<Identity>,
        /// The last day of it, such as 2026-12-05
        #[arg(long, value_name = "DAY", required_unless_present = "off")]
        until: Option<jiff::civil::Date>,
        /// Let nobody decide for them any more
        #[arg(long, conflicts_with_all = ["stand_in", "until"])]
        off: bool,
    },
    /// Let somebody give again
    Resume {
        /// An account of theirs
        account: Identity,
    },
    /// Give an account a member of its own; points and history stay where they are, those included
    /// that came along when it was joined
    Split {
        /// The account
        account: Identity,
    },
}

fn role_named(word: &str) -> Result<Role, String> {
    Role::named(word).map_err(|_| "a role is member, manager or admin".to_owned())
}

/// Shows and arranges people.
pub(super) async fn run(people: People, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    with_database(database, async |db| {
        match people.command {
            Command::Import(asked) => return details::import(db, &asked).await,
            Command::Set(asked) => details::set(db, asked).await,
            Command::List { format, within } => list(db, within.named(), format).await,
            Command::Join {
                keep,
                other,
                yes,
                dry_run,
            } => {
                let how = match (dry_run, yes) {
                    (true, _) => one::How::DryRun,
                    (false, true) => one::How::AtOnce,
                    (false, false) => one::How::Asking,
                };
                one::join(db, &keep, &other, how).await
            }
            Command::Split { account } => one::split(db, &account).await,
            Command::Role {
                account: Some(account),
                role: Some(role),
                ..
            } => role::set(db, &account, role).await,
            Command::Role {
                account,
                format,
                within,
                ..
            } => role::show(db, within.named(), account.as_ref(), format).await,
            Command::Standin {
                away,
                stand_in: Some(stand_in),
                until: Some(until),
                ..
            } => stand_in::name(db, &away, &stand_in, until).await,
            Command::Standin { away, .. } => stand_in::end(db, &away).await,
            Command::Pause { account } => role::pause(db, &account, true).await,
            Command::Resume { account } => role::pause(db, &account, false).await,
        }?;
        Ok(ExitCode::SUCCESS)
    })
    .await
}

/// A person as listed.
struct Person(BalanceRow);

impl Person {
    /// One line of everything that tells people of one name apart.
    fn in_words(&self) -> String {
        let Self(it) = self;
        let known: Vec<&str> = it
            .identities
            .iter()
            .chain(&it.emails)
            .map(String::as_str)
            .collect();
        let name = shown_name(&it.name);
        format!("{:>8}  {name}  {}", it.points, known.join(" "))
    }
}

impl Row<4> for Person {
    const COLUMNS: [&'static str; 4] = ["member", "name", "accounts", "points"];

    fn cells(self) -> [Cell; 4] {
        let Self(row) = self;
        [
            row.member.into(),
            row.name.into(),
            row.identities.into(),
            row.points.into(),
        ]
    }
}

async fn list(opened: &Opened, workspace: Option<&str>, format: ListFormat) -> anyhow::Result<()> {
    let workspace = opened.workspace(workspace).await?;
    let mut conn = opened.pool.acquire().await?;
    let everyone = everybody(&mut conn, workspace).await?;
    let nothing = "nobody is known yet: `plaudit serve` fetches them when it starts";
    print_list(everyone, format, nothing, Person::in_words)
}

async fn everybody(
    conn: &mut sqlx::PgConnection,
    workspace: WorkspaceId,
) -> anyhow::Result<Vec<Person>> {
    let today = Clock::system().now().to_zoned(jiff::tz::TimeZone::UTC);
    let everyone = kudos::balances(conn, workspace, today.date()).await?;
    Ok(everyone.into_iter().map(Person).collect())
}

async fn member(conn: &mut sqlx::PgConnection, account: &Identity) -> anyhow::Result<Member> {
    let found = people::find(conn, account).await?;
    found.ok_or_else(|| people::SplitError::Unknown(account.clone()).into())
}
