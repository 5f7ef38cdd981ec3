//! What can be done on the page. Whatever the app hears of is a real, signed delivery to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;

use crate::teams::deliver::{self, Manner, Seen, Which};
use crate::teams::shared::Shared;

/// Somebody does something.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    /// Who, by Entra object id.
    user: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum What {
    Say {
        conversation: String,
        text: String,
        thread: Option<String>,
    },
    Edit {
        conversation: String,
        message: String,
        text: String,
    },
    Delete {
        conversation: String,
        message: String,
    },
    React {
        conversation: String,
        message: String,
        kind: String,
        on: bool,
    },
    /// A button on the card of a message.
    Press {
        conversation: String,
        message: String,
        action: Value,
        inputs: BTreeMap<String, String>,
    },
    /// A button of the open dialog.
    Submit {
        action: Value,
        inputs: BTreeMap<String, String>,
    },
    /// Types into a list of the open dialog.
    Search {
        field: String,
        typed: String,
    },
    CloseDialog,
    /// The message extension, on a message.
    OnMessage {
        conversation: String,
        message: String,
    },
    /// The message extension, in the compose box.
    FromCompose {
        conversation: String,
    },
    /// Adds the app where it is not; for oneself where no conversation is named.
    Install {
        conversation: Option<String>,
    },
}

/// Does it, and says how it went.
pub(super) async fn act(State(shared): State<Arc<Shared>>, Json(act): Json<Act>) -> Json<Seen> {
    Json(done(shared, &act.user, act.what).await)
}

async fn done(shared: Arc<Shared>, user: &str, what: What) -> Seen {
    match what {
        What::Say {
            conversation,
            text,
            thread,
        } => {
            let to_bot = privately(&shared, &text);
            let manner = Manner {
                thread: thread.as_deref(),
                privately: to_bot.is_some(),
            };
            let text = to_bot.unwrap_or(&text);
            deliver::say(&shared, user, &conversation, text, manner).await
        }
        What::Edit {
            conversation,
            message,
            text,
        } => deliver::edit(&shared, user, (&conversation, &message), &text).await,
        What::Delete {
            conversation,
            message,
        } => deliver::delete(&shared, user, (&conversation, &message)).await,
        What::React {
            conversation,
            message,
            kind,
            on,
        } => deliver::react(&shared, user, (&conversation, &message), &kind, on).await,
        What::Press {
            conversation,
            message,
            action,
            inputs,
        } => {
            let typed: Vec<(&str, &str)> = inputs
                .iter()
                .map(|(field, value)| (field.as_str(), value.as_str()))
                .collect();
            let spot = (conversation.as_str(), message.as_str());
            deliver::press(&shared, user, spot, Which::This(&action), &typed).await
        }
        What::Submit { action, inputs } => {
            for (field, value) in &inputs {
                deliver::fill(&shared, user, field, value);
            }
            deliver::submit(&shared, user, Which::This(&action)).await
        }
        What::Search { field, typed } => deliver::suggest(&shared, user, &field, &typed).await,
        What::CloseDialog => {
            deliver::close(&shared, user);
            Seen::default()
        }
        What::OnMessage {
            conversation,
            message,
        } => deliver::extension(&shared, user, &conversation, Some(&message)).await,
        What::FromCompose { conversation } => {
            deliver::extension(&shared, user, &conversation, None).await
        }
        What::Install { conversation } => install(&shared, user, conversation.as_deref()).await,
    }
}

/// What follows `/Plaudit`, with which one writes to the bot alone.
fn privately<'a>(shared: &Shared, text: &'a str) -> Option<&'a str> {
    let rest = text.strip_prefix('/')?;
    let name = shared.read(|model| model.app.name.clone());
    let rest = rest.strip_prefix(name.as_str())?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

async fn install(shared: &Arc<Shared>, user: &str, conversation: Option<&str>) -> Seen {
    let Some(id) = conversation else {
        return deliver::install(shared, user).await;
    };
    let known = shared.read(|model| {
        let team = model.conversation(id)?.team.clone();
        Some((model.user(user)?.clone(), team))
    });
    match known {
        Some((_, Some(team))) => deliver::in_team(shared, &team, user, true).await,
        Some((user, None)) => deliver::in_chat(shared, &user, id, true).await,
        None => Seen::default(),
    }
}
