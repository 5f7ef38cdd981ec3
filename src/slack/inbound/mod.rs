//! Payload → [`chat::Inbound`](crate::chat::Inbound).
//!
//! Nothing here asks Slack or the database: what a payload does not tell is said to be unknown. Ids
//! say nothing about the kind of a conversation, but that `D…` is a direct message. Whether a channel is shared
//! with another organisation only events tell: who posts after a command or a button has to find out.
//!
//! Whoever acts is named as the installation knows them, whichever workspace Slack says they are of:
//! whether they are a colleague from another one, or of another organisation, only Slack can tell.

mod command;
mod event;
pub mod installation;
mod interaction;
mod person;

pub use command::{Incomplete, command};
pub use event::{challenge, event};
pub use interaction::{interaction, search};
pub use person::profile;

use jiff::Timestamp;

use crate::chat::{Clean, Inbound, Installation, Place, PlaceKind};

/// The installation that a delivery is for, and the bot in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The installation.
    pub installation: Installation,
    /// The bot's account in it.
    pub bot_user: String,
    /// The bot's app id, which its messages carry.
    pub bot_id: Option<String>,
}

/// What a delivery turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody did something.
    Inbound(Box<Inbound>),
    /// Nothing to do, and why.
    Ignored(&'static str),
}

impl Event {
    fn of(inbound: Inbound) -> Self {
        Self::Inbound(Box::new(inbound.cleaned()))
    }
}

/// The conversation `channel` as an installation sees it, outside any thread.
fn place(installation: &Installation, channel: &str, kind: PlaceKind) -> Place {
    Place {
        platform: installation.platform,
        team: installation.team.clone(),
        channel: channel.to_owned(),
        thread: None,
        kind,
        shared: false,
    }
}

/// The kind of a conversation that goes by `name`.
fn kind_by_name(name: Option<&str>) -> PlaceKind {
    match name {
        Some("directmessage") => PlaceKind::Direct,
        None | Some("") => PlaceKind::Unknown,
        Some("privategroup") => PlaceKind::Private,
        Some(name) if name.starts_with("mpdm-") => PlaceKind::Private,
        Some(_) => PlaceKind::Public,
    }
}

/// The kind of a conversation of which only the id is known.
fn kind_by_id(channel: &str) -> PlaceKind {
    if channel.starts_with('D') {
        PlaceKind::Direct
    } else {
        PlaceKind::Unknown
    }
}

/// The instant of a `ts`: seconds, a point, microseconds.
fn instant(ts: &str) -> Option<Timestamp> {
    let (seconds, micros) = ts.split_once('.').unwrap_or((ts, "0"));
    if micros.len() > 6 {
        return None;
    }
    let fraction: u32 = micros.parse().ok()?;
    // "5" after the point is half a second, not five microseconds.
    let scale = 10_u32.pow(6 - u32::try_from(micros.len()).ok()?);
    let seconds: i64 = seconds.parse().ok()?;
    let micros = seconds
        .checked_mul(1_000_000)?
        .checked_add(i64::from(fraction * scale))?;
    Timestamp::from_microsecond(micros).ok()
}

/// The first of `ts` that is an instant, or `now`.
fn happened<'a>(ts: impl IntoIterator<Item = Option<&'a str>>, now: Timestamp) -> Timestamp {
    ts.into_iter().flatten().find_map(instant).unwrap_or(now)
}

