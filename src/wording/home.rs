//! Home: what is the reader's own, at a glance, with the ways on.

use jiff::Zoned;
use jiff::tz::TimeZone;

use super::badges::{badge_name, level};
use super::help::give_button;
use super::history::{HistoryLine, section};
use super::pattern::{arg, named, none, number};
use super::redeeming::{OwnRedemption, own_redemption};
use super::words::count;
use super::{NextExpiry, Words, actions, expiry};
use crate::badges::Shelf;
use crate::chat::{Button, Fact, Message, Part, Rich, Span};
use crate::ids::KudosId;
use crate::kudos::Balance;

/// How many badges are named.
const NAMED_BADGES: usize = 3;

/// How many boxes a bar has.
const BAR: i64 = 8;

words! {
    /// Where a button of a home leads.
    pub enum HomeWay {
        /// To what there is for one's points.
        Shop = "shop",
        /// To who received most this month.
        Board = "board",
        /// To the languages.
        Language = "language",
        /// To which news one is told.
        Notices = "notices",
        /// To the surveys that wait.
        Surveys = "surveys",
        /// To what one redeemed.
        Redemptions = "redemptions",
        /// To one's badges.
        Badges = "badges",
        /// To what one gave and received.
        History = "history",
        /// To one's 1:1s.
        Talks = "talks",
        /// To what waits for one's decision.
        Approvals = "approvals",
        /// To what is to be delivered by hand, and what could not be delivered.
        Deliveries = "deliveries",
        /// To what the shop offers, for those who look after it.
        Items = "items",
        /// To how it works.
        Help = "help",
        /// To one's home.
        Home = "home",
        /// To that as it is now, in the place of what was pressed on.
        Refresh = "refresh",
        /// Back from what one gave last.
        Undo = "undo",
    }
}

/// So many of a list, and how many more there are.
#[derive(Clone, Debug)]
pub struct Few<T> {
    /// The first of them.
    pub shown: Vec<T>,
    /// How many are not among them.
    pub more: i64,
}

/// Something that the reader wishes for.
#[derive(Clone, Debug)]
pub struct HomeWish {
    /// What it is called.
    pub item: String,
    /// What it costs at least.
    pub price: i64,
    /// Whether it is there to be had.
    pub offered: bool,
}

/// What waits for those who run the programme.
#[derive(Clone, Debug, Default)]
pub struct HomeDuties {
    /// Requests that they decide on.
    pub approvals: i64,
    /// Rewards that are delivered by hand, or could not be delivered.
    pub deliveries: i64,
    /// Rewards delivered by codes of which few are left, and how many.
    pub codes: Few<(String, i64)>,
    /// Messages that were given up.
    pub lost: i64,
    /// What else does not run as it should.
    pub findings: i64,
}

/// What somebody's home shows.
#[derive(Clone, Debug)]
pub struct HomeView<'a> {
    /// Who reads.
    pub name: &'a str,
    /// Their zone, where it is known.
    pub zone: Option<&'a TimeZone>,
    /// Whether they give.
    pub gives: bool,
    /// Whether there is a shop for them.
    pub redeems: bool,
    /// What they have.
    pub balance: Balance,
    /// What of it expires next.
    pub expiring: Option<NextExpiry>,
    /// Their rank this month, and the points that it is for; nothing, where they are on no boards.
    pub rank: Option<Option<(i64, i64)>>,
    /// Their badges.
    pub shelf: Shelf,
    /// What they received last.
    pub received: Vec<HistoryLine>,
    /// What they gave last.
    pub given: Vec<HistoryLine>,
    /// The kudos among these that can still be undone, if any can.
    pub undo: Option<KudosId>,
    /// Surveys that they have not answered: their titles, and when they close.
    pub surveys: Few<(String, Zoned)>,
    /// What they wish for.
    pub wishes: Few<HomeWish>,
    /// What they redeemed.
    pub redemptions: Few<OwnRedemption>,
    /// With whom they talk next, and when they are reminded.
    pub talks: Few<(String, Zoned)>,
    /// Who asks them for 1:1s.
    pub asked_by: Vec<String>,
    /// What waits for them as somebody who runs the programme.
    pub duties: HomeDuties,
}

