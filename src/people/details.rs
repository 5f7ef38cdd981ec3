//! What the organisation's own lists tell of members: who they report to, where they belong.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use serde_json::json;
use sqlx::PgConnection;

use super::DayOfYear;
use super::record::take_turns;
use crate::audit::{self, Change, What};
use crate::clock::Clock;
use crate::database::Day;
use crate::ids::{MemberId, WorkspaceId};
use crate::policy::Actor;
use crate::subject::Subject;

/// What becomes of a detail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is not known any more.
    Clear,
    /// It is this.
    Set(T),
}

impl<T> Edit<T> {
    /// This edit with another value.
    pub fn map<U>(self, of: impl FnOnce(T) -> U) -> Edit<U> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(of(value)),
        }
    }

    fn of(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Keep => before,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

/// The details of a member that are to be known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Whom they report to.
    pub manager: Edit<MemberId>,
    /// The organisation's unit that they belong to.
    pub team: Edit<String>,
    /// Where they work: ISO 3166-1, two capital letters.
    pub country: Edit<String>,
    /// Since when they belong to the organisation.
    pub hired_on: Edit<Date>,
    /// Their birthday, without its year.
    pub birthday: Edit<DayOfYear>,
}

/// A detail that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detailed {
    /// Whose it is.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    /// Which: `manager`, `team`, `country`, `hired_on` or `birthday`.
    pub field: &'static str,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DetailsError {
    /// Somebody would be their own manager, or that of their manager's manager.
    #[error("they would report to themselves in the end")]
    Loop {
        /// Who.
        member: MemberId,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// The details that are known of a member.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who.
    pub id: MemberId,
    /// How they are called.
    pub name: String,
    /// Whom they report to.
    pub manager_id: Option<MemberId>,
    /// How that one is called.
    pub manager_name: Option<String>,
    /// The organisation's unit that they belong to.
    pub team: Option<String>,
    /// Where they work: ISO 3166-1, two capital letters.
    pub country: Option<String>,
    /// Since when they belong to the organisation.
    pub hired_on: Option<Day>,
    /// Their birthday, as it is kept: month and day.
    birthday: Option<String>,
}

/// Keeps what is told of members, in the caller's transaction, which must be rolled back on an error.
/// Returns what that changed.
pub async fn describe(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    workspace: WorkspaceId,
    told: &BTreeMap<MemberId, Details>,
) -> Result<Vec<Detailed>, DetailsError> {
    take_turns(conn, workspace).await?;
    let ids: Vec<MemberId> = told.keys().copied().collect();
    let before = known(conn, workspace, &ids).await?;
    for known in &before {
        if let Some(details) = told.get(&known.id) {
            if details.manager == Edit::Set(known.id) {
                return Err(DetailsError::Loop { member: known.id });
            }
            write(conn, workspace, known, details.clone()).await?;
        }
    }
    let managers = managers(conn, workspace).await?;
    if let Some(member) = ids.iter().find(|id| reports_to_themselves(&managers, **id)) {
        return Err(DetailsError::Loop { member: *member });
    }
    let after = known(conn, workspace, &ids).await?;
    let changes: Vec<Detailed> = before
        .iter()
        .zip(&after)
        .flat_map(|(before, after)| differences(before, after))
        .collect();
    if !changes.is_empty() {
        let people: HashSet<MemberId> = changes.iter().map(|change| change.member).collect();
        let noted = changes.iter().map(|it| {
            json!({ "member": it.member, "field": it.field, "before": it.before, "after": it.after })
        });
        let detail = json!({ "people": people.len(), "changes": noted.collect::<Vec<_>>() });
        let change = Change::new(What::PeopleDescribed).with(detail);
        let change = match people.iter().next() {
            Some(only) if people.len() == 1 => change.to(Subject::Member(*only)),
            _ => change,
        };
        audit::record(conn, clock, workspace, actor, change).await?;
    }
    Ok(changes)
}

