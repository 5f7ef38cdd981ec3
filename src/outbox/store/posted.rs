//! Where our messages stand, and what they are about.

use jiff::Timestamp;
use sqlx::PgConnection;

use crate::chat::{Identity, Place, PlaceKind, Receipt, To};
use crate::database::Ts;
use crate::ids::WorkspaceId;
use crate::outbox::Letter;
use crate::subject::Subject;

/// Remembers where a message about a subject stands, and whom it is to.
pub(in crate::outbox) async fn record_posted(
    conn: &mut PgConnection,
    now: Timestamp,
    letter: &Letter,
    receipt: &Receipt,
) -> Result<(), sqlx::Error> {
    let (Some(subject), Some(message)) = (&letter.about_text(), &receipt.message) else {
        return Ok(());
    };
    let installation = letter.to.installation();
    sqlx::query!(
        "INSERT INTO posted_message (workspace_id, platform, team, channel, message_id, subject, posted_at, person)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        letter.workspace,
        installation.platform.as_str(),
        installation.team,
        receipt.channel,
        message,
        subject,
        Ts(now) as _,
        letter.to.person().map(|person| person.user.as_str()),
    )
    .execute(conn)
    .await
    .map(drop)
}

/// How many messages to a person are changed together: what they were told, and reminded of.
const TOGETHER: i64 = 10;

/// Where our messages about the letter's subject stand, and their ids there: in a place the first, to a
/// person the latest few.
pub(in crate::outbox) async fn posted_to(
    conn: &mut PgConnection,
    letter: &Letter,
) -> Result<Vec<(Place, String)>, sqlx::Error> {
    match &letter.to {
        To::Place(place) => {
            let id = posted_in(conn, letter, place).await?;
            Ok(id.map(|id| (place.clone(), id)).into_iter().collect())
        }
        To::Person(person) | To::Privately { person, .. } | To::Home(person) => {
            let rows = sqlx::query!(
                "SELECT channel, message_id FROM posted_message
                 WHERE workspace_id = $1 AND subject = $2 AND platform = $3 AND team = $4 AND person = $5
                 ORDER BY posted_at DESC LIMIT $6",
                letter.workspace,
                letter.about_text(),
                person.platform.as_str(),
                person.team,
                person.user,
                TOGETHER,
            )
            .fetch_all(conn)
            .await?;
            let messages = rows.into_iter().map(|row| {
                let direct = Place {
                    platform: person.platform,
                    team: person.team.clone(),
                    channel: row.channel,
                    thread: None,
                    kind: PlaceKind::Direct,
                    shared: false,
                };
                (direct, row.message_id)
            });
            Ok(messages.collect())
        }
    }
}

/// To whom of these accounts something about a subject was said, or is about to be.
pub async fn told_of(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    subject: &Subject,
    among: &[Identity],
) -> Result<Vec<Identity>, sqlx::Error> {
    let subject = subject.to_string();
    let posted = sqlx::query!(
        r#"SELECT platform, team, person AS "person!" FROM posted_message
           WHERE workspace_id = $1 AND subject = $2 AND person IS NOT NULL"#,
        workspace,
        subject,
    );
    let posted = posted.fetch_all(&mut *conn).await?;
    let lane = |account: &Identity| To::Person(account.clone()).lane();
    let waiting = sqlx::query_scalar!(
        "SELECT lane FROM outbox
         WHERE weight IN ('interactive', 'notice', 'bulk') AND lane = ANY($1) AND settled_at IS NULL
           AND workspace_id = $2 AND subject = $3 AND NOT coalesce((letter ->> 'update')::bool, false)",
        &among.iter().map(lane).collect::<Vec<_>>(),
        workspace,
        subject,
    );
    let waiting = waiting.fetch_all(conn).await?;
    let told = |account: &&Identity| {
        let (platform, team) = (account.platform.as_str(), account.team.as_str());
        waiting.contains(&lane(account))
            || posted.iter().any(|it| {
                (&*it.platform, &*it.team, &*it.person) == (platform, team, &account.user)
            })
    };
    Ok(among.iter().filter(told).cloned().collect())
}

async fn posted_in(
    conn: &mut PgConnection,
    letter: &Letter,
    place: &Place,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT message_id FROM posted_message
         WHERE workspace_id = $1 AND subject = $2 AND platform = $3 AND team = $4 AND channel = $5
         ORDER BY posted_at LIMIT 1",
        letter.workspace,
        letter.about_text(),
        place.platform.as_str(),
        place.team,
        place.channel,
    )
    .fetch_optional(conn)
    .await
}

/// What our message in a place is about, if it is ours.
pub async fn posted_subject(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    place: &Place,
    message: &str,
) -> Result<Option<Subject>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT subject FROM posted_message
         WHERE workspace_id = $1 AND platform = $2 AND team = $3 AND channel = $4 AND message_id = $5",
        workspace,
        place.platform.as_str(),
        place.team,
        place.channel,
        message,
    )
    .fetch_optional(conn)
    .await
}

/// Forgets where our messages to a person about a subject stand: they stay as they are from now on.
pub async fn leave_posted(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    subject: &Subject,
    person: &Identity,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM posted_message
         WHERE workspace_id = $1 AND subject = $2 AND platform = $3 AND team = $4 AND person = $5",
        workspace,
        subject.to_string(),
        person.platform.as_str(),
        person.team,
        person.user,
    )
    .execute(conn)
    .await
    .map(drop)
}
