//! The outgoing webhook: called by name in a channel, answered in the response.

use std::sync::Arc;

use serde_json::json;

use super::Seen;
use super::activity::{activity, client_info, place, with};
use super::send::{INVOKE_PATIENCE, Request, WEBHOOK, keyed_hash, send};
use crate::teams::check;
use crate::teams::marks::marked;
use crate::teams::model::{ChannelType, Kind, in_thread, shown};
use crate::teams::shared::Shared;

/// Writes `@webhook text` in a channel, and posts what the app answers.
pub(crate) async fn call(shared: &Arc<Shared>, user: &str, channel: &str, typed: &str) -> Seen {
    let now = shared.clock.now();
    let called = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let found = model.conversation(channel)?;
        // Webhooks hear of a team's standard channels alone.
        if found.kind != Kind::Channel
            || found.channel_type != ChannelType::Standard
            || !model.is_member(channel, &user.aad)
        {
            return None;
        }
        let typed = marked(
            model,
            Kind::Channel,
            &format!("@{} {typed}", model.app.webhook),
        );
        let message = model.add_message(channel, &user.aad, &typed.text, now, |message| {
            message.mentions.clone_from(&typed.mentions);
        });
        let mut entities = typed.mentions;
        entities.push(client_info(&user));
        let mut told = with(
            activity(
                shared,
                model,
                &user,
                &place(model, &message),
                ("message", &message.id),
            ),
            json!({
                "text": message.text, "textFormat": "plain", "locale": user.locale,
                "attachments": [{"contentType": "text/html", "content": typed.html}],
                "entities": entities,
            }),
        );
        if let Some(fields) = told.as_object_mut() {
            fields.remove("recipient");
        }
        Some((message, told))
    });
    let Some((message, told)) = called else {
        return Seen::refused("There is no webhook here");
    };
    let _under_way = shared.under_way();
    let body = told.to_string();
    let request = Request {
        kind: "outgoing webhook".to_owned(),
        path: WEBHOOK,
        body: &body,
        retry: 0,
        patience: INVOKE_PATIENCE.min(shared.ack_timeout),
    };
    let signature = keyed_hash(&shared.webhook_key, &body);
    let answer = send(shared, &request, Some(&signature)).await;
    if answer.failure.is_some() || answer.body.is_empty() {
        return Seen {
            message: Some(message.id),
            ..answer.into()
        };
    }
    let sent = shared.read(|model| check::webhook(model, &answer.body));
    for complaint in sent.found.complaints("outgoing webhook") {
        shared.complain(complaint);
    }
    let mut seen = Seen::from(answer);
    seen.message = Some(message.id.clone());
    if sent.found.faults.is_empty() {
        seen.text = shown(&sent.text, &sent.cards);
        shared.change(|model| {
            let thread = in_thread(channel, &message.id);
            let from = model.app.webhook_mri();
            model.add_message(&thread, &from, &sent.text, now, |answer| {
                answer.mentions = sent.mentions;
                answer.cards = sent.cards;
            });
        });
    } else {
        seen.failure = Some("Sorry, there was a problem encountered with your request".to_owned());
    }
    seen
}
