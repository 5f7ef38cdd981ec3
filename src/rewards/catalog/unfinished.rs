//! An item that somebody describes page by page: what they said so far, kept between the pages.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::{Draft, Field, Item, NotSaid, picture_at};
use crate::database::Ts;
use crate::ids::{ItemDraftId, MemberId, RewardId, WorkspaceId};

/// Field by field, as it is typed. What nobody here knows is of another release, and not read.
type Said = BTreeMap<String, String>;

/// An item that is being described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its id.
    pub id: ItemDraftId,
    /// The item that is changed, and which version of it was looked at; none for a new one.
    pub item: Option<(RewardId, i64)>,
    before: Said,
    said: Said,
}

impl Unfinished {
    /// A new item, of which nothing is said.
    pub const fn new(id: ItemDraftId) -> Self {
        Self {
            id,
            item: None,
            before: Said::new(),
            said: Said::new(),
        }
    }

    /// An item that is there, of which nothing else is said yet.
    pub fn of(id: ItemDraftId, item: &Item) -> Self {
        let mut unfinished = Self::new(id);
        unfinished.look_again(item);
        unfinished
    }

    /// What a field says so far, as it is typed; nothing where it says nothing.
    pub fn says(&self, field: Field) -> &str {
        match self.said.get(field.as_str()) {
            Some(said) if said == Draft::NOTHING => "",
            Some(said) => said,
            None => self.said_before(field),
        }
    }

    fn said_before(&self, field: Field) -> &str {
        self.before.get(field.as_str()).map_or("", String::as_str)
    }

    /// Says something of a field; nothing takes back what the item says.
    pub fn say(&mut self, field: Field, typed: &str) {
        let (key, typed) = (field.as_str().to_owned(), typed.trim());
        if typed == self.said_before(field) {
            self.said.remove(&key);
        } else {
            let said = if typed.is_empty() {
                Draft::NOTHING
            } else {
                typed
            };
            self.said.insert(key, said.to_owned());
        }
    }

    /// Whether nothing is said that the item does not say itself.
    pub fn is_blank(&self) -> bool {
        self.said.is_empty()
    }

    /// The fields of which something else is said.
    pub fn said(&self) -> impl Iterator<Item = Field> {
        let known = Field::ALL.into_iter();
        known.filter(|field| self.said.contains_key(field.as_str()))
    }

    /// Whether the item became another since it was looked at. How many are left counts only where
    /// that is about to be changed: people go on redeeming.
    pub fn is_behind(&self, item: &Item) -> bool {
        let counted = self.said.contains_key(Field::Stock.as_str());
        self.item != Some((item.id, item.version))
            || counted && self.said_before(Field::Stock) != says(Field::Stock, item)
    }

    /// Looks at the item as it is now. What is to be said of it stays.
    pub fn look_again(&mut self, item: &Item) {
        self.item = Some((item.id, item.version));
        let fields = Field::ALL.into_iter();
        let says = fields.map(|field| (field.as_str().to_owned(), says(field, item)));
        self.before = says.filter(|(_, said)| !said.is_empty()).collect();
        self.said
            .retain(|field, said| self.before.get(field) != Some(said));
    }

    /// The draft that the fields come to, and the fields that cannot be read; `item` is the one that is
    /// changed.
    pub fn draft(&self, item: Option<Item>) -> (Draft, Vec<(Field, NotSaid)>) {
        let mut draft = item.map_or_else(Draft::new, Draft::of);
        let mut wrong = Vec::new();
        for field in self.said() {
            let typed = &self.said[field.as_str()];
            wrong.extend(draft.put(field, typed).err().map(|why| (field, why)));
        }
        let missing = draft.needed().iter().copied();
        let missing: Vec<Field> = missing
            .filter(|field| wrong.iter().all(|(wrong, _)| wrong != field))
            .collect();
        wrong.extend(missing.into_iter().map(|field| (field, NotSaid::Needed)));
        (draft, wrong)
    }
}

/// What an item says, as a form shows it: our own pictures by their names, and what has no end as
/// nothing.
fn says(field: Field, item: &Item) -> String {
    let said = field.of(item);
    match field {
        Field::Stock if said == Draft::UNLIMITED => String::new(),
        Field::Image => picture_at(&said).map_or(said, |picture| picture.name.to_owned()),
        _ => said,
    }
}

