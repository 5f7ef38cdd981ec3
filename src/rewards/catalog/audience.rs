//! How many people an item is for that is not for everybody.

use sqlx::PgConnection;

use crate::ids::WorkspaceId;

/// An item for certain countries or teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What it is typed as.
    pub slug: String,
    /// The countries that it is for; all, where there is none.
    pub countries: Vec<String>,
    /// The teams that it is for; all, where there is none.
    pub teams: Vec<String>,
    /// How many people it is for.
    pub people: i64,
    /// How many people there are.
    pub of: i64,
}

/// Whom the items reach that are offered and not for everybody: those with these slugs, or all.
pub async fn reached(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    slugs: Option<&[String]>,
) -> Result<Vec<Reached>, sqlx::Error> {
    sqlx::query_as!(
        Reached,
        r#"SELECT i.slug, i.countries, i.teams, count(m.id) AS "of!",
                  count(m.id) FILTER (WHERE (cardinality(i.countries) = 0 OR m.country = ANY (i.countries))
                                        AND (cardinality(i.teams) = 0 OR m.team = ANY (i.teams))) AS "people!"
           FROM reward_item i
           LEFT JOIN member m ON m.workspace_id = i.workspace_id AND m.active AND m.standing = 'member'
           WHERE i.workspace_id = $1 AND i.archived_at IS NULL
             AND (cardinality(i.countries) > 0 OR cardinality(i.teams) > 0)
             AND ($2::text[] IS NULL OR i.slug = ANY ($2))
           GROUP BY i.workspace_id, i.id, i.slug, i.countries, i.teams ORDER BY i.slug"#,
        workspace,
        slugs,
    )
    .fetch_all(conn)
    .await
}
