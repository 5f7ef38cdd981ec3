//! Redeeming an item, what came of it, and why it does not.

use jiff::civil::Date;

use super::delivery::Brought;
use super::item::{Offered, before, facts, item, wish};
use super::pattern::{Args, arg, none};
use super::shop::name;
use super::{Words, actions};
use crate::chat::{Button, Confirm, Field, Form, Input, Message, Part, Rich, Span};
use crate::rewards::{Asked, Asks, Fulfilment, Lacking, Price, RedeemRefusal, State};

/// The form that redeems an item: how many points, and what its delivery needs to know.
pub fn redeem_form(w: &Words<'_>, offered: &Offered<'_>, points: i64) -> Form {
    let offer = &offered.item.offer;
    let text = offer.texts.text(w.locale);
    let shown = Part::Text(Rich(vec![Span::Bold(text.name.clone())]));
    let facts = Part::Facts(facts(w, offered, points));
    let mut items = vec![shown.into(), facts.into()];
    if let Price::Range { least, most, step } = offer.price {
        let range = none().with("least", least.to_string());
        let range = range
            .with("most", most.to_string())
            .with("step", step.to_string());
        let field = Field {
            name: "points".into(),
            label: w.text("redeem-form-points", &arg("currency", w.currency())),
            hint: Some(w.text("redeem-form-points-hint", &range)),
            optional: false,
            input: Input::Number {
                initial: offered.price().or(Some(least)),
                min: least,
                max: most,
            },
        };
        items.push(field.into());
    }
    if offer.asks != Asks::Nothing {
        let what = none().choice("what", offer.asks.as_str());
        let field = Field {
            name: "delivery".into(),
            label: w.text("redeem-form-asks", &what),
            hint: Some(w.text("redeem-form-private", &none())),
            optional: false,
            input: Input::Text {
                initial: String::new(),
                multiline: offer.asks == Asks::Address,
                max_chars: Asks::LONGEST,
            },
        };
        items.push(field.into());
    }
    Form {
        id: actions::FORM_REDEEM.into(),
        title: w.text("redeem-form-title", &none()),
        submit: Some(w.text("redeem-form-submit", &none())),
        cancel: w.text("redeem-form-cancel", &none()),
        context: offered.value(),
        items,
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// A redemption as its member is told of it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// How many points.
    pub points: i64,
    /// The points that they have left.
    pub left: i64,
    /// Who is asked first.
    pub asked: Asked,
    /// How it is delivered then.
    pub fulfilment: Fulfilment,
}

/// The item is redeemed; what happens next; and a way back, while there is one.
pub fn redeemed(w: &Words<'_>, taken: &Taken) -> Message {
    let args = arg("name", taken.name.as_str())
        .with("points", w.points(taken.points))
        .with("left", w.points(taken.left));
    let said = w.rich("redeemed", &args);
    let next = match (taken.asked, taken.fulfilment) {
        (Asked::Manager, _) => "manager",
        (Asked::Admins, _) => "admin",
        (Asked::NobodyYet, _) => "nobody",
        (Asked::Nobody, Fulfilment::Manual) => "manual",
        (Asked::Nobody, _) => "coming",
    };
    let next_said = w.rich("redeemed-next", &none().choice("next", next));
    let message = Message::new(said.clone())
        .with(Part::Text(said))
        .with(Part::Note(next_said));
    if next == "coming" {
        return message;
    }
    let cancel = cancel(w, &taken.id, &taken.name, taken.points);
    message.with(Part::Buttons(vec![cancel]))
}

/// The button that cancels a redemption, once they say that they mean it.
fn cancel(w: &Words<'_>, id: &str, name: &str, points: i64) -> Button {
    let confirm = Confirm {
        title: w.text("redeem-cancel-sure", &arg("name", name)),
        text: w.text("redeem-cancel-what", &arg("points", w.points(points))),
        yes: w.text("redeem-cancel-yes", &none()),
        no: w.text("redeem-cancel-no", &none()),
    };
    Button {
        confirm: Some(confirm),
        ..Button::new(
            w.text("redeem-cancel", &none()),
            actions::CANCEL_REDEMPTION,
            id.to_owned(),
        )
    }
}

/// The redemption is cancelled.
pub fn redemption_cancelled(w: &Words<'_>, name: &str, points: i64) -> Message {
    w.say(
        "redeem-cancelled",
        &arg("name", name).with("points", w.points(points)),
    )
}

/// The item is not redeemed; and what they can do about it.
pub fn redeem_refused(
    w: &Words<'_>,
    refusal: &RedeemRefusal,
    offered: Option<&Offered<'_>>,
    points: i64,
) -> Message {
    let name = offered.map(|it| name(w, it.item)).unwrap_or_default();
    let named = || arg("name", name.as_str());
    let said = match refusal {
        RedeemRefusal::NotForYou => w.rich("redeem-refused-not-for-you", &none()),
        RedeemRefusal::NotOffered if offered.is_none() => w.rich("redeem-refused-gone", &none()),
        RedeemRefusal::NotOffered | RedeemRefusal::Changed => {
            w.rich("redeem-refused-not-offered", &named())
        }
        RedeemRefusal::NotForThem(lacking) => {
            let what = named().choice("what", lacking_word(*lacking));
            w.rich("redeem-refused-not-for-them", &what)
        }
        RedeemRefusal::SoldOut => w.rich("redeem-refused-sold-out", &named()),
        RedeemRefusal::Amount(price) => amount(w, named(), *price),
        RedeemRefusal::Limit { again, .. } => limit(w, named(), *again),
        RedeemRefusal::Short { have, needed } => {
            let missing = w.points(needed.saturating_sub(*have));
            let args = named().with("missing", missing);
            let args = args
                .with("points", w.points(*needed))
                .with("have", w.points(*have));
            w.rich("redeem-refused-short", &args)
        }
        RedeemRefusal::NoRate(currency) => w.rich(
            "redeem-refused-no-rate",
            &named().with("currency", currency.code()),
        ),
        RedeemRefusal::NeedsDelivery => w.rich("redeem-refused-needs-delivery", &none()),
        RedeemRefusal::UnfitDelivery(asks) => {
            let what = none().choice("what", asks.as_str());
            w.rich("redeem-refused-unfit-delivery", &what)
        }
    };
    let message = Message::new(said.clone()).with(Part::Text(said));
    let waits = matches!(
        refusal,
        RedeemRefusal::SoldOut | RedeemRefusal::Short { .. }
    );
    match offered {
        Some(changed) if *refusal == RedeemRefusal::Changed => {
            before(w.rich("item-changed", &none()), &item(w, changed, points))
        }
        Some(it) if waits => message.with(Part::Buttons(vec![wish(w, it.item.id)])),
        _ => message,
    }
}

/// What it costs, where that is not what was said.
pub(super) fn amount(w: &Words<'_>, named: Args, price: Price) -> Rich {
    match price {
        Price::Fixed(price) => w.rich(
            "redeem-refused-amount",
            &named.with("price", w.points(price)),
        ),
        Price::Range { least, most, step } => {
            let args = named.with("least", least.to_string());
            let args = args
                .with("most", w.points(most))
                .with("step", step.to_string());
            w.rich("redeem-refused-amount-steps", &args)
        }
    }
}

const fn lacking_word(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Role => "role",
        Lacking::Team => "team",
        Lacking::Country => "country",
        Lacking::Tenure { .. } => "tenure",
    }
}

