//! What can be done on the page. Each act is a real, signed delivery to the app.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;

use super::Outcome;
use crate::slack::deliver::{self, Filled, Manner, Seen, Spot, Text};
use crate::slack::shared::Shared;

/// Somebody does something.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    /// Who.
    user: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum What {
    Say {
        channel: String,
        text: String,
        thread: Option<String>,
    },
    Edit {
        channel: String,
        ts: String,
        text: String,
    },
    Delete {
        channel: String,
        ts: String,
    },
    React {
        channel: String,
        ts: String,
        name: String,
        on: bool,
    },
    Press {
        channel: Option<String>,
        ts: Option<String>,
        view: Option<String>,
        block: String,
        action: String,
        value: Option<Value>,
        #[serde(default)]
        filled: Filled,
    },
    Submit {
        view: String,
        filled: Filled,
    },
    /// Types into a list.
    Search {
        view: String,
        block: String,
        typed: String,
    },
    Close {
        view: String,
        all: bool,
    },
    Shortcut,
    MessageShortcut {
        channel: String,
        ts: String,
    },
    OpenHome {
        tab: String,
    },
    InviteBot {
        channel: String,
    },
    /// Somebody new joins the team.
    Join,
}

/// Does it, and says how it went. What the app is told by events goes on in the background.
pub(super) async fn act(State(shared): State<Arc<Shared>>, Json(act): Json<Act>) -> Outcome {
    let user = act.user;
    let known = shared.read(|model| model.user(&user).is_some_and(|user| !user.deleted));
    if !known {
        return Json(Seen {
            failure: Some("this account is deactivated".to_owned()),
            ..Seen::default()
        });
    }
    Json(done(shared, user, act.what).await)
}

async fn done(shared: Arc<Shared>, user: String, what: What) -> Seen {
    match what {
        What::Say {
            channel,
            text,
            thread,
        } => {
            let thread = thread.as_deref();
            if thread.is_none()
                && let Some((command, rest)) = command(&text)
            {
                if command == "/invite" {
                    return invite(&shared, &user, &channel, rest).await;
                }
                let text = Text::Typed(rest);
                return deliver::slash(&shared, &user, &channel, command, text).await;
            }
            let manner = Manner {
                thread,
                ..Manner::default()
            };
            deliver::post(&shared, &user, &channel, &text, manner).await
        }
        What::Edit { channel, ts, text } => {
            deliver::edit(&shared, &user, (&channel, &ts), &text).await
        }
        What::Delete { channel, ts } => deliver::delete(&shared, &user, (&channel, &ts)).await,
        What::React {
            channel,
            ts,
            name,
            on,
        } => deliver::react(&shared, &user, (&channel, &ts), &name, on).await,
        What::Press {
            channel,
            ts,
            view,
            block,
            action,
            value,
            filled,
        } => {
            let spot = match (&channel, &ts, &view) {
                (Some(channel), Some(ts), None) => Spot::Message { channel, ts },
                (_, _, Some(id)) => Spot::View { id },
                _ => return Seen::default(),
            };
            let element = (Some(block.as_str()), action.as_str());
            deliver::act(&shared, &user, spot, element, value.as_ref(), &filled).await
        }
        What::Search { view, block, typed } => {
            deliver::suggest(&shared, &user, (&view, &block), &typed).await
        }
        What::Submit { view, filled } => deliver::submit(&shared, &user, &view, &filled).await,
        What::Close { view, all } => deliver::close(&shared, &user, &view, all).await,
        What::Shortcut => deliver::shortcut(&shared, &user).await,
        What::MessageShortcut { channel, ts } => {
            deliver::message_shortcut(&shared, &user, (&channel, &ts)).await
        }
        What::OpenHome { tab } => deliver::open_home(&shared, &user, &tab).await,
        What::InviteBot { channel } => deliver::invite_bot(&shared, &user, &channel).await,
        What::Join => deliver::join(&shared).await,
    }
}

/// `/invite`, which the client itself does: of the bot alone, since everybody else is where they are.
async fn invite(shared: &Arc<Shared>, user: &str, channel: &str, whom: &str) -> Seen {
    let is_bot = shared.read(|model| {
        let bot = model.user(&model.team.app.bot_user);
        let handle = whom.trim().trim_start_matches('@');
        bot.is_some_and(|bot| bot.name.eq_ignore_ascii_case(handle))
    });
    if is_bot {
        deliver::invite_bot(shared, user, channel).await
    } else {
        Seen {
            failure: Some("only @plaudit can be invited here".to_owned()),
            ..Seen::default()
        }
    }
}

/// A slash command and what follows it.
fn command(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let name = text.strip_prefix('/')?;
    if !name.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some(text.split_once(char::is_whitespace).unwrap_or((text, "")))
}
