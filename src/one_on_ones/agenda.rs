//! What two have written, as one of them may read it.

use secrecy::SecretString;
use sqlx::PgConnection;

use super::OneOnOne;
use crate::database::{Day, Ts};
use crate::ids::{MemberId, OneOnOneItemId};
use crate::sealed::{Column, Context, Sealed, Sealer};

/// How many of what is settled are shown.
const SETTLED: usize = 5;

words! {
    /// What an item is.
    pub enum ItemKind {
        /// To be talked about.
        Point = "point",
        /// To be done.
        Action = "action",
    }
}

/// What was written, as far as it opens here.
#[derive(Clone, Debug)]
pub enum Text {
    /// Nothing was written.
    Nothing,
    /// This was.
    Open(SecretString),
    /// It was sealed with a key that is not given, or is damaged.
    Closed,
}

/// Something to talk about, or to do.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its id.
    pub id: OneOnOneItemId,
    /// What it is.
    pub kind: ItemKind,
    /// Who brings it up, or does it.
    pub member: MemberId,
    /// What it says.
    pub text: Text,
    /// For which day both were told of it first.
    pub told_for: Option<Day>,
}

/// All that one of the two may read.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// Points to talk about, the oldest first.
    pub points: Vec<Item>,
    /// Things to do, the oldest first.
    pub actions: Vec<Item>,
    /// What was settled last, the latest first.
    pub settled: Vec<Item>,
    /// What both have written.
    pub note: Text,
    /// Which version of it.
    pub version: i32,
    /// The last day of which both were told: what was there before was carried over.
    pub told_for: Option<Day>,
}

/// What `reader` may read: of what the other one wants to talk about, only what both were told.
pub async fn agenda(
    conn: &mut PgConnection,
    sealer: Option<&Sealer>,
    pair: &OneOnOne,
    reader: MemberId,
) -> Result<Agenda, sqlx::Error> {
    let open = |column, row: String, sealed: &Sealed| -> Text {
        let context = Context::new(pair.workspace, column, row);
        let opened = sealer.and_then(|sealer| sealer.open(&context, sealed).ok());
        opened.map_or(Text::Closed, Text::Open)
    };
    let rows = sqlx::query!(
        r#"SELECT id, kind AS "kind: ItemKind", member_id, text AS "text: Sealed", told_for, settled_at
           FROM one_on_one_item
           WHERE workspace_id = $1 AND one_on_one_id = $2
             AND (kind = 'action' OR member_id = $3 OR told_for IS NOT NULL)
           ORDER BY added_at, id"#,
        pair.workspace,
        pair.id,
        reader,
    )
    .fetch_all(&mut *conn)
    .await?;
    let (mut points, mut actions) = (Vec::new(), Vec::new());
    let mut settled: Vec<(Ts, Item)> = Vec::new();
    for row in rows {
        let item = Item {
            id: row.id,
            kind: row.kind,
            member: row.member_id,
            text: open(Column::OneOnOneItem, row.id.to_string(), &row.text),
            told_for: row.told_for,
        };
        match (row.settled_at, row.kind) {
            (Some(at), _) => settled.push((at, item)),
            (None, ItemKind::Point) => points.push(item),
            (None, ItemKind::Action) => actions.push(item),
        }
    }
    settled.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    settled.truncate(SETTLED);
    let note = sqlx::query!(
        r#"SELECT o.note AS "note: Sealed", o.note_version,
                  (SELECT max(r.talk_on) FROM one_on_one_reminder r
                   WHERE r.workspace_id = o.workspace_id AND r.one_on_one_id = o.id AND r.state = 'told')
                  AS "told_for: Day"
           FROM one_on_one o WHERE o.workspace_id = $1 AND o.id = $2"#,
        pair.workspace,
        pair.id,
    );
    let note = note.fetch_optional(conn).await?;
    let version = note.as_ref().map_or(0, |row| row.note_version);
    let told_for = note.as_ref().and_then(|row| row.told_for);
    let note = note.and_then(|row| row.note);
    Ok(Agenda {
        points,
        actions,
        settled: settled.into_iter().map(|(_, item)| item).collect(),
        note: note.map_or(Text::Nothing, |sealed| {
            open(Column::OneOnOneNote, pair.id.to_string(), &sealed)
        }),
        version,
        told_for,
    })
}
