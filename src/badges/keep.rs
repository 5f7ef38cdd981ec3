//! Which badges there are: made, put away, brought back.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::PgConnection;

use super::built_in::BUILT_IN;
use super::claim::everybody;
use super::{Picture, Rule};
use crate::audit::{self, Change, What};
use crate::chat::text::is_blank;
use crate::clock::{Clock, earlier};
use crate::database::Ts;
use crate::ids::WorkspaceId;
use crate::policy::Actor;
use crate::subject::Subject;

/// How young a programme is that has no history yet: what is earned in its first hour is news.
const YOUNG: SignedDuration = SignedDuration::from_hours(1);

/// How long a name may be, and a slug, in characters.
const LONGEST_NAME: usize = 60;
const LONGEST_SLUG: usize = 40;

/// A badge that is to be made.
#[derive(Clone, Debug)]
pub struct NewBadge {
    /// What it is typed as.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Its name in Indonesian, where that differs.
    pub name_id: Option<String>,
    /// Its name in Malay, where that differs.
    pub name_ms: Option<String>,
    /// What it looks like.
    pub picture: Picture,
    /// What it is earned by.
    pub rule: Rule,
}

/// Why a badge is not made, or put away.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// It cannot be typed.
    #[error("a badge is typed in small letters, digits and hyphens, at most 40")]
    Slug,
    /// It has no name, or a long one.
    #[error("a badge needs a name of at most 60 characters")]
    Name,
    /// There is one.
    #[error("there is a badge called {0}")]
    Taken(String),
    /// There is none.
    #[error("there is no badge called {0}")]
    Unknown(String),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl NewBadge {
    /// A slug for a name: what of it can be typed, or nothing.
    pub fn slug_of(name: &str) -> String {
        let typed = name.to_lowercase();
        let words = typed.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let slug: String = words.join("-").chars().take(LONGEST_SLUG).collect();
        slug.trim_end_matches('-').to_owned()
    }

    fn check(&self) -> Result<(), KeepError> {
        if self.slug.is_empty() || Self::slug_of(&self.slug) != self.slug {
            return Err(KeepError::Slug);
        }
        let fits = |name: &str| {
            let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
            fits && !is_blank(name) && !name.chars().any(char::is_control)
        };
        let names = [
            Some(&self.name),
            self.name_id.as_ref(),
            self.name_ms.as_ref(),
        ];
        let all_fit = names.into_iter().flatten().all(|name| fits(name));
        all_fit.then_some(()).ok_or(KeepError::Name)
    }
}

