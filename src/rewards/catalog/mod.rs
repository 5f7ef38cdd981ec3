//! What points are exchanged for.

mod audience;
mod check;
mod draft;
mod field;
mod image;
mod import;
mod item;
mod price;
mod publish;
mod read;
mod said;
mod slug;
mod stock;
mod unfinished;
mod write;

pub use audience::{Reached, reached};
pub use check::{CatalogError, DESCRIPTION, NAME};
pub use draft::{Draft, Keeping};
pub use field::Field;
pub use image::{Image, NoAddress, NoImage, PICTURES, PICTURES_AT, Picture, picture, picture_at};
pub use import::{Changed, Fault, ImportError, Imported, Wrong, changes, import};
pub use item::{
    Accounts, Approval, Asks, Audience, Fulfilment, Item, ItemKind, Limit, Offer, Text, Texts,
    Voucher, Webhook,
};
pub use price::{Price, PriceError};
pub use publish::{NotPublished, Published, publish};
pub(super) use read::lock;
pub use read::{by_id, by_ids, find, list};
pub use said::NotSaid;
pub use slug::{SLUG, slug_of};
pub use stock::{Why, is_open, running_out, set_stock};
pub(super) use stock::{move_stock, return_unit};
pub use unfinished::{Unfinished, begin, forget, latest, resume, save};
pub use write::{add, archive, edit};
