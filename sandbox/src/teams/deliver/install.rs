//! Coming and going: the app's installations, and channels that change.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Seen;
use super::activity::{activity, client_info, with, with_channel_data};
use super::send::deliver;
use crate::teams::model::{Model, Team, User};
use crate::teams::shared::Shared;

/// Installs the app for a person: their chat with the bot opens.
pub(crate) async fn install(shared: &Arc<Shared>, user: &str) -> Seen {
    let opened = shared.change(|model| {
        let user = model.user(user).cloned()?;
        let id = model.open_personal(&user.aad)?;
        Some((user, id))
    });
    match opened {
        Some((user, id)) => in_chat(shared, &user, &id, true).await,
        None => Seen::refused("There is nobody of that name"),
    }
}

/// Removes it for a person.
pub(crate) async fn uninstall(shared: &Arc<Shared>, user: &str) -> Seen {
    let chat = shared.read(|model| {
        let user = model.user(user)?;
        Some((user.clone(), model.personal(&user.aad)?.id.clone()))
    });
    match chat {
        Some((user, id)) => in_chat(shared, &user, &id, false).await,
        None => Seen::refused("The app is not installed"),
    }
}

/// Installs the app in a group chat or a personal one, or removes it.
pub(crate) async fn in_chat(
    shared: &Arc<Shared>,
    user: &User,
    conversation: &str,
    add: bool,
) -> Seen {
    let now = shared.clock.now();
    let told = shared.change(|model| {
        model.conversation_mut(conversation)?.installed = add;
        let ids = [model.new_id(now), model.new_id(now)];
        let update = activity(
            shared,
            model,
            user,
            conversation,
            ("installationUpdate", &ids[0]),
        );
        let update = with(
            update,
            json!({
                "action": if add { "add" } else { "remove" }, "locale": user.locale,
                "entities": [client_info(user)],
            }),
        );
        let update = with_channel_data(
            update,
            json!({
                "settings": {"selectedChannel": {"id": conversation}},
                "source": {"name": "message"},
            }),
        );
        let members = activity(
            shared,
            model,
            user,
            conversation,
            ("conversationUpdate", &ids[1]),
        );
        Some([update, with(members, moved(model, add))])
    });
    both(shared, told).await
}

/// Installs the app in a team, or removes it.
pub(crate) async fn in_team(shared: &Arc<Shared>, team: &str, by: &str, add: bool) -> Seen {
    let now = shared.clock.now();
    let told = shared.change(|model| {
        let user = model.user(by).cloned()?;
        let found = model
            .company
            .teams
            .iter_mut()
            .find(|found| found.id == team)?;
        found.installed = add;
        let found = found.clone();
        let ids = [model.new_id(now), model.new_id(now)];
        let selected = json!({"settings": {"selectedChannel": {"id": team}}});

        let update = activity(shared, model, &user, team, ("installationUpdate", &ids[0]));
        let action = if add { "add" } else { "remove" };
        let mut update = with(update, json!({"action": action, "locale": user.locale}));
        update["channelData"] = json!({
            "channel": {"id": team}, "team": named(&found), "tenant": {"id": model.tenant},
            "source": {"name": "message"}, "settings": selected["settings"],
        });

        let members = activity(shared, model, &user, team, ("conversationUpdate", &ids[1]));
        let mut members = with(members, moved(model, add));
        let event = if add {
            "teamMemberAdded"
        } else {
            "teamMemberRemoved"
        };
        members["channelData"] = with(
            json!({
                "team": named(&found), "eventType": event, "tenant": {"id": model.tenant},
            }),
            selected,
        );
        Some([update, members])
    });
    both(shared, told).await
}

/// Gives a channel another name.
pub(crate) async fn rename_channel(
    shared: &Arc<Shared>,
    by: &str,
    channel: &str,
    name: &str,
) -> Seen {
    let now = shared.clock.now();
    let told = shared.change(|model| {
        let user = model.user(by).cloned()?;
        let found = model.conversation_mut(channel)?;
        name.clone_into(&mut found.name);
        let team = found.team.clone()?;
        let team = model.team(&team)?.clone();
        let id = model.new_id(now);
        let mut told = activity(shared, model, &user, &team.id, ("conversationUpdate", &id));
        told["channelData"] = json!({
            "channel": {"id": channel, "name": name}, "team": named(&team),
            "eventType": "channelRenamed", "tenant": {"id": model.tenant},
        });
        Some(team.installed.then_some(told))
    });
    match told {
        Some(Some(told)) => deliver(shared, &told).await.into(),
        Some(None) => Seen::default(),
        None => Seen::refused("There is no such channel"),
    }
}

/// The bot, added or removed.
fn moved(model: &Model, add: bool) -> Value {
    let list = if add {
        "membersAdded"
    } else {
        "membersRemoved"
    };
    json!({list: [{"id": model.app.mri()}]})
}

fn named(team: &Team) -> Value {
    json!({"id": team.id, "name": team.name, "aadGroupId": team.aad_group})
}

/// Delivers both activities of one act at once: their order is nobody's promise.
async fn both(shared: &Arc<Shared>, told: Option<[Value; 2]>) -> Seen {
    let Some([update, members]) = told else {
        return Seen::refused("There is no such place");
    };
    let (update, members) = tokio::join!(deliver(shared, &update), deliver(shared, &members));
    if update.failure.is_some() {
        update
    } else {
        members
    }
    .into()
}
