//! An item as somebody is about to change it, or to add it.

use secrecy::SecretString;
use sqlx::PgConnection;
use url::Url;

use super::check::{check, check_stock};
use super::said::{self, NotSaid};
use super::{
    Accounts, Approval, Asks, CatalogError, Field, Fulfilment, Image, Item, ItemKind, Offer, Price,
    Texts, Voucher, Webhook, add, edit, set_stock,
};
use crate::clock::Clock;
use crate::ids::{RewardId, WorkspaceId};
use crate::money::Currency;
use crate::policy::{Actor, Role};
use crate::sealed::{Column, Context, Sealer};

/// What was said about a value that may be absent.
#[derive(Clone, Copy, Debug, Default)]
enum Said<T> {
    /// Nothing is said of it.
    #[default]
    Nothing,
    /// There is none: stock has no end, a picture is not shown.
    None,
    /// It is this.
    This(T),
}

impl<T> Said<T> {
    fn what(said: Option<T>) -> Self {
        said.map_or(Self::None, Self::This)
    }
}

impl<T: Copy> Said<T> {
    const fn known(&self) -> Option<T> {
        match self {
            Self::This(it) => Some(*it),
            Self::Nothing | Self::None => None,
        }
    }
}

/// An item as it is to be.
#[derive(Debug)]
pub struct Draft {
    offer: Offer,
    /// The item that is changed; a new one where there is none.
    before: Option<Item>,
    /// The fields of a new one that are still to be said.
    needed: Vec<Field>,
    /// How many are left, where it was said.
    stock: Said<i64>,
    webhook_url: Option<String>,
    webhook_secret: Option<SecretString>,
    product: Option<String>,
    currency: Option<Currency>,
    image: Said<Image>,
}

/// Where an item is kept, and with what.
#[derive(Clone, Copy, Debug)]
pub struct Keeping<'a> {
    /// The time.
    pub clock: &'a Clock,
    /// Who keeps it.
    pub by: &'a Actor,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Who seals secrets, where there is a key.
    pub sealer: Option<&'a Sealer>,
    /// With whom the server has an account.
    pub accounts: Accounts,
    /// Where the world reaches this server, and finds its pictures.
    pub public: Option<&'a Url>,
}

impl Draft {
    /// What there is no end to.
    pub const UNLIMITED: &'static str = "unlimited";

    /// Takes back what was known.
    pub const NOTHING: &'static str = "-";

    /// A new item, of which nothing is said.
    pub fn new() -> Self {
        let mut offer = Offer::new("", ItemKind::Merchandise, "", Price::Fixed(1));
        offer.texts = Texts::default();
        Self {
            needed: vec![Field::Slug, Field::Kind, Field::Price],
            ..Self::with(offer, None)
        }
    }

    /// An item that is there.
    pub fn of(item: Item) -> Self {
        Self::with(item.offer.clone(), Some(item))
    }

    fn with(offer: Offer, before: Option<Item>) -> Self {
        Self {
            offer,
            before,
            needed: Vec::new(),
            stock: Said::default(),
            webhook_url: None,
            webhook_secret: None,
            product: None,
            currency: None,
            image: Said::default(),
        }
    }

    /// The fields that are still to be said.
    pub fn needed(&self) -> &[Field] {
        &self.needed
    }

