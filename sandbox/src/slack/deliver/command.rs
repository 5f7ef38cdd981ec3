//! Slash commands.

use std::sync::Arc;

use serde_json::Value;

use super::Seen;
use super::send::{Body, Request, send};
use crate::slack::check::{self, Surface};
use crate::slack::marks::{Typed, marked};
use crate::slack::model::{ChannelKind, Model, Standing, shown};
use crate::slack::shared::Shared;
use crate::wire::Answer;

/// The text typed behind the command.
pub(crate) enum Text<'a> {
    /// As a person types it.
    Typed(&'a str),
    /// As Slack sends it, to the letter.
    Sent(&'a str),
}

/// Runs `command` as `user` in `channel` and shows the answer.
pub(crate) async fn slash(
    shared: &Arc<Shared>,
    user: &str,
    channel: &str,
    command: &str,
    text: Text<'_>,
) -> Seen {
    let _under_way = shared.under_way();
    if let Some(refusal) = shared.read(|model| refusal(model, user, channel, command)) {
        return Seen::refused(&refusal);
    }
    let (typed, sent) = match text {
        Text::Typed(text) => (
            text.to_owned(),
            shared.read(|model| marked(model, text, Typed::Command)),
        ),
        Text::Sent(text) => (text.to_owned(), text.to_owned()),
    };
    let body = body(shared, user, channel, command, sent.trim());
    let request = Request {
        kind: command,
        path: "/slack/commands",
        body: Body::Form(&body),
        retry: None,
    };
    let answer = send(shared, request).await;
    show(
        shared,
        user,
        channel,
        &format!("{command} {typed}"),
        &answer,
    )
}

/// What the client itself says no to.
fn refusal(model: &Model, user: &str, channel: &str, command: &str) -> Option<String> {
    let account = model.user(user)?;
    if !model
        .team
        .app
        .commands
        .iter()
        .any(|(name, _)| name == command)
    {
        return Some(format!("{command} is not a valid command"));
    }
    if account.deleted || matches!(account.standing, Standing::Stranger { .. }) {
        return Some("slash commands of this team are not available to you".to_owned());
    }
    let place = model.channel(channel);
    if place.is_none_or(|c| c.kind != ChannelKind::Public && !c.has(user)) {
        return Some("channel_not_found".to_owned());
    }
    None
}

fn body(shared: &Shared, user: &str, channel: &str, command: &str, text: &str) -> String {
    let now = shared.clock.now();
    let fields = shared.change(|model| {
        let trigger = model.new_trigger(user, now);
        let path = model.new_response_url("commands", user, channel, None, now);
        let team = &model.team;
        let named = |id: &str| model.user(id).map(|user| user.name.clone());
        let place = model.channel(channel).map(|c| c.command_name().to_owned());
        [
            ("token", "not-a-real-verification-token".to_owned()),
            ("team_id", team.id.clone()),
            ("team_domain", team.domain.clone()),
            ("channel_id", channel.to_owned()),
            ("channel_name", place.unwrap_or_default()),
            ("user_id", user.to_owned()),
            ("user_name", named(user).unwrap_or_default()),
            ("command", command.to_owned()),
            ("text", text.to_owned()),
            ("api_app_id", team.app.id.clone()),
            ("is_enterprise_install", "false".to_owned()),
            ("response_url", format!("{}{path}", shared.own_url)),
            ("trigger_id", trigger),
        ]
    });
    serde_urlencoded::to_string(fields).unwrap_or_default()
}

/// Puts the answer into the conversation.
fn show(shared: &Shared, user: &str, channel: &str, typed: &str, answer: &Answer) -> Seen {
    let mut seen = Seen {
        status: answer.status,
        body: answer.body.clone(),
        ..Seen::default()
    };
    let failure = match (answer.failure, answer.status) {
        (None, Some(200)) => None,
        (Some("http_timeout"), _) => Some("operation_timeout"),
        (_, Some(400..500)) => Some("http_client_error"),
        _ => Some("dispatch_failed"),
    };
    if let Some(failure) = failure {
        let name = typed.split(' ').next().unwrap_or_default();
        whisper(
            shared,
            user,
            channel,
            &format!("{name} failed with the error \"{failure}\""),
        );
        seen.failure = Some(failure.to_owned());
        return seen;
    }
    if answer.body.trim().is_empty() {
        return seen;
    }
    let reply = answer
        .declared_json()
        .unwrap_or_else(|| serde_json::json!({"text": answer.body}));
    let blocks = reply
        .get("blocks")
        .cloned()
        .unwrap_or_else(|| Value::Array(Vec::new()));
    let faults = check::blocks(&blocks, Surface::Message);
    if !faults.is_empty() {
        shared.complain(format!("answer to {typed}: {}", faults.join("; ")));
        seen.failure = Some("invalid_command_response".to_owned());
        return seen;
    }
    let blocks = blocks.as_array().cloned().unwrap_or_default();
    let text = reply["text"].as_str().unwrap_or_default();
    let public = reply["response_type"] == "in_channel";
    let now = shared.clock.now();
    seen.text = shown(text, &blocks);
    seen.ts = shared.change(|model| {
        if public {
            // What was typed becomes visible together with the answer.
            model.add_message(channel, user, typed, now, |_| {});
        }
        if text.is_empty() && blocks.is_empty() {
            return None;
        }
        let bot = model.team.app.bot_user.clone();
        let message = model.add_message(channel, &bot, text, now, |message| {
            message.blocks = blocks;
            message.visible_to = (!public).then(|| user.to_owned());
        });
        Some(message.ts)
    });
    seen
}

/// A line of Slackbot that only `user` sees.
fn whisper(shared: &Shared, user: &str, channel: &str, text: &str) {
    let now = shared.clock.now();
    shared.change(|model| {
        model.add_message(channel, "USLACKBOT", text, now, |message| {
            message.visible_to = Some(user.to_owned());
        })
    });
}
