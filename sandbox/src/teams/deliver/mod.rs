//! Deliveries to the app: what people do becomes signed activities, as Teams sends them.

mod activity;
mod dialog;
mod form;
mod install;
mod press;
mod seen;
mod send;
mod suggest;
mod talk;
mod webhook;

use std::sync::Arc;

use serde_json::Value;

pub use seen::Seen;

pub(super) use dialog::{close, extension, fill, submit};
pub(super) use form::Which;
pub(super) use install::{in_chat, in_team, install, rename_channel, uninstall};
pub(super) use press::press;
pub(super) use send::{deliver_as, redeliver};
pub(super) use suggest::suggest;
pub(super) use talk::{Manner, delete, edit, react, say};
pub(super) use webhook::call as call_webhook;

use super::check::{Judged, Shown};
use super::model::{Model, shown};
use super::shared::Shared;

/// Delivers an activity of the caller's making, with its repetitions.
pub(super) async fn tell(shared: &Arc<Shared>, activity: &Value) -> Seen {
    send::deliver(shared, activity).await.into()
}

/// Delivers an invoke, and judges the body that answers it.
async fn invoke(
    shared: &Arc<Shared>,
    activity: &Value,
    judge: fn(&Model, &str) -> Judged,
) -> (Shown, Seen) {
    let name = activity["name"].as_str().unwrap_or_default();
    let answer = send::deliver(shared, activity).await;
    if answer.failure.is_some() {
        return (Shown::Nothing, answer.into());
    }
    let (appears, found) = shared.read(|model| judge(model, &answer.body));
    for complaint in found.complaints(&format!("answer to {name}")) {
        shared.complain(complaint);
    }
    let mut seen = Seen::from(answer);
    if !found.faults.is_empty() {
        seen.failure = Some("Something went wrong. Please try again.".to_owned());
        return (Shown::Nothing, seen);
    }
    match &appears {
        Shown::Nothing => {}
        Shown::Card(card) | Shown::Result(card) => {
            seen.text = shown("", std::slice::from_ref(card));
        }
        Shown::Dialog { title, card } => seen.text = shown(title, std::slice::from_ref(card)),
        Shown::Words(words) => seen.text.clone_from(words),
        Shown::Error(words) => {
            seen.text.clone_from(words);
            seen.failure = Some(words.clone());
        }
    }
    (appears, seen)
}