    /// Says something: nothing changes what is said, `-` takes it back.
    pub fn put(&mut self, field: Field, typed: &str) -> Result<(), NotSaid> {
        let typed = typed.trim();
        let known = (typed != Self::NOTHING).then_some(typed);
        if typed.is_empty() {
            return Ok(());
        }
        let offer = &mut self.offer;
        match field {
            Field::Slug => known.ok_or(NotSaid::Needed)?.clone_into(&mut offer.slug),
            Field::Name | Field::NameId | Field::NameMs => {
                let name = known.unwrap_or_default();
                offer
                    .texts
                    .change(field.locale(), |text| name.clone_into(&mut text.name));
            }
            Field::Description | Field::DescriptionId | Field::DescriptionMs => {
                let said = known.unwrap_or_default();
                offer.texts.change(field.locale(), |text| {
                    said.clone_into(&mut text.description);
                });
            }
            Field::Kind => offer.kind = said::word(typed, ItemKind::named, KINDS)?,
            Field::Price => offer.price = typed.parse()?,
            Field::Stock => {
                let counted = known.filter(|it| *it != Self::UNLIMITED);
                self.stock = Said::what(counted.map(said::stock).transpose()?);
            }
            Field::Approval => offer.approval = said::word(typed, Approval::named, APPROVALS)?,
            Field::ApprovalAbove => offer.approval_above = known.map(said::number).transpose()?,
            Field::Fulfilment => {
                offer.fulfilment = said::word(typed, Fulfilment::named, FULFILMENTS)?;
            }
            Field::WebhookUrl => {
                let url = known.ok_or(NotSaid::Needed)?;
                self.webhook_url = Some(said::address(url)?);
            }
            Field::WebhookSecret => {
                let secret = known.ok_or(NotSaid::Needed)?;
                self.webhook_secret = Some(said::secret(secret)?.into());
            }
            Field::ProviderProduct => {
                let product = known.ok_or(NotSaid::Needed)?;
                self.product = Some(said::product(product)?);
            }
            Field::Currency => {
                let currency = known.ok_or(NotSaid::Needed)?;
                self.currency = Some(currency.parse()?);
            }
            Field::Asks => {
                let asks = known.map(|it| said::word(it, Asks::named, ASKS));
                offer.asks = asks.transpose()?.unwrap_or(Asks::Nothing);
            }
            Field::Limit => offer.limit = known.map(said::limit).transpose()?,
            Field::Tags => offer.tags = said::several(known.unwrap_or(""), said::tag)?,
            Field::Roles => {
                let role = |typed: &str| said::word(typed, Role::named, ROLES);
                offer.audience.roles = said::several(known.unwrap_or(""), role)?;
            }
            Field::Teams => {
                offer.audience.teams = said::several(known.unwrap_or(""), said::team)?;
            }
            Field::Countries => {
                offer.audience.countries = said::several(known.unwrap_or(""), said::country)?;
            }
            Field::MinTenureDays => {
                offer.audience.min_tenure_days = known.map(said::number).transpose()?;
            }
            Field::Image => self.image = Said::what(known.map(str::parse).transpose()?),
            Field::From => offer.available_from = known.map(said::day).transpose()?,
            Field::Until => offer.available_until = known.map(said::day).transpose()?,
        }
        self.needed.retain(|needed| *needed != field);
        Ok(())
    }

    /// Whether a stock was said of what is delivered by codes, of which there are as many as are loaded:
    /// it counts for nothing.
    pub fn stock_is_codes(&self) -> bool {
        let said = !matches!(self.stock, Said::Nothing);
        said && self.offer.fulfilment == Fulfilment::Codes
    }

    /// Keeps it, in the caller's transaction, which must be rolled back on an error.
    pub async fn keep(
        mut self,
        conn: &mut PgConnection,
        how: Keeping<'_>,
    ) -> Result<Item, CatalogError> {
        let id = self.settle(&how)?;
        let (clock, by, place) = (how.clock, how.by, (how.workspace, id));
        if self.before.is_none() {
            let stock = self.stock.known().filter(|_| !self.stock_is_codes());
            return add(conn, clock, by, place, &self.offer, stock).await;
        }
        let mut item = edit(conn, clock, by, place, &self.offer).await?;
        if !matches!(self.stock, Said::Nothing) && !self.stock_is_codes() {
            let stock = self.stock.known();
            set_stock(conn, clock, by, &item, stock).await?;
            item.stock = stock;
        }
        Ok(item)
    }

    /// The item as it would be kept now.
    pub fn preview(mut self, how: &Keeping<'_>) -> Result<Item, CatalogError> {
        let id = self.settle(how)?;
        let before = self.before.as_ref();
        let counted = !matches!(self.stock, Said::Nothing);
        check(&self.offer)?;
        check_stock(&self.offer, counted)?;
        let by_codes = self.offer.fulfilment == Fulfilment::Codes;
        // What becomes delivered by codes is counted by them.
        let counted = before.filter(|it| !by_codes || it.offer.fulfilment == Fulfilment::Codes);
        let stock = match (self.stock, counted) {
            (Said::This(stock), _) => Some(stock),
            (Said::Nothing, Some(before)) => before.stock,
            (Said::Nothing, None) if by_codes => Some(0),
            (Said::Nothing, None) | (Said::None, _) => None,
        };
        Ok(Item {
            workspace: how.workspace,
            id,
            stock,
            archived: before.is_some_and(|it| it.archived),
            version: before.map_or(1, |it| it.version),
            offer: self.offer,
        })
    }

    /// Settles what an item says by what was said of it. Returns its id.
    fn settle(&mut self, how: &Keeping<'_>) -> Result<RewardId, CatalogError> {
        let id = self.before.as_ref().map(|it| it.id);
        let id: RewardId = id.unwrap_or_else(|| how.clock.new_id());
        self.offer.webhook = self.webhook(how, id)?;
        self.offer.voucher = self.voucher(how)?;
        match &self.image {
            Said::Nothing => {}
            Said::None => self.offer.image_url = None,
            Said::This(image) => self.offer.image_url = Some(image.address(how.public)?),
        }
        Ok(id)
    }

