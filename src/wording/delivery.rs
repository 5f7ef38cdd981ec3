//! What becomes of what was redeemed: for whoever delivers it, and for whoever waits for it.

use jiff::civil::Date;

use super::approval::Wanted;
use super::pattern::{Args, arg, named, none, number};
use super::{Words, actions};
use crate::chat::{Button, Fact, Field, Form, Input, Message, Part, Rich, Span, Style};
use crate::rewards::voucher::Warning;
use crate::rewards::{Asks, Fulfilment, ItemKind, State, Trouble};

/// The longest code or note, in characters.
const CODE_CHARS: usize = 1000;

/// A delivery that an admin is to see to.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// To whom, and what for.
    pub wanted: &'a Wanted,
    /// Why an admin must see to it.
    pub why: DueWhy,
    /// Which admin takes care of it already.
    pub taken_by: Option<&'a str>,
    /// What delivery needs to know.
    pub delivery: Option<(Asks, &'a str)>,
}

/// Who delivered something, where that is a member, and on which day.
#[derive(Clone, Debug)]
pub struct DeliveredBy {
    /// Who.
    pub who: Option<String>,
    /// When.
    pub day: Date,
}

/// Why an admin must see to a delivery.
#[derive(Clone, Debug)]
pub enum DueWhy {
    /// It is delivered by hand.
    ByHand,
    /// What delivers it could not.
    Failed(Trouble),
    /// Nobody knows whether it is delivered.
    Unknown,
}

/// Something is to be delivered.
pub fn delivery_asked(w: &Words<'_>, due: &Due<'_>) -> Message {
    let said = due_said(w, due);
    let mut message = Message::new(said.clone()).with(Part::Text(said));
    if let Some((asks, told)) = due.delivery {
        let label = w.text("deliver-to", &none().choice("what", asks.as_str()));
        let value = Rich::plain(told);
        message = message.with(Part::Facts(vec![Fact { label, value }]));
    }
    if let Some(gone) = gone(w, due) {
        message = message.with(gone);
    }
    message.with(Part::Buttons(deliveries(w, due, &due.wanted.id)))
}

/// That whoever it is for has left: an admin delivers it to them otherwise, or gives the points back.
fn gone(w: &Words<'_>, due: &Due<'_>) -> Option<Part> {
    let note = || Part::Note(w.rich("deliver-gone", &named(&due.wanted.member)));
    due.wanted.gone.then(note)
}

pub(super) fn due_said(w: &Words<'_>, due: &Due<'_>) -> Rich {
    let args = of(w, due.wanted);
    match &due.why {
        DueWhy::ByHand => match due.taken_by {
            Some(who) => w.rich("deliver-taken", &args.with("who", who)),
            None => w.rich("deliver-asked", &args),
        },
        DueWhy::Failed(why) => w.rich("deliver-failed", &args.with("reason", trouble(w, why))),
        DueWhy::Unknown => w.rich("deliver-unknown", &args),
    }
}

/// Why something is not delivered by itself.
pub(super) fn trouble(w: &Words<'_>, why: &Trouble) -> Rich {
    let why = match why {
        Trouble::Said(words) => return w.rich("trouble-said", &arg("words", words.as_str())),
        Trouble::Answered(status) => {
            return w.rich("trouble-answered", &arg("status", status.to_string()));
        }
        Trouble::NoCode => "no_code",
        Trouble::Busy => "busy",
        Trouble::Closed(_) | Trouble::NoKey(_) => "closed",
        Trouble::Unusable => "unusable",
        Trouble::ByHand => "by_hand",
        Trouble::Private => "private",
        Trouble::Unreached(_) => "unreached",
        Trouble::NoAnswer(_) => "no_answer",
        Trouble::NotUnderstood => "not_understood",
        Trouble::Failed => "failed",
        Trouble::Silent => "silent",
        Trouble::NoAccount => "no_account",
        Trouble::LockedOut => "locked_out",
        Trouble::NoMoney => "no_money",
        Trouble::OverBudget => "over_budget",
        Trouble::Here(_) => "here",
    };
    w.rich("trouble", &none().choice("why", why))
}

fn of(w: &Words<'_>, wanted: &Wanted) -> Args {
    named(&wanted.member)
        .with("item", wanted.item.as_str())
        .with("points", w.points(wanted.points))
}

