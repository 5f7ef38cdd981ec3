//! What points are exchanged for.

mod item;
mod price;
mod read;
mod stock;
mod write;

pub use item::{
    Approval, Asks, Audience, Fulfilment, Item, ItemKind, Limit, Offer, Text, Texts, Webhook,
};
pub use price::{Price, PriceError};
pub(super) use read::lock;
pub use read::{by_id, find, list};
pub(super) use stock::move_stock;
pub use stock::{Why, set_stock};
pub use write::{CatalogError, add, archive, edit};
