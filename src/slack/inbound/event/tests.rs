use serde_json::{Value, json};

use super::*;
use crate::chat::{Locale, Standing};
use crate::slack::fixture;
use crate::slack::inbound::tests::home;

fn translate(body: &[u8]) -> Event {
    event(
        &Envelope::read(body).unwrap(),
        &home(),
        Timestamp::UNIX_EPOCH,
    )
}

fn sample(name: &str) -> Event {
    translate(&fixture(name))
}

/// A sample with fields of its event replaced.
fn altered(name: &str, changes: &[(&str, Value)]) -> Event {
    let mut body: Value = serde_json::from_slice(&fixture(name)).unwrap();
    for (field, value) in changes {
        body["event"][field] = value.clone();
    }
    translate(&serde_json::to_vec(&body).unwrap())
}

#[track_caller]
fn inbound(event: Event) -> Inbound {
    match event {
        Event::Inbound(inbound) => *inbound,
        other @ Event::Ignored(_) => panic!("{other:?}"),
    }
}

#[track_caller]
fn ignored(event: &Event) {
    assert!(matches!(event, Event::Ignored(_)), "{event:?}");
}

#[test]
fn a_mention_is_addressed() {
    let it = inbound(sample("event_app_mention_in_middle.json"));
    assert_eq!(it.key, "slack/event/Ev0FAKE00001");
    assert_eq!(
        it.act_key.as_deref(),
        Some("slack/T0FAKETEAM1/C0GENERAL01/1794300101.799819")
    );
    assert_eq!(it.at.as_microsecond(), 1_794_300_101_799_819);
    // A mention does not tell the kind of its channel.
    assert_eq!(it.place.unwrap().kind, PlaceKind::Unknown);
    let Act::Said {
        text, addressed, ..
    } = it.act
    else {
        panic!("not said")
    };
    assert!(addressed);
    assert!(text.starts_with("halo <@U0FAKEBOT01> tolong beri <@U0BUDI00002> dan"));
}

#[test]
fn a_retry_is_the_same_delivery() {
    assert_eq!(
        sample("event_app_mention_in_middle.json"),
        sample("event_app_mention_in_middle.retry1.json")
    );
}

#[test]
fn a_thread_stays_a_thread() {
    let it = inbound(sample("event_app_mention_thread.json"));
    assert_eq!(
        it.place.unwrap().thread.as_deref(),
        Some("1794300090.712710")
    );
}

#[test]
fn a_mention_and_its_message_are_twins() {
    let mention = inbound(sample("event_app_mention_in_middle.json"));
    let message = inbound(altered(
        "event_app_mention_in_middle.json",
        &[
            ("type", json!("message")),
            ("channel_type", json!("channel")),
        ],
    ));
    assert_eq!(mention.act_key, message.act_key);
    assert_eq!(mention.act, message.act);
    assert_eq!(message.place.unwrap().kind, PlaceKind::Public);
}

#[test]
fn a_message_in_a_channel_is_overheard_and_in_private_addressed() {
    let overheard = inbound(sample("event_message_channel_plusplus.json"));
    assert!(matches!(
        overheard.act,
        Act::Said {
            addressed: false,
            ..
        }
    ));
    assert_eq!(overheard.place.unwrap().kind, PlaceKind::Public);
    let direct = inbound(sample("event_message_im.json"));
    assert!(matches!(
        direct.act,
        Act::Said {
            addressed: true,
            ..
        }
    ));
    assert_eq!(direct.place.unwrap().kind, PlaceKind::Direct);
}

#[test]
fn a_message_with_a_file_is_a_message() {
    assert!(matches!(
        inbound(sample("event_message_file_share.json")).act,
        Act::Said { .. }
    ));
}

#[test]
fn what_nobody_newly_typed_is_ignored() {
    for name in [
        "event_message_changed.json",
        "event_message_channel_join_system.json",
        "event_message_other_bot_webhook.json",
        "event_app_home_opened_messages_tab.json",
    ] {
        ignored(&sample(name));
    }
    let plain = "event_message_channel_plusplus.json";
    ignored(&altered(plain, &[("user", json!("U0FAKEBOT01"))]));
    ignored(&altered(plain, &[("bot_id", json!("B0OTHERBOT1"))]));
    ignored(&altered(plain, &[("hidden", json!(true))]));
}

#[test]
fn a_home_is_opened_and_may_be_blank() {
    let name = "event_app_home_opened.json";
    let it = inbound(sample(name));
    assert_eq!(it.act, Act::Opened { blank: false });
    assert_eq!(it.actor.unwrap().user, "U0SITI00001");
    assert_eq!(it.place, None);
    let blank = inbound(altered(name, &[("view", json!(null))]));
    assert_eq!(blank.act, Act::Opened { blank: true });
}

#[test]
fn whatever_its_kind_a_message_that_was_typed_is_one() {
    let plain = "event_message_channel_plusplus.json";
    let expected = inbound(sample(plain));
    for subtype in ["thread_broadcast", "me_message", "file_share"] {
        let it = inbound(altered(plain, &[("subtype", json!(subtype))]));
        assert_eq!(it, expected, "{subtype}");
    }
}

