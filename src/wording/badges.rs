//! Badges and levels: what somebody has, what is next, and what people are told of them.

use jiff::tz::TimeZone;

use super::kudos::channel;
use super::notices::mute_button;
use super::pattern::{arg, named, none, number};
use super::quiet::brief;
use super::words::count;
use super::{Words, actions};
use crate::badges::{Badge, Earned, Progress, Rule, Shelf, built_in};
use crate::chat::{Button, Manner, Mention, Message, Part, Place, Rich, Span};
use crate::people::NoticeKind;

/// How much is shown in a list of what a badge was awarded for; the message that told of it holds all.
const SAID: usize = 140;

/// What a badge is called.
pub fn badge_name(w: &Words<'_>, badge: &Badge) -> String {
    match (badge.name(w.locale), built_in(&badge.slug)) {
        (Some(name), _) => name.to_owned(),
        (None, Some(slug)) => w.text("badge-name", &none().choice("badge", slug)),
        // Of a newer release.
        (None, None) => badge.slug.clone(),
    }
}

/// "⭐ *Ten thanks*".
fn titled(w: &Words<'_>, badge: &Badge) -> Rich {
    Rich(vec![
        Span::Text(format!("{} ", badge.picture.in_line())),
        Span::Bold(badge_name(w, badge)),
    ])
}

/// "for receiving kudos 10 times".
fn how(w: &Words<'_>, rule: Rule) -> Rich {
    let args = none().choice("rule", rule.word());
    let number = i64::from(rule.number().unwrap_or_default());
    w.rich("badge-how", &args.number("count", number))
}

/// "for receiving kudos 10 times", as a goal: other languages say it otherwise than as a reason.
fn toward(w: &Words<'_>, rule: Rule) -> Rich {
    let args = none().choice("rule", rule.word());
    let number = i64::from(rule.number().unwrap_or_default());
    w.rich("badge-toward", &args.number("count", number))
}

/// Whose badges are shown to whom.
#[derive(Clone, Copy, Debug)]
pub struct ShelfView<'a> {
    /// What there is.
    pub shelf: &'a Shelf,
    /// The colleague whose they are; nobody, where they are the reader's own.
    pub of: Option<&'a str>,
    /// The zone to show days in.
    pub zone: &'a TimeZone,
    /// Whether the reader says which badges there are.
    pub keeps: bool,
}

/// The badges of the reader, with what is next, or those of a colleague.
pub fn badges(w: &Words<'_>, view: ShelfView<'_>) -> Message {
    let ShelfView { shelf, of, .. } = view;
    let title = match of {
        Some(name) => w.text("badges-title-of", &named(name)),
        None => w.text("badges-title", &none()),
    };
    let mut message = Message::new(title.clone()).with(Part::Heading(title));
    if let Some(level) = level(w, shelf) {
        message = message.with(Part::Text(level));
    }
    if shelf.earned.is_empty() {
        let key = if of.is_some() {
            "badges-none-of"
        } else {
            "badges-none"
        };
        message = message.with(Part::Text(w.rich(key, &none())));
    }
    message = earned(w, message, view);
    if of.is_none() && !shelf.next.is_empty() {
        let lines = shelf.next.iter().map(|it| progress(w, it));
        message = message
            .with(Part::Text(w.rich("badges-next", &none())))
            .with(Part::Lines(lines.collect()));
    }
    if view.keeps {
        message = message.with(Part::Buttons(vec![
            Button::new(
                w.text("badges-make", &none()),
                actions::BADGE_NEW,
                String::new(),
            )
            .opening_a_form(),
            Button::new(
                w.text("badges-award", &none()),
                actions::BADGE_AWARD,
                String::new(),
            )
            .opening_a_form(),
        ]));
    }
    message
}

/// Emoji stand in lines that belong together; each picture has a paragraph.
fn earned(w: &Words<'_>, message: Message, view: ShelfView<'_>) -> Message {
    let (pictured, lines): (Vec<&Earned>, Vec<&Earned>) = {
        let all = view.shelf.earned.iter();
        all.partition(|it| it.badge.picture.address().is_some())
    };
    let told = |it: &&Earned, title: Rich| {
        let day = it.at.0.to_zoned(view.zone.clone()).date();
        let args = arg("badge", title).with("day", w.day(day));
        match &it.reason {
            Some(reason) => {
                let why = brief(&Rich::plain(reason), SAID);
                w.rich("badges-line-why", &args.with("why", why))
            }
            None => w.rich("badges-line", &args.with("how", how(w, it.badge.rule))),
        }
    };
    let mut message = message;
    if !lines.is_empty() {
        let lines = lines.iter().map(|it| told(it, titled(w, &it.badge)));
        message = message.with(Part::Lines(lines.collect()));
    }
    for it in pictured {
        let name = badge_name(w, &it.badge);
        message = message.with(Part::Pictured {
            text: told(&it, Rich(vec![Span::Bold(name.clone())])),
            url: it.badge.picture.address().unwrap_or_default(),
            alt: name,
        });
    }
    message
}

