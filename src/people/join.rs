//! Two members who turn out to be one person, and one who turns out to be two.

use serde_json::json;
use sqlx::PgConnection;

use super::details::{managers, reports_to_themselves};
use super::record::take_turns;
use super::roles::follow;
use super::{days, stand_in};
use crate::audit::{self, Change, What};
use crate::chat::{Identity, Platform};
use crate::clock::Clock;
use crate::database::{Ts, announce_change};
use crate::ids::{Joining, MemberId};
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::policy::Actor;
use crate::subject::Subject;

/// What came to the member who is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Points; less than zero when the other owed some.
    pub points: i64,
    /// How many accounts.
    pub accounts: u64,
}

/// Whoever knows what is a member's beside their accounts and points.
pub trait Belongings: Sync {
    /// Makes everything that is of one member the other's, in the transaction that makes them one.
    fn hand_on(
        &self,
        conn: &mut PgConnection,
        joining: Joining,
    ) -> impl Future<Output = Result<(), sqlx::Error>> + Send;
}

/// Why two members are not made one.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// There is but one.
    #[error("both are the same person already")]
    Same,
    /// There is no such member in the workspace.
    #[error("the two are not of one programme")]
    Elsewhere,
    /// One of them is another member by now.
    #[error("one of them was joined with somebody before")]
    Merged,
    /// Nobody has two accounts in one team.
    #[error("both have an account in {platform}:{team}")]
    SameTeam {
        /// The platform.
        platform: Platform,
        /// The team.
        team: String,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Makes two members one person, in the caller's transaction: the accounts, the points and what else is
/// theirs go to who stays, with whatever the other may do. The row of the other stays for what was given
/// before, and names who stays.
pub async fn join(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    joining: Joining,
    belongings: &impl Belongings,
) -> Result<Joined, JoinError> {
    let Joining {
        workspace,
        from: other,
        to: keep,
    } = joining;
    take_turns(conn, workspace).await?;
    // As giving does: accounts are locked before members. Whoever gives to one of the two, or as one
    // of them, is waited for; who comes later finds out that they are one.
    let [kept, emptied] = [keep, other].map(|member| Account::points(workspace, member));
    let mut book = Book::open(conn, [kept, emptied]).await?;
    check(conn, joining).await?;
    let points = book.balance(&emptied);
    book.post(takeover(clock, other, kept, emptied, points))
        .map_err(Refused::unforeseen)?;
    book.close(conn).await?;
    belongings.hand_on(conn, joining).await?;
    let moved = sqlx::query!(
        "UPDATE identity SET member_id = $3, linked_at = $4 WHERE workspace_id = $1 AND member_id = $2",
        workspace,
        other,
        keep,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    merge(conn, joining).await?;
    follow(conn, clock, workspace, keep).await?;
    let joined = Joined {
        points,
        accounts: moved.rows_affected(),
    };
    let detail = json!({ "joined": other, "points": points, "accounts": joined.accounts });
    let change = Change::new(What::PeopleJoined).to(Subject::Member(keep));
    audit::record(conn, clock, workspace, actor, change.with(detail)).await?;
    announce_change(conn).await?;
    Ok(joined)
}

async fn check(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from: other,
        to: keep,
    }: Joining,
) -> Result<(), JoinError> {
    if keep == other {
        return Err(JoinError::Same);
    }
    let rows = sqlx::query_scalar!(
        "SELECT merged_into FROM member WHERE workspace_id = $1 AND id IN ($2, $3) ORDER BY id FOR UPDATE",
        workspace,
        keep,
        other,
    )
    .fetch_all(&mut *conn)
    .await?;
    if rows.len() < 2 {
        return Err(JoinError::Elsewhere);
    }
    if rows.iter().any(Option::is_some) {
        return Err(JoinError::Merged);
    }
    let shared = sqlx::query!(
        r#"SELECT a.platform AS "platform: Platform", a.team FROM identity a
         JOIN identity b USING (workspace_id, platform, team)
         WHERE a.workspace_id = $1 AND a.member_id = $2 AND b.member_id = $3
         ORDER BY a.platform, a.team LIMIT 1"#,
        workspace,
        keep,
        other,
    )
    .fetch_optional(conn)
    .await?;
    match shared {
        Some(row) => Err(JoinError::SameTeam {
            platform: row.platform,
            team: row.team,
        }),
        None => Ok(()),
    }
}

/// The transfer that moves what `emptied` holds, or owes, to `kept`.
fn takeover(
    clock: &Clock,
    other: MemberId,
    kept: Account,
    emptied: Account,
    points: i64,
) -> Vec<Transfer> {
    let (from, to) = if points < 0 {
        (kept, emptied)
    } else {
        (emptied, kept)
    };
    let transfer = Transfer {
        id: clock.new_id(),
        at: clock.now(),
        kind: TransferKind::Join,
        source: Subject::Member(other),
        amount: points.saturating_abs(),
        from,
        to,
        // An admin chose to let the balance of one of them fall below zero; it still is.
        overdraft: points < 0,
    };
    Some(transfer)
        .filter(|transfer| transfer.amount > 0)
        .into_iter()
        .collect()
}

/// One row for the person, with the more of what either of them may, and the less of what either
/// wants to be shown.
async fn merge(conn: &mut PgConnection, joining: Joining) -> Result<(), sqlx::Error> {
    let Joining {
        workspace,
        from: other,
        to: keep,
    } = joining;
    sqlx::query!(
        "UPDATE member k
         SET granted_role = g.granted_role, granted_by = g.granted_by, granted_at = g.granted_at,
             chosen_locale = coalesce(k.chosen_locale, o.chosen_locale),
             on_leaderboards = k.on_leaderboards AND o.on_leaderboards,
             giving_paused_at = coalesce(k.giving_paused_at, o.giving_paused_at),
             manager_id = nullif(coalesce(k.manager_id, o.manager_id), $3),
             team = coalesce(k.team, o.team), country = coalesce(k.country, o.country),
             hired_on = least(k.hired_on, o.hired_on),
             muted = ARRAY (SELECT DISTINCT kind FROM unnest(k.muted || o.muted) AS kind)
         FROM member o, (
           SELECT granted_role, granted_by, granted_at FROM member
           WHERE workspace_id = $1 AND id IN ($2, $3)
           ORDER BY granted_role = 'admin' DESC NULLS LAST, granted_at LIMIT 1
         ) g
         WHERE k.workspace_id = $1 AND k.id = $2 AND o.workspace_id = $1 AND o.id = $3",
        workspace,
        keep,
        other,
    )
    .execute(&mut *conn)
    .await?;
    hand_on_reports(conn, joining).await?;
    stand_in::hand_on(conn, joining).await?;
    days::hand_on(conn, joining).await?;
    sqlx::query!(
        "UPDATE member SET merged_into = $2, active = false, role = 'member', manager_id = NULL,
                           granted_role = NULL, granted_by = NULL, granted_at = NULL
         WHERE workspace_id = $1 AND (id = $3 OR merged_into = $3)",
        workspace,
        keep,
        other,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Whoever reported to `other` reports to `keep`, who reports to nobody where that would lead back to
/// them.
async fn hand_on_reports(
    conn: &mut PgConnection,
    Joining {
        workspace,
        from: other,
        to: keep,
    }: Joining,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE member SET manager_id = CASE WHEN id <> $2 THEN $2 END
         WHERE workspace_id = $1 AND manager_id = $3",
        workspace,
        keep,
        other,
    )
    .execute(&mut *conn)
    .await?;
    let managers = managers(conn, workspace).await?;
    if reports_to_themselves(&managers, keep) {
        sqlx::query!(
            "UPDATE member SET manager_id = NULL WHERE workspace_id = $1 AND id = $2",
            workspace,
            keep,
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Why an account is not taken from its member.
#[derive(Debug, thiserror::Error)]
pub enum SplitError {
    /// There is no such account.
    #[error("nobody has the account {0}")]
    Unknown(Identity),
    /// The member would have none left.
    #[error("it is their only account")]
    OnlyOne,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Gives an account a member of its own, and returns it. Nothing else moves: points, totals and what
/// was given stay with the member it belonged to. Since the account is known, no e-mail joins it
/// with anybody again.
pub async fn split(
    conn: &mut PgConnection,
    clock: &Clock,
    actor: &Actor,
    identity: &Identity,
) -> Result<MemberId, SplitError> {
    let unknown = || SplitError::Unknown(identity.clone());
    let before = super::find(conn, identity).await?.ok_or_else(unknown)?;
    let workspace = before.workspace;
    take_turns(conn, workspace).await?;
    // As it is now that nobody else changes it.
    let before = super::find(conn, identity).await?.ok_or_else(unknown)?;
    let account = before.account(identity).ok_or_else(unknown)?;
    if before.accounts.len() < 2 {
        return Err(SplitError::OnlyOne);
    }
    let own = &account.identity;
    let member = clock.new_id();
    sqlx::query!(
        "INSERT INTO member (workspace_id, id, name, standing, active)
         SELECT workspace_id, $4, coalesce(name, $5), standing, active FROM identity
         WHERE platform = $1 AND team = $2 AND user_id = $3",
        own.platform.as_str(),
        own.team,
        own.user,
        member,
        before.name,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "UPDATE identity SET member_id = $4, linked_at = $5
         WHERE platform = $1 AND team = $2 AND user_id = $3",
        own.platform.as_str(),
        own.team,
        own.user,
        member,
        Ts(clock.now()) as _,
    )
    .execute(&mut *conn)
    .await?;
    follow(conn, clock, workspace, before.id).await?;
    follow(conn, clock, workspace, member).await?;
    let detail = json!({ "account": own.to_string(), "new": member });
    let change = Change::new(What::PeopleSplit).to(Subject::Member(before.id));
    audit::record(conn, clock, workspace, actor, change.with(detail)).await?;
    announce_change(conn).await?;
    Ok(member)
}