    /// Where it is ordered: as was said, else as it was.
    fn webhook(
        &mut self,
        how: &Keeping<'_>,
        id: RewardId,
    ) -> Result<Option<Webhook>, CatalogError> {
        let (url, secret) = (self.webhook_url.take(), self.webhook_secret.take());
        if self.offer.fulfilment != Fulfilment::Webhook {
            // What is told of a webhook where there is none is a mistake.
            let told = url.is_some() || secret.is_some();
            return if told {
                Err(CatalogError::Webhook)
            } else {
                Ok(None)
            };
        }
        let before = self.offer.webhook.take();
        let (url_before, secret_before) = before.map(|it| (it.url, it.secret)).unzip();
        let secret = match secret {
            Some(secret) => {
                let sealer = how.sealer.ok_or(CatalogError::NoKey)?;
                let context = Context::new(how.workspace, Column::WebhookSecret, id);
                Some(sealer.seal(&context, &secret))
            }
            None => secret_before,
        };
        let webhook = url.or(url_before).zip(secret);
        let webhook = webhook.map(|(url, secret)| Webhook { url, secret });
        webhook.map(Some).ok_or(CatalogError::Webhook)
    }

    /// The voucher that is ordered: as was said, else as it was.
    fn voucher(&mut self, how: &Keeping<'_>) -> Result<Option<Voucher>, CatalogError> {
        let (product, currency) = (self.product.take(), self.currency.take());
        let by = self.offer.fulfilment;
        if !by.is_provider() {
            let told = product.is_some() || currency.is_some();
            return if told {
                Err(CatalogError::Voucher)
            } else {
                Ok(None)
            };
        }
        let was = self.before.as_ref().map(|it| it.offer.fulfilment);
        // What is sold by somebody else is something else.
        let before = self.offer.voucher.take().filter(|_| was == Some(by));
        if was != Some(by) && !how.accounts.has(by) {
            return Err(CatalogError::NoAccount(by));
        }
        let (product_before, currency_before) = before.map(|it| (it.product, it.currency)).unzip();
        let voucher = product.or(product_before).zip(currency.or(currency_before));
        let voucher = voucher.map(|(product, currency)| Voucher { product, currency });
        voucher.map(Some).ok_or(CatalogError::Voucher)
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

const KINDS: &str = "gift_card, merchandise, experience, donation, learning, time_off";
const APPROVALS: &str = "auto, manager, admin";
const FULFILMENTS: &str = "manual, codes, webhook, tremendous, xoxoday";
const ASKS: &str = "nothing, address, email, note";
const ROLES: &str = "member, manager, admin";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// What a draft comes to.
    fn item(draft: &Draft) -> Item {
        Item {
            workspace: WorkspaceId::nil(),
            id: RewardId::nil(),
            offer: draft.offer.clone(),
            stock: draft.stock.known(),
            archived: false,
            version: 1,
        }
    }

    fn typed() -> impl Strategy<Value = String> {
        prop_oneof![
            "[-0-9/;a-zA-Z =_.:]{0,12}",
            "[1-9]/(day|week|month|quarter|year|all)",
            "[1-9]{1,3}(-[1-9]000/[1-9])?",
            "2026-1[0-2]-[0-2][0-9]",
            "(ID|my|green|Admin|manager|Jualan|ungu)(; ?(ID|SG|member|a_b))?",
            select(
                &[
                    "gift_card",
                    "TIME_OFF",
                    "auto",
                    "codes",
                    "note",
                    "unlimited",
                    "-"
                ][..]
            )
            .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn what_an_item_says_is_read_as_it_was_meant(
            field in select(&Field::ALL[..]), typed in typed(),
        ) {
            let mut draft = Draft::new();
            let said = draft.put(field, &typed);
            prop_assert_eq!(said.is_ok(), field.accepts(&typed).is_ok());
            if said.is_ok() {
                let mut again = Draft::new();
                let shown = field.of(&item(&draft));
                prop_assert_eq!(again.put(field, &shown), Ok(()), "{}", shown);
                prop_assert_eq!(item(&again), item(&draft), "{}", shown);
            }
        }
    }

    #[test]
    fn a_new_item_needs_little_and_a_dash_takes_nothing_away_that_it_needs() {
        let mut draft = Draft::new();
        for field in [Field::Slug, Field::Kind, Field::Price, Field::Approval] {
            draft.put(field, "-").unwrap_err();
        }
        assert_eq!(draft.needed(), [Field::Slug, Field::Kind, Field::Price]);
        for (field, typed) in [
            (Field::Slug, "tea"),
            (Field::Kind, "gift_card"),
            (Field::Price, "5"),
        ] {
            draft.put(field, typed).unwrap();
        }
        assert_eq!(draft.needed(), []);
    }

    #[test]
    fn a_secret_is_told_by_nothing() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let mut draft = Draft::new();
        draft.put(Field::WebhookSecret, secret).unwrap();
        assert!(!format!("{draft:?}").contains(&secret[6..]), "{draft:?}");
        for wrong in ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_?"] {
            let refused = draft.put(Field::WebhookSecret, wrong);
            assert!(matches!(refused, Err(NotSaid::NoSecret(_))), "{wrong}");
        }
    }
}
