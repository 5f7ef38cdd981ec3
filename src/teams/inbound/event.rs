//! Reactions, and the bot's coming and going.

use super::{Outcome, Scene, emoji, without_thread};
use crate::chat::{Act, Inbound, Place};
use crate::teams::activity::Account;

impl Scene<'_> {
    /// Every reaction that has a name, with its number among all of them.
    pub(super) fn reactions(&self) -> Result<Vec<Inbound>, &'static str> {
        let message = self.activity.reply_to_id.as_ref();
        let message = message.ok_or("a reaction to nothing")?;
        let added = self.activity.reactions_added.iter();
        let removed = self.activity.reactions_removed.iter();
        let all = added
            .map(|reaction| (reaction, true))
            .chain(removed.map(|reaction| (reaction, false)));
        let mut acts = Vec::new();
        for (n, (reaction, added)) in all.enumerate() {
            let Some(emoji) = reaction.kind.as_deref().and_then(emoji::name) else {
                continue;
            };
            let it = self.inbound(Act::Reacted {
                emoji,
                message: message.clone(),
                author: None,
                added,
            })?;
            acts.push(Inbound {
                key: format!("{}/{n}", it.key),
                ..it
            });
        }
        if acts.is_empty() {
            return Err("no reaction with a name");
        }
        Ok(acts)
    }

    /// Somebody or something in the conversation changed; only the bot's own coming is an act.
    pub(super) fn conversation_changed(&self) -> Outcome {
        if self.concerns_bot(&self.activity.members_added) {
            return self.invited();
        }
        Err(if !self.activity.members_added.is_empty() {
            "people came"
        } else if !self.activity.members_removed.is_empty() {
            "somebody left"
        } else {
            "a conversation changed"
        })
    }

    /// The app was installed or removed.
    pub(super) fn installation_changed(&self) -> Outcome {
        match self.activity.action.as_deref() {
            Some("add") => self.invited(),
            Some("remove") => Err("the bot was removed"),
            Some("add-upgrade" | "remove-upgrade") => Err("the app was upgraded"),
            _ => Err("an installation changed"),
        }
    }

    /// The bot's coming is told twice, in any order: to the conversation and to the installation.
    /// It comes to a team once, whichever channel was chosen; removed and brought back another day,
    /// it comes anew.
    fn invited(&self) -> Outcome {
        let it = self.inbound(Act::Invited)?;
        let channel = self.installed_in()?;
        let team = self.activity.channel_data.team.id.as_deref();
        let into = team.unwrap_or(channel);
        Ok(Inbound {
            act_key: Some(format!(
                "teams/{}/{into}/installed/{}",
                self.home.installation.team,
                it.at.strftime("%F")
            )),
            place: Some(Place {
                channel: channel.to_owned(),
                ..self.place()?
            }),
            ..it
        })
    }

    /// The channel that was chosen for the bot, or where it was installed.
    pub(super) fn installed_in(&self) -> Result<&str, &'static str> {
        let chosen = &self.activity.channel_data.settings.selected_channel.id;
        match chosen.as_deref() {
            Some(chosen) => Ok(without_thread(chosen).0),
            None => Ok(self.conversation()?.0),
        }
    }

    /// Whether the bot is one of `members`.
    pub(super) fn concerns_bot(&self, members: &[Account]) -> bool {
        let mut ids = members.iter().filter_map(|member| member.id.as_deref());
        ids.any(|id| self.is_bot(id))
    }
}