fn deliveries(w: &Words<'_>, due: &Due<'_>, value: &str) -> Vec<Button> {
    let button = |key: &str, action: &str, style, opens_form| Button {
        label: w.text(key, &none()),
        action: action.into(),
        value: value.to_owned(),
        style,
        confirm: None,
        opens_form,
    };
    let done = button(
        "deliver-done-button",
        actions::DELIVER,
        Style::Primary,
        true,
    );
    let mine = button("deliver-mine", actions::TAKE_CARE, Style::Plain, false);
    let again = button("deliver-again", actions::DELIVER_AGAIN, Style::Plain, false);
    let back = button("deliver-refund", actions::REFUND, Style::Danger, true);
    match due.why {
        DueWhy::ByHand if due.taken_by.is_some() => vec![done, back],
        DueWhy::ByHand => vec![done, mine, back],
        DueWhy::Failed(_) | DueWhy::Unknown => vec![again, done, back],
    }
}

/// A service delivered what the points were given back for.
pub fn delivered_late(w: &Words<'_>, wanted: &Wanted) -> Message {
    w.say("deliver-late", &of(w, wanted))
}

/// An admin takes care of it, delivered it, or gave the points back.
pub fn delivery_settled(w: &Words<'_>, wanted: &Wanted, state: State, who: &str) -> Message {
    let args = of(w, wanted).with("who", who);
    match state {
        State::Refunded => w.say("deliver-refunded", &args),
        State::Fulfilled => w.say("deliver-done", &args),
        _ => w.say("deliver-taken", &args),
    }
}

/// What waits to be delivered, and how much more there is.
pub fn deliveries_due(w: &Words<'_>, due: &[Due<'_>], more: i64) -> Message {
    let title = w.text("deliver-list-title", &none());
    let message = Message::new(title.clone()).with(Part::Heading(title));
    if due.is_empty() {
        return message.with(Part::Text(w.rich("deliver-list-none", &none())));
    }
    let message = due.iter().fold(message, |message, due| {
        let message = message.with(Part::Text(due_said(w, due)));
        let message = gone(w, due).into_iter().fold(message, Message::with);
        let value = actions::in_list(&due.wanted.id);
        message.with(Part::Buttons(deliveries(w, due, &value)))
    });
    and_more(w, message, more)
}

/// A list, after what was just done to something that stood in it.
pub fn list_after(done: Message, list: Message) -> Message {
    let said = Part::Text(done.summary.clone());
    Message {
        summary: done.summary,
        parts: std::iter::once(said).chain(list.parts).collect(),
    }
}

/// A list, with how many more there are.
pub(super) fn and_more(w: &Words<'_>, list: Message, more: i64) -> Message {
    if more == 0 {
        return list;
    }
    list.with(Part::Note(w.rich("list-more", &number("count", more))))
}

/// Asks for the code or the note that comes with it, where that can be sealed.
pub fn deliver_form(w: &Words<'_>, due: &Due<'_>, takes_code: bool) -> Form {
    let mut items = vec![Part::Text(due_said(w, due)).into()];
    items.extend(gone(w, due).map(Into::into));
    if let Some((asks, told)) = due.delivery {
        let label = w.text("deliver-to", &none().choice("what", asks.as_str()));
        let value = Rich::plain(told);
        items.push(Part::Facts(vec![Fact { label, value }]).into());
    }
    if takes_code {
        let field = Field {
            name: "code".into(),
            label: w.text("deliver-form-code", &named(&due.wanted.member)),
            hint: Some(w.text("deliver-form-code-hint", &none())),
            optional: true,
            input: Input::Text {
                initial: String::new(),
                multiline: true,
                max_chars: CODE_CHARS,
            },
        };
        items.push(field.into());
    }
    Form {
        id: actions::FORM_DELIVER.into(),
        title: w.text("deliver-form-title", &none()),
        submit: Some(w.text("deliver-form-submit", &none())),
        cancel: w.text("deliver-form-cancel", &none()),
        context: due.wanted.id.clone(),
        items,
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// The reader's request is approved, and what comes next.
pub fn told_approved(w: &Words<'_>, item: &str, fulfilment: Fulfilment) -> Message {
    let next = match fulfilment {
        Fulfilment::Manual => "manual",
        Fulfilment::Codes | Fulfilment::Webhook | Fulfilment::Tremendous | Fulfilment::Xoxoday => {
            "coming"
        }
    };
    w.say("told-approved", &arg("item", item).choice("next", next))
}

/// It was not approved, and why.
pub fn told_rejected(w: &Words<'_>, item: &str, points: i64, why: Option<&str>) -> Message {
    told_back(w, ["told-rejected", "told-rejected-why"], item, points, why)
}

/// The points are back, and why.
pub fn told_refunded(w: &Words<'_>, item: &str, points: i64, why: Option<&str>) -> Message {
    told_back(w, ["told-refunded", "told-refunded-why"], item, points, why)
}

fn told_back(
    w: &Words<'_>,
    [plain, with_reason]: [&str; 2],
    item: &str,
    points: i64,
    why: Option<&str>,
) -> Message {
    let args = arg("item", item).with("points", w.points(points));
    match why {
        Some(why) => w.say(with_reason, &args.with("reason", why)),
        None => w.say(plain, &args),
    }
}

/// What came with a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brought {
    /// What a shop asks for.
    Code,
    /// What somebody wrote to it.
    Note,
}

impl Brought {
    /// What most probably came: whoever delivers by hand may write either, and a voucher is of no use
    /// without its code.
    pub fn of(kind: ItemKind, delivered: Fulfilment) -> Self {
        if delivered == Fulfilment::Manual && kind != ItemKind::GiftCard {
            Self::Note
        } else {
            Self::Code
        }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Note => "note",
        }
    }
}

