//! Recording gifts, many at once: lock, look, fold in memory, write with arrays.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Gift, Outcome, subject};
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::inbox;
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::outbox::{self, Letter};

/// Records `gifts` in the caller's transaction. Each has its own outcome, in their order; an error
/// means that none of them was recorded.
pub(super) async fn post(
    conn: &mut PgConnection,
    clock: &Clock,
    gifts: &[Gift],
) -> Result<Vec<Outcome>, sqlx::Error> {
    // Locks first: deliveries that tell of one act share its giver, and so wait for each other
    // here. Only then are the keys looked up, in a statement that sees what they wrote.
    let mut book = Book::open(conn, gifts.iter().flat_map(Gift::accounts)).await?;
    let mut known = known_keys(conn, gifts).await?;

    let mut outcomes = Vec::with_capacity(gifts.len());
    let mut written = Written::default();
    for gift in gifts {
        let seen = |key: &String| known.contains(&(gift.workspace, key.clone()));
        let outcome = if gift.keys.iter().any(seen) {
            Outcome::AlreadyGiven
        } else {
            fold(&mut book, clock, gift, &mut written)
        };
        if outcome != Outcome::AlreadyGiven {
            let letters = (gift.letters)(&outcome);
            // An answer given is an answer not to be repeated.
            if matches!(outcome, Outcome::Given { .. }) || !letters.is_empty() {
                for key in &gift.keys {
                    known.insert((gift.workspace, key.clone()));
                    written.keys.insert((gift.workspace, key.clone()));
                }
            }
            written.letters.extend(letters);
        }
        outcomes.push(outcome);
    }

    book.close(conn).await?;
    written.write(conn, clock.now()).await?;
    Ok(outcomes)
}

async fn known_keys(
    conn: &mut PgConnection,
    gifts: &[Gift],
) -> Result<HashSet<(Uuid, String)>, sqlx::Error> {
    let (workspaces, keys): (Vec<Uuid>, Vec<String>) = gifts
        .iter()
        .flat_map(|gift| gift.keys.iter().map(|key| (gift.workspace, key.clone())))
        .unzip();
    inbox::known(conn, &workspaces, &keys).await
}

/// Posts one gift in memory: the grant that is due, and a transfer per recipient, or nothing.
fn fold<'g>(book: &mut Book, clock: &Clock, gift: &'g Gift, written: &mut Written<'g>) -> Outcome {
    let allowance = gift.allowance_account();
    let due = gift.allowance.to_grant(book.granted(&allowance));
    let left = book.balance(&allowance).saturating_add(due);
    let transfer = |kind, from, to, amount| Transfer {
        id: clock.new_id(),
        at: gift.at,
        kind,
        source: subject(gift.id),
        amount,
        from,
        to,
        overdraft: false,
    };
    let mut transfers = Vec::with_capacity(gift.recipients.len() + 1);
    if due > 0 {
        let issuance = Account::issuance(gift.workspace);
        transfers.push(transfer(TransferKind::Grant, issuance, allowance, due));
    }
    let first = transfers.len();
    for member in &gift.recipients {
        let points = Account::points(gift.workspace, *member);
        transfers.push(transfer(TransferKind::Gift, allowance, points, gift.points));
    }
    let ids: Vec<Uuid> = transfers[first..].iter().map(|t| t.id).collect();
    match book.post(transfers) {
        Ok(()) => {
            written.gifts.push((gift, ids));
            Outcome::Given {
                left: book.balance(&allowance),
            }
        }
        Err(Refused::Short { .. } | Refused::OutOfRange) => Outcome::Short { left },
    }
}

/// What the batch adds to the tables, gathered while folding.
#[derive(Default)]
struct Written<'g> {
    /// With the transfer of each recipient.
    gifts: Vec<(&'g Gift, Vec<Uuid>)>,
    /// In one order everywhere: replicas with the same keys must not wait for each other.
    keys: BTreeSet<(Uuid, String)>,
    letters: Vec<Letter>,
}

