//! An item of the catalogue.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Price;
use crate::calendar::Period;
use crate::chat::Locale;
use crate::ids::{RewardId, WorkspaceId};
use crate::money::Currency;
use crate::policy::Role;
use crate::script::is_visible;
use crate::sealed::Sealed;

words! {
    /// What sort of thing it is.
    pub enum ItemKind {
        /// A voucher of a shop.
        GiftCard = "gift_card",
        /// A thing.
        Merchandise = "merchandise",
        /// Something to live through: a dinner, a ticket.
        Experience = "experience",
        /// Given on to a good cause.
        Donation = "donation",
        /// A course, a book, a conference.
        Learning = "learning",
        /// Hours or days off.
        TimeOff = "time_off",
    }
}

words! {
    /// Who is asked before it is delivered.
    pub enum Approval {
        /// Nobody.
        Auto = "auto",
        /// Whoever the member reports to, else an admin.
        Manager = "manager",
        /// An admin.
        Admin = "admin",
    }
}

words! {
    /// How it is delivered.
    pub enum Fulfilment {
        /// By an admin, by hand.
        Manual = "manual",
        /// By one of the codes that were loaded beforehand.
        Codes = "codes",
        /// By a service that is called.
        Webhook = "webhook",
        /// By Tremendous, which sells vouchers.
        Tremendous = "tremendous",
        /// By Xoxoday Plum, which does, too.
        Xoxoday = "xoxoday",
    }
}

words! {
    /// What must be known to deliver it.
    pub enum Asks {
        /// Nothing.
        Nothing = "nothing",
        /// Where to send it.
        Address = "address",
        /// Which mailbox to send it to.
        Email = "email",
        /// A wish, such as a size.
        Note = "note",
    }
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::GiftCard,
        Self::Merchandise,
        Self::Experience,
        Self::Donation,
        Self::Learning,
        Self::TimeOff,
    ];
}

impl Offer {
    /// Whether it can be redeemed only where secrets are sealed: what it asks for, codes and vouchers are never kept
    /// as they are.
    pub fn needs_key(&self) -> bool {
        let secret = self.fulfilment == Fulfilment::Codes || self.fulfilment.is_provider();
        self.asks != Asks::Nothing || secret
    }
}

impl Fulfilment {
    /// Whether it takes nobody's hand.
    pub const fn is_by_itself(self) -> bool {
        match self {
            Self::Manual => false,
            Self::Codes | Self::Webhook | Self::Tremendous | Self::Xoxoday => true,
        }
    }

    /// The providers, who sell vouchers.
    pub const PROVIDERS: [Self; 2] = [Self::Tremendous, Self::Xoxoday];

    /// Whether somebody sells it to the programme, for money.
    pub fn is_provider(self) -> bool {
        Self::PROVIDERS.contains(&self)
    }

    /// Its name, where it is somebody's.
    pub const fn called(self) -> &'static str {
        match self {
            Self::Tremendous => "Tremendous",
            Self::Xoxoday => "Xoxoday",
            Self::Manual | Self::Codes | Self::Webhook => self.as_str(),
        }
    }

    /// The variable that lets the server into the account with it; nothing where there is none to be had.
    pub const fn account(self) -> &'static str {
        match self {
            Self::Tremendous => "TREMENDOUS_API_KEY",
            Self::Xoxoday => "XOXODAY_REFRESH_TOKEN",
            Self::Manual | Self::Codes | Self::Webhook => "",
        }
    }

    /// The variable that says where it is called.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Tremendous => "TREMENDOUS_API_URL",
            Self::Xoxoday => "XOXODAY_API_URL",
            Self::Manual | Self::Codes | Self::Webhook => "",
        }
    }

    /// All the variables that an account with it takes, as a sentence has them.
    pub const fn needs(self) -> &'static str {
        match self {
            Self::Xoxoday => "XOXODAY_CLIENT_ID, XOXODAY_CLIENT_SECRET and XOXODAY_REFRESH_TOKEN",
            other => other.account(),
        }
    }

    /// That there is no account with it, and what is missing.
    pub fn no_account(self) -> String {
        let several = self.needs() != self.account();
        let are = if several { "are" } else { "is" };
        format!(
            "{} has no account here: {} {are} not set",
            self.called(),
            self.needs()
        )
    }
}