/// The reader's home.
pub fn home(w: &Words<'_>, view: &HomeView<'_>) -> Message {
    let points = w.points(view.balance.points);
    let summary = if view.gives {
        let left = w.points(view.balance.allowance_left);
        w.rich("balance-summary", &arg("points", points).with("left", left))
    } else {
        w.rich("balance-received", &arg("points", points))
    };
    let title = w.text("home-title", &named(view.name));
    let mut message = Message::new(summary).with(Part::Heading(title));
    message.parts.push(Part::Facts(facts(w, view)));
    message.parts.push(Part::Text(badges_line(w, view)));
    let expires = view.expiring.iter().map(|it| expiry::next(w, it));
    let resets = view.gives.then(|| {
        let when = w.reset_in_words(&view.balance.resets_at, view.zone);
        w.rich("balance-resets", &arg("when", when))
    });
    let notes = expires.chain(resets).map(Part::Note);
    message.parts.extend(notes);
    message.parts.push(ways(w, view));
    duties(w, &mut message, &view.duties);
    surveys(w, &mut message, view);
    let message = section(
        w,
        message,
        "history-received",
        "history-from",
        &view.received,
    );
    let mut message = section(w, message, "history-given", "history-to", &view.given);
    if view.received.is_empty() && view.given.is_empty() {
        let nothing = w.rich("history-none-own", &none());
        message.parts.push(Part::Text(nothing));
    }
    if let Some(kudos) = view.undo {
        let undo = Button {
            value: format!("{} {kudos}", HomeWay::Undo),
            ..way(w, HomeWay::Undo)
        };
        message.parts.push(Part::Buttons(vec![undo]));
    }
    wishes(w, &mut message, view);
    redemptions(w, &mut message, view);
    talks(w, &mut message, view);
    message.with(Part::Divider).with(Part::Buttons(vec![
        way(w, HomeWay::History),
        way(w, HomeWay::Badges),
        way(w, HomeWay::Language),
        way(w, HomeWay::Notices),
        way(w, HomeWay::Help),
    ]))
}

/// The home as a message, where it stands elsewhere as well and is kept up to date there.
pub fn home_besides(w: &Words<'_>, home: Message) -> Message {
    home.with(Part::Note(w.rich("home-tab", &none())))
}

/// The home as a message that can be brought up to date.
pub fn home_by_itself(w: &Words<'_>, home: Message) -> Message {
    home.with(Part::Buttons(vec![way(w, HomeWay::Refresh)]))
}

/// The button that leads somewhere.
pub(super) fn way(w: &Words<'_>, to: HomeWay) -> Button {
    let label = w.text("home-go", &none().choice("to", to.as_str()));
    Button::new(label, actions::HOME, to.as_str().to_owned())
}

fn facts(w: &Words<'_>, view: &HomeView<'_>) -> Vec<Fact> {
    let fact = |label: &str, value: Rich| Fact {
        label: w.text(label, &arg("currency", w.currency())),
        value,
    };
    let bold = |text: String| Rich(vec![Span::Bold(text)]);
    let mut facts = vec![fact("balance-points", bold(w.points(view.balance.points)))];
    if view.gives {
        let left = bold(w.points(view.balance.allowance_left));
        facts.push(fact("balance-left", left));
    }
    if let Some(rank) = view.rank {
        facts.push(fact(
            "home-rank",
            match rank {
                Some((rank, points)) => {
                    let args = number("rank", rank).with("points", w.points(points));
                    w.rich("home-rank-value", &args)
                }
                None => w.rich("home-rank-none", &none()),
            },
        ));
    }
    facts
}

/// A line of its own: beside a label on a phone there is room for a word or two.
fn badges_line(w: &Words<'_>, view: &HomeView<'_>) -> Rich {
    let mut badges = badges(w, &view.shelf);
    if let Some(level) = level(w, &view.shelf) {
        badges.0.push(Span::Text(" · ".to_owned()));
        badges.0.extend(level.0);
    }
    w.rich("home-badges", &arg("badges", badges))
}

/// "⭐ Ten kudos, 🔥 Five days in a row and 3 more".
fn badges(w: &Words<'_>, shelf: &Shelf) -> Rich {
    let earned = &shelf.earned;
    if earned.is_empty() {
        return w.rich("home-badges-none", &none());
    }
    let name = |it: &crate::badges::Earned| {
        let name = badge_name(w, &it.badge);
        Rich::plain(format!("{} {name}", it.badge.picture.in_line()))
    };
    let more = count(earned.len().saturating_sub(NAMED_BADGES));
    few(w, earned.iter().take(NAMED_BADGES).map(name), more)
}

/// "A and B"; "A, B, C and 3 more".
fn few(w: &Words<'_>, shown: impl Iterator<Item = Rich>, more: i64) -> Rich {
    if more == 0 {
        return w.list(shown);
    }
    let comma = |first, next| w.rich("list-comma", &arg("first", first).with("next", next));
    let shown = shown.reduce(comma).unwrap_or_default();
    w.rich("home-and-more", &number("count", more).with("shown", shown))
}

/// What most come for.
fn ways(w: &Words<'_>, view: &HomeView<'_>) -> Part {
    let mut buttons = Vec::new();
    if let (true, Part::Buttons(give)) = (view.gives, give_button(w)) {
        buttons.extend(give);
    }
    if view.redeems {
        buttons.push(way(w, HomeWay::Shop));
    }
    buttons.push(way(w, HomeWay::Board));
    Part::Buttons(buttons)
}

