//! The events of a calendar file that last whole days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::line::{NotACalendar, Property, properties};
use super::rule::Rule;

/// How many years ahead what comes every year is written down.
const YEARS: i16 = 10;

/// The longest event, in days: more is a mistake.
const LONGEST: i32 = 366;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The days, and what each is called.
    pub days: BTreeMap<Date, String>,
    /// How many events are left out since they do not last whole days.
    pub timed: usize,
}

/// Reads a calendar file, from the year before `today` to ten years after.
pub fn read(text: &str, today: Date) -> Result<Calendar, NotACalendar> {
    let properties = properties(text)?;
    let opens = properties.first();
    if !opens.is_some_and(|it| it.name == "BEGIN" && is(it, "VCALENDAR")) {
        return Err(NotACalendar {
            line: opens.map_or(1, |it| it.line),
            why: "a calendar file begins with BEGIN:VCALENDAR".to_owned(),
        });
    }
    let years = today.year().saturating_sub(1)..=today.year().saturating_add(YEARS);
    let events = events(&properties)?;
    let mut calendar = Calendar::default();
    // A single time of what comes every year, which is another day that year.
    let moved: BTreeSet<(&str, Date)> = events
        .iter()
        .filter_map(|it| Some((it.uid()?, it.instead_of().ok()??)))
        .collect();
    for event in &events {
        if !event.is_held() {
            continue;
        }
        let Some(days) = event.days(*years.end())? else {
            calendar.timed = calendar.timed.saturating_add(1);
            continue;
        };
        let instead = event.instead_of()?.is_some();
        let is_moved =
            |start: Date| !instead && event.uid().is_some_and(|uid| moved.contains(&(uid, start)));
        let name = event.find("SUMMARY").map(Property::text);
        for (start, day) in days {
            if years.contains(&day.year()) && !is_moved(start) {
                let name = name.clone().unwrap_or_default();
                calendar.days.entry(day).or_insert(name);
            }
        }
    }
    Ok(calendar)
}

fn is(property: &Property, value: &str) -> bool {
    property.value.trim().eq_ignore_ascii_case(value)
}

/// The properties of one event.
struct Event<'a> {
    begins: &'a Property,
    properties: Vec<&'a Property>,
}

/// The events of a file whose components all end.
fn events(properties: &[Property]) -> Result<Vec<Event<'_>>, NotACalendar> {
    let mut open: Vec<&Property> = Vec::new();
    let mut events: Vec<Event<'_>> = Vec::new();
    for property in properties {
        match property.name.as_str() {
            "BEGIN" => {
                open.push(property);
                if is(property, "VEVENT") {
                    events.push(Event {
                        begins: property,
                        properties: Vec::new(),
                    });
                }
            }
            "END" => {
                let begins = open.pop();
                if !begins.is_some_and(|begins| is(begins, property.value.trim())) {
                    let what = property.value.trim();
                    return Err(property.wrong(format!("{what} ends here and began nowhere")));
                }
            }
            // What is inside of an event's parts, an alarm for example, is not the event's.
            _ if open.last().is_some_and(|it| is(it, "VEVENT")) => {
                if let Some(event) = events.last_mut() {
                    event.properties.push(property);
                }
            }
            _ => {}
        }
    }
    match open.last() {
        Some(open) => Err(open.wrong(format!("{} never ends", open.value.trim()))),
        None => Ok(events),
    }
}

impl Event<'_> {
    fn find(&self, name: &str) -> Option<&Property> {
        let mut properties = self.properties.iter();
        properties.find(|it| it.name == name).copied()
    }

    fn uid(&self) -> Option<&str> {
        self.find("UID").map(|it| it.value.trim())
    }

    fn is_held(&self) -> bool {
        !self.find("STATUS").is_some_and(|it| is(it, "CANCELLED"))
    }

    /// The day of another event that this one takes the place of.
    fn instead_of(&self) -> Result<Option<Date>, NotACalendar> {
        let instead = self.find("RECURRENCE-ID");
        instead.map_or(Ok(None), date)
    }

    /// Each day, with the day on which its time of the event began; none where the event does not last
    /// whole days.
    fn days(&self, last_year: i16) -> Result<Option<Vec<(Date, Date)>>, NotACalendar> {
        let starts = self.find("DTSTART");
        let starts = starts.ok_or_else(|| self.begins.wrong("an event without DTSTART"))?;
        let Some(first) = date(starts)? else {
            return Ok(None);
        };
        let length = self.length(first)?;
        let mut starts: BTreeSet<Date> = match self.find("RRULE") {
            Some(rule) => Rule::read(rule)?.days(first, last_year),
            None => BTreeSet::from([first]),
        };
        for property in &self.properties {
            match property.name.as_str() {
                "RDATE" => starts.extend(dates(property)?),
                "EXDATE" => dates(property)?.iter().for_each(|day| {
                    starts.remove(day);
                }),
                _ => {}
            }
        }
        let days = starts.into_iter().flat_map(|start| {
            let days = (0..length).filter_map(move |after| start.checked_add(after.days()).ok());
            days.map(move |day| (start, day))
        });
        Ok(Some(days.collect()))
    }

    /// How many days it lasts. The end is the day after the last.
    fn length(&self, first: Date) -> Result<i32, NotACalendar> {
        let (property, days) = if let Some(end) = self.find("DTEND") {
            let last = date(end)?.ok_or_else(|| {
                end.wrong("an event that begins with a day ends with one: DTEND;VALUE=DATE")
            })?;
            let days = first.until(last).map_or(0, |span| span.get_days());
            // Some programs write the one day of an event as its end.
            (end, if days == 0 { 1 } else { days })
        } else if let Some(duration) = self.find("DURATION") {
            let days = whole_days(duration.value.trim());
            (duration, days.unwrap_or_default())
        } else {
            (self.begins, 1)
        };
        if (1..=LONGEST).contains(&days) {
            return Ok(days);
        }
        Err(property.wrong(format!("an event lasts 1 to {LONGEST} whole days")))
    }
}

/// `P3D` and `P2W`.
fn whole_days(duration: &str) -> Option<i32> {
    let number = duration.strip_prefix(['+']).unwrap_or(duration);
    let number = number.strip_prefix('P')?;
    match number.strip_suffix('W') {
        Some(weeks) => weeks.parse::<i32>().ok()?.checked_mul(7),
        None => number.strip_suffix('D')?.parse().ok(),
    }
}

/// The day that a property names; none where it names a time of day, too.
fn date(property: &Property) -> Result<Option<Date>, NotACalendar> {
    Ok(dates(property)?.first().copied())
}

/// The days that a property names; none where it names times of day.
fn dates(property: &Property) -> Result<Vec<Date>, NotACalendar> {
    let value = property.value.trim();
    let whole = property.parameter("VALUE").is_none_or(|it| it == "DATE");
    if !whole || value.contains('T') {
        return Ok(Vec::new());
    }
    let each = value.split(',').map(|day| {
        let day = day.trim();
        let read = (day.len() == 8).then(|| Date::strptime("%Y%m%d", day).ok());
        let wrong = || property.wrong(format!("{day:?} is no day such as 20261225"));
        read.flatten().ok_or_else(wrong)
    });
    each.collect()
}
