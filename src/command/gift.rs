//! Tokens read as a gift: who, how much, which values, and the rest is why.

use std::fmt::Write as _;

use super::address;
use super::amount;
use super::bystander;
use super::denial::denies;
use super::line::{Line, Step};
use super::meaning::{self, Meaning, calls_first};
use super::plus;
use super::reason;
use super::shape::{Shape, shape};
use super::token::{Kind, Token};
use super::{Channel, Command, Doubt, Failure, Give, Ignored, Problem, Recipient, To, words};
use crate::script::folded;

/// A reading of tokens as a gift, complete or not.
pub(super) struct Gift {
    pub(super) give: Give,
    /// Names that were typed out where a recipient stands.
    pub(super) unpicked: Vec<String>,
    /// Whether an amount is said with a sign, or by the currency emoji.
    pub(super) explicit: bool,
    /// Whether it means to give.
    meaning: Meaning,
    problem: Option<Problem>,
    proposal: Option<String>,
}

impl Gift {
    /// The command it makes.
    pub(super) fn finish(self, to: To) -> Result<Command, Box<Failure>> {
        let problem = if !self.unpicked.is_empty() {
            Some(Problem::NameNotPicked {
                names: self.unpicked,
            })
        } else if !self.give.recipients.is_empty() {
            self.problem
        } else if !self.give.ignored.is_empty() {
            Some(Problem::Broadcast)
        } else {
            Some(Problem::NobodyNamed)
        };
        match problem {
            None => Ok(match (self.meaning, to) {
                (Meaning::Denied, _) => Command::Propose(self.give, Doubt::Denied),
                (Meaning::Unsaid, To::Bot) => Command::Propose(self.give, Doubt::Unsaid),
                (Meaning::Gives, _) | (_, To::Command) => Command::Give(self.give),
            }),
            Some(problem) => Err(Box::new(Failure {
                understood: self.give,
                problem,
                proposal: self.proposal,
            })),
        }
    }

    /// The failure of a text that is neither a gift nor anything else.
    pub(super) fn fail(&self, problem: Problem, proposal: Option<String>) -> Box<Failure> {
        Box::new(Failure {
            understood: self.give.clone(),
            problem,
            proposal,
        })
    }
}

/// Reads tokens as a gift.
pub(super) fn read(tokens: &[Token<'_>]) -> Gift {
    let tokens = &bystander::apart(tokens);
    let mut line = Line::new(tokens);
    let recipients = recipients(tokens, |_| true);
    let among = take_recipients(&mut line);
    let alone = recipients.is_empty();
    let unpicked = among
        .iter()
        .filter_map(|at| match tokens[*at].kind {
            Kind::Name(name) => Some(name.to_owned()),
            _ => None,
        })
        .collect();
    let ignored = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.kind {
            Kind::Broadcast(name) => Some(Ignored::Broadcast(name.to_owned())),
            kind if alone || among.contains(&at) => channel(kind).map(Ignored::Channel),
            _ => None,
        })
        .collect();
    let amount = amount::take(&mut line);
    let meaning = meaning::of(tokens, &amount, &|at| line.is_taken(at));
    let give = finish(&mut line, recipients, ignored, amount.points.unwrap_or(1));
    let proposal = amount.proposal.map(|points| {
        // What is proposed stands in place of what was wrong.
        for at in amount.wrong {
            line.take(at);
        }
        in_plain_order(&line, points, &give.values)
    });
    Gift {
        give,
        unpicked,
        explicit: amount.explicit,
        meaning,
        problem: amount.problem,
        proposal,
    }
}

