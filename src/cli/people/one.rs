//! `plaudit people join` and `plaudit people split`: who is one person, and who is two.

use std::io::{IsTerminal, stdin};

use jiff::tz::TimeZone;

use super::{Person, everybody, member};
use crate::app::Register;
use crate::chat::{Identity, shown_name};
use crate::cli::open::Opened;
use crate::cli::output::{print, say};
use crate::clock::Clock;
use crate::ids::{Joining, MemberId};
use crate::nudges;
use crate::people;
use crate::policy::Actor;
use crate::settings::Nudge;

/// How two are made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Once the person at the terminal said so.
    Asking,
    /// Without a question.
    AtOnce,
    /// Not at all: it is only shown who would be.
    DryRun,
}

/// Makes the people of two accounts one.
pub(super) async fn join(
    opened: &Opened,
    keep: &Identity,
    other: &Identity,
    how: How,
) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let (kept, joined) = (member(&mut tx, keep).await?, member(&mut tx, other).await?);
    let everyone = everybody(&mut tx, kept.workspace).await?;
    let shown = |who: MemberId| {
        let found = everyone.iter().find(|Person(it)| it.member == who);
        found.map(Person::in_words).unwrap_or_default()
    };
    let (kept_shown, joined_shown) = (shown(kept.id), shown(joined.id));
    let clock = Clock::system();
    // Tried before it is asked for, so that nobody is asked for what cannot be.
    let came = people::join(
        &mut tx,
        &clock,
        &Actor::Operator,
        Joining {
            workspace: kept.workspace,
            from: joined.id,
            to: kept.id,
        },
        &Register::new(&clock),
    )
    .await?;
    let lines = [
        format!("kept:   {kept_shown}"),
        format!("joined: {joined_shown}"),
    ];
    if how == How::DryRun {
        tx.rollback().await?;
        lines.iter().try_for_each(print)?;
        say("nothing was changed");
        return Ok(());
    }
    if how == How::Asking && stdin().is_terminal() {
        // Nothing is held while somebody thinks.
        tx.rollback().await?;
        lines.iter().for_each(say);
        if !agreed().await? {
            say("nothing was changed");
            return Ok(());
        }
        return Box::pin(join(opened, keep, other, How::AtOnce)).await;
    }
    tx.commit().await?;
    say(format_args!(
        "{} and {} are one person now, called {}: accounts that came along: {}, points: {}",
        keep,
        other,
        shown_name(&kept.name),
        came.accounts,
        came.points
    ));
    Ok(())
}

async fn agreed() -> anyhow::Result<bool> {
    say(
        "Are they one person? Points and history come together, and no split brings them apart. [y/N]",
    );
    let answer = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        stdin().read_line(&mut line).map(|_| line)
    })
    .await??;
    Ok(matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "ya"
    ))
}

/// Gives an account a member of its own.
pub(super) async fn split(opened: &Opened, account: &Identity) -> anyhow::Result<()> {
    let mut tx = opened.pool.begin().await?;
    let before = member(&mut tx, account).await?;
    let clock = Clock::system();
    let new: MemberId = people::split(&mut tx, &clock, &Actor::Operator, account).await?;
    // The row is new, and whoever it is of is not.
    let today = clock.now().to_zoned(TimeZone::UTC).date();
    for nudge in [Nudge::Welcome, Nudge::Hello] {
        let ever = (nudges::EVER, today);
        nudges::tell_once(&mut tx, before.workspace, nudge, &[new], ever).await?;
    }
    tx.commit().await?;
    say(format_args!(
        "{account} is a member of its own now, {new}, with no points and no history: all of it stays \
         with {}, what came along when the two were joined included",
        shown_name(&before.name)
    ));
    Ok(())
}