impl Asks {
    /// The longest answer, in characters.
    pub const LONGEST: usize = 500;

    /// Whether what somebody typed can be what is asked for: something to be seen, and an e-mail address
    /// where that is asked.
    pub fn accepts(self, typed: &str) -> bool {
        let shown = typed.chars().any(is_visible) && typed.chars().count() <= Self::LONGEST;
        shown && (self != Self::Email || is_email(typed))
    }
}

/// Whether it has the shape of an e-mail address. Whether there is one only a message tells.
fn is_email(typed: &str) -> bool {
    let Some((name, host)) = typed.rsplit_once('@') else {
        return false;
    };
    let apart = [',', ';', '<', '>', '(', ')', '"', '@'];
    typed.len() <= 254
        && typed.chars().all(is_visible)
        && !name.is_empty()
        && !name.contains(apart)
        && !host.contains(apart)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
}

/// How often somebody may redeem it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many times,
    pub count: i32,
    /// in each of these, in the programme's zone.
    pub period: Period,
}

/// For whom it is. What is empty leaves nobody out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Who has one of these roles.
    pub roles: Vec<Role>,
    /// Who belongs to one of these units of the organisation.
    pub teams: Vec<String>,
    /// Who works in one of these countries: ISO 3166-1, two capital letters.
    pub countries: Vec<String>,
    /// Who has belonged to the organisation for so many days.
    pub min_tenure_days: Option<i32>,
}

/// What it is called in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Its name.
    pub name: String,
    /// What one gets.
    #[serde(default)]
    pub description: String,
}

/// What it is called, per language; at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Locale, Text>);

impl Texts {
    /// The text in the language `locale` alone.
    pub fn new(locale: Locale, text: Text) -> Self {
        Self(BTreeMap::from([(locale, text)]))
    }

    /// Says what it is called in `locale`.
    pub fn set(&mut self, locale: Locale, text: Text) {
        self.0.insert(locale, text);
    }

    /// Changes the text in `locale`; one that says nothing more is none.
    pub fn change(&mut self, locale: Locale, change: impl FnOnce(&mut Text)) {
        let text = self.0.entry(locale).or_default();
        change(text);
        if *text == Text::default() {
            self.0.remove(&locale);
        }
    }

    /// The text in `locale`, where there is one.
    pub fn get(&self, locale: Locale) -> Option<&Text> {
        self.0.get(&locale)
    }

    /// The text for whoever reads `locale`: in it, else in English, else in whichever there is.
    pub fn text(&self, locale: Locale) -> &Text {
        const NONE: &Text = &Text {
            name: String::new(),
            description: String::new(),
        };
        let there = || self.0.values().next();
        self.get(locale)
            .or_else(|| self.get(Locale::En))
            .or_else(there)
            .unwrap_or(NONE)
    }

    /// Every language that it has a name in.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &Text)> {
        self.0.iter().map(|(locale, text)| (*locale, text))
    }

    /// Whether it is called anything at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Where an item is ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// What orders are signed with.
    pub secret: Sealed,
}

/// What a provider sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// What the provider calls it.
    pub product: String,
    /// The currency that it is ordered in.
    pub currency: Currency,
}

/// With whom the server has an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accounts {
    /// With Tremendous.
    pub tremendous: bool,
    /// With Xoxoday Plum.
    pub xoxoday: bool,
}

impl Accounts {
    /// Whether there is one with whoever delivers so.
    pub const fn has(self, how: Fulfilment) -> bool {
        match how {
            Fulfilment::Tremendous => self.tremendous,
            Fulfilment::Xoxoday => self.xoxoday,
            Fulfilment::Manual | Fulfilment::Codes | Fulfilment::Webhook => false,
        }
    }
}

