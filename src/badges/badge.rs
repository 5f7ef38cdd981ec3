//! The badges of a programme.

use sqlx::PgConnection;

use super::{Picture, Rule};
use crate::chat::Locale;
use crate::database::Ts;
use crate::ids::WorkspaceId;

/// A badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it is typed as.
    pub slug: String,
    /// What it is called; nothing where it comes with the server, whose locales word it.
    pub name: Option<String>,
    /// Its name in Indonesian, where that differs.
    pub name_id: Option<String>,
    /// Its name in Malay, where that differs.
    pub name_ms: Option<String>,
    /// What it looks like.
    pub picture: Picture,
    /// What it is earned by.
    pub rule: Rule,
    /// Since when whoever earns it is told.
    pub since: Ts,
    /// Whether nobody earns it any more.
    pub archived: bool,
}

impl Badge {
    /// What it is called in a language, unless it comes with the server.
    pub fn name(&self, locale: Locale) -> Option<&str> {
        let own = match locale {
            Locale::En => None,
            Locale::Id => self.name_id.as_deref(),
            Locale::Ms => self.name_ms.as_deref(),
        };
        own.or(self.name.as_deref())
    }
}

/// Every badge of a programme: those that come with the server as they are shown, and then its own as
/// they were made.
pub async fn all(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
) -> Result<Vec<Badge>, sqlx::Error> {
    read(conn, workspace, None).await
}

/// The badge that is typed so.
pub async fn find(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    slug: &str,
) -> Result<Option<Badge>, sqlx::Error> {
    Ok(read(conn, workspace, Some(slug)).await?.pop())
}

async fn read(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    slug: Option<&str>,
) -> Result<Vec<Badge>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT slug, name, name_id, name_ms, picture, rule, since, archived_at IS NOT NULL AS "archived!"
           FROM badge WHERE workspace_id = $1 AND ($2::text IS NULL OR slug = $2)
           ORDER BY since, slug"#,
        workspace,
        slug,
    )
    .fetch_all(conn)
    .await?;
    let mut badges = Vec::new();
    for row in rows {
        badges.push(Badge {
            picture: row.picture.parse().map_err(unreadable)?,
            rule: row.rule.parse().map_err(unreadable)?,
            slug: row.slug,
            name: row.name,
            name_id: row.name_id,
            name_ms: row.name_ms,
            since: row.since,
            archived: row.archived,
        });
    }
    let built_in = |badge: &Badge| {
        let mut known = super::built_in::BUILT_IN.iter();
        known
            .position(|it| it.slug == badge.slug)
            .unwrap_or(usize::MAX)
    };
    badges.sort_by_key(built_in);
    Ok(badges)
}

/// What a newer release wrote is never taken for something else.
fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
