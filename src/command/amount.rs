//! How much: which of the words that look like an amount is one.

use super::Problem;
use super::line::{Line, Step};
use super::plus;
use super::shape::{Number, Shape, plus_run, shape, whole_part};
use super::token::{Kind, Token};
use super::words;

/// What was said of the amount.
#[derive(Default)]
pub(super) struct Amount {
    pub(super) points: Option<i64>,
    pub(super) explicit: bool,
    /// Whether it is a number alone.
    pub(super) bare: bool,
    pub(super) problem: Option<Problem>,
    pub(super) proposal: Option<i64>,
    /// Tokens that the proposal stands for.
    pub(super) wrong: Vec<usize>,
}

/// A word, or two (`+ 5`), that may say the amount.
struct Candidate {
    at: usize,
    last: usize,
    shape: Shape,
}

/// Decides on the amount, and takes the tokens that say it.
pub(super) fn take(line: &mut Line<'_>) -> Amount {
    let tokens = line.tokens();
    let candidates = candidates(line);
    let of = |wanted: fn(&Shape) -> Option<Number>| -> Vec<(&Candidate, Number)> {
        candidates
            .iter()
            .filter_map(|candidate| Some((candidate, wanted(&candidate.shape)?)))
            .collect()
    };
    let kinds = [
        of(|shape| match shape {
            Shape::Signed(number) => Some(*number),
            _ => None,
        }),
        of(|shape| (*shape == Shape::Garbled).then_some(Number::Broken)),
        of(|shape| match shape {
            Shape::Times(number) => Some(*number),
            _ => None,
        }),
        of(|shape| match shape {
            Shape::Bare(number) => Some(*number),
            _ => None,
        }),
    ];
    if let Some(kind) = kinds.iter().position(|said| !said.is_empty()) {
        let mut amount = settle(line, &kinds[kind]);
        amount.explicit = kind == 0;
        amount.bare = kind == kinds.len() - 1;
        return amount;
    }
    let mut claps = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.kind == Kind::Currency {
            line.take(at);
            claps += 1;
        }
    }
    Amount {
        points: Some(claps).filter(|claps| *claps > 0),
        explicit: claps > 0,
        ..Amount::default()
    }
}

fn candidates(line: &Line<'_>) -> Vec<Candidate> {
    let tokens = line.tokens();
    let mut found: Vec<Candidate> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Word || found.last().is_some_and(|before| at <= before.last) {
            continue;
        }
        if token.text == "+" {
            found.extend(spaced_plus(line, at));
            continue;
        }
        let stuck = at > 0 && tokens[at - 1].kind.is_recipient();
        let Some(mut shape) = shape(token.text, stuck) else {
            continue;
        };
        // "++ 5" says two amounts.
        if let Shape::Bare(number) = shape
            && found.last().is_some_and(|before| {
                plus_run(tokens[before.at].text).is_some()
                    && plus::number_behind(line, before.at) == Some(at)
            })
        {
            shape = Shape::Signed(number);
        }
        let counts = match shape {
            Shape::Signed(_) if plus_run(token.text).is_some() => {
                plus::points(tokens, at).is_some() && plus::counts(line, at)
            }
            Shape::Signed(_) => true,
            Shape::Bare(_) => {
                !measures(line, at)
                    && (beside_recipient(line, at)
                        || leads_to_recipient(line, at)
                        || is_set_off(line, at))
            }
            Shape::Garbled | Shape::Times(_) => beside_gift(line, at),
        };
        if counts {
            found.push(Candidate {
                at,
                last: at,
                shape,
            });
        }
    }
    found
}

/// `+ 5` right after a recipient, or right before one.
fn spaced_plus(line: &Line<'_>, at: usize) -> Option<Candidate> {
    let tokens = line.tokens();
    let last = line.near(at, Step::On, Kind::is_space_in_line)?;
    let number = match shape(tokens[last].text, false) {
        Some(Shape::Bare(number)) if tokens[last].kind == Kind::Word => number,
        _ => return None,
    };
    (beside_recipient(line, at) || beside_recipient(line, last)).then_some(Candidate {
        at,
        last,
        shape: Shape::Signed(number),
    })
}

fn beside_recipient(line: &Line<'_>, at: usize) -> bool {
    [Step::Back, Step::On].into_iter().any(|step| {
        line.near(at, step, Kind::is_space_in_line)
            .is_some_and(|near| names_somebody(line, near))
    })
}

/// `<@U1>: 5`, `<@U1>, 5 thanks`; not `<@U1>: 5 bugs fixed`.
fn is_set_off(line: &Line<'_>, at: usize) -> bool {
    let tokens = line.tokens();
    let next = line.near(at, Step::On, Kind::is_space);
    plus::behind(tokens, at).is_some()
        && next.map(|next| &tokens[next]).is_none_or(|next| {
            let says_why = words::is_because(next.text) || words::is_giving(next.text);
            next.kind != Kind::Word || next.unit || says_why || next.text == "-"
        })
}

