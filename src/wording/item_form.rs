//! The form that describes an item of the shop, page by page.

use super::pattern::{arg, none};
use super::shop::kind_name;
use super::{Words, actions};
use crate::calendar::Period;
use crate::chat::{
    Choice, Field as Question, Form, Input, Item as Piece, Locale, Message, Part, Rich,
};
use crate::policy::Role;
use crate::rewards::catalog::{DESCRIPTION, Field, NAME, PICTURES, SLUG, Unfinished};
use crate::rewards::{Accounts, Approval, Asks, Fulfilment, ItemKind, Price};

/// The most of what is counted: nobody means more.
const MOST: i64 = 1_000_000_000;

/// The longest list of tags, teams or countries, in characters.
const LIST_CHARS: usize = 1000;

/// The longest address of a picture, in characters.
const ADDRESS_CHARS: usize = 1000;

/// A day as it is typed, in characters.
const DAY_CHARS: usize = 10;

/// A product's id and a currency, in characters.
const PRODUCT_CHARS: usize = 64;
const CURRENCY_CHARS: usize = 3;

/// What says that an item has no picture.
pub const NO_PICTURE: &str = "none";

words! {
    /// A page of the form.
    pub enum ItemPage {
        /// What must be said of an item.
        Basics = "basics",
        /// What people read of it.
        Words = "words",
        /// Who may have it, when and how often.
        Rules = "rules",
    }
}

impl ItemPage {
    /// Every page, in order.
    pub const ALL: [Self; 3] = [Self::Basics, Self::Words, Self::Rules];

    /// The page after it.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Basics => Some(Self::Words),
            Self::Words => Some(Self::Rules),
            Self::Rules => None,
        }
    }
}

/// A page as it is shown.
#[derive(Clone, Debug)]
pub struct ItemForm<'a> {
    /// Which page.
    pub page: ItemPage,
    /// Whether the next one follows it, as for an item that is described for the first time.
    pub guided: bool,
    /// What comes back unchanged.
    pub context: String,
    /// The answers so far.
    pub unfinished: &'a Unfinished,
    /// How it is delivered by now, where it is not new.
    pub delivered: Option<Fulfilment>,
    /// With whom the server has an account.
    pub accounts: Accounts,
}

