//! Deliveries that are proven genuine before anybody handles them.
//!
//! What does not even look signed is refused before a byte of its body is read; then the body is
//! read, within bounds, and proven. A handler that takes [`Proven`] cannot be reached by anyone else.

mod body;
mod prover;

use std::fmt;
use std::marker::PhantomData;

use axum::body::Bytes;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub use body::MOST;
pub use prover::{Prover, Refusal};

use crate::clock::Clock;

/// The body of a delivery that `P` vouches for.
pub struct Proven<P> {
    body: Bytes,
    by: PhantomData<fn() -> P>,
}

impl<P> Proven<P> {
    /// The bytes that were signed.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

// What people write is not for logs.
impl<P> fmt::Debug for Proven<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proven({} bytes)", self.body.len())
    }
}

/// Why a request does not get through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection<R> {
    /// The platform is not set up here.
    NotConfigured,
    /// The body is longer than anything a platform sends.
    TooLarge,
    /// The body broke off.
    Interrupted,
    /// It is not the platform's, or not for us.
    Refused(R),
}

impl<R: Refusal> Rejection<R> {
    /// Turned away, and counted.
    fn counted<P: Prover<Refused = R>>(refused: R) -> Self {
        metrics::counter!(
            "plaudit_deliveries_total",
            "platform" => P::PLATFORM.as_str(), "kind" => "unverified", "outcome" => refused.as_str(),
        )
        .increment(1);
        Self::Refused(refused)
    }
}

impl<R: Refusal> IntoResponse for Rejection<R> {
    fn into_response(self) -> Response {
        match self {
            Self::NotConfigured => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Interrupted => StatusCode::BAD_REQUEST,
            Self::Refused(refused) => refused.status(),
        }
        .into_response()
    }
}

impl<S, P> FromRequest<S> for Proven<P>
where
    S: Send + Sync,
    P: Prover,
    Option<P>: FromRef<S>,
    Clock: FromRef<S>,
{
    type Rejection = Rejection<P::Refused>;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let prover = Option::<P>::from_ref(state).ok_or(Rejection::NotConfigured)?;
        let now = Clock::from_ref(state).now();
        // The head ends here, and with it what the delivery took up while it was unproven.
        let (head, body) = request.into_parts();
        let claim = prover.claim(&head.headers, now).await;
        let claim = claim.map_err(Rejection::counted::<P>)?;
        let body = body::read(body).await?;
        let genuine = prover.prove(&claim, &body);
        genuine.map_err(Rejection::counted::<P>)?;
        Ok(Self {
            body,
            by: PhantomData,
        })
    }
}
