//! Writing, changing and deleting messages.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, ApiError, Request};
use crate::teams::check::{self, Sent, Surface};
use crate::teams::model::{Conversation, Kind, Message, Model, in_thread, split_thread};
use crate::teams::shared::Shared;

/// Bytes in UTF-16 of a message, cards included.
const LARGEST: usize = 100 * 1024;

/// `POST …/activities`
pub(super) fn send(shared: &Arc<Shared>, request: &Request) -> Answer {
    let sent = sound(shared, request, &request.body)?;
    let mut conversation = request.conversation.clone();
    // Newer clients name what they answer in the body, and it may be gone by now.
    if let Some(answered) = request.body["replyToId"].as_str() {
        let found = shared.read(|model| model.message(&conversation, answered).cloned());
        if let Some(message) = found {
            conversation = beneath(shared, &conversation, &message);
        }
    }
    post(shared, request, &conversation, sent)
}

/// `POST …/activities/{id}`
pub(super) fn reply(shared: &Arc<Shared>, request: &Request) -> Answer {
    let sent = sound(shared, request, &request.body)?;
    let message = shared.read(|model| {
        open(model, &request.conversation)?;
        let found = model.message(&request.conversation, &request.item);
        found.cloned().ok_or_else(ApiError::no_activity)
    })?;
    let conversation = beneath(shared, &request.conversation, &message);
    post(shared, request, &conversation, sent)
}

/// Where an answer to `message` goes: only channels have threads.
fn beneath(shared: &Shared, conversation: &str, message: &Message) -> String {
    let in_channel = shared.read(|model| {
        let found = model.conversation(conversation);
        found.is_some_and(|found| found.kind == Kind::Channel)
    });
    let (conversation, _) = split_thread(conversation);
    if in_channel && message.visible_to.is_none() {
        in_thread(conversation, message.thread())
    } else {
        conversation.to_owned()
    }
}

fn post(shared: &Arc<Shared>, request: &Request, conversation: &str, sent: Sent) -> Answer {
    let posted: Result<String, ApiError> = shared.change(|model| {
        let kind = open(model, conversation)?.kind;
        let only = if request.is_targeted() {
            Some(addressee(model, conversation, kind, &request.body)?)
        } else {
            None
        };
        Ok(write(model, shared, conversation, only, sent))
    });
    if let Err(error) = &posted
        && error.status == StatusCode::BAD_REQUEST
        && shared.read(|model| model.targeted)
    {
        shared.complain(format!("{}: {}", request.operation, error.code));
    }
    Ok((StatusCode::CREATED, json!({"id": posted?})))
}

/// Who alone sees a targeted message.
fn addressee(
    model: &Model,
    conversation: &str,
    kind: Kind,
    activity: &Value,
) -> Result<String, ApiError> {
    if !model.targeted {
        return Err(ApiError::bad_request("Targeted messages are not supported"));
    }
    if kind == Kind::Personal {
        return Err(ApiError::bad_request("Everything is private in this chat"));
    }
    let id = activity["recipient"]["id"].as_str().unwrap_or_default();
    if id.is_empty() {
        return Err(ApiError::bad_request(
            "A targeted message needs a recipient",
        ));
    }
    let user = model
        .company
        .users
        .iter()
        .find(|user| user.mri == id || user.aad == id);
    user.filter(|user| model.is_member(conversation, &user.aad))
        .map(|user| user.aad.clone())
        .ok_or_else(|| ApiError::forbidden("RecipientNotInConversation"))
}

/// Puts what was sent into the conversation; typing leaves no trace.
pub(super) fn write(
    model: &mut Model,
    shared: &Shared,
    conversation: &str,
    only: Option<String>,
    sent: Sent,
) -> String {
    let now = shared.clock.now();
    if sent.text.is_empty() && sent.cards.is_empty() {
        return model.new_id(now);
    }
    let bot = model.app.mri();
    let written = model.add_message(conversation, &bot, &sent.text, now, |message| {
        message.mentions = sent.mentions;
        message.cards = sent.cards;
        message.alert = sent.alert;
        message.visible_to = only;
    });
    written.id
}

/// `PUT …/activities/{id}`
pub(super) fn update(shared: &Arc<Shared>, request: &Request) -> Answer {
    let sent = sound(shared, request, &request.body)?;
    shared
        .read(|model| own(model, request).map(drop))
        .inspect_err(|error| disown(shared, request, error))?;
    shared.change(|model| {
        if let Some(message) = model.message_mut(&request.conversation, &request.item) {
            message.text = sent.text;
            message.mentions = sent.mentions;
            message.cards = sent.cards;
            message.views.clear();
            message.edited = true;
        }
    });
    Ok((StatusCode::OK, json!({"id": request.item})))
}

/// `DELETE …/activities/{id}`
pub(super) fn delete(shared: &Arc<Shared>, request: &Request) -> Answer {
    shared
        .read(|model| own(model, request).map(drop))
        .inspect_err(|error| disown(shared, request, error))?;
    shared.change(|model| model.remove_message(&request.conversation, &request.item));
    Ok((StatusCode::OK, Value::Null))
}

/// The app's own message that the path names.
fn own<'a>(model: &'a Model, request: &Request) -> Result<&'a Message, ApiError> {
    open(model, &request.conversation)?;
    let message = model
        .message(&request.conversation, &request.item)
        .ok_or_else(ApiError::no_activity)?;
    if !message.by_app {
        return Err(ApiError::forbidden("ForbiddenOperationException"));
    }
    if message.visible_to.is_some() != request.is_targeted() {
        return Err(ApiError::bad_request(
            "isTargetedActivity does not fit the message",
        ));
    }
    Ok(message)
}

/// Somebody else's message, or the wrong address for one's own, is the app's mistake; one that is
/// gone is not.
fn disown(shared: &Shared, request: &Request, error: &ApiError) {
    if error.status == StatusCode::BAD_REQUEST || error.code == "ForbiddenOperationException" {
        shared.complain(format!("{}: {}", request.operation, error.code));
    }
}

/// The conversation, if the app may write in it now.
pub(super) fn open<'a>(model: &'a Model, id: &str) -> Result<&'a Conversation, ApiError> {
    let conversation = model
        .conversation(id)
        .ok_or_else(ApiError::no_conversation)?;
    if !model.is_installed(conversation) {
        return Err(ApiError::not_in_roster());
    }
    if conversation.blocked {
        return Err(ApiError::forbidden("ConversationBlockedByUser"));
    }
    if let (_, Some(root)) = split_thread(id)
        && !model.has_thread(id, root)
    {
        return Err(ApiError::no_conversation());
    }
    Ok(conversation)
}

/// Checks an activity, and complains of everything that is wrong with it.
pub(super) fn sound(
    shared: &Shared,
    request: &Request,
    activity: &Value,
) -> Result<Sent, ApiError> {
    if request.raw.encode_utf16().count() * 2 > LARGEST {
        shared.complain(format!("{}: MessageSizeTooBig", request.operation));
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "MessageSizeTooBig",
            "Message size too large.",
        ));
    }
    let sent = shared.read(|model| check::activity(model, activity, Surface::Message));
    for complaint in sent.found.complaints(request.operation) {
        shared.complain(complaint);
    }
    match sent.found.faults.first() {
        Some(fault) => Err(ApiError::bad_request(fault)),
        None => Ok(sent),
    }
}