/// A page of the form. Each question is called as what it asks of an item; a price, a limit and a
/// picture are asked for by several.
pub fn item_page(w: &Words<'_>, form: &ItemForm<'_>) -> Form {
    let questions = match form.page {
        ItemPage::Basics => basics(w, form),
        ItemPage::Words => texts(w, form),
        ItemPage::Rules => rules(w, form),
    };
    let about = none().choice("page", form.page.as_str());
    let intro = Part::Note(w.rich("item-page-about", &about));
    let leads_on = form.guided && form.page.next().is_some();
    Form {
        id: actions::FORM_ITEM.into(),
        title: w.text("item-page-title", &about),
        submit: Some(w.text(
            if leads_on {
                "item-page-next"
            } else {
                "item-page-preview"
            },
            &none(),
        )),
        cancel: w.text("item-form-close", &none()),
        context: form.context.clone(),
        items: std::iter::once(intro.into())
            .chain(questions.into_iter().map(Piece::Field))
            .collect(),
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

fn basics(w: &Words<'_>, form: &ItemForm<'_>) -> Vec<Question> {
    let said = |field: Field| form.unfinished.says(field);
    let price = said(Field::Price).parse::<Price>().ok();
    let count = |number: Option<i64>, least| Input::Number {
        initial: number,
        min: least,
        max: MOST,
    };
    let by_codes = form.delivered == Some(Fulfilment::Codes);
    let ways = ways(form.delivered, form.accounts);
    let sold = ways.iter().any(|way| way.is_provider());
    let mut questions = vec![
        text(w, form, Field::name_in(w.settings.locale), NAME, false),
        chosen(w, form, Field::Kind, &ItemKind::ALL, None, |kind| {
            kind_name(w, kind)
        }),
        question(w, "price", false, count(price.map(Price::least), 1)),
        question(w, "price_max", true, count(price.and_then(Price::most), 1)),
        question(w, "price_step", true, count(price.and_then(Price::step), 1)),
    ];
    // What is delivered by codes is counted by them.
    if !by_codes {
        let stock = count(said(Field::Stock).parse().ok(), 0);
        questions.push(question(w, "stock", true, stock));
    }
    questions.extend([
        chosen(
            w,
            form,
            Field::Approval,
            &[Approval::Auto, Approval::Manager, Approval::Admin],
            Some(Approval::Auto),
            |by| w.text("item-ask", &none().choice("by", by.as_str())),
        ),
        chosen(
            w,
            form,
            Field::Fulfilment,
            &ways,
            Some(Fulfilment::Manual),
            |how| w.text("item-way", &none().choice("how", how.as_str())),
        ),
    ]);
    if sold {
        questions.push(text(w, form, Field::ProviderProduct, PRODUCT_CHARS, true));
        questions.push(text(w, form, Field::Currency, CURRENCY_CHARS, true));
    }
    questions
}

/// How it can be delivered: a service is set up where its secret is, codes stay codes, and who has no
/// account buys nothing.
fn ways(now: Option<Fulfilment>, accounts: Accounts) -> Vec<Fulfilment> {
    let providers = Fulfilment::PROVIDERS.into_iter();
    let providers = providers.filter(|it| accounts.has(*it) && now != Some(*it));
    match now {
        None => [Fulfilment::Manual, Fulfilment::Codes]
            .into_iter()
            .chain(providers)
            .collect(),
        Some(Fulfilment::Codes) => vec![Fulfilment::Codes],
        Some(Fulfilment::Webhook) => vec![Fulfilment::Webhook, Fulfilment::Manual],
        Some(Fulfilment::Manual) => std::iter::once(Fulfilment::Manual)
            .chain(providers)
            .collect(),
        Some(sold @ (Fulfilment::Tremendous | Fulfilment::Xoxoday)) => [sold, Fulfilment::Manual]
            .into_iter()
            .chain(providers)
            .collect(),
    }
}

fn texts(w: &Words<'_>, form: &ItemForm<'_>) -> Vec<Question> {
    let first = w.settings.locale;
    let others = || Locale::ALL.into_iter().filter(|locale| *locale != first);
    let described = |locale| {
        let mut field = text(w, form, Field::description_in(locale), DESCRIPTION, true);
        multiline(&mut field);
        field
    };
    let mut questions = vec![described(first)];
    for locale in others() {
        questions.push(text(w, form, Field::name_in(locale), NAME, true));
        questions.push(described(locale));
    }
    questions.push(text(w, form, Field::Slug, SLUG, false));
    questions.push(listed(w, form, Field::Tags));
    let shown = form.unfinished.says(Field::Image);
    let ours = PICTURES.iter().any(|picture| picture.name == shown);
    let pictures = std::iter::once(NO_PICTURE).chain(PICTURES.iter().map(|picture| picture.name));
    let picture = |name: &'static str| Choice {
        value: name.to_owned(),
        label: w.text("item-picture", &none().choice("picture", name)),
    };
    let chosen = if ours { shown } else { NO_PICTURE };
    questions.push(question(
        w,
        "image",
        true,
        Input::Choice {
            options: pictures.map(picture).collect(),
            initial: vec![chosen.to_owned()],
            several: false,
        },
    ));
    let address = if ours { "" } else { shown };
    questions.push(question(
        w,
        "image_address",
        true,
        line(address, ADDRESS_CHARS),
    ));
    questions
}

fn rules(w: &Words<'_>, form: &ItemForm<'_>) -> Vec<Question> {
    let said = |field: Field| form.unfinished.says(field);
    let count = |typed: &str| Input::Number {
        initial: typed.parse().ok(),
        min: 1,
        max: MOST,
    };
    let (times, period) = said(Field::Limit).split_once('/').unwrap_or_default();
    let periods = [
        Period::Day,
        Period::Week,
        Period::Month,
        Period::Quarter,
        Period::Year,
        Period::All,
    ];
    let role = |role: Role| Choice {
        value: role.to_string(),
        label: w.text("item-role", &none().choice("role", role.as_str())),
    };
    let period = if period.is_empty() {
        Period::Month.as_str()
    } else {
        period
    };
    let chosen_roles = said(Field::Roles).split(';').map(str::to_owned);
    vec![
        question(w, "approval_above", true, count(said(Field::ApprovalAbove))),
        chosen(
            w,
            form,
            Field::Asks,
            &[Asks::Nothing, Asks::Address, Asks::Email, Asks::Note],
            Some(Asks::Nothing),
            |what| w.text("item-asks", &none().choice("what", what.as_str())),
        ),
        question(w, "limit", true, count(times)),
        question(
            w,
            "limit_period",
            false,
            Input::Choice {
                options: periods
                    .map(|period| Choice {
                        value: period.to_string(),
                        label: w.text("item-period", &none().choice("period", period.as_str())),
                    })
                    .to_vec(),
                initial: vec![period.to_owned()],
                several: false,
            },
        ),
        question(
            w,
            "roles",
            true,
            Input::Choice {
                options: Role::ALL.map(role).to_vec(),
                initial: chosen_roles.collect(),
                several: true,
            },
        ),
        listed(w, form, Field::Teams),
        listed(w, form, Field::Countries),
        question(
            w,
            "min_tenure_days",
            true,
            count(said(Field::MinTenureDays)),
        ),
        question(w, "from", true, line(said(Field::From), DAY_CHARS)),
        question(w, "until", true, line(said(Field::Until), DAY_CHARS)),
    ]
}

/// A question about an item, by its name.
pub(super) fn label(w: &Words<'_>, name: &'static str) -> String {
    w.text("item-question", &none().choice("what", name))
}

/// The questions with a line of help.
const HINTED: &[&str] = &[
    "approval_above",
    "countries",
    "currency",
    "from",
    "fulfilment",
    "image_address",
    "limit",
    "min_tenure_days",
    "price_max",
    "price_step",
    "provider_product",
    "roles",
    "slug",
    "stock",
    "tags",
    "teams",
    "until",
];

fn question(w: &Words<'_>, name: &'static str, optional: bool, input: Input) -> Question {
    let hint = || {
        w.text(
            "item-question-hint",
            &arg("command", SET_UP).choice("what", name),
        )
    };
    Question {
        name: name.to_owned(),
        label: label(w, name),
        hint: HINTED.contains(&name).then(hint),
        optional,
        input,
    }
}

/// What sets up a service that delivers.
const SET_UP: &str = "plaudit catalog edit";

fn line(initial: &str, max_chars: usize) -> Input {
    Input::Text {
        initial: initial.to_owned(),
        multiline: false,
        max_chars,
    }
}

fn multiline(question: &mut Question) {
    if let Input::Text { multiline, .. } = &mut question.input {
        *multiline = true;
    }
}

fn text(
    w: &Words<'_>,
    form: &ItemForm<'_>,
    field: Field,
    max_chars: usize,
    optional: bool,
) -> Question {
    let initial = form.unfinished.says(field);
    question(w, field.as_str(), optional, line(initial, max_chars))
}

/// Several words, one on each line.
fn listed(w: &Words<'_>, form: &ItemForm<'_>, field: Field) -> Question {
    let words = form.unfinished.says(field).replace(';', "\n");
    let mut question = question(w, field.as_str(), true, line(&words, LIST_CHARS));
    multiline(&mut question);
    question
}

/// One of a few words.
fn chosen<T: Copy + ToString>(
    w: &Words<'_>,
    form: &ItemForm<'_>,
    field: Field,
    words: &[T],
    usual: Option<T>,
    named: impl Fn(T) -> String,
) -> Question {
    let options = words.iter().map(|word| Choice {
        value: word.to_string(),
        label: named(*word),
    });
    let said = form.unfinished.says(field);
    let usual = usual.map(|usual| usual.to_string());
    let initial = Some(said.to_owned()).filter(|said| !said.is_empty());
    let input = Input::Choice {
        options: options.collect(),
        initial: initial.or(usual).into_iter().collect(),
        several: false,
    };
    question(w, field.as_str(), false, input)
}

/// What was described is published, or not wanted any more, and cannot be gone on with.
pub fn item_draft_gone(w: &Words<'_>) -> Message {
    w.say("item-draft-gone", &none())
}

/// Somebody else changed the item while it was described anew.
pub fn item_changed_meanwhile(w: &Words<'_>) -> Rich {
    w.rich("item-form-meanwhile", &none())
}