/// "5 minutes", "10 %".
fn measures(line: &Line<'_>, at: usize) -> bool {
    line.near(at, Step::On, Kind::is_space_in_line)
        .map(|next| &line.tokens()[next])
        .is_some_and(|next| next.kind == Kind::Word && !next.unit && words::is_measure(next.text))
}

/// `5 points to <@U1>`, `5 to <@U1>`, `5 points for <@U1>`; not `lunch at 5 for <@U1>`.
fn leads_to_recipient(line: &Line<'_>, at: usize) -> bool {
    let tokens = line.tokens();
    let on = |at: usize| line.near(at, Step::On, Kind::is_space_in_line);
    let is = |at: usize, wanted: fn(&str) -> bool| wanted(tokens[at].text);
    let mut next = on(at);
    let unit = next.filter(|unit| tokens[*unit].unit);
    if let Some(unit) = unit {
        next = on(unit);
    }
    if let Some(word) = next
        && (is(word, words::is_towards) || unit.is_some() && is(word, words::is_on_behalf))
    {
        next = on(word);
    }
    next.is_some_and(|next| names_somebody(line, next))
}

fn names_somebody(line: &Line<'_>, at: usize) -> bool {
    let kind = line.tokens()[at].kind;
    // A name counts where it stands among the recipients.
    kind.is_recipient() || line.is_taken(at) && matches!(kind, Kind::Name(_))
}

fn beside_gift(line: &Line<'_>, at: usize) -> bool {
    [Step::Back, Step::On].into_iter().any(|step| {
        line.near(at, step, Kind::is_loose).is_none_or(|near| {
            let kind = line.tokens()[near].kind;
            kind.is_recipient() || matches!(kind, Kind::Value(_) | Kind::Name(_) | Kind::Currency)
        })
    })
}

/// Makes one amount of all that say one, and takes those.
fn settle(line: &mut Line<'_>, said: &[(&Candidate, Number)]) -> Amount {
    let tokens = line.tokens();
    let typed = |candidate: &Candidate| -> String {
        let typed = tokens[candidate.at..=candidate.last].iter();
        typed.map(|token| token.typed).collect()
    };
    if let Some((large, _)) = said.iter().find(|(_, number)| *number == Number::TooLarge) {
        return Amount {
            problem: Some(Problem::AmountTooLarge {
                typed: typed(large),
            }),
            ..Amount::default()
        };
    }
    let mut amounts = Vec::new();
    for (_, number) in said {
        if let Number::Whole(points) = number
            && !amounts.contains(points)
        {
            amounts.push(*points);
        }
    }
    let Some(first) = amounts.first() else {
        let broken = said[0].0;
        return Amount {
            problem: Some(Problem::NotWhole {
                typed: typed(broken),
            }),
            // "+5k" may be thousands, and "+5thanks" two words: no guess there.
            proposal: whole_part(tokens[broken.last].text)
                .filter(|_| broken.shape != Shape::Garbled),
            wrong: (broken.at..=broken.last).collect(),
            ..Amount::default()
        };
    };
    // Of several, what stands beside a recipient is the likeliest.
    let likeliest = said
        .iter()
        .filter(|(candidate, _)| beside_recipient(line, candidate.at))
        .find_map(|(_, number)| match number {
            Number::Whole(points) => Some(*points),
            _ => None,
        });
    let points = likeliest.unwrap_or(*first);
    for (candidate, _) in said
        .iter()
        .filter(|(_, number)| *number == Number::Whole(points))
    {
        for at in candidate.at..=candidate.last {
            line.take(at);
        }
        take_unit(line, candidate, points);
    }
    let several = amounts.len() > 1;
    Amount {
        points: Some(points),
        proposal: several.then_some(points),
        problem: several.then_some(Problem::SeveralAmounts { amounts }),
        ..Amount::default()
    }
}

/// `5 points to <@U1>`, `+5 :clap:`: what is counted goes with the number.
fn take_unit(line: &mut Line<'_>, candidate: &Candidate, points: i64) {
    let tokens = line.tokens();
    let is =
        |at: Option<usize>, wanted: fn(&Token<'_>) -> bool| at.filter(|at| wanted(&tokens[*at]));
    let after = line.near(candidate.last, Step::On, Kind::is_space_in_line);
    if let Some(unit) = is(after, |token| token.unit) {
        line.take(unit);
        return;
    }
    for step in [Step::On, Step::Back] {
        let from = match step {
            Step::On => candidate.last,
            Step::Back => candidate.at,
        };
        let mut run = Vec::new();
        let mut next = line.near(from, step, Kind::is_space_in_line);
        while let Some(clap) = is(next, |token| token.kind == Kind::Currency) {
            run.push(clap);
            next = line.near(clap, step, Kind::is_space_in_line);
        }
        if run.len() == 1 || i64::try_from(run.len()) == Ok(points) {
            for clap in run {
                line.take(clap);
            }
            return;
        }
    }
}
