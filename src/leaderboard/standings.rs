//! Both boards of a period that is over, or ends.

use jiff::Zoned;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::{Board, Metric, Period, Query, Scope, board, told_of};
use crate::ids::WorkspaceId;

/// Who received and who gave most in a period.
#[derive(Clone, Debug)]
pub struct Standings {
    /// How long the period is.
    pub period: Period,
    /// A day of it.
    pub day: Date,
    /// Who received most.
    pub received: Board,
    /// Who gave most.
    pub given: Board,
}

/// What a board tells that fell due `at`, with at most `limit` ranks each; nothing where nobody gave.
pub async fn standings(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    monthly: bool,
    at: &Zoned,
    limit: i64,
) -> Result<Option<Standings>, sqlx::Error> {
    let (period, day) = told_of(monthly, at);
    let mut query = Query {
        workspace,
        metric: Metric::Received,
        period,
        day,
        scope: Scope::default(),
        among: None,
        limit,
    };
    let received = board(conn, &query, None).await?;
    query.metric = Metric::Given;
    let given = board(conn, &query, None).await?;
    let nobody = received.ranks.is_empty() && given.ranks.is_empty();
    Ok((!nobody).then_some(Standings {
        period,
        day,
        received,
        given,
    }))
}
