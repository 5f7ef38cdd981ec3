//! What the stand-ins for those who sell vouchers have in common: what may go wrong, and where.

use std::collections::VecDeque;
use std::io;
use std::sync::Mutex;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::watched::held;

/// A call that a seller answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An order is placed.
    Place,
    /// An order is looked at.
    Look,
    /// A reward's link is made anew.
    Link,
    /// The products are listed.
    Products,
    /// The money that is left is looked at.
    Balance,
    /// A token is exchanged for the next.
    Renew,
}

/// How it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing happens, and no answer comes.
    HangBefore,
    /// It is done, and no answer comes.
    HangAfter,
    /// It is not done, and something failed there.
    FailBefore,
    /// It is done, and something failed there.
    FailAfter,
    /// It is done, and the answer breaks off.
    BreakAfter,
    /// It is done, and the answer is none.
    Gibberish,
    /// Too many calls: so many seconds should pass.
    Throttle(u64),
    /// The key is not let in.
    LockedOut,
    /// An order is taken, and waits for somebody there.
    Waits,
    /// An order is taken, and fails.
    Fails,
    /// It is done, and the answer lacks what was bought.
    Linkless,
    /// What is there is not seen yet.
    Unseen,
    /// It is done, and comes as several vouchers.
    Several,
    /// It is done, and comes as several vouchers, one of which is not told yet.
    Part,
}

impl Fault {
    /// Whether what was asked for is done all the same.
    const fn is_done(self) -> bool {
        !matches!(
            self,
            Self::HangBefore | Self::FailBefore | Self::Throttle(_) | Self::LockedOut
        )
    }
}

/// The faults to come, and the calls that came.
#[derive(Default)]
pub(crate) struct Plan {
    faults: Vec<(Step, VecDeque<Fault>)>,
    asked: Vec<Step>,
}

impl Plan {
    /// Lets the next calls of a step go wrong, one after the other.
    pub(crate) fn fail(&mut self, step: Step, faults: impl IntoIterator<Item = Fault>) {
        self.faults.retain(|(other, _)| *other != step);
        self.faults.push((step, faults.into_iter().collect()));
    }

    /// Notes a call, and tells what is to go wrong with it.
    fn called(&mut self, step: Step) -> Option<Fault> {
        self.asked.push(step);
        let of_step = self.faults.iter_mut().find(|(it, _)| *it == step);
        of_step.and_then(|(_, faults)| faults.pop_front())
    }

    /// How often a step was asked for.
    pub(crate) fn calls(&self, step: Step) -> usize {
        self.asked.iter().filter(|it| **it == step).count()
    }
}

/// A model with a plan, and how its errors look.
pub(crate) trait Seller {
    /// Its plan of what goes wrong.
    fn plan(&mut self) -> &mut Plan;

    /// Why it does not let somebody in, where it does not.
    fn locked_out(&self, token: Option<&str>) -> Option<Response>;

    /// Something failed.
    fn failed() -> Response;

    /// The caller is not let in.
    fn refused() -> Response;

    /// It was asked for too often.
    fn throttled(seconds: u64) -> Response;
}

/// What a step comes to: its answer, unless something goes wrong.
pub(crate) async fn answered<M: Seller>(
    model: &Mutex<M>,
    token: Option<&str>,
    step: Step,
    act: impl FnOnce(&mut M, Option<Fault>) -> Response,
) -> Response {
    let (fault, done) = {
        let mut model = held(model);
        let fault = model.plan().called(step);
        if let Some(refusal) = model.locked_out(token) {
            return refusal;
        }
        let done = fault.is_none_or(Fault::is_done);
        (fault, done.then(|| act(&mut model, fault)))
    };
    match fault {
        Some(Fault::HangBefore | Fault::HangAfter) => std::future::pending().await,
        Some(Fault::FailBefore | Fault::FailAfter) => M::failed(),
        Some(Fault::LockedOut) => M::refused(),
        Some(Fault::Throttle(seconds)) => M::throttled(seconds),
        Some(Fault::BreakAfter) => {
            let begun = Ok(Bytes::from_static(b"{\"order\":"));
            let broken = Err(io::Error::from(io::ErrorKind::BrokenPipe));
            Body::from_stream(stream::iter([begun, broken])).into_response()
        }
        Some(Fault::Gibberish) => "<html>".into_response(),
        Some(
            Fault::Waits
            | Fault::Fails
            | Fault::Linkless
            | Fault::Unseen
            | Fault::Several
            | Fault::Part,
        )
        | None => done.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

/// What a request says that it is let in by.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    given.strip_prefix("Bearer ")
}

/// What an amount costs in cents of a US dollar, by rates that stand still.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the stand-ins sell nothing so dear"
)]
pub(crate) fn cents(currency: &str, amount: f64) -> i64 {
    let per_dollar = match currency {
        "IDR" => 16_000.0,
        "MYR" => 4.0,
        _ => 1.0,
    };
    (amount / per_dollar * 100.0).round() as i64
}