/// They had it as often as one may.
pub(super) fn limit(w: &Words<'_>, named: Args, again: Option<Date>) -> Rich {
    match again {
        Some(day) => w.rich("redeem-refused-limit", &named.with("when", w.day(day))),
        None => w.rich("redeem-refused-limit-ever", &named),
    }
}

/// One of one's own redemptions.
#[derive(Clone, Debug)]
pub struct OwnRedemption {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// How many points.
    pub points: i64,
    /// When it was asked for.
    pub day: Date,
    /// Where it stands.
    pub state: State,
    /// Whether it may still be cancelled.
    pub cancellable: bool,
    /// What came with it, and is kept.
    pub brought: Option<Brought>,
}

/// "*Coffee voucher* · 50 points · 1 Dec · delivered".
pub(super) fn own_redemption(w: &Words<'_>, it: &OwnRedemption) -> Rich {
    let state = w.text("mine-state", &none().choice("state", it.state.as_str()));
    let args = arg("name", it.name.as_str()).with("points", w.points(it.points));
    w.rich(
        "mine-line",
        &args.with("day", w.day(it.day)).with("state", state),
    )
}

/// What somebody redeemed, latest first.
pub fn own_redemptions(w: &Words<'_>, own: &[OwnRedemption]) -> Message {
    let title = w.text("mine-title", &none());
    let message = Message::new(title.clone()).with(Part::Heading(title));
    if own.is_empty() {
        return message.with(Part::Text(w.rich("mine-none", &none())));
    }
    let lines = own.iter().map(|it| own_redemption(w, it));
    let message = message.with(Part::Lines(lines.collect()));
    let cancels = own.iter().filter(|it| it.cancellable).map(|it| {
        let button = cancel(w, &it.id, &it.name, it.points);
        let label = w.text("redeem-cancel-sure", &arg("name", it.name.as_str()));
        Button { label, ..button }
    });
    let codes = own.iter().filter_map(|it| {
        let what = arg("name", it.name.as_str()).choice("what", it.brought?.word());
        let label = w.text("mine-show-code", &what);
        Some(Button {
            opens_form: true,
            ..Button::new(label, actions::SHOW_CODE, it.id.clone())
        })
    });
    message.with(Part::Buttons(codes.chain(cancels).collect()))
}