#[test]
fn an_edit_is_news_where_it_names_the_bot() {
    let edited = [("edited", json!({"user": "U0SITI00001", "ts": "1.0"}))];
    let mention = "event_app_mention_in_middle.json";
    let (said, now) = (inbound(sample(mention)), inbound(altered(mention, &edited)));
    assert!(matches!(now.act, Act::Edited { .. }), "{now:?}");
    assert_eq!(
        (&now.act_key, &now.actor, &now.place),
        (&said.act_key, &said.actor, &said.place)
    );

    let with =
        |text: &str| json!({"user": "U0ZOE000004", "ts": "1.5", "thread_ts": "1.2", "text": text});
    let (named, plain) = ("<@U0FAKEBOT01> <@U0BUDI00002> +3", "<@U0BUDI00002> +3");
    let changed = |before: &str, now: &str| {
        let texts = [("message", with(now)), ("previous_message", with(before))];
        altered("event_message_changed.json", &texts)
    };
    let it = inbound(changed(plain, named));
    let edited = Act::Edited {
        text: named.to_owned(),
        message: "1.5".to_owned(),
    };
    assert_eq!(it.act, edited);
    assert_eq!(
        it.act_key.as_deref(),
        Some("slack/T0FAKETEAM1/C0GENERAL01/1.5")
    );
    assert_eq!(it.place.unwrap().thread.as_deref(), Some("1.2"));
    for (before, now) in [(plain, plain), (named, named), (named, plain)] {
        ignored(&changed(before, now));
    }
    for by in ["U0FAKEBOT01", ""] {
        let mut ours = with(named);
        ours["user"] = json!(by);
        ignored(&altered("event_message_changed.json", &[("message", ours)]));
    }
}

#[test]
fn a_deletion_names_the_message_and_its_author() {
    let it = inbound(sample("event_message_deleted.json"));
    assert_eq!(it.actor.unwrap().user, "U0ZOE000004");
    let deleted = Act::Deleted {
        message: "1794300105.831495".to_owned(),
    };
    assert_eq!(it.act, deleted);
    let tombstone = altered(
        "event_message_changed.json",
        &[("message", json!({"subtype": "tombstone"}))],
    );
    assert_eq!(inbound(tombstone).act, deleted);
}

#[test]
fn reactions_keep_their_skin_tone() {
    for (name, emoji, added) in [
        (
            "event_reaction_added_skin_tone.json",
            "clap::skin-tone-5",
            true,
        ),
        ("event_reaction_removed.json", "clap::skin-tone-5", false),
    ] {
        assert_eq!(
            inbound(sample(name)).act,
            Act::Reacted {
                emoji: emoji.to_owned(),
                message: "1794300105.831495".to_owned(),
                author: Some(home().installation.account("U0SITI00001")),
                added,
            }
        );
    }
}

#[test]
fn only_the_bots_own_arrival_is_an_invitation() {
    let it = inbound(sample("event_member_joined_channel_bot_itself.json"));
    assert_eq!(it.act, Act::Invited);
    assert_eq!(it.actor.unwrap().user, "U0SITI00001");
    ignored(&altered(
        "event_member_joined_channel_bot_itself.json",
        &[("user", json!("U0BUDI00002"))],
    ));
}

#[test]
fn people_change() {
    let Act::Person(gone) = inbound(sample("event_user_change_deactivated.json")).act else {
        panic!("not a person")
    };
    assert!(!gone.active);
    let Act::Person(renamed) = inbound(sample("event_user_change_locale_name.json")).act else {
        panic!("not a person")
    };
    assert_eq!(renamed.name, "Nur Aisyah binti Ismail نور");
    assert_eq!(renamed.locale, Some(Locale::Ms));
    assert_eq!(renamed.standing, Standing::Member);
}

#[test]
fn the_installation_ends_with_its_bot_token() {
    assert_eq!(
        inbound(sample("event_app_uninstalled.json")).act,
        Act::Disconnected
    );
    assert_eq!(
        inbound(sample("event_tokens_revoked.json")).act,
        Act::Disconnected
    );
    ignored(&altered(
        "event_tokens_revoked.json",
        &[("tokens", json!({"oauth": ["U0SITI00001"], "bot": null}))],
    ));
}

#[test]
fn channels_move() {
    let it = inbound(sample("event_channel_id_changed.json"));
    assert_eq!(it.place.unwrap().channel, "G0OLDPRIV01");
    assert_eq!(
        it.act,
        Act::Moved {
            to: "C0PRIVATE01".to_owned()
        }
    );
}

#[test]
fn the_address_is_confirmed() {
    let asked = |name: &str| {
        let envelope = Envelope::read(&fixture(name)).unwrap();
        challenge(&envelope).map(str::to_owned)
    };
    assert_eq!(
        asked("event_url_verification.json").as_deref(),
        Some("fakeChallengeValue0123456789abcdef")
    );
    assert_eq!(asked("event_message_im.json"), None);
}

#[test]
fn whoever_speaks_is_named_as_the_installation_knows_them() {
    let it = inbound(altered(
        "event_message_channel_plusplus.json",
        &[("user_team", json!("T0EXTERN001"))],
    ));
    assert_eq!(it.actor.unwrap().team, "T0FAKETEAM1");
    assert_eq!(it.installation, home().installation);
}

#[test]
fn kinds_of_tomorrow_are_ignored() {
    ignored(&altered(
        "event_message_im.json",
        &[("type", json!("telepathy"))],
    ));
    ignored(&translate(b"{}"));
    ignored(&translate(br#"{"type":"app_rate_limited"}"#));
}
