//! What tells a server to stop, and what sees to it that it does.

use std::process::exit;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::sleep_until;

use crate::app::{Step, Stop};

/// An order that is given by SIGTERM or Ctrl-C. A second signal ends the process at once, and so does
/// the end of its time, should something hang that nobody thought of.
pub fn on_signal() -> anyhow::Result<Stop> {
    let stop = Stop::default();
    let told = stop.clone();
    let mut signals = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    tokio::spawn(async move {
        either(&mut signals).await;
        tracing::info!("stopping");
        told.tell();
        tokio::select! {
            () = either(&mut signals) => tracing::warn!("told twice: ending at once"),
            () = sleep_until(told.by(Step::Process)) => {
                tracing::error!("the orderly end took too long: ending at once");
            }
        }
        exit(1);
    });
    Ok(stop)
}

async fn either((terminate, interrupt): &mut (Signal, Signal)) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