fn duties(w: &Words<'_>, message: &mut Message, duties: &HomeDuties) {
    let mut lines = Vec::new();
    let mut buttons = Vec::new();
    for (what, many, to) in [
        ("approvals", duties.approvals, Some(HomeWay::Approvals)),
        ("deliveries", duties.deliveries, Some(HomeWay::Deliveries)),
        ("lost", duties.lost, None),
        ("findings", duties.findings, None),
    ] {
        if many > 0 {
            lines.push(w.rich("home-duty", &number("count", many).choice("what", what)));
            buttons.extend(to.map(|to| way(w, to)));
        }
    }
    if !duties.codes.shown.is_empty() {
        let item = |(item, left): &(String, i64)| {
            w.rich(
                "home-code",
                &arg("item", item.as_str()).number("left", *left),
            )
        };
        let items = few(w, duties.codes.shown.iter().map(item), duties.codes.more);
        lines.push(w.rich("home-duty-codes", &arg("items", items)));
        buttons.push(way(w, HomeWay::Items));
    }
    if lines.is_empty() {
        return;
    }
    message.parts.push(Part::Divider);
    list(message, w.rich("home-duties", &none()), lines);
    if !buttons.is_empty() {
        message.parts.push(Part::Buttons(buttons));
    }
    message.parts.push(Part::Divider);
}

fn surveys(w: &Words<'_>, message: &mut Message, view: &HomeView<'_>) {
    if view.surveys.shown.is_empty() {
        return;
    }
    let line = |(title, until): &(String, Zoned)| {
        let args = arg("title", title.as_str()).with("until", w.instant(until));
        w.rich("home-survey", &args)
    };
    let lines = view.surveys.lines(w, line);
    list(message, w.rich("home-surveys", &none()), lines);
    let answer = way(w, HomeWay::Surveys);
    message.parts.push(Part::Buttons(vec![answer]));
}

fn wishes(w: &Words<'_>, message: &mut Message, view: &HomeView<'_>) {
    if view.wishes.shown.is_empty() {
        return;
    }
    let line = |wish: &HomeWish| {
        let missing = wish.price.saturating_sub(view.balance.points);
        let args =
            arg("bar", bar(view.balance.points, wish.price)).with("item", wish.item.as_str());
        if !wish.offered {
            w.rich("home-wish-gone", &args)
        } else if missing > 0 {
            w.rich("home-wish-short", &args.with("points", w.points(missing)))
        } else {
            w.rich("home-wish-reached", &args)
        }
    };
    let lines = view.wishes.lines(w, line);
    list(message, w.rich("home-wishes", &none()), lines);
}

/// "▰▰▰▱▱▱▱▱": how far somebody is.
fn bar(has: i64, wants: i64) -> String {
    let full = match wants {
        ..=0 => BAR,
        wants => has
            .max(0)
            .saturating_mul(BAR)
            .checked_div(wants)
            .unwrap_or(BAR),
    };
    let full = usize::try_from(full.min(BAR)).unwrap_or_default();
    let empty = usize::try_from(BAR)
        .unwrap_or_default()
        .saturating_sub(full);
    format!("{}{}", "▰".repeat(full), "▱".repeat(empty))
}

fn redemptions(w: &Words<'_>, message: &mut Message, view: &HomeView<'_>) {
    if view.redemptions.shown.is_empty() {
        return;
    }
    let lines = view.redemptions.lines(w, |it| own_redemption(w, it));
    list(message, w.rich("home-redemptions", &none()), lines);
    let all = way(w, HomeWay::Redemptions);
    message.parts.push(Part::Buttons(vec![all]));
}

fn talks(w: &Words<'_>, message: &mut Message, view: &HomeView<'_>) {
    let mut lines = Vec::new();
    if let Some(first) = view.asked_by.first() {
        let args = named(first).number("count", count(view.asked_by.len()));
        lines.push(w.rich("home-talks-asked", &args));
    }
    let line = |(name, at): &(String, Zoned)| {
        w.rich("home-talk", &named(name).with("when", w.instant(at)))
    };
    lines.extend(view.talks.lines(w, line));
    if lines.is_empty() {
        return;
    }
    list(message, w.rich("home-talks", &none()), lines);
    let all = way(w, HomeWay::Talks);
    message.parts.push(Part::Buttons(vec![all]));
}

/// A title, and what stands below it.
fn list(message: &mut Message, title: Rich, lines: Vec<Rich>) {
    message.parts.push(Part::Text(title));
    message.parts.push(Part::Lines(lines));
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::of(Vec::new(), 0)
    }
}

impl<T> Few<T> {
    /// The first `most` of all.
    pub fn of(mut all: Vec<T>, most: usize) -> Self {
        let more = count(all.len().saturating_sub(most));
        all.truncate(most);
        Self { shown: all, more }
    }

    /// A line for each that is shown, and one for the others.
    fn lines(&self, w: &Words<'_>, line: impl Fn(&T) -> Rich) -> Vec<Rich> {
        let more = (self.more > 0).then(|| w.rich("home-list-more", &number("count", self.more)));
        self.shown.iter().map(line).chain(more).collect()
    }
}
