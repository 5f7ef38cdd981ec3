//! The dates of surveys: those ahead, and what became of others.

use jiff::Zoned;
use jiff::civil::Date;

use super::Words;
use super::pattern::{Args, arg, none};
use super::words::count;
use crate::chat::{Message, Rich};
use crate::surveys::{NotLaunched, Upcoming};

/// A survey, and its next dates.
pub(super) fn on_schedule(w: &Words<'_>, title: &str, ahead: &[Upcoming], today: Date) -> Rich {
    let title = arg("title", title);
    if ahead.is_empty() {
        return w.rich("survey-dates-over", &title);
    }
    let dates = dates(w, ahead, today);
    w.rich("survey-dates", &title.with("dates", dates))
}

/// "Tue 1 Dec at 10:00, Tue 5 Jan at 10:00 and Tue 2 Feb at 10:00".
pub(super) fn dates(w: &Words<'_>, ahead: &[Upcoming], today: Date) -> Rich {
    let each = ahead.iter();
    w.list(each.map(|it| Rich::plain(w.appointment(&it.opens, today))))
}

/// Some dates of a survey came and went without it.
pub fn survey_dates_passed(w: &Words<'_>, title: &str, days: &[Date], now: &Zoned) -> Message {
    let each = days.iter();
    let days = w.list(each.map(|day| Rich::plain(w.day_ahead(*day, now.date()))));
    w.say(
        "survey-dates-passed",
        &arg("title", title).with("days", days),
    )
}

/// A survey could not be launched on its date.
pub fn survey_not_launched(w: &Words<'_>, title: &str, day: Date, why: &NotLaunched) -> Message {
    let args = reason(why).with("title", title).with("day", w.day(day));
    w.say("survey-not-launched", &args)
}

/// Why a survey is not launched, for the sentences that say so.
pub(super) fn reason(why: &NotLaunched) -> Args {
    match why {
        NotLaunched::TooFew { asked, floor } => none()
            .choice("why", "few")
            .number("asked", count(*asked))
            .number("floor", count(*floor)),
        NotLaunched::UnderWay(_) => none().choice("why", "open"),
        NotLaunched::Tells { title, floor } => none()
            .choice("why", "tells")
            .with("other", title.as_str())
            .number("floor", count(*floor)),
        NotLaunched::Untold(_) => none().choice("why", "untold"),
        NotLaunched::Time => none().choice("why", "time"),
        _ => none().choice("why", "other"),
    }
}
