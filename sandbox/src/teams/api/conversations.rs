//! Starting conversations, and who and what is in them.

use std::sync::Arc;

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::activities::{open, sound, write};
use super::{Answer, ApiError, Request};
use crate::teams::model::{Conversation, Kind, Model, in_thread};
use crate::teams::shared::Shared;

/// The largest page of a roster.
const PAGE: usize = 500;

/// `POST /v3/conversations`: a personal chat, or a thread in a channel.
pub(super) fn create(shared: &Arc<Shared>, request: &Request) -> Answer {
    if request.body["isGroup"] == true {
        return thread(shared, request);
    }
    personal(shared, request)
}

fn refuse<T>(shared: &Shared, request: &Request, why: &str) -> Result<T, ApiError> {
    shared.complain(format!("{}: {why}", request.operation));
    Err(ApiError::bad_request(why))
}

fn thread(shared: &Arc<Shared>, request: &Request) -> Answer {
    let Some(channel) = request.body["channelData"]["channel"]["id"].as_str() else {
        return refuse(shared, request, "bots cannot create group chats");
    };
    let activity = &request.body["activity"];
    if activity.is_null() {
        return refuse(shared, request, "a new thread needs an activity");
    }
    let sent = sound(shared, request, activity)?;
    let id = shared.change(|model| {
        if open(model, channel)?.kind != Kind::Channel {
            return Err(ApiError::bad_request("threads are in channels"));
        }
        Ok(write(model, shared, channel, None, sent))
    })?;
    let answer = json!({"id": in_thread(channel, &id), "activityId": id});
    Ok((StatusCode::CREATED, answer))
}

fn personal(shared: &Arc<Shared>, request: &Request) -> Answer {
    let body = &request.body;
    let (tenant, bot) = shared.read(|model| (model.tenant.clone(), model.app.mri()));
    let given = body["tenantId"]
        .as_str()
        .or_else(|| body["channelData"]["tenant"]["id"].as_str());
    if given != Some(tenant.as_str()) {
        return refuse(shared, request, "the tenant is missing or another");
    }
    if !body["bot"].is_null() && body["bot"]["id"] != bot {
        return refuse(shared, request, "the bot is another");
    }
    let members = body["members"].as_array().map_or(&[][..], Vec::as_slice);
    let [member] = members else {
        return refuse(shared, request, "a personal chat has one member");
    };
    let id = member["id"].as_str().unwrap_or_default();
    let known = shared.read(|model| {
        let user = model
            .company
            .users
            .iter()
            .find(|user| user.aad == id || user.mri == id)?;
        Some(user.aad.clone())
    });
    let Some(aad) = known else {
        return refuse(shared, request, "the member is nobody of this organisation");
    };
    shared.change(|model| {
        if !model.is_reachable(&aad) {
            return Err(ApiError::not_in_roster());
        }
        let opened = model
            .open_personal(&aad)
            .ok_or_else(ApiError::no_conversation)?;
        Ok((StatusCode::CREATED, json!({"id": opened})))
    })
}

/// A conversation whose roster the app may read.
fn readable<'a>(model: &'a Model, id: &str) -> Result<&'a Conversation, ApiError> {
    let conversation = model
        .conversation(id)
        .ok_or_else(ApiError::no_conversation)?;
    if model.is_installed(conversation) {
        Ok(conversation)
    } else {
        Err(ApiError::not_in_roster())
    }
}

/// `GET …/pagedmembers`
pub(super) fn members(shared: &Arc<Shared>, request: &Request) -> Answer {
    let size = match request
        .query
        .get("pageSize")
        .map(|size| size.parse::<usize>())
    {
        None => 200,
        Some(Ok(size)) if (1..=PAGE).contains(&size) => size,
        Some(_) => return refuse(shared, request, "pageSize must be 1 to 500"),
    };
    let from = match request.query.get("continuationToken") {
        None => 0,
        Some(token) => match continued(token) {
            Some(from) => from,
            None => return refuse(shared, request, "unknown continuationToken"),
        },
    };
    shared.read(|model| {
        let conversation = readable(model, &request.conversation)?;
        let members = model.members(conversation);
        let page = members.iter().skip(from).take(size);
        let page: Vec<Value> = page
            .filter_map(|aad| Some(model.user(aad)?.to_json(&model.tenant)))
            .collect();
        let mut answer = json!({"members": page});
        if from + size < members.len() {
            answer["continuationToken"] = json!(STANDARD.encode(format!("from {}", from + size)));
        }
        Ok((StatusCode::OK, answer))
    })
}

/// Where the next page begins.
fn continued(token: &str) -> Option<usize> {
    let token = String::from_utf8(STANDARD.decode(token).ok()?).ok()?;
    token.strip_prefix("from ")?.parse().ok()
}

/// `GET …/members/{id}`, by either id.
pub(super) fn member(shared: &Arc<Shared>, request: &Request) -> Answer {
    shared.read(|model| {
        let conversation = readable(model, &request.conversation)?;
        let members = model.members(conversation).iter();
        let found = members
            .filter_map(|aad| model.user(aad))
            .find(|user| user.aad == request.item || user.mri == request.item)
            .ok_or_else(|| {
                let says = "The member was not found in the conversation.";
                ApiError::new(StatusCode::NOT_FOUND, "MemberNotFoundInConversation", says)
            })?;
        Ok((StatusCode::OK, found.to_json(&model.tenant)))
    })
}

/// `GET /v3/teams/{id}`
pub(super) fn team(shared: &Arc<Shared>, request: &Request) -> Answer {
    shared.read(|model| {
        readable(model, &request.conversation)?;
        let team = model
            .team(&request.conversation)
            .ok_or_else(ApiError::no_conversation)?;
        let answer = json!({
            "id": team.id, "name": team.name, "aadGroupId": team.aad_group, "type": "standard",
            "tenantId": model.tenant, "channelCount": model.channels_of(&team.id).count(),
            "memberCount": team.members.len(),
        });
        Ok((StatusCode::OK, answer))
    })
}

/// `GET /v3/teams/{id}/conversations`: General has no name.
pub(super) fn channels(shared: &Arc<Shared>, request: &Request) -> Answer {
    shared.read(|model| {
        readable(model, &request.conversation)?;
        let team = model
            .team(&request.conversation)
            .ok_or_else(ApiError::no_conversation)?;
        let channels = model.channels_of(&team.id).map(|channel| {
            let name = (channel.id != team.id).then_some(&channel.name);
            json!({"id": channel.id, "name": name, "type": channel.channel_type.name()})
        });
        let channels: Vec<Value> = channels.collect();
        Ok((StatusCode::OK, json!({"conversations": channels})))
    })
}
