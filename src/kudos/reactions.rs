//! One person's reactions on one message, put on and taken away, in whatever order we hear of it.
//!
//! An emoji has several spellings: names, and tones of skin. Together they give once. What is owed
//! follows from all that was heard, so that it comes to the same in any order.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::database::Ts;
use crate::ids::{KudosId, MemberId, WorkspaceId};

/// Where somebody's reactions are: on which message, and whose they are.
#[derive(Clone, Debug)]
pub struct Reactions {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Where the message stands.
    pub channel: String,
    /// The message's id within the channel.
    pub message: String,
    /// Whose they are.
    pub giver: MemberId,
}

/// The reactions of one giver to one message, as far as they are known.
#[derive(Debug)]
pub struct Heard {
    /// What is there, by its spelling and when it was put on. One that is there twice was taken away
    /// in between, which we are still to hear of.
    there: Vec<(String, Timestamp)>,
    /// What they gave and what stands, the oldest first, with when it was put on.
    standing: Vec<(Timestamp, KudosId)>,
    /// How often they gave, whatever became of it.
    pub times: usize,
    /// The latest that one was taken away.
    removed_at: Option<Timestamp>,
}

impl Heard {
    /// How many kudos they are to give: the spellings give together.
    fn due(&self) -> usize {
        let times = |emoji: &String| self.there.iter().filter(|it| it.0 == *emoji).count();
        self.there
            .iter()
            .map(|(emoji, _)| times(emoji))
            .max()
            .unwrap_or(0)
    }

    /// Whether the one that was put on then is there, and gives more than was given.
    pub fn owes(&self, emoji: &str, at: Timestamp) -> bool {
        let there = self.there.iter().any(|it| it.0 == emoji && it.1 == at);
        there && self.standing.len() < self.due()
    }

    /// The kudos that are to be taken back. One whose reaction was put on after the latest removal stays: it
    /// came of a reaction that we are still to hear of.
    pub fn excess(&self) -> Vec<KudosId> {
        let over = self.standing.len().saturating_sub(self.due());
        let before = |at: Timestamp| self.removed_at.is_some_and(|removed| at <= removed);
        let given = self.standing.iter().filter(|it| before(it.0)).take(over);
        given.map(|(_, kudos)| *kudos).collect()
    }
}

impl Reactions {
    /// Notes that one was put on `at` a time.
    pub async fn note_added(
        &self,
        conn: &mut PgConnection,
        emoji: &str,
        at: Timestamp,
    ) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "INSERT INTO kudos_reaction_added (workspace_id, channel, message_id, emoji, giver, added_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            self.workspace,
            self.channel,
            self.message,
            emoji,
            self.giver,
            Ts(at) as _,
        )
        .execute(conn)
        .await
        .map(drop)
    }

    /// Notes that one was taken away `at` a time.
    pub async fn note_removed(
        &self,
        conn: &mut PgConnection,
        emoji: &str,
        at: Timestamp,
    ) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "INSERT INTO kudos_reaction_removed (workspace_id, channel, message_id, emoji, giver, removed_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (workspace_id, channel, message_id, emoji, giver) DO UPDATE
             SET removed_at = greatest(kudos_reaction_removed.removed_at, excluded.removed_at)",
            self.workspace,
            self.channel,
            self.message,
            emoji,
            self.giver,
            Ts(at) as _,
        )
        .execute(conn)
        .await
        .map(drop)
    }

    /// Reads what is known of the reactions. Until the caller commits, nobody else decides by them: what one
    /// takes back is seen by whoever asks whether more is owed.
    pub async fn heard(&self, conn: &mut PgConnection) -> Result<Heard, sqlx::Error> {
        let added = sqlx::query!(
            "SELECT emoji, added_at FROM kudos_reaction_added
             WHERE workspace_id = $1 AND channel = $2 AND message_id = $3
               AND giver IN (SELECT same_person($1, $4))
             ORDER BY giver, emoji, added_at FOR UPDATE",
            self.workspace,
            self.channel,
            self.message,
            self.giver,
        )
        .fetch_all(&mut *conn)
        .await?;
        // In a statement of its own, which sees what others wrote while we waited.
        let removed = sqlx::query!(
            r#"SELECT emoji, max(removed_at) AS "removed_at!: Ts" FROM kudos_reaction_removed
               WHERE workspace_id = $1 AND channel = $2 AND message_id = $3
                 AND giver IN (SELECT same_person($1, $4))
               GROUP BY emoji"#,
            self.workspace,
            self.channel,
            self.message,
            self.giver,
        )
        .fetch_all(&mut *conn)
        .await?;
        let given = self.given(conn).await?;
        let latest = |emoji: &str| removed.iter().find(|it| it.emoji == emoji);
        let there = added
            .into_iter()
            .filter(|it| latest(&it.emoji).is_none_or(|gone| gone.removed_at.0 < it.added_at.0))
            .map(|it| (it.emoji, it.added_at.0));
        let there = there.collect();
        Ok(Heard {
            there,
            times: given.len(),
            standing: given
                .into_iter()
                .filter(|it| !it.reversed)
                .map(|it| (it.happened_at.0, it.id))
                .collect(),
            removed_at: removed.iter().map(|it| it.removed_at.0).max(),
        })
    }

    /// All that they gave, what was taken back as well, the oldest first.
    async fn given(&self, conn: &mut PgConnection) -> Result<Vec<GivenByThem>, sqlx::Error> {
        sqlx::query_as!(
            GivenByThem,
            r#"SELECT k.id, coalesce(k.happened_at, k.given_at) AS "happened_at!: Ts",
                      v.kudos_id IS NOT NULL AS "reversed!"
               FROM kudos k
               LEFT JOIN kudos_reversal v ON v.workspace_id = k.workspace_id AND v.kudos_id = k.id
               WHERE k.workspace_id = $1 AND k.channel = $2 AND k.message_id = $3 AND k.source = 'reaction'
                 AND k.giver IN (SELECT same_person($1, $4))
               ORDER BY 2, k.id"#,
            self.workspace,
            self.channel,
            self.message,
            self.giver,
        )
        .fetch_all(conn)
        .await
    }
}

/// A kudos that somebody's reactions gave.
struct GivenByThem {
    id: KudosId,
    happened_at: Ts,
    reversed: bool,
}
