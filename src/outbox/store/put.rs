//! Putting letters in.

use std::borrow::Cow;

use jiff::Timestamp;
use sqlx::PgConnection;
use sqlx::types::Json;

use crate::chat::{Identity, To};
use crate::database::Ts;
use crate::outbox::pacing::Way;
use crate::outbox::{Letter, Weight};
use crate::queue::Payload;

/// Puts letters in, in their order. They leave once the transaction has committed.
pub async fn enqueue(
    conn: &mut PgConnection,
    now: Timestamp,
    letters: &[Letter],
) -> Result<(), sqlx::Error> {
    let mut new: Vec<Cow<'_, Letter>> = Vec::with_capacity(letters.len());
    for letter in letters {
        if !letter.update {
            new.push(Cow::Borrowed(letter));
        } else if !replace_pending_update(conn, letter).await? {
            let weight = weight_of_post(conn, letter, &new).await?;
            new.push(match weight {
                Some(weight) => Cow::Owned(letter.clone().weighing(weight)),
                None => Cow::Borrowed(letter),
            });
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let ways: Vec<Way> = new.iter().map(|l| l.way()).collect();
    let first: Vec<Option<(&Identity, Way)>> = new.iter().map(|l| opened_first(l)).collect();
    sqlx::query!(
        // To somebody whose conversation is not known, by opening it.
        r#"INSERT INTO outbox (workspace_id, lane, method, key, letter, subject, spacing, burst, weight, sensitive,
                               format, created_at, available_at)
           SELECT n.workspace_id, n.lane, coalesce(way.method, n.method), n.key, n.letter, n.subject,
                  coalesce(way.spacing, n.spacing), coalesce(way.burst, n.burst), n.weight, n.sensitive, $12, $11, $11
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[], $6::text[], $7::int[], $8::int[],
                       $9::text[], $10::bool[], $13::text[], $14::text[], $15::text[], $16::text[], $17::int[], $18::int[])
                WITH ORDINALITY
                AS n(workspace_id, lane, method, key, letter, subject, spacing, burst, weight, sensitive,
                     platform, team, user_id, opening, opening_spacing, opening_burst, place)
           LEFT JOIN direct_conversation d ON d.platform = n.platform AND d.team = n.team AND d.user_id = n.user_id
           LEFT JOIN LATERAL (SELECT n.opening AS method, n.opening_spacing AS spacing, n.opening_burst AS burst
                              WHERE d.channel IS NULL) way ON true
           ORDER BY n.place
           ON CONFLICT (workspace_id, key) DO NOTHING"#,
        &new.iter().map(|l| l.workspace).collect::<Vec<_>>(),
        &new.iter().map(|l| l.to.lane()).collect::<Vec<_>>(),
        &ways.iter().map(|way| way.method.clone()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.key.clone()).collect::<Vec<_>>() as _,
        &new.iter().map(|l| Json(l.as_ref())).collect::<Vec<_>>() as _,
        &new.iter().map(|l| l.about_text()).collect::<Vec<_>>() as _,
        &ways.iter().map(|way| way.spacing).collect::<Vec<_>>(),
        &ways.iter().map(|way| way.burst).collect::<Vec<_>>(),
        &new.iter().map(|l| l.weight.as_str().to_owned()).collect::<Vec<_>>(),
        &new.iter().map(|l| l.sensitive).collect::<Vec<_>>(),
        Ts(now) as _,
        Letter::FORMAT,
        &column(&first, |(person, _)| person.platform.as_str().to_owned()) as _,
        &column(&first, |(person, _)| person.team.clone()) as _,
        &column(&first, |(person, _)| person.user.clone()) as _,
        &column(&first, |(_, way)| way.method.clone()) as _,
        &column(&first, |(_, way)| way.spacing) as _,
        &column(&first, |(_, way)| way.burst) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

fn column<P, T>(of: &[Option<P>], it: impl Fn(&P) -> T) -> Vec<Option<T>> {
    of.iter().map(|row| row.as_ref().map(&it)).collect()
}

/// Whose own conversation it needs from the start, and the way of opening that where it has to be opened:
/// changes know theirs, and what is said privately in a place needs it only where the place refuses.
fn opened_first(letter: &Letter) -> Option<(&Identity, Way)> {
    match &letter.to {
        To::Person(person) if !letter.update => letter.opening().map(|way| (person, way)),
        _ => None,
    }
}

/// A change that has not left yet is overtaken by the next one, whatever either weighs.
async fn replace_pending_update(
    conn: &mut PgConnection,
    letter: &Letter,
) -> Result<bool, sqlx::Error> {
    // Whoever opens their home does not wait as one does who has it before them.
    let hurry = letter.to.home().is_some() && letter.weight == Weight::Interactive;
    let replaced = sqlx::query!(
        "UPDATE outbox SET letter = $4, sensitive = $5, format = $6,
                weight = CASE WHEN $7 THEN 'interactive' ELSE weight END, burst = CASE WHEN $7 THEN $8 ELSE burst END
         WHERE weight IN ('interactive', 'notice', 'bulk') AND lane = $1 AND settled_at IS NULL
           AND workspace_id = $2 AND subject = $3 AND attempts = 0 AND lease IS NULL AND (letter ->> 'update')::bool",
        letter.to.lane(),
        letter.workspace,
        letter.about_text(),
        Json(letter) as _,
        letter.sensitive,
        Letter::FORMAT,
        hurry,
        letter.way().burst,
    )
    .execute(conn)
    .await?;
    Ok(replaced.rows_affected() > 0)
}

/// The weight of the message to change, where that has not left yet: only letters of one weight
/// keep their order.
async fn weight_of_post(
    conn: &mut PgConnection,
    change: &Letter,
    before: &[Cow<'_, Letter>],
) -> Result<Option<Weight>, sqlx::Error> {
    let same =
        |it: &&Cow<'_, Letter>| it.subject == change.subject && it.to.lane() == change.to.lane();
    if let Some(post) = before.iter().find(same) {
        return Ok(Some(post.weight));
    }
    sqlx::query_scalar!(
        r#"SELECT weight AS "weight: Weight" FROM outbox
           WHERE weight IN ('interactive', 'notice', 'bulk') AND lane = $1 AND settled_at IS NULL
             AND workspace_id = $2 AND subject = $3
           ORDER BY id LIMIT 1"#,
        change.to.lane(),
        change.workspace,
        change.about_text(),
    )
    .fetch_optional(conn)
    .await
}