/// A field that is there and says something.
fn told(field: Option<&String>) -> Option<&str> {
    field.map(String::as_str).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::chat::Platform;
    use crate::chat::clean::dirt::{dirt, is_clean, soiled};
    use crate::slack::fixture;
    use crate::slack::payload::{CommandForm, Envelope, Interaction};

    /// The installation that the recorded payloads are for.
    pub(super) fn home() -> Home {
        Home {
            installation: Installation::new(Platform::Slack, "T0FAKETEAM1"),
            bot_user: "U0FAKEBOT01".to_owned(),
            bot_id: Some("B0FAKEBOT01".to_owned()),
        }
    }

    #[test]
    fn reads_message_times() {
        assert_eq!(
            instant("1794300101.799819").unwrap().as_microsecond(),
            1_794_300_101_799_819
        );
        assert_eq!(
            instant("1794300101.5").unwrap().as_microsecond(),
            1_794_300_101_500_000
        );
        assert_eq!(instant("1794300101").unwrap().as_second(), 1_794_300_101);
        for bad in ["", ".", "a.b", "1.1234567", "99999999999999999999.0"] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }

    #[test]
    fn names_tell_the_kind() {
        assert_eq!(kind_by_name(Some("general")), PlaceKind::Public);
        assert_eq!(kind_by_name(Some("privategroup")), PlaceKind::Private);
        assert_eq!(kind_by_name(Some("mpdm-a--b-1")), PlaceKind::Private);
        assert_eq!(kind_by_name(Some("directmessage")), PlaceKind::Direct);
        assert_eq!(kind_by_name(None), PlaceKind::Unknown);
    }

    /// A form with some of its texts soiled, those of its payload included.
    fn soiled_form(name: &str, dirt: &str, which: &mut u64) -> Vec<u8> {
        let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&fixture(name)).unwrap();
        let fields = fields.into_iter().map(|(field, text)| {
            let text = match serde_json::from_str(&text) {
                Ok(payload) if field == "payload" => soiled(&payload, dirt, which).to_string(),
                _ => match soiled(&Value::from(text), dirt, which) {
                    Value::String(text) => text,
                    other => other.to_string(),
                },
            };
            (field, text)
        });
        let fields: Vec<_> = fields.collect();
        serde_urlencoded::to_string(fields).unwrap().into_bytes()
    }

    proptest! {
        #[test]
        fn any_time_is_read_without_panic(ts in "[0-9.+-]{0,30}") {
            let _ = instant(&ts);
        }

        #[test]
        fn nothing_that_nobody_can_see_comes_through(
            which in any::<u64>(),
            dirt in dirt(),
            name in proptest::sample::select(RECORDED),
        ) {
            let now = Timestamp::UNIX_EPOCH;
            let mut bits = which;
            let told = if name.starts_with("event_") {
                let recorded: Value = serde_json::from_slice(&fixture(name)).unwrap();
                let body = soiled(&recorded, &dirt, &mut bits).to_string();
                Envelope::read(body.as_bytes()).ok().map(|it| event(&it, &home(), now))
            } else if name.starts_with("slash_") {
                let form = CommandForm::read(&soiled_form(name, &dirt, &mut bits)).unwrap();
                let told = command(&form, now).ok();
                told.map(|it| Event::Inbound(Box::new(it)))
            } else {
                let body = soiled_form(name, &dirt, &mut bits);
                Interaction::read(&body).ok().map(|it| interaction(&it, &home(), now))
            };
            if let Some(Event::Inbound(it)) = told {
                prop_assert!(is_clean(&it), "{it:?}");
                let ticket = it.ticket.map(|it| (it.opens, it.page.map(|it| it.id), it.message));
                prop_assert!(is_clean(&ticket));
            }
        }
    }

    /// One of each kind of delivery.
    const RECORDED: &[&str] = &[
        "block_actions_home_tab_overflow.form",
        "block_actions_message_button.form",
        "block_actions_thread_message.form",
        "block_actions_users_select_in_modal.form",
        "block_suggestion_external_select.form",
        "event_app_home_opened.json",
        "event_app_home_opened_messages_tab.json",
        "event_app_mention_in_middle.json",
        "event_app_mention_in_middle.retry1.json",
        "event_app_mention_thread.json",
        "event_app_uninstalled.json",
        "event_channel_id_changed.json",
        "event_member_joined_channel_bot_itself.json",
        "event_message_changed.json",
        "event_message_channel_join_system.json",
        "event_message_channel_plusplus.json",
        "event_message_deleted.json",
        "event_message_file_share.json",
        "event_message_im.json",
        "event_message_other_bot_webhook.json",
        "event_reaction_added_skin_tone.json",
        "event_reaction_removed.json",
        "event_tokens_revoked.json",
        "event_url_verification.json",
        "event_user_change_deactivated.json",
        "event_user_change_locale_name.json",
        "message_action_recognise.form",
        "shortcut_global.form",
        "slash_huge_text_newlines.form",
        "slash_kudos_multi_usergroup.form",
        "slash_kudos_single.form",
        "slash_private_channel_empty_text.form",
        "slash_ssl_check.form",
        "slash_subcommands_malay.form",
        "view_closed.form",
        "view_submission_give_kudos.form",
    ];
}