/// Keeps a description that somebody begins. One of the same item that they began before ends, and so
/// does one that says nothing.
pub async fn begin(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    unfinished: &Unfinished,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    let (item, version) = unfinished.item.unzip();
    sqlx::query!(
        "DELETE FROM reward_draft
         WHERE workspace_id = $1 AND member_id = $2 AND (said = '{}' OR item_id = $3)",
        workspace,
        member,
        item as _,
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "INSERT INTO reward_draft (workspace_id, id, member_id, item_id, item_version, before, said, begun_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        workspace,
        unfinished.id,
        member,
        item as _,
        version,
        Json(&unfinished.before) as _,
        Json(&unfinished.said) as _,
        Ts(now) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// What a member is describing, which they do nowhere else until the transaction ends.
pub async fn resume(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    id: ItemDraftId,
) -> Result<Option<Unfinished>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT item_id, item_version, before AS "before: Json<Said>", said AS "said: Json<Said>"
           FROM reward_draft WHERE workspace_id = $1 AND member_id = $2 AND id = $3 FOR UPDATE"#,
        workspace,
        member,
        id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Unfinished {
        id,
        item: row.item_id.zip(row.item_version),
        before: row.before.0,
        said: row.said.0,
    }))
}

/// The latest that a member began and has not finished, of which something is said.
pub async fn latest(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
) -> Result<Option<Unfinished>, sqlx::Error> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM reward_draft
         WHERE workspace_id = $1 AND member_id = $2 AND said <> '{}' ORDER BY begun_at DESC, id DESC LIMIT 1",
        workspace,
        member,
    )
    .fetch_optional(&mut *conn)
    .await?;
    match id {
        Some(id) => resume(conn, (workspace, member), id).await,
        None => Ok(None),
    }
}

/// Keeps what was said since.
pub async fn save(
    conn: &mut PgConnection,
    workspace: WorkspaceId,
    unfinished: &Unfinished,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE reward_draft SET item_version = $3, before = $4, said = $5 WHERE workspace_id = $1 AND id = $2",
        workspace,
        unfinished.id,
        unfinished.item.map(|(_, version)| version),
        Json(&unfinished.before) as _,
        Json(&unfinished.said) as _,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// Ends it: it is published, or not wanted any more.
pub async fn forget(
    conn: &mut PgConnection,
    (workspace, member): (WorkspaceId, MemberId),
    id: ItemDraftId,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "DELETE FROM reward_draft WHERE workspace_id = $1 AND member_id = $2 AND id = $3",
        workspace,
        member,
        id,
    )
    .execute(conn)
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rewards::{ItemKind, Offer, Price};

    fn mug() -> Item {
        let mut offer = Offer::new("mug", ItemKind::Merchandise, "Mug", Price::Fixed(30));
        offer.tags = vec!["green".to_owned()];
        offer.image_url = Some("https://plaudit.example/rewards/images/coffee.png".to_owned());
        Item {
            workspace: WorkspaceId::nil(),
            id: RewardId::nil(),
            offer,
            stock: Some(4),
            archived: false,
            version: 7,
        }
    }

    #[test]
    fn only_what_differs_is_said() {
        let mut unfinished = Unfinished::of(ItemDraftId::nil(), &mug());
        assert_eq!(unfinished.says(Field::Image), "coffee");
        for field in Field::ALL {
            let shown = unfinished.says(field).to_owned();
            unfinished.say(field, &shown);
        }
        assert!(unfinished.is_blank());
        unfinished.say(Field::Price, " 40 ");
        unfinished.say(Field::Tags, "");
        unfinished.say(Field::Stock, "");
        let said: Vec<Field> = unfinished.said().collect();
        assert_eq!(said, [Field::Price, Field::Stock, Field::Tags]);
        assert_eq!(unfinished.says(Field::Tags), "");
        unfinished.say(Field::Tags, "green");
        assert_eq!(unfinished.says(Field::Tags), "green");
        assert_eq!(unfinished.said().count(), 2);
    }

    #[test]
    fn what_somebody_else_changed_is_looked_at_again() {
        let mut item = mug();
        let mut unfinished = Unfinished::of(ItemDraftId::nil(), &item);
        unfinished.say(Field::Price, "40");
        item.stock = Some(3);
        assert!(!unfinished.is_behind(&item), "people go on redeeming");
        unfinished.say(Field::Stock, "9");
        assert!(
            unfinished.is_behind(&item),
            "what was counted is not so any more"
        );
        item.version += 1;
        item.offer.price = Price::Fixed(40);
        unfinished.look_again(&item);
        assert!(!unfinished.is_behind(&item));
        let said: Vec<Field> = unfinished.said().collect();
        assert_eq!(said, [Field::Stock], "the price is so by now");
    }

    #[test]
    fn what_is_missing_and_what_cannot_be_is_told() {
        let mut unfinished = Unfinished::new(ItemDraftId::nil());
        unfinished.say(Field::Name, "Mug");
        unfinished.say(Field::Price, "x");
        let (_, wrong) = unfinished.draft(None);
        let fields: Vec<Field> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, [Field::Price, Field::Slug, Field::Kind]);
        assert_eq!(wrong[1].1, NotSaid::Needed);
    }
}
