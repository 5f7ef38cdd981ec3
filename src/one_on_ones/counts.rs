//! How much waits to be talked about, and to be done.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::ids::{MemberId, OneOnOneId, WorkspaceId};

/// What waits, as far as somebody may know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// What they want to talk about.
    pub own: i64,
    /// What the other one does, once both were told.
    pub others: i64,
    /// Things to do.
    pub actions: i64,
}

/// What waits in each 1:1 of a member.
pub async fn waiting(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    reader: MemberId,
) -> Result<HashMap<OneOnOneId, Waiting>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT i.one_on_one_id AS id,
                  count(*) FILTER (WHERE i.kind = 'point' AND i.member_id = $2) AS "own!",
                  count(*) FILTER (WHERE i.kind = 'point' AND i.member_id <> $2 AND i.told_for IS NOT NULL) AS "others!",
                  count(*) FILTER (WHERE i.kind = 'action') AS "actions!"
           FROM one_on_one_item i JOIN one_on_one o ON o.workspace_id = i.workspace_id AND o.id = i.one_on_one_id
           WHERE i.workspace_id = $1 AND $2 IN (o.manager_id, o.report_id) AND i.settled_at IS NULL
           GROUP BY i.one_on_one_id"#,
        workspace,
        reader,
    )
    .fetch_all(conn)
    .await?;
    let each = rows.into_iter().map(|row| {
        let waiting = Waiting {
            own: row.own,
            others: row.others,
            actions: row.actions,
        };
        (row.id, waiting)
    });
    Ok(each.collect())
}