impl Written<'_> {
    async fn write(mut self, conn: &mut PgConnection, now: Timestamp) -> Result<(), sqlx::Error> {
        if !self.gifts.is_empty() {
            self.write_kudos(conn).await?;
            self.write_recipients(conn).await?;
        }
        if !self.keys.is_empty() {
            let (workspaces, keys): (Vec<Uuid>, Vec<String>) =
                std::mem::take(&mut self.keys).into_iter().unzip();
            let new = inbox::note(conn, &workspaces, &keys, now).await?;
            if new != keys.len() as u64 {
                // Only when the same act reached two replicas under different givers or periods:
                // the transaction starts over, and then sees the other's key.
                return Err(sqlx::Error::Protocol(
                    "a delivery was recorded meanwhile".into(),
                ));
            }
        }
        outbox::enqueue(conn, now, &self.letters).await
    }

    fn column<T>(&self, of: impl Fn(&Gift) -> T) -> Vec<T> {
        self.gifts.iter().map(|(gift, _)| of(gift)).collect()
    }

    /// One row per gift and recipient.
    fn per_recipient<T>(&self, of: impl Fn(&Gift, Uuid, Uuid) -> T) -> Vec<T> {
        self.gifts
            .iter()
            .flat_map(|(gift, ids)| {
                gift.recipients
                    .iter()
                    .zip(ids)
                    .map(|(member, id)| of(gift, *member, *id))
            })
            .collect()
    }

    async fn write_kudos(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            r#"INSERT INTO kudos
                 (workspace_id, id, given_at, giver, points, company_values, message, source,
                  platform, team, channel, thread, place_kind, message_id, boosted)
               SELECT n.workspace_id, n.id, n.given_at, n.giver, n.points,
                      CASE WHEN n.slugs = '' THEN '{}' ELSE string_to_array(n.slugs, ' ') END, n.message, n.source,
                      n.platform, n.team, n.channel, n.thread, n.place_kind, n.message_id, n.boosted
               FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::bigint[], $6::text[], $7::text[],
                           $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::uuid[])
                    AS n(workspace_id, id, given_at, giver, points, slugs, message, source,
                         platform, team, channel, thread, place_kind, message_id, boosted)"#,
            &self.column(|g| g.workspace),
            &self.column(|g| g.id),
            &self.column(|g| Ts(g.at)) as _,
            &self.column(|g| g.giver),
            &self.column(|g| g.points),
            // A slug holds no space (settings::CompanyValues), so that one text can hold several.
            &self.column(|g| g.values.join(" ")),
            &self.column(|g| g.message.clone()),
            &self.column(|g| g.source.as_str().to_owned()),
            &self.column(|g| g.place.platform.as_str().to_owned()),
            &self.column(|g| g.place.team.clone()),
            &self.column(|g| g.place.channel.clone()),
            &self.column(|g| g.place.thread.clone()) as _,
            &self.column(|g| place_kind(g).to_owned()),
            &self.column(|g| g.message_id.clone()) as _,
            &self.column(|g| g.boosted) as _,
        )
        .execute(conn)
        .await
        .map(drop)
    }

    async fn write_recipients(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            r#"WITH row AS (
                 SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::uuid[], $7::bigint[],
                                      $8::text[], $9::text[])
                   AS n(workspace_id, kudos_id, member_id, transfer_id, day, giver, points, channel, slugs)
               ), tallied AS (
                 INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, channel, company_values)
                 SELECT workspace_id, day, giver, member_id, points, channel,
                        CASE WHEN slugs = '' THEN '{}' ELSE string_to_array(slugs, ' ') END
                 FROM row
               )
               INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
               SELECT workspace_id, kudos_id, member_id, transfer_id FROM row"#,
            &self.per_recipient(|g, _, _| g.workspace),
            &self.per_recipient(|g, _, _| g.id),
            &self.per_recipient(|_, member, _| member),
            &self.per_recipient(|_, _, transfer| transfer),
            &self.per_recipient(|g, _, _| Day(g.day)) as _,
            &self.per_recipient(|g, _, _| g.giver),
            &self.per_recipient(|g, _, _| g.points),
            &self.per_recipient(|g, _, _| g.place.channel.clone()),
            &self.per_recipient(|g, _, _| g.values.join(" ")),
        )
        .execute(conn)
        .await
        .map(drop)
    }
}

const fn place_kind(gift: &Gift) -> &'static str {
    use crate::chat::PlaceKind;
    match gift.place.kind {
        PlaceKind::Public => "public",
        PlaceKind::Private | PlaceKind::Unknown => "private",
        PlaceKind::Direct => "direct",
    }
}
