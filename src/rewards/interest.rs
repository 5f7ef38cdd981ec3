//! What people like, who agreed that the shop goes by it.

use std::fmt;
use std::str::FromStr;

use sqlx::PgConnection;

use super::shelf::common;
use super::{Item, ItemKind};
use crate::ids::{Joining, MemberId, WorkspaceId};

/// So many are offered to choose from: what a list shows.
const OFFERED: usize = 20;

/// Something that somebody may like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interest {
    /// A sort of items.
    Kind(ItemKind),
    /// Items with a tag.
    Tag(String),
}

/// Text that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is nothing to like: say kind:learning, or another sort of rewards, or tag:green")]
pub struct NotAnInterest(String);

impl FromStr for Interest {
    type Err = NotAnInterest;

    fn from_str(text: &str) -> Result<Self, NotAnInterest> {
        let not = || NotAnInterest(text.to_owned());
        match text.split_once(':') {
            Some(("kind", kind)) => ItemKind::named(kind).map(Self::Kind).map_err(|_| not()),
            Some(("tag", tag)) if !tag.is_empty() => Ok(Self::Tag(tag.to_owned())),
            _ => Err(not()),
        }
    }
}

impl fmt::Display for Interest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Tag(tag) => write!(f, "tag:{tag}"),
        }
    }
}

impl Interest {
    /// What there is to choose from: every sort, and the commonest tags of the items.
    pub fn offered(items: &[Item]) -> Vec<Self> {
        let kinds = ItemKind::ALL.into_iter().map(Self::Kind);
        let tags = common(items).into_iter().map(Self::Tag);
        kinds.chain(tags).take(OFFERED).collect()
    }

    fn suits(&self, item: &Item) -> bool {
        match self {
            Self::Kind(kind) => item.offer.kind == *kind,
            Self::Tag(tag) => item.offer.tags.contains(tag),
        }
    }
}

/// What a member likes, as far as they agreed that the shop goes by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interests(pub Vec<Interest>);

impl Interests {
    /// Whether an item is of what they like.
    pub fn suit(&self, item: &Item) -> bool {
        self.0.iter().any(|interest| interest.suits(item))
    }

    /// Puts what they like before everything else; either stays in its order.
    pub fn first(&self, items: &mut [Item]) {
        items.sort_by_key(|item| !self.suit(item));
    }
}

/// What a member likes.
pub async fn interests(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
) -> Result<Interests, sqlx::Error> {
    let kept = sqlx::query_scalar!(
        "SELECT interest FROM reward_interest WHERE workspace_id = $1 AND member_id = $2 ORDER BY interest",
        workspace,
        member
    );
    let kept = kept.fetch_all(conn).await?;
    // A later release may know more of them.
    let known = kept.iter().filter_map(|it| it.parse().ok());
    Ok(Interests(known.collect()))
}

/// Keeps what a member likes, in place of what was kept before: nothing, where nothing is named.
pub async fn keep_interests(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    member: MemberId,
    interests: &[Interest],
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM reward_interest WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        member
    )
    .execute(&mut *conn)
    .await?;
    let interests: Vec<String> = interests.iter().map(ToString::to_string).collect();
    sqlx::query!(
        "INSERT INTO reward_interest (workspace_id, member_id, interest)
         SELECT $1, $2, interest FROM unnest($3::text[]) interest ON CONFLICT DO NOTHING",
        workspace,
        member,
        &interests
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Makes what one member likes the other's, who said nothing of it, in the transaction that makes them one.
pub(super) async fn hand_on(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from,
        to,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE reward_interest SET member_id = $3
         WHERE workspace_id = $1 AND member_id = $2
           AND NOT EXISTS (SELECT FROM reward_interest WHERE workspace_id = $1 AND member_id = $3)",
        workspace,
        from,
        to,
    )
    .execute(&mut *conn)
    .await?;
    keep_interests(conn, workspace, from, &[]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interest_is_read_as_it_is_written() {
        let offered = Interest::offered(&[]);
        assert_eq!(offered.len(), ItemKind::ALL.len());
        for interest in offered.into_iter().chain([Interest::Tag("green".into())]) {
            assert_eq!(interest.to_string().parse(), Ok(interest));
        }
        for wrong in ["", "kind:", "kind:car", "tag:", "green"] {
            assert!(wrong.parse::<Interest>().is_err(), "{wrong}");
        }
    }
}