/// "⭐ *Ten thanks*: 7 of 10".
fn progress(w: &Words<'_>, progress: &Progress) -> Rich {
    let args = arg("badge", titled(w, &progress.badge))
        .number("has", progress.has)
        .number("wants", progress.wants)
        .with("how", toward(w, progress.badge.rule));
    w.rich("badges-progress", &args)
}

/// "Level 2 · 160 points to level 3", where the programme has levels.
pub(super) fn level(w: &Words<'_>, shelf: &Shelf) -> Option<Rich> {
    let levels = &w.settings.levels;
    if !levels.exist() {
        return None;
    }
    let level = levels.reached(shelf.points_received);
    let Some(next) = levels.next(shelf.points_received) else {
        return Some(w.rich("badges-level-last", &number("level", level)));
    };
    let left = w.points(next.saturating_sub(shelf.points_received));
    let ahead = arg("points", left).number("next", level.saturating_add(1));
    Some(match level {
        0 => w.rich("badges-level-first", &ahead),
        _ => w.rich("badges-level", &ahead.number("level", level)),
    })
}

/// A message about what somebody has, with their level and badges in a line each.
pub fn badges_in_short(w: &Words<'_>, message: Message, shelf: &Shelf, command: &str) -> Message {
    let shown = shelf.earned.iter().map(|it| titled(w, &it.badge));
    let shown: Vec<Rich> = shown.collect();
    let badges = (!shown.is_empty()).then(|| {
        let args = arg("badges", w.list(shown)).with("command", command);
        w.rich("badges-short", &args)
    });
    let lines: Vec<Rich> = level(w, shelf).into_iter().chain(badges).collect();
    if lines.is_empty() {
        return message;
    }
    // What is one line so far is shown above them.
    let message = if message.parts.is_empty() {
        let line = message.summary.clone();
        message.with(Part::Text(line))
    } else {
        message
    };
    message.with(Part::Lines(lines))
}

/// The reader earned badges: all at once in one message.
pub fn badges_earned(w: &Words<'_>, badges: &[Badge], command: &str) -> Message {
    let told = |badge: &Badge| {
        let args = arg("badge", titled(w, badge)).with("how", how(w, badge.rule));
        w.rich("badges-earned-line", &args)
    };
    let message = match badges {
        [one] => {
            let args = arg("badge", titled(w, one)).with("how", how(w, one.rule));
            let line = w.rich("badges-earned", &args);
            Message::new(line.clone()).with(Part::Text(line))
        }
        several => {
            let line = w.rich(
                "badges-earned-several",
                &number("count", count(several.len())),
            );
            Message::new(line.clone())
                .with(Part::Text(line))
                .with(Part::Lines(several.iter().map(told).collect()))
        }
    };
    with_the_way(w, message, command)
}

/// The reader was awarded a badge, and why.
pub fn badge_awarded(
    w: &Words<'_>,
    badge: &Badge,
    (by, reason): (Option<&str>, Option<&str>),
    command: &str,
) -> Message {
    let args = arg("badge", titled(w, badge));
    let line = match by {
        Some(name) => {
            let args = named(name).with("badge", titled(w, badge));
            w.rich("badges-awarded-by", &args)
        }
        None => w.rich("badges-awarded", &args),
    };
    let message = Message::new(line.clone()).with(Part::Text(line));
    let message = match reason {
        Some(reason) => message.with(Part::Quote(Rich::plain(reason))),
        None => message,
    };
    with_the_way(w, message, command)
}

fn with_the_way(w: &Words<'_>, message: Message, command: &str) -> Message {
    message
        .with(Part::Note(w.rich("badges-way", &arg("command", command))))
        .with(mute_button(w, NoticeKind::Badges))
}

/// For everyone: somebody earned badges.
pub fn badges_posted(w: &Words<'_>, who: &Mention, badges: &[Badge]) -> Message {
    let shown = badges.iter().map(|badge| titled(w, badge));
    let args = arg("person", Rich(vec![Span::Person(who.clone())]))
        .with("badges", w.list(shown))
        .number("count", count(badges.len()));
    let line = w.rich("badges-posted", &args);
    Message::new(line.clone()).with(Part::Text(line))
}

/// For an admin: the channel of badges takes nothing; what to do.
pub fn badges_refused(w: &Words<'_>, place: &Place, manner: Manner) -> Message {
    let key = if manner.invites {
        "badges-refused-invite"
    } else {
        "badges-refused-add"
    };
    let args = arg("place", channel(w, place)).with("command", manner.command);
    w.say(key, &args)
}

/// For an admin: the channel of badges is in no team of ours; what to do.
pub fn badges_lost(w: &Words<'_>, named: &str, command: &str) -> Message {
    let args = arg("place", named).with("command", command);
    w.say("badges-lost", &args)
}

/// For an admin: people of another organisation read in the channel of badges; what to do.
pub fn badges_shared(w: &Words<'_>, place: &Place, command: &str) -> Message {
    let args = arg("place", channel(w, place)).with("command", command);
    w.say("badges-shared", &args)
}
