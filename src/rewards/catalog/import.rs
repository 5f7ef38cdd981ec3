//! Lists of items, as whoever runs the programme keeps them: taken over whole or not at all.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{CatalogError, Draft, Field, Item, Keeping, NotSaid, find};
use crate::sheet::{self, Broken, Line, Sheet, literal};

/// Something wrong in a list of items.
pub type Fault = sheet::Fault<Wrong>;

/// What is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    /// The list itself is broken.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// Nothing tells which item is meant.
    #[error("the header names no column `slug`")]
    NoSlug,
    /// No item is named.
    #[error("no item is named")]
    Nothing,
    /// The item is on another line, too.
    #[error("this is the same item as on line {0}")]
    Again(u64),
    /// What is shown there is not what is in the cell.
    #[error("this is a formula: paste its value, or put an apostrophe before it if it is text")]
    Formula,
    /// The column has no name that is known.
    #[error("nothing is read from this column")]
    Unused,
    /// A new item needs it.
    #[error("a new item needs this")]
    Needed,
    /// It cannot be said of the field.
    #[error(transparent)]
    NotSaid(#[from] NotSaid),
    /// The catalogue does not take it.
    #[error(transparent)]
    Refused(CatalogError),
}

/// What came of a list.
#[derive(Debug, Default)]
pub struct Imported {
    /// How many items it tells of.
    pub items: usize,
    /// What it changed.
    pub changes: Vec<Changed>,
    /// The columns that nothing was read from.
    pub unused: Vec<String>,
}

/// Something of an item that became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The item.
    pub slug: String,
    /// What of it; everything, where it is new.
    pub field: Option<Field>,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// Why a list is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// These are wrong.
    #[error("nothing was changed")]
    Faults(Vec<Fault>),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Takes a list over, in the caller's transaction, which must be rolled back on an error. An item that
/// is there is changed where the list says something, and added where it is not.
pub async fn import(
    conn: &mut PgConnection,
    how: Keeping<'_>,
    list: &[u8],
) -> Result<Imported, ImportError> {
    let sheet = Sheet::read(list, Field::of_column);
    let sheet = sheet.map_err(|fault| ImportError::Faults(vec![fault.into()]))?;
    let mut faults: Vec<Fault> = sheet
        .broken
        .iter()
        .cloned()
        .map(sheet::Fault::into)
        .collect();
    if sheet.name(Field::Slug).is_none() {
        faults.push(Fault::of_line(sheet.header_line, Wrong::NoSlug));
        return Err(ImportError::Faults(faults));
    }
    let mut imported = Imported::default();
    let mut lines = HashMap::new();
    for line in &sheet.lines {
        let slug = sheet.cell(line, Field::Slug);
        let again = lines.insert(slug, line.number);
        let wrong = match again {
            _ if slug.is_empty() => Some(Wrong::Nothing),
            again => again.map(Wrong::Again),
        };
        if let Some(wrong) = wrong {
            faults.push(sheet.fault(line.number, Field::Slug, wrong));
            continue;
        }
        imported.items += 1;
        match take(conn, how, &sheet, line).await {
            Ok(changes) => imported.changes.extend(changes),
            Err(ImportError::Faults(wrong)) => faults.extend(wrong),
            Err(failed @ ImportError::Database(_)) => return Err(failed),
        }
    }
    if !faults.is_empty() {
        // What is missing may be there, under a name that nobody reads.
        let unused = sheet.unused.iter().map(|column| Fault {
            line: sheet.header_line,
            column: Some(column.clone()),
            wrong: Wrong::Unused,
        });
        faults.extend(unused);
        faults.sort_by_key(|fault| fault.line);
        return Err(ImportError::Faults(faults));
    }
    imported.unused = sheet.unused;
    Ok(imported)
}

/// Takes one line over.
async fn take(
    conn: &mut PgConnection,
    how: Keeping<'_>,
    sheet: &Sheet<Field>,
    line: &Line,
) -> Result<Vec<Changed>, ImportError> {
    let before = find(conn, how.workspace, sheet.cell(line, Field::Slug)).await?;
    let mut draft = before.clone().map_or_else(Draft::new, Draft::of);
    let mut faults = Vec::new();
    let mut fault = |field, wrong| faults.push(sheet.fault(line.number, field, wrong));
    for field in Field::ALL {
        let cell = sheet.cell(line, field);
        if cell.starts_with(['=', '@']) {
            fault(field, Wrong::Formula);
        } else if let Err(wrong) = draft.put(field, literal(cell)) {
            fault(field, wrong.into());
        } else if draft.needed().contains(&field) {
            fault(field, Wrong::Needed);
        }
    }
    if draft.stock_is_codes() {
        let wrong = Wrong::Refused(CatalogError::CodesAreStock);
        faults.push(sheet.fault(line.number, Field::Stock, wrong));
    }
    if !faults.is_empty() {
        return Err(ImportError::Faults(faults));
    }
    match draft.keep(conn, how).await {
        Ok(after) => Ok(changes(before.as_ref(), &after)),
        Err(CatalogError::Database(error)) => Err(error.into()),
        Err(refused) => {
            let field = refused.about();
            let fault = sheet.fault(line.number, field, Wrong::Refused(refused));
            Err(ImportError::Faults(vec![fault]))
        }
    }
}

/// What became another between two states of an item.
pub fn changes(before: Option<&Item>, after: &Item) -> Vec<Changed> {
    let slug = &after.offer.slug;
    let Some(before) = before else {
        return vec![Changed {
            slug: slug.clone(),
            field: None,
            before: String::new(),
            after: Field::Price.of(after),
        }];
    };
    let changed = Field::ALL.into_iter().filter_map(|field| {
        let (was, is) = (field.of(before), field.of(after));
        // A secret is told to nobody, and that it changed is.
        let sealed = field == Field::WebhookSecret
            && before.offer.webhook.as_ref().map(|it| &it.secret)
                != after.offer.webhook.as_ref().map(|it| &it.secret);
        (was != is || sealed).then(|| Changed {
            slug: slug.clone(),
            field: Some(field),
            before: was,
            after: if sealed { "changed".to_owned() } else { is },
        })
    });
    changed.collect()
}
