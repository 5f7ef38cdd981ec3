//! What points are exchanged for.

mod draft;
mod field;
mod image;
mod import;
mod item;
mod price;
mod read;
mod said;
mod stock;
mod write;

pub use draft::{Draft, Keeping};
pub use field::Field;
pub use image::{Image, NoAddress, NoImage, PICTURES, PICTURES_AT, Picture, picture};
pub use import::{Changed, Fault, ImportError, Imported, Wrong, changes, import};
pub use item::{
    Approval, Asks, Audience, Fulfilment, Item, ItemKind, Limit, Offer, Text, Texts, Webhook,
};
pub use price::{Price, PriceError};
pub(super) use read::lock;
pub use read::{by_id, find, list};
pub use said::NotSaid;
pub use stock::{Why, set_stock};
pub(super) use stock::{move_stock, return_unit};
pub use write::{CatalogError, add, archive, edit};
