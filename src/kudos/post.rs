//! Recording gifts, many at once: lock, look, fold in memory, write with arrays.

use std::collections::HashSet;

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{Gift, Outcome};
use crate::chat::Place;
use crate::clock::Clock;
use crate::database::{Day, Ts};
use crate::ids::{TransferId, WorkspaceId};
use crate::inbox::{self, Key};
use crate::ledger::{Account, Book, Refused, Transfer, TransferKind};
use crate::notices;
use crate::outbox::{self, Letter};
use crate::subject::Subject;

/// What became of a gift in a transaction that is still to be committed.
pub(super) struct Posted {
    pub(super) outcome: Outcome,
    /// The keys that are noted with it: where they are found, so is the rest.
    pub(super) keys: Vec<Key>,
}

/// Records `gifts` in the caller's transaction. Each has its own outcome, in their order; an error
/// means that none of them was recorded.
pub(super) async fn post(
    conn: &mut PgConnection,
    clock: &Clock,
    gifts: &[&Gift],
) -> Result<Vec<Posted>, sqlx::Error> {
    // Locks first: deliveries that tell of one act share its giver, and so wait for each other
    // here. Only then are the keys noted, in a statement that sees what they wrote.
    let mut book = Book::open(conn, gifts.iter().flat_map(|gift| gift.accounts())).await?;
    let now = clock.now();
    let mut new = note_keys(conn, gifts, now).await?;

    let mut posted = Vec::with_capacity(gifts.len());
    let mut written = Written::default();
    for gift in gifts {
        let outcome = if gift.all_keys().all(|key| new.contains(&key)) {
            fold(&mut book, clock, gift, &mut written)
        } else {
            Outcome::AlreadyGiven
        };
        let mut keys = Vec::new();
        if outcome != Outcome::AlreadyGiven {
            let letters = (gift.letters)(&outcome);
            if matches!(outcome, Outcome::Given { .. }) {
                keys = gift.all_keys().collect();
            } else if !letters.is_empty() {
                // An answer given is an answer not to be repeated; the act itself is still to be done.
                keys = gift.delivery_keys().collect();
            }
            written.letters.extend(letters);
        }
        for key in &keys {
            new.remove(key);
        }
        posted.push(Posted { outcome, keys });
    }

    if !new.is_empty() {
        inbox::take_back(conn, new).await?;
    }
    book.close(conn).await?;
    written.write(conn, now).await?;
    Ok(posted)
}

/// Notes the keys of all `gifts`, and returns those that were new.
async fn note_keys(
    conn: &mut PgConnection,
    gifts: &[&Gift],
    now: Timestamp,
) -> Result<HashSet<Key>, sqlx::Error> {
    let (workspaces, keys): (Vec<WorkspaceId>, Vec<String>) =
        gifts.iter().flat_map(|gift| gift.all_keys()).unzip();
    inbox::note(conn, &workspaces, &keys, now).await
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
        source: Subject::Kudos(gift.id),
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
    let ids: Vec<TransferId> = transfers[first..].iter().map(|t| t.id).collect();
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
    /// The gifts, with the transfer of each recipient.
    gifts: Vec<(&'g Gift, Vec<TransferId>)>,
    letters: Vec<Letter>,
}

impl Written<'_> {
    async fn write(self, conn: &mut PgConnection, now: Timestamp) -> Result<(), sqlx::Error> {
        if !self.gifts.is_empty() {
            self.write_kudos(conn).await?;
            let entries: Vec<_> = self
                .gifts
                .iter()
                .flat_map(|(gift, _)| gift.entries())
                .collect();
            notices::put(conn, &entries).await?;
        }
        outbox::enqueue(conn, now, &self.letters).await
    }

    fn column<T>(&self, of: impl Fn(&Gift) -> T) -> Vec<T> {
        self.gifts.iter().map(|(gift, _)| of(gift)).collect()
    }

    /// What was given outside of a chat was given in no place.
    fn places<T>(&self, of: impl Fn(&Place) -> Option<T>) -> Vec<Option<T>> {
        self.column(|gift| gift.origin.place().and_then(&of))
    }

    async fn write_kudos(&self, conn: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            // What a gift has several of is one text: neither a slug (settings::CompanyValues) nor an id has a
            // space in it. So nothing is looked up among the rows that are written.
            r#"WITH gift AS MATERIALIZED (
                 SELECT n.*, CASE WHEN n.slugs = '' THEN '{}' ELSE string_to_array(n.slugs, ' ') END AS company_values
                 FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::date[], $5::uuid[], $6::bigint[], $7::text[],
                             $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
                             $15::text[], $16::uuid[], $17::text[], $18::text[], $19::timestamptz[], $20::text[])
                      AS n(workspace_id, id, given_at, day, giver, points, slugs, message, source,
                           platform, team, channel, thread, place_kind, message_id, boosted, members, transfers,
                           happened_at, proof)
               ), recipient AS MATERIALIZED (
                 SELECT g.workspace_id, g.id AS kudos_id, n.member_id, n.transfer_id,
                        g.day, g.giver, g.points, g.channel, g.company_values
                 FROM gift g
                 CROSS JOIN LATERAL unnest(string_to_array(g.members, ' ')::uuid[], string_to_array(g.transfers, ' ')::uuid[])
                      AS n(member_id, transfer_id)
               ), given AS (
                 INSERT INTO kudos
                   (workspace_id, id, given_at, day, giver, points, company_values, message, source,
                    platform, team, channel, thread, place_kind, message_id, boosted, happened_at, proof)
                 SELECT workspace_id, id, given_at, day, giver, points, company_values, message, source,
                        platform, team, channel, thread, place_kind, message_id, boosted, happened_at, proof FROM gift
               ), tallied AS (
                 INSERT INTO tally_entry (workspace_id, day, giver, recipient, points, channel, company_values)
                 SELECT workspace_id, day, giver, member_id, points, channel, company_values FROM recipient
               )
               INSERT INTO kudos_recipient (workspace_id, kudos_id, member_id, transfer_id)
               SELECT workspace_id, kudos_id, member_id, transfer_id FROM recipient"#,
            &self.column(|g| g.workspace),
            &self.column(|g| g.id),
            &self.column(|g| Ts(g.at)) as _,
            &self.column(|g| Day(g.day)) as _,
            &self.column(|g| g.giver),
            &self.column(|g| g.points),
            &self.column(|g| g.values.join(" ")),
            &self.column(|g| g.message.clone()),
            &self.column(|g| g.origin.source().as_str().to_owned()),
            &self.places(|place| Some(place.platform.as_str().to_owned())) as _,
            &self.places(|place| Some(place.team.clone())) as _,
            &self.places(|place| Some(place.channel.clone())) as _,
            &self.places(|place| place.thread.clone()) as _,
            &self.places(|place| Some(place.kind.kept_as().to_owned())) as _,
            &self.column(|g| g.message_id.clone()) as _,
            &self.column(|g| g.boosted) as _,
            &self.column(|g| joined(&g.recipients)),
            &self.gifts.iter().map(|(_, ids)| joined(ids)).collect::<Vec<_>>(),
            &self.column(|g| g.happened_at.map(Ts)) as _,
            &self.column(|g| g.proof.as_str().to_owned()),
        )
        .execute(conn)
        .await
        .map(drop)
    }
}

/// Several things as one text.
fn joined<T: ToString>(several: &[T]) -> String {
    let each: Vec<String> = several.iter().map(T::to_string).collect();
    each.join(" ")
}
