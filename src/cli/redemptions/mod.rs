//! `plaudit redemptions`

mod act;
mod line;
mod show;

use std::process::ExitCode;

use clap::{Args, Subcommand};
use futures_util::TryStreamExt;

use self::act::{Act, Fulfil};
use super::given::{InWorkspace, listed};
use super::open::{Opened, with_database};
use super::output::ListFormat;
use super::rows::print_list;
use crate::chat::Identity;
use crate::config::DatabaseConfig;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::people;
use crate::rewards::{self, Line, State, Step, Wanted};

/// Look after what people redeem.
#[derive(Args, Debug)]
pub(super) struct Redemptions {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List redemptions, oldest first
    List {
        /// Those that are so: requested, approved, fulfilling, unknown, fulfilled, failed, rejected,
        /// cancelled or refunded
        #[arg(long, value_parser = state)]
        state: Option<State>,
        /// Those of somebody, by an account of theirs
        #[arg(long, value_name = "ACCOUNT")]
        member: Option<Identity>,
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Show everything that happened to one, with the transfers of its points
    Show {
        /// The redemption, as listed
        #[arg(value_parser = id)]
        id: RedemptionId,
    },
    /// Let somebody have what they asked for
    Approve(Act),
    /// Refuse it, and give the points back
    Reject(Act),
    /// Say that it is delivered
    Fulfil(Fulfil),
    /// Give the points back for what came to nothing
    Refund(Act),
}

fn id(typed: &str) -> Result<RedemptionId, String> {
    listed(typed, "redemptions list")
}

fn state(word: &str) -> Result<State, String> {
    let states = || State::ALL.map(State::as_str).join(", ");
    State::named(word).map_err(|_| format!("a state is one of {}", states()))
}

/// Shows redemptions, and says what becomes of them.
pub(super) async fn run(asked: Redemptions, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    with_database(database, async |opened| {
        let workspace = opened.workspace(asked.within.named()).await?;
        match asked.command {
            Command::List {
                state,
                member,
                format,
            } => list(opened, workspace, (state, member), format).await?,
            Command::Show { id } => show::one(opened, workspace, id).await?,
            Command::Approve(act) => act.take(opened, workspace, Step::Approve).await?,
            Command::Reject(act) => act.take(opened, workspace, Step::Reject).await?,
            Command::Refund(act) => act.take(opened, workspace, Step::Refund).await?,
            Command::Fulfil(fulfil) => fulfil.take(opened, workspace).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn list(
    opened: &Opened,
    workspace: WorkspaceId,
    (state, account): (Option<State>, Option<Identity>),
    format: ListFormat,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let member = match &account {
        Some(account) => {
            let found = people::find(&mut conn, account).await?;
            let found = found.filter(|member| member.workspace == workspace);
            let member =
                found.ok_or_else(|| anyhow::anyhow!("nobody has the account {account}"))?;
            Some(member.id)
        }
        None => None,
    };
    let wanted = Wanted {
        state,
        member,
        ..Wanted::default()
    };
    let lines = rewards::export(&mut *conn, workspace, wanted);
    let lines: Vec<Line> = lines.try_collect().await?;
    let nothing = "nobody has redeemed anything of the kind";
    print_list(lines, format, nothing, line::in_words)
}
