//! `plaudit badge`

use std::process::ExitCode;

use anyhow::bail;
use clap::{ArgGroup, Args, Subcommand};
use sqlx::PgConnection;

use super::given::InWorkspace;
use super::open::{Opened, with_database};
use super::output::{ListFormat, misused, say};
use super::rows::{Cell, Row, print_list};
use crate::badges::{self, Badge, KeepError, NewBadge, Picture, Rule};
use crate::chat::{Identity, shown_name};
use crate::clock::Clock;
use crate::config::DatabaseConfig;
use crate::ids::WorkspaceId;
use crate::letters::{BadgeNews, badge_name, badge_news};
use crate::outbox;
use crate::people::{self, Member};
use crate::policy::Actor;
use crate::settings::{self, Settings};

/// Say which badges there are, and award those that are awarded by hand.
#[derive(Args, Debug)]
pub(super) struct Badges {
    #[command(flatten)]
    within: InWorkspace,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a badge. Whoever has earned it already gets it, and nobody is told
    #[command(group(ArgGroup::new("earned").required(true).args(["rule", "by_hand"])))]
    Add {
        /// What it is typed as: small letters, digits and hyphens
        slug: String,
        /// What it is called
        #[arg(long)]
        name: String,
        /// In Indonesian, where that differs
        #[arg(long, value_name = "NAME")]
        name_id: Option<String>,
        /// In Malay, where that differs
        #[arg(long, value_name = "NAME")]
        name_ms: Option<String>,
        /// One emoji, or the address of a picture that begins with https://
        #[arg(long, value_name = "EMOJI|URL", default_value = "🏅")]
        picture: Picture,
        /// What it is earned by: "received 25", "given 10", "streak 5", "every-value" or "years 1"
        #[arg(long)]
        rule: Option<Rule>,
        /// It is awarded by hand
        #[arg(long)]
        by_hand: bool,
    },
    /// List the badges
    List {
        /// And those that nobody earns any more
        #[arg(long)]
        all: bool,
        /// For people or for machines
        #[arg(long = "format", value_name = "FORMAT", default_value = "text")]
        format: ListFormat,
    },
    /// Let nobody earn a badge any more; whoever has it keeps it
    Archive {
        /// What it is typed as
        slug: String,
        /// Bring it back
        #[arg(long)]
        undo: bool,
    },
    /// Award a badge to somebody, and tell them
    Award {
        /// What it is typed as
        slug: String,
        /// An account of theirs, such as slack:T0123/U0123
        member: Identity,
        /// What for: a sentence that they read, of at most 500 characters
        #[arg(long, value_name = "SENTENCE")]
        why: Option<String>,
    },
    /// Take a badge back that was awarded
    Take {
        /// What it is typed as
        slug: String,
        /// An account of theirs
        member: Identity,
    },
}

/// Shows, makes and awards badges.
pub(super) async fn run(asked: Badges, database: &DatabaseConfig) -> anyhow::Result<ExitCode> {
    with_database(database, async |opened| {
        let workspace = opened.workspace(asked.within.named()).await?;
        match asked.command {
            Command::Add {
                slug,
                name,
                name_id,
                name_ms,
                picture,
                rule,
                by_hand: _,
            } => {
                let new = NewBadge {
                    slug,
                    name,
                    name_id,
                    name_ms,
                    picture,
                    rule: rule.unwrap_or(Rule::ByHand),
                };
                return add(opened, workspace, &new).await;
            }
            Command::List { all, format } => list(opened, workspace, all, format).await?,
            Command::Archive { slug, undo } => archive(opened, workspace, &slug, undo).await?,
            Command::Award { slug, member, why } => {
                award(opened, workspace, &slug, &member, why.as_deref()).await?;
            }
            Command::Take { slug, member } => take(opened, workspace, &slug, &member).await?,
        }
        Ok(ExitCode::SUCCESS)
    })
    .await
}