/// What whoever runs the programme says of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// As it is typed.
    pub slug: String,
    /// What sort of thing it is.
    pub kind: ItemKind,
    /// What it is called.
    pub texts: Texts,
    /// What it costs.
    pub price: Price,
    /// How often somebody may redeem it.
    pub limit: Option<Limit>,
    /// Who is asked before it is delivered.
    pub approval: Approval,
    /// Up to so many points nobody is asked.
    pub approval_above: Option<i64>,
    /// How it is delivered.
    pub fulfilment: Fulfilment,
    /// Where it is ordered, where a service delivers it.
    pub webhook: Option<Webhook>,
    /// The voucher that is ordered, where a provider delivers it.
    pub voucher: Option<Voucher>,
    /// What must be known to deliver it.
    pub asks: Asks,
    /// For whom it is.
    pub audience: Audience,
    /// Words to find it by, such as `green`.
    pub tags: Vec<String>,
    /// A picture of it.
    pub image_url: Option<String>,
    /// The first day on which it can be redeemed, in the programme's zone.
    pub available_from: Option<Date>,
    /// The last one.
    pub available_until: Option<Date>,
}

impl Offer {
    /// One that is for everybody, at any time, by hand, without asking anybody.
    pub fn new(slug: &str, kind: ItemKind, name: &str, price: Price) -> Self {
        let text = Text {
            name: name.to_owned(),
            description: String::new(),
        };
        Self {
            slug: slug.to_owned(),
            kind,
            texts: Texts::new(Locale::En, text),
            price,
            limit: None,
            approval: Approval::Auto,
            approval_above: None,
            fulfilment: Fulfilment::Manual,
            webhook: None,
            voucher: None,
            asks: Asks::Nothing,
            audience: Audience::default(),
            tags: Vec::new(),
            image_url: None,
            available_from: None,
            available_until: None,
        }
    }

    /// Whom to ask before it is delivered for so many points.
    pub fn approval_of(&self, points: i64) -> Approval {
        match self.approval_above {
            Some(above) if points <= above => Approval::Auto,
            _ => self.approval,
        }
    }
}

/// An item of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its id.
    pub id: RewardId,
    /// What it is, and how it is offered.
    pub offer: Offer,
    /// How many are left; without end where there is no number.
    pub stock: Option<i64>,
    /// Whether it is not offered any more.
    pub archived: bool,
    /// Rises with every change of what is said of it.
    pub version: i64,
}

impl Item {
    /// Whether it can be redeemed on `day`, for whoever it is for.
    pub fn is_offered(&self, day: Date) -> bool {
        let Offer {
            available_from,
            available_until,
            ..
        } = &self.offer;
        !self.archived
            && available_from.is_none_or(|from| from <= day)
            && available_until.is_none_or(|until| day <= until)
    }

    /// Whether none is left.
    pub fn is_sold_out(&self) -> bool {
        self.stock == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_be_one() {
        for email in [
            "siti@example.com",
            "siti.rahma+mug@mail.example.co.id",
            "sití@exämple.com",
        ] {
            assert!(Asks::Email.accepts(email), "{email}");
        }
        for other in [
            "siti",
            "siti@",
            "@example.com",
            "siti@example",
            "siti@example..com",
            "si ti@example.com",
            "siti@example.com,budi@example.com",
            "a@b@example.com",
            "siti@.com",
        ] {
            assert!(!Asks::Email.accepts(other), "{other}");
        }
        for asks in [Asks::Address, Asks::Note, Asks::Email] {
            for nothing in ["", "  \n", "\u{200b}\u{2060}"] {
                assert!(!asks.accepts(nothing), "{asks} {nothing:?}");
            }
            assert!(!asks.accepts(&"x".repeat(Asks::LONGEST + 1)), "{asks}");
        }
        assert!(Asks::Address.accepts("Jalan Satu 1,\nJakarta"));
    }
}
