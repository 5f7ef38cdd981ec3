//! Whoever proves a delivery.

use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;

use crate::chat::Platform;

/// Whoever can tell whether a delivery is genuine.
pub trait Prover: Send + Sync {
    /// Whose deliveries they are.
    const PLATFORM: Platform;

    /// What the head of a delivery says of it.
    type Claim: Send + Sync;

    /// Why a delivery is refused.
    type Refused: Refusal;

    /// Reads the head, and refuses what can be refused by it alone.
    fn claim(
        &self,
        head: &HeaderMap,
        now: Timestamp,
    ) -> impl Future<Output = Result<Self::Claim, Self::Refused>> + Send;

    /// Whether the body is what its head claims.
    fn prove(&self, claim: &Self::Claim, body: &[u8]) -> Result<(), Self::Refused>;
}

/// Why a delivery is refused. The sender learns the status and nothing else.
pub trait Refusal: Copy + Send {
    /// The name used in metrics.
    fn as_str(self) -> &'static str;

    /// What the sender is answered.
    fn status(self) -> StatusCode;
}
