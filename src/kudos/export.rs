//! Kudos and balances, as exported.

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use sqlx::{PgConnection, PgExecutor};

use super::Source;
use crate::chat::{Installation, Platform, Proof};
use crate::database::{Day, Ts};
use crate::ids::{KudosId, MemberId, WorkspaceId};
use crate::ledger::AccountKind;

/// One recipient of one kudos.
#[derive(Debug)]
pub struct KudosRow {
    /// The kudos.
    pub id: KudosId,
    /// When it was given.
    pub given_at: Ts,
    /// The platform, where it was given in a chat.
    pub platform: Option<Platform>,
    /// The team, where it was.
    pub team: Option<String>,
    /// The conversation, where it was.
    pub channel: Option<String>,
    /// What the conversation is called, where the platform told.
    pub place_name: Option<String>,
    /// The giver's account on that platform, else any.
    pub giver: Option<String>,
    /// The recipient's account on that platform, else any.
    pub recipient: Option<String>,
    /// Points.
    pub points: i64,
    /// Slugs of company values.
    pub values: Vec<String>,
    /// Marked text, as typed.
    pub message: String,
    /// How.
    pub source: Source,
    /// What was known of it being the giver.
    pub proof: Proof,
    /// When it was undone.
    pub reversed_at: Option<Ts>,
    /// How the giver is called.
    pub giver_name: String,
    /// How the recipient is called.
    pub recipient_name: String,
}

impl KudosRow {
    /// Whose mark-up its message is in, where it was given in a chat.
    pub fn installation(&self) -> Option<Installation> {
        let (platform, team) = (self.platform?, self.team.as_ref()?);
        Some(Installation::new(platform, team))
    }
}

/// The kudos from an instant on and before another one, oldest first, one row per recipient.
pub fn export<'e>(
    executor: impl PgExecutor<'e> + 'e,
    workspace: WorkspaceId,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> BoxStream<'e, Result<KudosRow, sqlx::Error>> {
    sqlx::query_as!(
        KudosRow,
        r#"SELECT k.id, k.given_at AS "given_at: Ts", k.platform AS "platform?: Platform", k.team AS "team?", k.channel AS "channel?",
                  c.name AS "place_name?",
                  (SELECT i.platform || ':' || i.team || '/' || i.user_id FROM identity i
                   WHERE i.workspace_id = k.workspace_id AND i.member_id = coalesce(g.merged_into, g.id)
                   ORDER BY (i.platform, i.team) = (k.platform, k.team) DESC, i.platform, i.team LIMIT 1) AS giver,
                  (SELECT i.platform || ':' || i.team || '/' || i.user_id FROM identity i
                   WHERE i.workspace_id = k.workspace_id AND i.member_id = coalesce(m.merged_into, m.id)
                   ORDER BY (i.platform, i.team) = (k.platform, k.team) DESC, i.platform, i.team LIMIT 1) AS recipient,
                  k.points, k.company_values AS values, k.message, k.source AS "source: Source", k.proof AS "proof: Proof",
                  v.reversed_at AS "reversed_at?: Ts",
                  coalesce(gk.name, g.name) AS "giver_name!", coalesce(mk.name, m.name) AS "recipient_name!"
           FROM kudos k
           JOIN kudos_recipient r ON r.workspace_id = k.workspace_id AND r.kudos_id = k.id
           JOIN member g ON g.workspace_id = k.workspace_id AND g.id = k.giver
           JOIN member m ON m.workspace_id = r.workspace_id AND m.id = r.member_id
           LEFT JOIN member gk ON gk.workspace_id = g.workspace_id AND gk.id = g.merged_into
           LEFT JOIN member mk ON mk.workspace_id = m.workspace_id AND mk.id = m.merged_into
           LEFT JOIN conversation c ON (c.platform, c.team, c.channel) = (k.platform, k.team, k.channel)
           LEFT JOIN kudos_reversal v ON v.workspace_id = k.workspace_id AND v.kudos_id = k.id
           WHERE k.workspace_id = $1
             AND ($2::timestamptz IS NULL OR k.given_at >= $2) AND ($3::timestamptz IS NULL OR k.given_at < $3)
           ORDER BY k.id, r.member_id"#,
        workspace,
        from.map(Ts) as _,
        until.map(Ts) as _,
    )
    .fetch(executor)
}

/// What one member has.
#[derive(Debug)]
pub struct BalanceRow {
    /// The member.
    pub member: MemberId,
    /// How they are called.
    pub name: String,
    /// Their accounts.
    pub identities: Vec<String>,
    /// Their e-mail addresses, by which two of one name are told apart.
    pub emails: Vec<String>,
    /// Points to spend.
    pub points: i64,
    /// What is left of the allowance, of what was granted.
    pub left: i64,
    /// What was granted of it.
    pub granted: i64,
}

/// What every person has, by name; the allowance is that of the period starting on `period`.
pub async fn balances(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    period: jiff::civil::Date,
) -> Result<Vec<BalanceRow>, sqlx::Error> {
    sqlx::query_as!(
        BalanceRow,
        r#"SELECT m.id AS member, m.name,
                  ARRAY(SELECT i.platform || ':' || i.team || '/' || i.user_id FROM identity i
                        WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id
                        ORDER BY i.platform, i.team) AS "identities!",
                  ARRAY(SELECT DISTINCT lower(i.email) FROM identity i
                        WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.email IS NOT NULL
                        ORDER BY 1) AS "emails!",
                  coalesce(p.balance, 0) AS "points!", coalesce(a.balance, 0) AS "left!",
                  coalesce(a.granted, 0) AS "granted!"
           FROM member m
           LEFT JOIN ledger_account p
             ON p.workspace_id = m.workspace_id AND p.kind = $3 AND p.owner = m.id AND p.period = 'epoch'
           LEFT JOIN ledger_account a
             ON a.workspace_id = m.workspace_id AND a.kind = $4 AND a.owner = m.id AND a.period = $2
           WHERE m.workspace_id = $1 AND m.standing <> 'bot'
             AND EXISTS (SELECT FROM identity i WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id)
           ORDER BY m.name, m.id"#,
        workspace,
        Day(period) as _,
        AccountKind::Points.as_str(),
        AccountKind::Allowance.as_str(),
    )
    .fetch_all(conn)
    .await
}