/// Reads a message that is not addressed to the bot.
pub(super) fn overheard(tokens: &[Token<'_>]) -> Option<Give> {
    let mut line = Line::new(tokens);
    let mut points = None;
    for at in 0..tokens.len() {
        let Some(run) = plus::points(tokens, at) else {
            continue;
        };
        let Some(person) = plus::behind(tokens, at)
            .filter(|person| matches!(tokens[*person].kind, Kind::Person(_)))
        else {
            continue;
        };
        if points.is_some_and(|points| points != run) || plus::number_behind(&line, at).is_some() {
            return None;
        }
        points = Some(run);
        line.take(at);
        let list = joined_before(tokens, person);
        if calls_first(tokens, &list) {
            return None;
        }
        for person in list {
            line.take(person);
        }
    }
    let points = points.filter(|_| !denies(tokens, &|at| line.is_taken(at)))?;
    let recipients = recipients(tokens, |at| line.is_taken(at));
    Some(finish(&mut line, recipients, Vec::new(), points))
}

fn finish(
    line: &mut Line<'_>,
    recipients: Vec<Recipient>,
    ignored: Vec<Ignored>,
    amount: i64,
) -> Give {
    let values = take_values(line);
    take_dress(line);
    take_joiners(line);
    take_lead_in(line);
    let mut channels = Vec::new();
    for channel in line.tokens().iter().filter_map(|token| channel(token.kind)) {
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    Give {
        recipients,
        amount,
        values,
        reason: reason::of(line, |token| token.typed.into()),
        ignored,
        channels,
    }
}

/// The whole gift in its plainest order, with `points`.
fn in_plain_order(line: &Line<'_>, points: i64, values: &[String]) -> String {
    let mut plain = String::new();
    for token in line.tokens() {
        if token.kind.is_recipient() {
            plain.push_str(token.typed);
            plain.push(' ');
        }
    }
    let _ = write!(plain, "+{points}");
    for value in values {
        plain.push_str(" #");
        plain.push_str(value);
    }
    // Without its sign, a number beside an amount with one is none.
    let reason = reason::of(line, |token| match shape(token.text, false) {
        Some(Shape::Signed(_)) if token.kind == Kind::Word => {
            token.text.replace(['+', '-'], "").into()
        }
        _ => token.typed.into(),
    });
    if !reason.is_empty() {
        plain.push(' ');
        plain.push_str(&address::apart(reason));
    }
    plain
}

fn recipients(tokens: &[Token<'_>], counts: impl Fn(usize) -> bool) -> Vec<Recipient> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let recipient = match token.kind {
            Kind::Person(id) => Recipient::Person(id.to_owned()),
            Kind::Group(id) => Recipient::Group(id.to_owned()),
            Kind::Address(address) => Recipient::Address(address.to_ascii_lowercase()),
            _ => continue,
        };
        if counts(at) && !found.contains(&recipient) {
            found.push(recipient);
        }
    }
    found
}

fn channel(kind: Kind<'_>) -> Option<Channel> {
    match kind {
        Kind::Channel { id, name } => Some(Channel {
            id: id.to_owned(),
            name: name.map(str::to_owned),
        }),
        _ => None,
    }
}

/// Takes the recipients and what stands among them, and says where those are. Where nobody can
/// be given to, whatever names anybody stands among the recipients.
fn take_recipients(line: &mut Line<'_>) -> Vec<usize> {
    let tokens = line.tokens();
    let alone = !tokens.iter().any(|token| token.kind.is_recipient());
    let names = |at: usize| {
        matches!(
            tokens[at].kind,
            Kind::Person(_)
                | Kind::Group(_)
                | Kind::Address(_)
                | Kind::Name(_)
                | Kind::Broadcast(_)
                | Kind::Channel { .. }
        )
    };
    let mut among = Vec::new();
    let mut list: Vec<usize> = Vec::new();
    for at in 0..=tokens.len() {
        if at < tokens.len() && names(at) {
            list.push(at);
        } else if at == tokens.len() || !joins(&tokens[at]) {
            let counts = alone || list.iter().any(|at| tokens[*at].kind.is_recipient());
            if counts {
                among.append(&mut list);
            }
            list.clear();
        }
    }
    for at in &among {
        // With nobody to give to, a channel or "here" may be a part of the sentence.
        if !alone || matches!(tokens[*at].kind, Kind::Name(_)) {
            line.take(*at);
        }
    }
    among
}

fn joins(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Space { .. } => true,
        Kind::Separator => matches!(token.text, "," | ";"),
        Kind::Word => words::is_joiner(token.text),
        _ => false,
    }
}

/// The person at `last`, and everyone who is in one list with them, in their order.
fn joined_before(tokens: &[Token<'_>], last: usize) -> Vec<usize> {
    let before = (0..=last).rev().take_while(|at| {
        let person = matches!(tokens[*at].kind, Kind::Person(_));
        person || joins(&tokens[*at])
    });
    let mut people: Vec<usize> = before
        .filter(|at| matches!(tokens[*at].kind, Kind::Person(_)))
        .collect();
    people.reverse();
    people
}

fn take_values(line: &mut Line<'_>) -> Vec<String> {
    let mut values = Vec::new();
    for (at, token) in line.tokens().iter().enumerate() {
        if let Kind::Value(slug) = token.kind {
            line.take(at);
            let slug = folded(slug);
            if !values.contains(&slug) {
                values.push(slug);
            }
        }
    }
    values
}

/// Takes each "and" that joins nothing any more, and each dash.
fn take_joiners(line: &mut Line<'_>) {
    for (at, token) in line.tokens().iter().enumerate() {
        if token.kind == Kind::Word && (words::is_joiner(token.text) || token.text == "-") {
            let sides = [Step::Back, Step::On].map(|step| line.near(at, step, Kind::is_loose));
            let hangs = sides
                .iter()
                .all(|side| side.is_none_or(|side| line.is_taken(side)));
            if hangs && sides.iter().any(Option::is_some) {
                line.take(at);
            }
        }
    }
}

/// Takes "please give to" before the first recipient, if nothing else is said there.
fn take_lead_in(line: &mut Line<'_>) {
    let tokens = line.tokens();
    let first = tokens.iter().position(|token| token.kind.is_recipient());
    let Some(first) = first.filter(|first| line.is_taken(*first)) else {
        return;
    };
    let said: Vec<usize> = (0..first)
        .filter(|at| !line.is_taken(*at) && !tokens[*at].kind.is_loose())
        .collect();
    let only_leads = said
        .iter()
        .all(|at| tokens[*at].kind == Kind::Word && words::is_lead_in(tokens[*at].text));
    if only_leads {
        for at in said {
            line.take(at);
        }
    }
}

/// Takes the brackets or the emphasis around what is taken, and nothing else.
fn take_dress(line: &mut Line<'_>) {
    let closing = |open: &'_ str| match open {
        "(" => Some(")".to_owned()),
        "[" => Some("]".to_owned()),
        // `**` is bold in some places, and `~~` is struck out.
        _ if ["*", "_", "~"]
            .iter()
            .any(|sign| open.replace(sign, "").is_empty()) =>
        {
            Some(open.to_owned())
        }
        _ => None,
    };
    let tokens = line.tokens();
    for (at, token) in tokens.iter().enumerate() {
        let Some(close) = closing(token.text).filter(|_| token.kind == Kind::Word) else {
            continue;
        };
        let inside = |at: &usize| line.is_taken(*at) || tokens[*at].kind.is_loose();
        let Some(end) = (at + 1..tokens.len()).find(|at| !inside(at)) else {
            continue;
        };
        if tokens[end].text == close && (at + 1..end).any(|at| line.is_taken(at)) {
            line.take(at);
            line.take(end);
        }
    }
}