/// Makes a badge, in the caller's transaction. Whoever has earned it already gets it in silence.
pub async fn define(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    new: &NewBadge,
) -> Result<(), KeepError> {
    new.check()?;
    let made = sqlx::query!(
        "INSERT INTO badge (workspace_id, slug, name, name_id, name_ms, picture, rule, since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        workspace,
        new.slug,
        new.name,
        new.name_id,
        new.name_ms,
        new.picture.to_string(),
        new.rule.to_string(),
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    if made.rows_affected() == 0 {
        return Err(KeepError::Taken(new.slug.clone()));
    }
    if new.rule != Rule::ByHand {
        everybody(conn, workspace).await?;
    }
    let detail = json!({ "made": new.rule.to_string(), "name": new.name });
    note(conn, clock, by, workspace, &new.slug, detail).await?;
    Ok(())
}

/// Puts a badge away, in the caller's transaction: nobody earns it any more, and whoever has it keeps it.
pub async fn archive(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    slug: &str,
) -> Result<(), KeepError> {
    let archived = sqlx::query_scalar!(
        "UPDATE badge SET archived_at = coalesce(archived_at, $3) WHERE workspace_id = $1 AND slug = $2
         RETURNING slug",
        workspace,
        slug,
        Ts(clock.now()) as _,
    );
    if archived.fetch_optional(&mut *conn).await?.is_none() {
        return Err(KeepError::Unknown(slug.to_owned()));
    }
    note(
        conn,
        clock,
        by,
        workspace,
        slug,
        json!({ "archived": true }),
    )
    .await?;
    Ok(())
}

/// Brings a badge back. Who earned it meanwhile gets it in silence.
pub async fn bring_back(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    slug: &str,
) -> Result<(), KeepError> {
    let back = sqlx::query_scalar!(
        "UPDATE badge SET archived_at = NULL, since = CASE WHEN archived_at IS NULL THEN since ELSE $3 END
         WHERE workspace_id = $1 AND slug = $2 RETURNING slug",
        workspace,
        slug,
        Ts(clock.now()) as _,
    );
    if back.fetch_optional(&mut *conn).await?.is_none() {
        return Err(KeepError::Unknown(slug.to_owned()));
    }
    everybody(conn, workspace).await?;
    note(
        conn,
        clock,
        by,
        workspace,
        slug,
        json!({ "archived": false }),
    )
    .await?;
    Ok(())
}

async fn note(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    workspace: WorkspaceId,
    slug: &str,
    detail: serde_json::Value,
) -> Result<(), sqlx::Error> {
    let change = Change::new(What::BadgeChanged).to(Subject::Badge(slug.to_owned()));
    audit::record(conn, clock, workspace, by, change.with(detail)).await
}

/// Sees to it that a programme has the badges that come with the server. Where it gets one, everybody is
/// looked at; what they had done before is awarded in silence, but for a programme that has just begun.
pub async fn prepare(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let slugs: Vec<String> = BUILT_IN.iter().map(|it| it.slug.to_owned()).collect();
    let pictures: Vec<String> = BUILT_IN
        .iter()
        .map(|it| format!(":{}:", it.picture))
        .collect();
    let rules: Vec<String> = BUILT_IN.iter().map(|it| it.rule.to_string()).collect();
    let missing = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM unnest($2::text[]) AS built_in (slug)
                          WHERE slug NOT IN (SELECT slug FROM badge WHERE workspace_id = $1)) AS "missing!""#,
        workspace,
        &slugs,
    )
    .fetch_one(&mut *conn)
    .await?;
    if !missing {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO badge (workspace_id, slug, picture, rule, since)
         SELECT w.id, b.slug, b.picture, b.rule, CASE WHEN w.created_at > $6 THEN w.created_at ELSE $5 END
         FROM workspace w, unnest($2::text[], $3::text[], $4::text[]) AS b (slug, picture, rule)
         WHERE w.id = $1 ON CONFLICT DO NOTHING",
        workspace,
        &slugs,
        &pictures,
        &rules,
        Ts(now) as _,
        Ts(earlier(now, YOUNG)) as _,
    )
    .execute(&mut *conn)
    .await?;
    everybody(conn, workspace).await
}

/// Has those looked at for whom another year is over: nothing else leads to them.
pub async fn note_anniversaries(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO badge_look (workspace_id, member_id)
         SELECT DISTINCT c.workspace_id, c.member_id
         FROM badge b
         JOIN badge_counter c ON c.workspace_id = b.workspace_id
          AND c.first_at AT TIME ZONE 'UTC' + make_interval(years => split_part(b.rule, ' ', 2)::integer)
              <= $2::timestamptz AT TIME ZONE 'UTC'
         WHERE b.workspace_id = $1 AND b.archived_at IS NULL AND b.rule ~ '^years [0-9]+$'
           AND NOT EXISTS (SELECT FROM badge_award a
                           WHERE a.workspace_id = c.workspace_id AND a.member_id = c.member_id AND a.badge = b.slug
                             AND a.taken_at IS NULL)
         ORDER BY c.workspace_id, c.member_id
         ON CONFLICT (workspace_id, member_id) DO NOTHING",
        workspace,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_of_a_name_can_be_typed() {
        for (name, slug) in [
            ("Code Hero", "code-hero"),
            ("  100 % Héro!  ", "100-h-ro"),
            ("ありがとう", ""),
            (
                &"ab ".repeat(30),
                "ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-a",
            ),
        ] {
            assert_eq!(NewBadge::slug_of(name), slug);
        }
    }
}
