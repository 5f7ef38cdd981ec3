//! What cannot be said of an item.

use super::slug::{SLUG, is_slug};
use super::{Field, Fulfilment, NoAddress, Offer, PriceError};
use crate::chat::Locale;

/// The longest name, in characters: what fits a button and a line of a list.
pub const NAME: usize = 75;

/// The longest description, in characters.
pub const DESCRIPTION: usize = 1000;

/// Why the catalogue stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// Another item is typed so.
    #[error("there is an item called {0} already")]
    Taken(String),
    /// It cannot be typed.
    #[error(
        "a slug is made of a-z, 0-9, - and _, begins with a letter or a digit, and has at most {SLUG} characters"
    )]
    Slug,
    /// It has no name in a language that it is described in, or a long one.
    #[error("an item has a name of at most {NAME} characters, in at least one language")]
    Name(Locale),
    /// It says too much.
    #[error("a description has at most {DESCRIPTION} characters")]
    Description(Locale),
    /// The price cannot be.
    #[error(transparent)]
    Price(#[from] PriceError),
    /// A service delivers it, and nobody knows which; or the other way round.
    #[error("what a webhook fulfils has its address and its secret, and nothing else has")]
    Webhook,
    /// A provider delivers it, and nobody knows what; or the other way round.
    #[error("what a provider delivers has its product and its currency, and nothing else has")]
    Voucher,
    /// Nobody pays for it.
    #[error("{}", .0.no_account())]
    NoAccount(Fulfilment),
    /// A secret cannot be kept.
    #[error("PLAUDIT_ENCRYPTION_KEY is not set, which secrets are kept with")]
    NoKey,
    /// One of our pictures has no address.
    #[error(transparent)]
    Image(#[from] NoAddress),
    /// The stock of what is delivered by codes is counted by its codes.
    #[error("the stock of what is delivered by codes is the number of codes that are loaded")]
    CodesAreStock,
    /// Its service delivers what was ordered of it, and nobody else can.
    #[error(
        "{0} redeemed of it are with its service: once they are delivered or their points given back, it can be \
         delivered in another way; until then, archive it and add another item"
    )]
    Ordered(i64),
    /// There cannot be less than none.
    #[error("a stock is 0 or more")]
    StockBelowZero,
    /// A number that counts something is no number of things.
    #[error("{0} is 1 or more")]
    NotPositive(Field),
    /// It would end before it begins.
    #[error("the last day comes before the first")]
    Days,
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

impl CatalogError {
    /// What of an item it is about.
    pub fn about(&self) -> Field {
        match self {
            Self::Taken(_) | Self::Slug | Self::Database(_) => Field::Slug,
            Self::Name(locale) => Field::name_in(*locale),
            Self::Description(locale) => Field::description_in(*locale),
            Self::Price(_) => Field::Price,
            Self::Webhook | Self::NoAccount(_) | Self::Ordered(_) => Field::Fulfilment,
            Self::Voucher => Field::ProviderProduct,
            Self::NoKey => Field::WebhookSecret,
            Self::Image(_) => Field::Image,
            Self::CodesAreStock | Self::StockBelowZero => Field::Stock,
            Self::NotPositive(field) => *field,
            Self::Days => Field::Until,
        }
    }
}

/// Refuses a counted stock of what is delivered by codes: there are as many as there are codes, and nobody
/// counts them by hand.
pub(super) fn check_stock(offer: &Offer, counted: bool) -> Result<(), CatalogError> {
    if counted && offer.fulfilment == Fulfilment::Codes {
        Err(CatalogError::CodesAreStock)
    } else {
        Ok(())
    }
}

/// Whether it can be said of an item at all.
pub(super) fn check(offer: &Offer) -> Result<(), CatalogError> {
    if !is_slug(&offer.slug) {
        return Err(CatalogError::Slug);
    }
    let unnamed = |name: &str| name.trim().is_empty() || name.chars().count() > NAME;
    if offer.texts.is_empty() {
        return Err(CatalogError::Name(Locale::En));
    }
    for (locale, text) in offer.texts.iter() {
        if unnamed(&text.name) {
            return Err(CatalogError::Name(locale));
        }
        if text.description.chars().count() > DESCRIPTION {
            return Err(CatalogError::Description(locale));
        }
    }
    offer.price.check()?;
    if (offer.fulfilment == Fulfilment::Webhook) != offer.webhook.is_some() {
        return Err(CatalogError::Webhook);
    }
    if offer.fulfilment.is_provider() != offer.voucher.is_some() {
        return Err(CatalogError::Voucher);
    }
    let counts = [
        (
            Field::Limit,
            offer.limit.map(|limit| i64::from(limit.count)),
        ),
        (Field::ApprovalAbove, offer.approval_above),
        (
            Field::MinTenureDays,
            offer.audience.min_tenure_days.map(i64::from),
        ),
    ];
    for (what, count) in counts {
        if count.is_some_and(|count| count < 1) {
            return Err(CatalogError::NotPositive(what));
        }
    }
    match (offer.available_from, offer.available_until) {
        (Some(from), Some(until)) if until < from => Err(CatalogError::Days),
        _ => Ok(()),
    }
}
