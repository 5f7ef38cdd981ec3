//! What somebody does not want to be told.

use std::str::FromStr;

use sqlx::PgConnection;
use uuid::Uuid;

use super::Member;
use crate::database::announce_change;

/// A kind of news that one may do without. What somebody must know, and what they asked for, is of
/// no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Somebody gave them kudos.
    Kudos,
    /// Somebody thanked them by a reaction or a +1.
    Joins,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Kudos, Self::Joins];

    /// The name in the database, on buttons and in commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kudos => "kudos",
            Self::Joins => "joins",
        }
    }
}

/// It is no kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of news")]
pub struct UnknownKind;

impl FromStr for NoticeKind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        let kind = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        kind.ok_or(UnknownKind)
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
    workspace: Uuid,
    member: Uuid,
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
    fn every_kind_is_read_back_by_its_name() {
        for kind in NoticeKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("surveys".parse::<NoticeKind>(), Err(UnknownKind));
    }
}
