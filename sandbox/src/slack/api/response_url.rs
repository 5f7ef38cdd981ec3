//! Response URLs: five answers within half an hour, without a token.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::chat::Content;
use crate::slack::deliver;
use crate::slack::faults::Fault;
use crate::slack::model::{Call, Message, Model, ResponseUrl};
use crate::slack::shared::Shared;

/// What it is called among the calls, and where it is to fail.
const METHOD: &str = "response_url";

type Path4 = Path<(String, String, String, String)>;

/// Takes one answer.
pub(super) async fn answer(
    State(shared): State<Arc<Shared>>,
    Path((kind, team, number, secret)): Path4,
    Json(body): Json<Value>,
) -> Response {
    let path = format!("hooks/{kind}/{team}/{number}/{secret}");
    let fault = shared.faults().next(METHOD);
    let outcome = match fault {
        Some(Fault::Error(code)) => Err((StatusCode::NOT_FOUND, code)),
        Some(Fault::Broken) => Err((StatusCode::INTERNAL_SERVER_ERROR, "Oh no".to_owned())),
        Some(Fault::RateLimited(_)) => {
            Err((StatusCode::TOO_MANY_REQUESTS, "rate_limited".to_owned()))
        }
        Some(Fault::LostAnswer) => {
            let lost = (StatusCode::BAD_GATEWAY, "lost".to_owned());
            take(&shared, &path, &body).and(Err(lost))
        }
        Some(Fault::Slow(by)) => {
            tokio::time::sleep(by).await;
            take(&shared, &path, &body)
        }
        None => take(&shared, &path, &body),
    };
    let call = Call {
        method: METHOD.to_owned(),
        args: body,
        error: outcome.as_ref().err().map(|(_, error)| error.clone()),
        at: shared.clock.now(),
    };
    shared.change(|model| model.calls.push(call));
    match outcome {
        Ok(()) => "ok".into_response(),
        Err((status, error)) => (status, error).into_response(),
    }
}

type Refusal = (StatusCode, String);

fn take(shared: &Arc<Shared>, path: &str, body: &Value) -> Result<(), Refusal> {
    let gone = |code: &str| (StatusCode::NOT_FOUND, code.to_owned());
    let grant = shared.change(|model| {
        let grant = model
            .response_urls
            .iter_mut()
            .find(|grant| grant.path == path);
        let grant = grant.ok_or_else(|| gone("no_service"))?;
        if shared.clock.now().duration_since(grant.at) > ResponseUrl::LIFE {
            return Err(gone("expired_url"));
        }
        if grant.uses >= ResponseUrl::USES {
            return Err(gone("used_url"));
        }
        grant.uses += 1;
        Ok(grant.clone())
    })?;
    if body["delete_original"] == true {
        let deleted = shared.change(|model| remove(model, &grant));
        return if deleted {
            Ok(())
        } else {
            Err(gone("message_not_found"))
        };
    }
    let text = body["text"].as_str().map(str::to_owned);
    let content = Content::check(shared, text, body.get("blocks").cloned())
        .map_err(|error| (StatusCode::BAD_REQUEST, error.code))?;
    let changed = shared.change(|model| write(shared, model, &grant, body, content));
    if let Some((before, after)) = changed {
        deliver::spawn_changed_event(shared, &before, &after);
    }
    Ok(())
}

fn remove(model: &mut Model, grant: &ResponseUrl) -> bool {
    let before = model.messages.len();
    model.messages.retain(|message| {
        message.channel != grant.channel || Some(&message.ts) != grant.message.as_ref()
    });
    model.messages.len() < before
}

/// Writes the answer; a lasting message that was replaced is returned as it was and as it is.
fn write(
    shared: &Shared,
    model: &mut Model,
    grant: &ResponseUrl,
    body: &Value,
    content: Content,
) -> Option<(Message, Message)> {
    let Content { text, mut blocks } = content;
    let now = shared.clock.now();
    let original = grant
        .message
        .as_ref()
        .filter(|_| body["replace_original"] == true);
    if let Some(ts) = original {
        model.name(&mut blocks);
        let before = model.message(&grant.channel, ts)?.clone();
        let at = model.new_ts(&grant.channel, now);
        let message = model.message_mut(&grant.channel, ts)?;
        message.text = text;
        message.blocks = blocks;
        message.edited = Some(at);
        let after = message.clone();
        return before.visible_to.is_none().then_some((before, after));
    }
    let bot = model.team.app.bot_user.clone();
    let public = body["response_type"] == "in_channel";
    let thread = body["thread_ts"].as_str().map(str::to_owned);
    model.add_message(&grant.channel, &bot, &text, now, |message| {
        message.blocks = blocks;
        message.thread_ts = thread.or_else(|| grant.thread_ts.clone());
        message.visible_to = (!public).then(|| grant.user.clone());
    });
    None
}
