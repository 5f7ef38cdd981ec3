//! Everything that counts for a member: the kudos that stand, as the record has them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use sqlx::PgConnection;

use super::Rule;
use super::streak::{Calendar, Streak};
use crate::database::Ts;
use crate::ids::{MemberId, WorkspaceId};
use crate::settings::CompanyValues;

/// A kudos that somebody gave, however many received it.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) at: Timestamp,
    pub(super) values: Vec<String>,
}

/// What a member gave and received that was not taken back, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    pub(super) given: Vec<Given>,
    pub(super) received: Vec<Timestamp>,
    pub(super) points_received: i64,
}

impl History {
    /// What the record says of the rows that are one person.
    pub(super) async fn read(
        conn: &mut PgConnection,
        workspace: WorkspaceId,
        member: MemberId,
    ) -> Result<Self, sqlx::Error> {
        // Known before the kudos are looked for, so that they are found by an index.
        let rows = sqlx::query_scalar!(
            r#"SELECT same_person AS "id!: MemberId" FROM same_person($1, $2)"#,
            workspace,
            member,
        )
        .fetch_all(&mut *conn)
        .await?;
        let given = sqlx::query!(
            r#"SELECT k.given_at AS "at: Ts", k.company_values AS "company_values: Vec<String>" FROM kudos k
               WHERE k.workspace_id = $1 AND k.giver = ANY ($2)
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = k.workspace_id AND v.kudos_id = k.id)
               ORDER BY k.given_at, k.id"#,
            workspace,
            &rows,
        )
        .fetch_all(&mut *conn)
        .await?;
        let received = sqlx::query!(
            r#"SELECT k.given_at AS "at: Ts", k.points FROM kudos_recipient r
               JOIN kudos k ON k.workspace_id = r.workspace_id AND k.id = r.kudos_id
               WHERE r.workspace_id = $1 AND r.member_id = ANY ($2)
                 AND NOT EXISTS (SELECT FROM kudos_reversal v WHERE v.workspace_id = k.workspace_id AND v.kudos_id = k.id)
               ORDER BY k.given_at, k.id"#,
            workspace,
            &rows,
        )
        .fetch_all(conn)
        .await?;
        Ok(Self {
            given: given
                .into_iter()
                .map(|row| Given {
                    at: row.at.0,
                    values: row.company_values,
                })
                .collect(),
            points_received: received.iter().map(|row| row.points).sum(),
            received: received.into_iter().map(|row| row.at.0).collect(),
        })
    }

    /// When they gave for the first time, or received.
    pub(super) fn first(&self) -> Option<Timestamp> {
        let given = self.given.first().map(|it| it.at);
        given
            .into_iter()
            .chain(self.received.first().copied())
            .min()
    }

    /// Every value that they ever gave for.
    pub(super) fn values(&self) -> Vec<String> {
        let mut values: Vec<String> = self.given.iter().flat_map(|it| it.values.clone()).collect();
        values.sort();
        values.dedup();
        values
    }

    /// How they gave, working day after working day.
    pub(super) fn streak(&self, calendar: &Calendar<'_>) -> Streak {
        Streak::of(self.given.iter().map(|it| it.at), calendar)
    }

    /// When what a rule asks for was there.
    pub(super) fn reached(
        &self,
        rule: Rule,
        streak: &Streak,
        values: &CompanyValues,
        now: Timestamp,
    ) -> Option<Timestamp> {
        match rule {
            Rule::Given(n) => nth(&self.given, n).map(|it| it.at),
            Rule::Received(n) => nth(&self.received, n).copied(),
            Rule::Streak(n) => nth(&streak.reached, n).copied(),
            Rule::EveryValue => self.every_value(values),
            Rule::Years(n) => anniversary(self.first()?, n).filter(|at| *at <= now),
            Rule::ByHand => None,
        }
    }

    fn every_value(&self, values: &CompanyValues) -> Option<Timestamp> {
        let first_for = |slug: &str| {
            let mut gifts = self.given.iter();
            let gift = gifts.find(|it| it.values.iter().any(|value| value == slug));
            gift.map(|it| it.at)
        };
        let all: Option<Vec<Timestamp>> = values.iter().map(|it| first_for(&it.slug)).collect();
        all?.into_iter().max()
    }
}

fn nth<T>(of: &[T], number: u32) -> Option<&T> {
    of.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// So many years after an instant.
fn anniversary(first: Timestamp, years: u32) -> Option<Timestamp> {
    let years = i64::from(years).years();
    let first: Zoned = first.to_zoned(TimeZone::UTC);
    first.checked_add(years).ok().map(|at| at.timestamp())
}
