//! Who sat together lately.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::ids::{MemberId, WorkspaceId};

/// How many draws are looked back.
const DRAWS: u8 = 12;

/// How much speaks against bringing two together again: the later they met, the more.
#[derive(Clone, Debug, Default)]
pub(super) struct Met(HashMap<[MemberId; 2], u64>);

impl Met {
    /// What the last draws say.
    pub(super) async fn lately(
        conn: &mut PgConnection,
        workspace: WorkspaceId,
    ) -> Result<Self, sqlx::Error> {
        let tables = sqlx::query!(
            r#"SELECT d.ago AS "ago!", array_agg(s.member_id) AS "members!: Vec<MemberId>"
               FROM (SELECT day, row_number() OVER (ORDER BY day DESC) AS ago
                     FROM (SELECT DISTINCT day FROM coffee_seat WHERE workspace_id = $1) days
                     ORDER BY day DESC LIMIT $2) d
               JOIN coffee_seat s ON s.workspace_id = $1 AND s.day = d.day
               GROUP BY d.ago, s.day, s.table_no"#,
            workspace,
            i64::from(DRAWS),
        );
        let mut met = Self::default();
        for table in tables.fetch_all(conn).await? {
            let ago = u8::try_from(table.ago).unwrap_or(DRAWS);
            met.note(&table.members, ago);
        }
        Ok(met)
    }

    /// Notes that these sat together, so many draws ago: the last one is one draw ago.
    pub(super) fn note(&mut self, members: &[MemberId], ago: u8) {
        // A meeting weighs more than all that were before it, as often as those may have been.
        let weight: u64 = 1 << (2 * DRAWS.saturating_sub(ago));
        for (at, one) in members.iter().enumerate() {
            for other in members.iter().skip(at + 1) {
                *self.0.entry(both(*one, *other)).or_default() += weight;
            }
        }
    }

    /// How much speaks against bringing two together; nothing where they have not met lately.
    pub(super) fn against(&self, one: MemberId, other: MemberId) -> u64 {
        self.0.get(&both(one, other)).copied().unwrap_or_default()
    }
}

fn both(one: MemberId, other: MemberId) -> [MemberId; 2] {
    if one < other {
        [one, other]
    } else {
        [other, one]
    }
}
