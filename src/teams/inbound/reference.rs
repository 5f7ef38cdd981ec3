//! What every activity tells of where we may speak.

use jiff::Timestamp;

use super::{Home, Scene, account_id, kind};
use crate::chat::{Clean, PlaceKind};
use crate::teams::activity::Activity;

/// A conversation that Teams has told us of, and the address of the service behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The tenant.
    pub tenant: String,
    /// The conversation, without any thread. After the bot's removal from a team, the team.
    pub conversation: String,
    /// Where its messages go. It varies, and the latest counts.
    pub service_url: String,
    /// Who can read it.
    pub kind: PlaceKind,
    /// Whether people of another organisation can.
    pub shared: bool,
    /// The team that the channel is in.
    pub team: Option<String>,
    /// Whose conversation with the bot it is.
    pub person: Option<String>,
    /// Whether the bot is still there. Where it is not, and the conversation is the team, it is in
    /// none of the team's channels.
    pub present: bool,
}

/// What an activity tells of the conversation that its act is in.
pub fn reference(activity: &Activity, home: &Home) -> Option<Reference> {
    let scene = Scene {
        activity,
        home,
        // Where we may speak does not depend on when it was told.
        now: Timestamp::UNIX_EPOCH,
    };
    let (conversation, present) = scene.whereabouts()?;
    let (kind, shared) = kind(activity);
    let person = account_id(&activity.from).filter(|_| kind == PlaceKind::Direct);
    Some(Reference {
        tenant: home.installation.team.clone(),
        conversation: conversation.to_owned().cleaned(),
        service_url: activity.service_url.clone()?.cleaned(),
        kind,
        shared,
        team: activity.channel_data.team.id.clone().cleaned(),
        person: person
            .filter(|id| !scene.is_bot(id))
            .map(|id| id.to_owned().cleaned()),
        present,
    })
}

impl Scene<'_> {
    /// The conversation meant, and whether the bot is in it from now on.
    fn whereabouts(&self) -> Option<(&str, bool)> {
        let data = &self.activity.channel_data;
        let (conversation, _) = self.conversation().ok()?;
        let team = data.team.id.as_deref().unwrap_or(conversation);
        let channel = data.channel.id.as_deref().unwrap_or(conversation);
        Some(match self.activity.kind.as_deref() {
            Some("installationUpdate") => match self.activity.action.as_deref() {
                Some("remove") => (team, false),
                _ => (self.installed_in().ok()?, true),
            },
            Some("conversationUpdate") if self.concerns_bot(&self.activity.members_removed) => {
                (team, false)
            }
            Some("conversationUpdate") if self.concerns_bot(&self.activity.members_added) => {
                (self.installed_in().ok()?, true)
            }
            Some("conversationUpdate") => match data.event_type.as_deref() {
                Some("teamDeleted" | "teamHardDeleted") => (team, false),
                Some("channelDeleted") => (channel, false),
                Some("channelCreated" | "channelRenamed" | "channelRestored") => (channel, true),
                _ => (conversation, true),
            },
            _ => (conversation, true),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teams::fixture;
    use crate::teams::inbound::tests::{GENERAL, KUDOS, PERSONAL, SITI, home, read};

    fn sample(name: &str) -> Reference {
        reference(&Activity::read(&fixture(name)).unwrap(), &home()).unwrap()
    }

    #[test]
    fn a_personal_conversation_is_somebodys() {
        let it = sample("message_personal.json");
        assert_eq!(
            it,
            Reference {
                tenant: home().installation.team,
                conversation: PERSONAL.to_owned(),
                service_url: "https://smba.trafficmanager.net/apac/\
                              5f0c2d1e-0000-4000-8000-00000000a001/"
                    .to_owned(),
                kind: PlaceKind::Direct,
                shared: false,
                team: None,
                person: Some(SITI.to_owned()),
                present: true,
            }
        );
    }

    #[test]
    fn a_thread_is_in_its_channel() {
        let it = sample("message_channel_thread_reply.json");
        assert_eq!(it.conversation, KUDOS);
        assert_eq!(it.team.as_deref(), Some(GENERAL));
        assert_eq!((it.kind, it.person), (PlaceKind::Public, None));
    }

    #[test]
    fn news_of_a_channel_is_about_that_channel() {
        let renamed = sample("conversation_update_channel_renamed.json");
        assert_eq!(
            (renamed.conversation.as_str(), renamed.present),
            (KUDOS, true)
        );
        let added = sample("conversation_update_bot_added_to_team.json");
        assert_eq!((added.conversation.as_str(), added.present), (KUDOS, true));
        let removed = sample("installation_update_remove_team.json");
        assert_eq!(
            (removed.conversation.as_str(), removed.present),
            (GENERAL, false)
        );
    }

    #[track_caller]
    fn whereabouts(json: &str) -> (String, bool) {
        let json = format!(
            r#"{{"serviceUrl":"https://x.test/","conversation":{{"id":"19:c;messageid=1"}},{json}}}"#
        );
        let it = reference(&read(&json), &home()).unwrap();
        (it.conversation, it.present)
    }

    #[test]
    fn the_bot_is_gone_from_what_was_deleted_and_from_where_it_was_removed() {
        let data = r#""channelData":{"team":{"id":"19:t"},"channel":{"id":"19:d"},"eventType":"#;
        for (json, conversation, present) in [
            (format!(r#""type":"conversationUpdate",{data}"channelDeleted"}}"#), "19:d", false),
            (format!(r#""type":"conversationUpdate",{data}"channelRestored"}}"#), "19:d", true),
            (format!(r#""type":"conversationUpdate",{data}"teamDeleted"}}"#), "19:t", false),
            (format!(r#""type":"conversationUpdate",{data}"teamRenamed"}}"#), "19:c", true),
            (format!(r#""type":"message",{data}"channelDeleted"}}"#), "19:c", true),
            (
                r#""type":"conversationUpdate","membersRemoved":[{"id":"28:5f0c2d1e-0000-4000-8000-00000000b0b0"}]"#
                    .to_owned(),
                "19:c",
                false,
            ),
            (
                r#""type":"conversationUpdate","membersRemoved":[{"id":"29:someone"}]"#.to_owned(),
                "19:c",
                true,
            ),
            (r#""type":"installationUpdate","action":"add-upgrade""#.to_owned(), "19:c", true),
        ] {
            assert_eq!(whereabouts(&json), (conversation.to_owned(), present), "{json}");
        }
    }

    #[test]
    fn without_a_service_there_is_nowhere_to_speak() {
        assert_eq!(
            reference(&read(r#"{"conversation":{"id":"a:1"}}"#), &home()),
            None
        );
        assert_eq!(
            reference(&read(r#"{"serviceUrl":"https://x.test/"}"#), &home()),
            None
        );
    }
}