/// The reader's reward is there. The code that comes with it follows at the end of the message, not in what
/// notifies of it.
pub fn told_fulfilled(w: &Words<'_>, item: &str, kind: ItemKind, coded: bool) -> Message {
    let args = arg("item", item).choice("kind", kind.as_str());
    let there = w.rich("told-fulfilled", &args);
    if !coded {
        return Message::text(there);
    }
    Message::new(there)
        .with(Part::Text(w.rich("told-fulfilled-with", &args)))
        .with(Part::Note(w.rich("told-fulfilled-secret", &none())))
}

/// What came with a reward, for its member alone, as it was given.
pub fn code_form(
    w: &Words<'_>,
    (item, kind): (&str, ItemKind),
    brought: Brought,
    code: &str,
) -> Form {
    let args = arg("item", item).choice("kind", kind.as_str());
    let there = w.rich("told-fulfilled-with", &args);
    Form {
        id: actions::SHOW_CODE.into(),
        title: w.text("code-form-title", &none().choice("what", brought.word())),
        submit: None,
        cancel: w.text("code-form-cancel", &none()),
        context: String::new(),
        items: vec![
            Part::Text(there).into(),
            Part::Quote(Rich(vec![Span::handed(code)])).into(),
        ],
        missing: w.text("form-missing", &none()),
        back: None,
    }
}

/// The form that shows it can be opened again.
pub fn code_again(w: &Words<'_>) -> Message {
    w.say("code-again", &none())
}

/// The code is not kept, or does not open here.
pub fn code_gone(w: &Words<'_>) -> Message {
    w.say("code-gone", &none())
}

/// The message that tells its member the code arrives nowhere.
pub fn code_not_told(w: &Words<'_>, wanted: &Wanted) -> Message {
    w.say("deliver-not-told", &of(w, wanted))
}

/// What was typed cannot be passed on as a code or a note.
pub fn no_code(w: &Words<'_>) -> String {
    w.text("deliver-no-code", &none())
}

/// A code cannot be passed on: nothing is encrypted here.
pub fn code_needs_key(w: &Words<'_>) -> Message {
    w.say("deliver-needs-key", &none())
}

/// It takes longer.
pub fn told_failed(w: &Words<'_>, item: &str) -> Message {
    w.say("told-failed", &arg("item", item))
}

/// It waits for something that admins see to.
pub fn told_waits(w: &Words<'_>, item: &str) -> Message {
    w.say("told-waits", &arg("item", item))
}

/// Few codes are left.
pub fn codes_low(w: &Words<'_>, item: &str, left: i64) -> Message {
    w.say("stock-low", &number("count", left).with("item", item))
}

/// There is little money for vouchers, or none.
pub fn money_warning(w: &Words<'_>, warning: &Warning) -> Message {
    match warning {
        Warning::Budget { budget, month } => {
            let args = arg("budget", budget.to_string()).with("month", w.month(*month));
            w.say("budget-used-up", &args)
        }
        Warning::TooLittle {
            provider, value, ..
        } => {
            let args = arg("provider", provider.called()).with("value", value.to_string());
            w.say("provider-too-little", &args)
        }
        Warning::Low { provider, left } => {
            let args = arg("provider", provider.called()).with("left", left.to_string());
            w.say("provider-low", &args)
        }
        Warning::LockedOut { provider, .. } => w.say(
            "provider-locked-out",
            &arg("provider", provider.called()).with("variable", provider.account()),
        ),
    }
}

/// What was to happen to a redemption cannot, as it stands elsewhere by now.
pub fn redemption_stands(w: &Words<'_>, wanted: &Wanted, state: State) -> Message {
    let args = of(w, wanted).choice("state", state.as_str());
    w.say("deliver-stands", &args)
}

/// What was to happen to the reader's own redemption cannot, as it stands elsewhere by now.
pub fn own_stands(w: &Words<'_>, item: &str, state: State) -> Message {
    let args = arg("item", item).choice("state", state.as_str());
    w.say("redeem-refused-stands", &args)
}

/// The redemption is not for the reader to act on, or there is none.
pub fn redemption_not_theirs(w: &Words<'_>) -> Message {
    w.say("redeem-not-theirs", &none())
}
