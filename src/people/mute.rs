//! What somebody does not want to be told.

use sqlx::PgConnection;

use super::Member;
use crate::database::announce_change;
use crate::ids::{MemberId, WorkspaceId};

words! {
    /// A kind of news that one may do without. What somebody must know, and what they asked for, is of
    /// no kind.
    pub enum NoticeKind {
        /// Somebody gave them kudos.
        Kudos = "kudos",
        /// Somebody thanked them by a reaction or a +1.
        Joins = "joins",
        /// They have something left to give, and it will be gone soon.
        Allowance = "allowance",
        /// They earned a badge, or were awarded one.
        Badges = "badges",
        /// They thanked nobody for long.
        Thanking = "thanking",
        /// How those who report to them were thanked in a week.
        Digest = "digest",
    }
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Kudos,
        Self::Joins,
        Self::Allowance,
        Self::Badges,
        Self::Thanking,
        Self::Digest,
    ];

    /// The kinds that are named among `words`: one that only a newer release tells is none of ours.
    pub(super) fn among(words: &[String]) -> Vec<Self> {
        let named = |kind: &Self| words.iter().any(|word| word == kind.as_str());
        Self::ALL.into_iter().filter(named).collect()
    }
}

impl Member {
    /// Whether they want to be told news of this kind.
    pub fn wants(&self, kind: NoticeKind) -> bool {
        !self.muted.contains(&kind)
    }
}

/// Keeps whether a member wants to be told news of these kinds.
pub async fn choose_notices(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    kinds: &[NoticeKind],
    wanted: bool,
) -> Result<(), sqlx::Error> {
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    sqlx::query!(
        "UPDATE member
         SET muted = ARRAY (SELECT kind FROM unnest(muted) AS kind WHERE kind <> ALL ($3::text[])
                            UNION ALL SELECT kind FROM unnest($3::text[]) AS kind WHERE NOT $4)
         WHERE workspace_id = $1 AND id = $2",
        workspace,
        member,
        &kinds,
        wanted,
    )
    .execute(&mut *conn)
    .await?;
    announce_change(conn).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_name_and_no_other() {
        let words = [
            "digest",
            "badges",
            "joins",
            "surveys",
            "thanking",
            "allowance",
            "kudos",
        ]
        .map(str::to_owned);
        assert_eq!(NoticeKind::among(&words), NoticeKind::ALL);
        for kind in NoticeKind::ALL {
            assert_eq!(NoticeKind::named(kind.as_str()), Ok(kind));
        }
        assert!(NoticeKind::named("surveys").is_err());
    }
}
