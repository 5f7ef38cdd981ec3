//! `plaudit nudge`

use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use sqlx::PgConnection;

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{misused, print_message, say};
use super::snapshot::snapshot;
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::desk::{Remark, preview};
use crate::ids::WorkspaceId;
use crate::nudges::NEW_AT_ONCE;
use crate::people::{self, Member};
use crate::settings::{self, Nudge};

/// See what is told by itself at its times.
#[derive(Args, Debug)]
pub(super) struct Nudges {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what a nudge would say today; nothing is sent
    Preview(Previewed),
}

/// What is shown.
#[derive(Args, Debug)]
struct Previewed {
    /// Which nudge
    kind: Kind,
    /// Show what is told to one alone: whoever has this e-mail address
    #[arg(long = "for", value_name = "EMAIL")]
    whom: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Who was thanked for what in the past seven days, as a channel reads it
    Digest,
    /// The same of their own people, as a manager reads it
    DigestManager,
    /// Whom one could thank, as it is asked of somebody
    Thanking,
    /// Who is new, as a channel reads it; or how kudos work, as somebody does
    Welcome,
    /// Whose day it is, as a channel reads it; or as somebody does on their own
    Celebrations,
}

impl Previewed {
    /// Which nudge is meant, or what is wrong with the question.
    fn nudge(&self) -> Result<Nudge, &'static str> {
        match (self.kind, self.whom.is_some()) {
            (Kind::Digest, false) => Ok(Nudge::Digest),
            (Kind::Digest, true) => Err(
                "everybody in the channel reads the same digest; a manager's own one is `digest-manager`",
            ),
            (Kind::DigestManager, true) => Ok(Nudge::TeamDigest),
            (Kind::Thanking, true) => Ok(Nudge::Thanking),
            (Kind::DigestManager | Kind::Thanking, false) => {
                Err("it goes to one alone: say to whom with --for EMAIL")
            }
            (Kind::Welcome, false) => Ok(Nudge::Welcome),
            (Kind::Welcome, true) => Ok(Nudge::Hello),
            (Kind::Celebrations, false) => Ok(Nudge::Celebrations),
            (Kind::Celebrations, true) => Ok(Nudge::OwnCelebrations),
        }
    }
}

/// Shows what nudges say.
pub(super) async fn run(asked: Nudges, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    let Command::Preview(previewed) = asked.command;
    let nudge = match previewed.nudge() {
        Ok(nudge) => nudge,
        Err(why) => return Ok(misused(why)),
    };
    with_database(database, async |opened| {
        let workspace = opened.workspace(asked.within.named()).await?;
        show(opened, workspace, nudge, previewed.whom.as_deref()).await?;
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn show(
    opened: &Opened,
    workspace: WorkspaceId,
    nudge: Nudge,
    whom: Option<&str>,
) -> anyhow::Result<()> {
    let mut tx = snapshot(&opened.pool).await?;
    let settings = settings::load(&mut tx, workspace).await?;
    let whom = match whom {
        Some(address) => Some(called(&mut tx, workspace, address).await?),
        None => None,
    };
    let (programme, which) = ((workspace, &settings), (nudge, whom.as_ref()));
    let preview = preview(&mut tx, programme, which, Clock::system().now()).await?;
    tx.rollback().await?;
    if let Some(message) = &preview.message {
        print_message(message)?;
    }
    for remark in preview.remarks {
        say(in_words(remark, nudge));
    }
    Ok(())
}

/// Whoever has an address.
async fn called(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    address: &str,
) -> anyhow::Result<Member> {
    let address = address.trim().to_lowercase();
    let addresses = std::slice::from_ref(&address);
    let mut found = people::by_address(conn, workspace, addresses).await?;
    match found.remove(&address) {
        Some(member) => Ok(member),
        None => bail!("nobody who is here has the address {address}, or more than one has"),
    }
}

fn in_words(remark: Remark, nudge: Nudge) -> String {
    match remark {
        Remark::Off => {
            let keys: Vec<String> = nudge.keys().iter().map(|key| format!("`{key}`")).collect();
            format!("It is off: {} turns it on.", keys.join(" with "))
        }
        Remark::Unreachable => "There is nobody whom it could be sent to.".to_owned(),
        Remark::NobodyGave => {
            "Nothing is said: nobody of whom it tells was thanked in a public channel in the seven days before today."
                .to_owned()
        }
        Remark::NobodyReports => "Nothing is said: nobody reports to them.".to_owned(),
        Remark::Muted => "They muted it, and are not sent it.".to_owned(),
        Remark::NotAsked => {
            "They are not asked today: they gave lately, are new, are paused, are a guest, or muted it.".to_owned()
        }
        Remark::AskedLately(day) => {
            format!("They are not asked today: they were asked on {day}, which is less than `kudos.thank_days` ago.")
        }
        Remark::Away(until) => format!("They are not asked today: they are away until {until}."),
        Remark::NobodyIsNew => {
            "Nobody is new today: this is how whoever came last would be welcomed.".to_owned()
        }
        Remark::Crowd(many) => format!(
            "Nobody is welcomed: {many} are new, and more than {NEW_AT_ONCE} at once are no new colleagues. The admins \
             are told."
        ),
        Remark::NobodysDay => {
            "It is nobody's day today: this is how it reads on a day of whoever came last.".to_owned()
        }
        Remark::AsIfTheirs => "This is how it reads on their days, whenever those are.".to_owned(),
    }
}
