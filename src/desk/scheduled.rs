//! Boards that are posted by themselves.

use super::{Desk, DeskError};
use crate::chat::To;
use crate::leaderboard::{self, Ask, Metric, Period, Scope};
use crate::outbox::{self, Letter};
use crate::schedule;
use crate::settings::{self, Settings};
use crate::wording::{self, BoardPeriod, ScheduledBoard, Words};
use crate::workspace;

use super::board::{RANKS, rows};
use super::context::manner;

/// Posts the boards that are due, each once over all replicas.
pub async fn post_due_boards(desk: &Desk) -> Result<(), DeskError> {
    let mut conn = desk.pool.acquire().await?;
    let workspaces = workspace::all(&mut conn).await?;
    for (workspace, _) in workspaces {
        let settings = settings::load(&mut conn, workspace).await?;
        // One programme's trouble is not another's.
        if let Err(error) = post_board(desk, workspace, &settings).await {
            tracing::warn!(workspace.id = %workspace, error = %error, "a board was not posted");
        }
    }
    Ok(())
}

async fn post_board(
    desk: &Desk,
    workspace: uuid::Uuid,
    settings: &Settings,
) -> Result<(), DeskError> {
    let now = desk.clock.now();
    let Some(due) = leaderboard::due(settings, now) else {
        return Ok(());
    };
    let mut tx = desk.pool.begin().await?;
    if !schedule::claim(&mut tx, workspace, "leaderboard", due.at.timestamp()).await? {
        return Ok(());
    }
    let Some(place) = workspace::named_place(&mut tx, workspace, &due.channel).await? else {
        tracing::warn!(workspace.id = %workspace, place = due.channel, "the board's place is in no team of ours");
        return Ok(());
    };
    let mut ask = Ask {
        workspace,
        metric: Metric::Received,
        period: due.period,
        day: due.day,
        scope: Scope::default(),
        limit: RANKS,
    };
    let received = leaderboard::board(&mut tx, &ask, None).await?;
    ask.metric = Metric::Given;
    let given = leaderboard::board(&mut tx, &ask, None).await?;
    if received.ranks.is_empty() && given.ranks.is_empty() {
        // A week without kudos is not announced; the claim stands.
        tx.commit().await?;
        return Ok(());
    }
    let message = wording::scheduled_board(
        &Words::new(settings.locale, settings),
        &ScheduledBoard {
            period: match due.period {
                Period::Month => BoardPeriod::MonthOf(due.day),
                _ => BoardPeriod::WeekOf(Period::Week.start(due.day)),
            },
            received: rows(&received, None),
            given: rows(&given, None),
        },
        manner(place.platform, false).give,
    );
    let letter = Letter::new(workspace, To::Place(place), message);
    outbox::enqueue(&mut tx, now, &[letter]).await?;
    tx.commit().await?;
    desk.outbox.ring();
    Ok(())
}
