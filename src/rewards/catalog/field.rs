//! The fields of an item, each by its name: a column of lists, and an option of commands.

use jiff::civil::Date;

use super::{Draft, Fulfilment, Item, NotSaid, Text};
use crate::chat::Locale;

words! {
    /// A field of an item.
    pub enum Field {
        /// As it is typed.
        Slug = "slug",
        /// Its name in English.
        Name = "name",
        /// Its name in Indonesian.
        NameId = "name_id",
        /// Its name in Malay.
        NameMs = "name_ms",
        /// What one gets, in English.
        Description = "description",
        /// What one gets, in Indonesian.
        DescriptionId = "description_id",
        /// What one gets, in Malay.
        DescriptionMs = "description_ms",
        /// What sort of thing it is.
        Kind = "kind",
        /// What it costs.
        Price = "price",
        /// How many are left.
        Stock = "stock",
        /// Who is asked before it is delivered.
        Approval = "approval",
        /// Up to so many points nobody is asked.
        ApprovalAbove = "approval_above",
        /// How it is delivered.
        Fulfilment = "fulfilment",
        /// Where it is ordered.
        WebhookUrl = "webhook_url",
        /// What orders are signed with. It is written and never read back.
        WebhookSecret = "webhook_secret",
        /// What its provider calls it.
        ProviderProduct = "provider_product",
        /// The currency that it is ordered in.
        Currency = "currency",
        /// What must be known to deliver it.
        Asks = "asks",
        /// How often somebody may redeem it.
        Limit = "limit",
        /// Words to find it by.
        Tags = "tags",
        /// The roles it is for.
        Roles = "roles",
        /// The units of the organisation it is for.
        Teams = "teams",
        /// The countries it is for.
        Countries = "countries",
        /// How long one must have been there.
        MinTenureDays = "min_tenure_days",
        /// A picture.
        Image = "image",
        /// The first day on which it can be redeemed.
        From = "from",
        /// The last one.
        Until = "until",
    }
}

/// What stands between the words of a list.
pub(super) const BETWEEN: char = ';';

impl Field {
    /// Every one, in the order of lists.
    pub const ALL: [Self; 27] = [
        Self::Slug,
        Self::Name,
        Self::NameId,
        Self::NameMs,
        Self::Description,
        Self::DescriptionId,
        Self::DescriptionMs,
        Self::Kind,
        Self::Price,
        Self::Stock,
        Self::Approval,
        Self::ApprovalAbove,
        Self::Fulfilment,
        Self::WebhookUrl,
        Self::WebhookSecret,
        Self::ProviderProduct,
        Self::Currency,
        Self::Asks,
        Self::Limit,
        Self::Tags,
        Self::Roles,
        Self::Teams,
        Self::Countries,
        Self::MinTenureDays,
        Self::Image,
        Self::From,
        Self::Until,
    ];

    /// What a column of this name says.
    pub fn of_column(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter();
        known
            .into_iter()
            .find(|field| field.as_str() == name || field.is_list() && field.one() == name)
    }

    /// Whether it may be several things.
    pub const fn is_list(self) -> bool {
        matches!(
            self,
            Self::Tags | Self::Roles | Self::Teams | Self::Countries
        )
    }

    /// Its name, for one of several things.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Tags => "tag",
            Self::Roles => "role",
            Self::Teams => "team",
            Self::Countries => "country",
            _ => self.as_str(),
        }
    }

    /// The name in a language.
    pub const fn name_in(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::Name,
            Locale::Id => Self::NameId,
            Locale::Ms => Self::NameMs,
        }
    }

    /// The description in a language.
    pub const fn description_in(locale: Locale) -> Self {
        match locale {
            Locale::En => Self::Description,
            Locale::Id => Self::DescriptionId,
            Locale::Ms => Self::DescriptionMs,
        }
    }

    /// The language of a name or a description.
    pub(super) const fn locale(self) -> Locale {
        match self {
            Self::NameId | Self::DescriptionId => Locale::Id,
            Self::NameMs | Self::DescriptionMs => Locale::Ms,
            _ => Locale::En,
        }
    }

    /// What an item says of it, as it is typed; nothing where it says nothing, or nobody may know.
    pub fn of(self, item: &Item) -> String {
        let offer = &item.offer;
        let text = |of: fn(&Text) -> &String| offer.texts.get(self.locale()).map(of).cloned();
        let number = |number: Option<i64>| number.map(|it| it.to_string());
        let day = |day: Option<Date>| day.map(|it| it.to_string());
        let several = |words: &[String]| Some(words.join(&BETWEEN.to_string()));
        let audience = &offer.audience;
        let said = match self {
            Self::Slug => Some(offer.slug.clone()),
            Self::Name | Self::NameId | Self::NameMs => text(|it| &it.name),
            Self::Description | Self::DescriptionId | Self::DescriptionMs => {
                text(|it| &it.description)
            }
            Self::Kind => Some(offer.kind.to_string()),
            Self::Price => Some(offer.price.to_string()),
            // Codes are counted as they are loaded.
            Self::Stock if offer.fulfilment == Fulfilment::Codes => None,
            Self::Stock => number(item.stock).or_else(|| Some(Draft::UNLIMITED.to_owned())),
            Self::Approval => Some(offer.approval.to_string()),
            Self::ApprovalAbove => number(offer.approval_above),
            Self::Fulfilment => Some(offer.fulfilment.to_string()),
            Self::WebhookUrl => offer.webhook.as_ref().map(|it| it.url.clone()),
            Self::WebhookSecret => None,
            Self::ProviderProduct => offer.voucher.as_ref().map(|it| it.product.clone()),
            Self::Currency => offer.voucher.as_ref().map(|it| it.currency.to_string()),
            Self::Asks => Some(offer.asks.to_string()),
            Self::Limit => offer.limit.map(|it| format!("{}/{}", it.count, it.period)),
            Self::Tags => several(&offer.tags),
            Self::Roles => {
                let roles: Vec<String> = audience.roles.iter().map(ToString::to_string).collect();
                several(&roles)
            }
            Self::Teams => several(&audience.teams),
            Self::Countries => several(&audience.countries),
            Self::MinTenureDays => number(audience.min_tenure_days.map(i64::from)),
            Self::Image => offer.image_url.clone(),
            Self::From => day(offer.available_from),
            Self::Until => day(offer.available_until),
        };
        said.unwrap_or_default()
    }

    /// Whether something can be said of it at all, without saying it of an item.
    pub fn accepts(self, typed: &str) -> Result<(), NotSaid> {
        Draft::new().put(self, typed)
    }
}
