//! What a member may still give, and has to spend.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use sqlx::PgConnection;

use crate::ids::{MemberId, WorkspaceId};
use crate::ledger::{self, Account};
use crate::settings::Settings;

/// The allowance of the current period, as the settings have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The period's first day, in the programme's zone.
    pub period: Date,
    /// Its points. They are granted with the first gift of the period, and topped up when the
    /// setting rises within it; a lower setting holds from the next period.
    pub points: i64,
}

impl Allowance {
    /// The allowance at `now`.
    pub fn at(now: Timestamp, settings: &Settings) -> Self {
        let today = settings.day(now);
        Self {
            period: settings.allowance_period.start(today),
            points: settings.allowance_points,
        }
    }

    /// What has not been granted yet, when `granted` has.
    pub fn to_grant(&self, granted: i64) -> i64 {
        self.points.saturating_sub(granted).max(0)
    }
}

/// What a member has.
#[derive(Clone, Debug)]
pub struct Balance {
    /// Points to spend.
    pub points: i64,
    /// Points that are left to give in this period.
    pub allowance_left: i64,
    /// When the allowance starts anew, in the programme's zone.
    pub resets_at: Zoned,
}

/// What `member` has at `now`.
pub async fn balance(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    settings: &Settings,
    now: Timestamp,
) -> Result<Balance, sqlx::Error> {
    let allowance = Allowance::at(now, settings);
    let account = Account::allowance(workspace, member, allowance.period);
    let (left, granted) = ledger::balance(conn, &account).await?;
    let (points, _) = ledger::balance(conn, &Account::points(workspace, member)).await?;
    Ok(Balance {
        points,
        allowance_left: left + allowance.to_grant(granted),
        resets_at: settings.allowance_period.next(now, &settings.time_zone),
    })
}