/// The details that are known of members, by name.
pub async fn known(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    ids: &[MemberId],
) -> Result<Vec<Known>, sqlx::Error> {
    sqlx::query_as!(
        Known,
        r#"SELECT m.id, m.name, m.manager_id, b.name AS "manager_name?", m.team, m.country,
                  m.hired_on AS "hired_on: Day", m.birthday
           FROM member m
           LEFT JOIN member b ON b.workspace_id = m.workspace_id AND b.id = m.manager_id
           WHERE m.workspace_id = $1 AND m.id = ANY($2)
           ORDER BY m.name, m.id"#,
        workspace,
        ids,
    )
    .fetch_all(conn)
    .await
}

async fn write(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    known: &Known,
    told: Details,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        // A list may go on telling of whoever left: their birthday was forgotten with that.
        "UPDATE member SET manager_id = $3, team = $4, country = $5, hired_on = $6,
                           birthday = CASE WHEN active THEN $7 END
         WHERE workspace_id = $1 AND id = $2
           AND (manager_id, team, country, hired_on, birthday)
               IS DISTINCT FROM ($3, $4, $5, $6, CASE WHEN active THEN $7 END)",
        workspace,
        known.id,
        told.manager.of(known.manager_id),
        told.team.of(known.team.clone()),
        told.country.of(known.country.clone()),
        told.hired_on.map(Day).of(known.hired_on) as _,
        told.birthday
            .map(|it| it.to_string())
            .of(known.birthday.clone()),
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whom everybody reports to who reports to anybody.
pub(super) async fn managers(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<HashMap<MemberId, MemberId>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT id, manager_id AS "manager!" FROM member
           WHERE workspace_id = $1 AND manager_id IS NOT NULL"#,
        workspace,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.manager)).collect())
}

/// Whether the way up from somebody comes back to them.
pub(super) fn reports_to_themselves(
    managers: &HashMap<MemberId, MemberId>,
    member: MemberId,
) -> bool {
    let mut seen = HashSet::new();
    let mut at = member;
    while let Some(above) = managers.get(&at) {
        if *above == member {
            return true;
        }
        // A loop that others are in is theirs.
        if !seen.insert(*above) {
            return false;
        }
        at = *above;
    }
    false
}

fn differences(before: &Known, after: &Known) -> Vec<Detailed> {
    let day = |known: &Known| known.hired_on.map(|day| day.to_string());
    let manager = |known: &Known| known.manager_name.clone();
    // Nobody reads anywhere when that is.
    let known = |known: &Known| known.birthday.as_ref().map(|_| "known".to_owned());
    let fields = [
        // Two people may have one name.
        (
            "manager",
            before.manager_id != after.manager_id,
            manager(before),
            manager(after),
        ),
        (
            "team",
            before.team != after.team,
            before.team.clone(),
            after.team.clone(),
        ),
        (
            "country",
            before.country != after.country,
            before.country.clone(),
            after.country.clone(),
        ),
        (
            "hired_on",
            before.hired_on != after.hired_on,
            day(before),
            day(after),
        ),
        (
            "birthday",
            before.birthday != after.birthday,
            known(before),
            known(after),
        ),
    ];
    let changed = fields.into_iter().filter(|(_, changed, ..)| *changed);
    changed
        .map(|(field, _, before, after_it)| Detailed {
            member: after.id,
            name: after.name.clone(),
            field,
            before,
            after: after_it,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn somebody_reports_to_themselves_where_enough_steps_up_lead_back(
            above in proptest::collection::vec(proptest::option::of(0_u128..8), 8),
        ) {
            let managers: HashMap<MemberId, MemberId> = (0..)
                .zip(&above)
                .filter_map(|(id, above)| Some((MemberId::from_u128(id), MemberId::from_u128((*above)?))))
                .collect();
            for member in (0..8).map(MemberId::from_u128) {
                let up = std::iter::successors(Some(member), |at| managers.get(at).copied());
                let leads_back = up.skip(1).take(8).any(|at| at == member);
                prop_assert_eq!(reports_to_themselves(&managers, member), leads_back);
            }
        }
    }
}
