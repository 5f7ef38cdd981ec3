//! Points that expire.

use jiff::civil::Date;

use super::pattern::{Args, arg, none};
use super::{Words, actions};
use crate::chat::{Button, Message, Part, Rich, Style};
use crate::rewards::{Expiring, Filter};

/// Points of the reader expire, in the order of their days.
pub fn points_expire(w: &Words<'_>, expiring: &[Expiring]) -> Message {
    let first = match expiring {
        [one] => w.rich("expiry-one", &expires(w, one)),
        several => {
            let points = several.iter().map(|it| it.points).sum();
            w.rich("expiry-several", &arg("points", w.points(points)))
        }
    };
    let mut message = Message::new(first.clone()).with(Part::Text(first));
    if expiring.len() > 1 {
        let line = |it: &Expiring| w.rich("expiry-line", &expires(w, it));
        message = message.with(Part::Lines(expiring.iter().map(line).collect()));
    }
    let zone = w.settings.zone_name();
    let how = arg("zone", zone).with("currency", w.currency());
    message
        .with(Part::Note(w.rich("expiry-how", &how)))
        .with(Part::Buttons(vec![Button {
            label: w.text("expiry-shop", &none()),
            action: actions::SHOP.into(),
            value: format!("0/{}", Filter::default()),
            style: Style::Primary,
            confirm: None,
            opens_form: false,
        }]))
}

/// What expires next, and what day it is.
#[derive(Clone, Copy, Debug)]
pub struct NextExpiry {
    /// What, and when.
    pub expiring: Expiring,
    /// The day, in the programme's zone.
    pub today: Date,
}

/// "12 points expire on 3 Jan."
pub(super) fn next(w: &Words<'_>, next: &NextExpiry) -> Rich {
    let NextExpiry { expiring, today } = next;
    let args = arg("points", w.points(expiring.points))
        .with("day", w.day_ahead(expiring.day, *today))
        .number("count", expiring.points);
    w.rich("expiry-next", &args)
}

/// What expired lately, below what somebody gave and received.
pub(super) fn past(w: &Words<'_>, message: Message, expired: &[Expiring]) -> Message {
    if expired.is_empty() {
        return message;
    }
    let line = |it: &Expiring| w.rich("expiry-past-line", &expires(w, it));
    message
        .with(Part::Text(w.rich("expiry-past", &none())))
        .with(Part::Lines(expired.iter().map(line).collect()))
}

fn expires(w: &Words<'_>, expiring: &Expiring) -> Args {
    arg("points", w.points(expiring.points))
        .with("day", w.day(expiring.day))
        .number("count", expiring.points)
}
