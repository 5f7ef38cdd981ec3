//! `plaudit redemptions show`

use anyhow::bail;
use futures_util::TryStreamExt;

use crate::chat::shown_name;
use crate::cli::open::Opened;
use crate::cli::output::print;
use crate::ids::{RedemptionId, WorkspaceId};
use crate::rewards::{self, Past, Wanted};

/// Shows one redemption: what it is, then each step that led there.
pub(super) async fn one(
    opened: &Opened,
    workspace: WorkspaceId,
    id: RedemptionId,
) -> anyhow::Result<()> {
    let mut conn = opened.pool.acquire().await?;
    let wanted = Wanted {
        id: Some(id),
        ..Wanted::default()
    };
    let found = rewards::export(&mut *conn, workspace, wanted)
        .try_next()
        .await?;
    let Some(line) = found else {
        bail!("there is no redemption {id}");
    };
    for (name, value) in [
        ("item", Some(line.item)),
        (
            "member",
            Some(format!(
                "{} ({})",
                shown_name(&line.member_name),
                line.member
            )),
        ),
        ("points", Some(line.points.to_string())),
        ("state", Some(line.state.to_string())),
        ("provider", Some(line.provider)),
        ("provider_reference", line.provider_reference),
        ("reason", line.reason),
    ] {
        if let Some(value) = value {
            print(format_args!("{name}: {value}"))?;
        }
    }
    let history = rewards::history(&mut conn, workspace, id).await?;
    history.iter().try_for_each(|past| print(in_words(past)))
}

fn in_words(past: &Past) -> String {
    let Past {
        at, actor, after, ..
    } = past;
    let name = past.actor_name.as_deref().map(shown_name);
    let who = name.as_ref().unwrap_or(actor);
    let points = match past.transfer_id {
        Some(transfer) => format!("  transfer {transfer}"),
        None => String::new(),
    };
    let why = past.reason.iter().map(|reason| format!("  {reason}"));
    let why: String = why.collect();
    format!("{at:.0}  {:<10}  by {who}{points}{why}", after.as_str())
}
