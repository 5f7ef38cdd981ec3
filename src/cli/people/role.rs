//! `plaudit people role`, and pausing somebody from giving.

use sqlx::PgConnection;

use super::member;
use crate::chat::{Identity, shown_name};
use crate::cli::open::Opened;
use crate::cli::output::{ListFormat, say};
use crate::cli::rows::{Cell, Row, print_list};
use crate::clock::Clock;
use crate::letters::{told_of_pause, told_of_role};
use crate::outbox::{self, Letter};
use crate::people::{self, Holder};
use crate::policy::{Actor, Role};
use crate::settings;

impl Row<7> for Holder {
    const COLUMNS: [&'static str; 7] = [
        "member",
        "name",
        "role",
        "said_by",
        "granted",
        "granted_by",
        "granted_at",
    ];

    fn cells(self) -> [Cell; 7] {
        let platforms = self.said_by.iter().map(|it| it.as_str().to_owned());
        let said_by: Vec<String> = platforms.collect();
        let granted = self.granted.as_ref();
        [
            self.member.into(),
            self.name.into(),
            self.role.as_str().to_owned().into(),
            said_by.into(),
            granted.map(|it| it.role.as_str().to_owned()).into(),
            granted.map(|it| it.by.clone()).into(),
            granted.map(|it| it.at).into(),
        ]
    }
}

fn in_words(holder: &Holder) -> String {
    let said_by = holder.said_by.iter().map(|it| format!("says {it}"));
    let granted = holder.granted.iter().map(|grant| {
        let name = grant.by_name.as_deref().map(shown_name);
        let by = name.unwrap_or_else(|| grant.by.clone());
        format!("{} by {by} since {:.0}", grant.role, grant.at)
    });
    let why: Vec<String> = said_by.chain(granted).collect();
    format!(
        "{:<8}  {}  {}",
        holder.role.as_str(),
        shown_name(&holder.name),
        why.join(", ")
    )
    .trim_end()
    .to_owned()
}

/// Lists those who are more than members, or what one person is.
pub(super) async fn show(
    opened: &Opened,
    workspace: Option<&str>,
    account: Option<&Identity>,
    format: ListFormat,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let holders = if let Some(account) = account {
        let member = member(&mut conn, account).await?;
        people::holders(&mut conn, member.workspace, Some(member.id)).await?
    } else {
        let workspace = opened.workspace(workspace).await?;
        people::holders(&mut conn, workspace, None).await?
    };
    print_list(holders, format, "nobody is more than a member", in_words)
}

/// Gives somebody a role by hand; that of a member takes back what they were given.
pub(super) async fn set(opened: &Opened, account: &Identity, role: Role) -> anyhow::Result<()> {
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let member = member(&mut tx, account).await?;
    let whose = (member.workspace, member.id);
    let change = people::grant(&mut tx, &clock, &Actor::Operator, whose, role).await?;
    let settings = settings::load(&mut tx, member.workspace).await?;
    let letter = told_of_role(&member, &settings, change, None);
    tell(&mut tx, &clock, letter).await?;
    tx.commit().await?;
    let (name, after) = (shown_name(&member.name), change.after);
    say(if after == role {
        format!("{name} is now {after}")
    } else {
        format!("{name} stays {after}, as their platform says: change it there")
    });
    Ok(())
}

/// Pauses somebody from giving, or lets them give again.
pub(super) async fn pause(opened: &Opened, account: &Identity, paused: bool) -> anyhow::Result<()> {
    let clock = Clock::system();
    let mut tx = opened.pool.begin().await?;
    let member = member(&mut tx, account).await?;
    let whose = (member.workspace, member.id);
    let changed = people::pause_giving(&mut tx, &clock, &Actor::Operator, whose, paused).await?;
    if changed {
        let settings = settings::load(&mut tx, member.workspace).await?;
        let letter = told_of_pause(&member, &settings, paused);
        tell(&mut tx, &clock, letter).await?;
    }
    tx.commit().await?;
    let name = shown_name(&member.name);
    say(match (paused, changed) {
        (true, true) => format!("{name} does not give until `plaudit people resume {account}`"),
        (true, false) => format!("{name} is paused already"),
        (false, true) => format!("{name} may give again"),
        (false, false) => format!("{name} is not paused"),
    });
    Ok(())
}

/// A running server sends it.
async fn tell(
    conn: &mut PgConnection,
    clock: &Clock,
    letter: Option<Letter>,
) -> Result<(), sqlx::Error> {
    outbox::enqueue(conn, clock.now(), letter.as_slice()).await
}
