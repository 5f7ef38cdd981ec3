//! Codes by which a team joins a programme: made by an admin, used once, and soon too old.

use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::assign::{AssignError, Assigned, Home, assign};
use super::connect::take_turns;
use crate::audit::{self, Change, What};
use crate::chat::Installation;
use crate::clock::{Clock, later, unguessable};
use crate::database::Ts;
use crate::ids::{InvitationId, WorkspaceId};
use crate::policy::Actor;

/// How long a code may be used.
pub const VALID_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Letters that make no words and are taken for no amount; sixteen, so that each holds four bits.
const LETTERS: &[u8; 16] = b"bcdfghjkmnpqrstv";

/// Makes a code by which a team joins a programme, in the caller's transaction. It is kept nowhere.
/// `by` is who makes it, for the audit log.
pub async fn invite(
    conn: &mut PgConnection,
    clock: &Clock,
    workspace: WorkspaceId,
    by: &Actor,
) -> Result<String, sqlx::Error> {
    let now = clock.now();
    let id: InvitationId = clock.new_id();
    let code = code(unguessable());
    sqlx::query!(
        "INSERT INTO invitation (workspace_id, id, code_hash, made_by, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        workspace,
        id,
        hash(&code),
        by.to_string(),
        Ts(now) as _,
        Ts(later(now, VALID_FOR)) as _,
    )
    .execute(&mut *conn)
    .await?;
    let change = Change::new(What::TeamInvited);
    audit::record(conn, clock, workspace, by, change).await?;
    Ok(code)
}

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// The team is of this workspace now.
    Joined(WorkspaceId),
    /// It was already. The code may still be used elsewhere.
    Already(WorkspaceId),
    /// It is of a programme in which something was given, and stays.
    InUse,
    /// There is no such code, or it was used, or is too old.
    Invalid,
}

/// Lets a team join the programme that a code invites into, in the caller's transaction. `by` is who
/// had the code, for the audit log.
pub async fn redeem(
    conn: &mut PgConnection,
    clock: &Clock,
    by: &Actor,
    installation: &Installation,
    code: &str,
) -> Result<Redeemed, sqlx::Error> {
    take_turns(conn).await?;
    let now = clock.now();
    let hash = hash(&code.to_lowercase());
    let invited = sqlx::query_scalar!(
        "SELECT i.workspace_id FROM invitation i JOIN workspace w ON w.id = i.workspace_id
         WHERE i.code_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND w.dissolved_at IS NULL",
        hash,
        Ts(now) as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(workspace) = invited else {
        return Ok(Redeemed::Invalid);
    };
    match assign(conn, clock, by, installation, Home::Workspace(workspace)).await {
        Ok(Assigned::Unchanged) => return Ok(Redeemed::Already(workspace)),
        Ok(Assigned::Announced | Assigned::Moved) => {}
        Err(AssignError::InUse(_)) => return Ok(Redeemed::InUse),
        Err(AssignError::Database(error)) => return Err(error),
    }
    sqlx::query!(
        "UPDATE invitation SET used_at = $2 WHERE code_hash = $1",
        hash,
        Ts(now) as _,
    )
    .execute(conn)
    .await?;
    Ok(Redeemed::Joined(workspace))
}

fn code(bytes: [u8; 13]) -> String {
    let letter = |four_bits: u8| char::from(LETTERS[usize::from(four_bits & 15)]);
    let letters = bytes
        .iter()
        .flat_map(|byte| [letter(byte >> 4), letter(*byte)]);
    letters.collect()
}

/// A code holds 104 bits of chance, so that nobody finds it by its hash.
fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(code).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_long_and_each_another() {
        let (one, two) = (code(unguessable()), code(unguessable()));
        assert_ne!(one, two);
        assert_eq!(one.len(), 26);
        assert!(one.bytes().all(|letter| LETTERS.contains(&letter)), "{one}");
        assert_eq!(code([0x0f; 13]), "bv".repeat(13));
    }
}