async fn add(opened: &Opened, workspace: WorkspaceId, new: &NewBadge) -> anyhow::Result<ExitCode> {
    let mut tx = opened.pool.begin().await?;
    let clock = Clock::system();
    badges::prepare(&mut tx, workspace, clock.now()).await?;
    match badges::define(&mut tx, &clock, &Actor::Operator, workspace, new).await {
        Ok(()) => {}
        Err(wrong @ (KeepError::Slug | KeepError::Name)) => return Ok(misused(wrong)),
        Err(error) => return Err(error.into()),
    }
    tx.commit().await?;
    say(format_args!("made {}", new.slug));
    Ok(ExitCode::SUCCESS)
}

async fn archive(
    opened: &Opened,
    workspace: WorkspaceId,
    slug: &str,
    undo: bool,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let (clock, by) = (&Clock::system(), &Actor::Operator);
    if undo {
        badges::bring_back(&mut tx, clock, by, workspace, slug).await?;
    } else {
        badges::archive(&mut tx, clock, by, workspace, slug).await?;
    }
    tx.commit().await?;
    let done = if undo { "brought back" } else { "archived" };
    say(format_args!("{done} {slug}"));
    Ok(())
}

async fn award(
    opened: &Opened,
    workspace: WorkspaceId,
    slug: &str,
    account: &Identity,
    why: Option<&str>,
) -> anyhow::Result<()> {
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let member = member(&mut tx, workspace, account).await?;
    let settings = settings::load(&mut tx, workspace).await?;
    let whose = (workspace, member.id);
    let awarded = badges::award(&mut tx, &clock, &Actor::Operator, whose, slug, why).await?;
    let news = BadgeNews::Awarded {
        awarded: &awarded,
        by: None,
    };
    let now = clock.now();
    let letters = badge_news(&mut tx, now, (&member, &settings), news).await?;
    outbox::enqueue(&mut tx, now, &letters).await?;
    tx.commit().await?;
    say(format_args!("{} has {slug}", shown_name(&member.name)));
    Ok(())
}

async fn take(
    opened: &Opened,
    workspace: WorkspaceId,
    slug: &str,
    account: &Identity,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let member = member(&mut tx, workspace, account).await?;
    let whose = (workspace, member.id);
    badges::take(&mut tx, &Clock::system(), &Actor::Operator, whose, slug).await?;
    tx.commit().await?;
    let name = shown_name(&member.name);
    say(format_args!("{name} does not have {slug} any more"));
    Ok(())
}

async fn member(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    account: &Identity,
) -> anyhow::Result<Member> {
    match people::find(conn, account).await? {
        Some(member) if member.workspace == workspace => Ok(member),
        _ => bail!("nobody in this workspace has the account {account}"),
    }
}

/// A badge as listed.
struct Listed {
    badge: Badge,
    name: String,
}

async fn list(
    opened: &Opened,
    workspace: WorkspaceId,
    all: bool,
    format: ListFormat,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    badges::prepare(&mut tx, workspace, Clock::system().now()).await?;
    let settings: Settings = settings::load(&mut tx, workspace).await?;
    let badges = badges::all(&mut tx, workspace).await?.into_iter();
    let badges = badges.filter(|it| all || !it.archived).map(|badge| Listed {
        name: badge_name(&settings, &badge),
        badge,
    });
    let badges: Vec<Listed> = badges.collect();
    tx.commit().await?;
    print_list(badges, format, "there are no badges", Listed::in_words)
}

impl Listed {
    fn in_words(&self) -> String {
        let Self { badge, name } = self;
        let away = if badge.archived { "  (archived)" } else { "" };
        format!(
            "{}  {} {name}  {}{away}",
            badge.slug, badge.picture, badge.rule
        )
    }
}

impl Row<6> for Listed {
    const COLUMNS: [&'static str; 6] = ["badge", "name", "picture", "rule", "since", "archived"];

    fn cells(self) -> [Cell; 6] {
        let Self { badge, name } = self;
        [
            badge.slug.into(),
            name.into(),
            badge.picture.to_string().into(),
            badge.rule.to_string().into(),
            badge.since.into(),
            badge.archived.into(),
        ]
    }
}
