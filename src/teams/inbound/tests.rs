//! Every recorded activity, and what the recordings do not show.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::chat::clean::dirt::{dirt, is_clean, soiled};
use crate::chat::{Answers, Locale, Quoted};
use crate::teams::fixture;

pub(super) const SITI: &str = "5f0c2d1e-0000-4000-8000-000000000051";
const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";
const AISYAH: &str = "5f0c2d1e-0000-4000-8000-000000000053";
const ZOE: &str = "5f0c2d1e-0000-4000-8000-000000000054";
pub(super) const GENERAL: &str = "19:fakeGeneral0000000000000000000001@thread.tacv2";
pub(super) const KUDOS: &str = "19:fakeKudosChan00000000000000000002@thread.tacv2";
const GROUP: &str = "19:fakeGroupChat00000000000000000004@thread.v2";
pub(super) const PERSONAL: &str = "a:1fakePersonalSitiBot_0123456789-_AbCdEfGhIjKlMnOpQrStUvWxYz";
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";

/// The installation that the recorded activities are for.
pub(super) fn home() -> Home {
    Home {
        installation: Installation::new(Platform::Teams, TENANT),
        bot: "28:5f0c2d1e-0000-4000-8000-00000000b0b0".to_owned(),
    }
}

pub(super) fn read(json: &str) -> Activity {
    Activity::read(json.as_bytes()).unwrap()
}

fn told(activity: &Activity) -> Event {
    translate(activity, &home(), Timestamp::UNIX_EPOCH)
}

fn recorded(name: &str) -> Event {
    told(&Activity::read(&fixture(name)).unwrap())
}

#[track_caller]
fn one(event: Event) -> Inbound {
    match event {
        Event::Inbound(mut acts) if acts.len() == 1 => acts.remove(0),
        other => panic!("{other:?}"),
    }
}

/// An activity in Siti's group chat, with `more` in it.
fn activity(more: Value) -> Activity {
    let Value::Object(more) = more else {
        panic!("not an object: {more}")
    };
    let mut it = json!({
        "id": "1",
        "from": {"id": "29:siti", "aadObjectId": SITI},
        "recipient": {"id": home().bot},
        "conversation": {"id": GROUP, "conversationType": "groupChat"},
    });
    it.as_object_mut().unwrap().extend(more);
    read(&it.to_string())
}

fn place(channel: &str, thread: Option<&str>, kind: PlaceKind) -> Place {
    Place {
        platform: Platform::Teams,
        team: TENANT.to_owned(),
        channel: channel.to_owned(),
        thread: thread.map(str::to_owned),
        kind,
        shared: false,
    }
}

fn pressed(action: &str, value: &str, message: Option<&str>) -> Act {
    Act::Pressed {
        action: action.to_owned(),
        value: value.to_owned(),
        message: message.map(str::to_owned),
    }
}

fn said(text: &str, message: &str) -> Act {
    Act::Said {
        text: text.to_owned(),
        message: message.to_owned(),
        addressed: true,
    }
}

#[test]
fn a_message_tells_who_where_and_when() {
    assert_eq!(
        one(recorded("message_personal.json")),
        Inbound {
            installation: home().installation,
            key: format!("teams/{TENANT}/{PERSONAL}/1794300501000/message"),
            act_key: None,
            at: "2026-11-10T09:48:21.123456Z".parse().unwrap(),
            actor: Some(Identity::new(Platform::Teams, TENANT, SITI)),
            proof: Proof::Person,
            place: Some(place(PERSONAL, None, PlaceKind::Direct)),
            client: Client {
                locale: Some(Locale::Id),
                time_zone: Some("Asia/Jakarta".to_owned()),
            },
            ack: Ack::Empty,
            ticket: None,
            act: said("bantuan", "1794300501000"),
        }
    );
}

#[test]
fn mentions_become_marks_and_the_bot_goes() {
    let it = one(recorded("message_channel_mention_nbsp.json"));
    assert_eq!(
        it.act,
        said(
            "<@29:1fake_budi_mriMRImri0123456789-_AbCdEf|Budi Santoso>\u{a0}\
             <@29:1fake_aisyah_mriMRImri0123456789-_AbCdEf|Nur Aisyah binti Ismail> \
             +2 untuk rilis “v2.4”",
            "1794300502000"
        )
    );
    assert_eq!(
        it.place.unwrap(),
        place(KUDOS, Some("1794300501000"), PlaceKind::Public)
    );
    assert_eq!(
        it.key,
        format!("teams/{TENANT}/{KUDOS}/1794300502000/message")
    );

    let it = one(recorded("message_channel_thread_reply.json"));
    assert_eq!(it.act, said("top", "1794300504000"));
    assert_eq!(
        it.place.unwrap(),
        place(KUDOS, Some("1794300111222"), PlaceKind::Public)
    );

    let it = one(recorded("message_groupchat_unicode_id.json"));
    assert_eq!(it.actor.unwrap().user, ZOE);
    assert_eq!(it.place.unwrap(), place(GROUP, None, PlaceKind::Private));
    let Act::Said { text, .. } = it.act else {
        panic!("nothing said")
    };
    assert!(text.starts_with(
        "<@29:1fake_siti_mriMRImri0123456789-_AbCdEf|Siti Rahmawati> +3 makasih banyak yaa ❤️"
    ));
}

#[test]
fn what_nobody_did_is_ignored() {
    for (name, reason) in [
        ("message_card_action_submit.json", "a card that is not ours"),
        (
            "conversation_update_channel_renamed.json",
            "a conversation changed",
        ),
        (
            "installation_update_remove_team.json",
            "the bot was removed",
        ),
        ("invoke_composeextension_query.json", "a search is no act"),
        ("typing.json", "somebody is typing"),
        (
            "event_read_receipt.json",
            "an activity of a kind not handled",
        ),
    ] {
        assert_eq!(recorded(name), Event::Ignored(reason), "{name}");
    }
}

#[test]
fn code_and_quotations_in_html_are_kept_apart_from_what_is_said() {
    let mut it = Activity::read(&fixture("message_channel_mention_nbsp.json")).unwrap();
    let mention = |at: usize, name: &str| {
        format!("<span itemtype=\"http://schema.skype.com/Mention\" itemid=\"{at}\">{name}</span>")
    };
    it.attachments[0].content = Some(format!(
        "<blockquote>Ana<br>thanks +9</blockquote><p>{} {} <code>+5</code> {}</p>",
        mention(0, "Kudos"),
        mention(1, "Budi Santoso"),
        mention(2, "Nur Aisyah binti Ismail"),
    ));
    let Act::Said { text, .. } = one(translate(&it, &home(), Timestamp::UNIX_EPOCH)).act else {
        panic!("nothing said")
    };
    assert_eq!(
        text,
        "&gt; Ana\n&gt; thanks +9\n<@29:1fake_budi_mriMRImri0123456789-_AbCdEf|Budi Santoso> `+5` \
         <@29:1fake_aisyah_mriMRImri0123456789-_AbCdEf|Nur Aisyah binti Ismail>"
    );
}

#[test]
fn an_edit_that_names_the_bot_tells_of_the_same_message() {
    let it = one(recorded("message_update_edit.json"));
    let Act::Edited { text, message } = it.act else {
        panic!("not edited")
    };
    assert_eq!(message, "1794300513000");
    assert!(text.ends_with("+3 (diperbaiki)"), "{text}");
    let message = format!("teams/{TENANT}/{KUDOS}/1794300513000/message");
    assert_eq!(it.act_key.as_deref(), Some(message.as_str()));
    assert_eq!(it.key, format!("{message}Update/editMessage"));
    let mut other = Activity::read(&fixture("message_update_edit.json")).unwrap();
    other.entities.remove(0);
    assert_eq!(
        translate(&other, &home(), Timestamp::UNIX_EPOCH),
        Event::Ignored("an edit never changes amounts")
    );
}

#[test]
fn a_deletion_names_its_message() {
    let it = one(recorded("message_delete_soft.json"));
    assert_eq!(
        it.act,
        Act::Deleted {
            message: "1794300514000".to_owned()
        }
    );
    assert_eq!(
        it.key,
        format!("teams/{TENANT}/{KUDOS}/1794300514000/messageDelete/softDeleteMessage")
    );
}

#[test]
fn each_reaction_is_an_act_of_its_own() {
    let Event::Inbound(acts) = recorded("message_reaction_added.json") else {
        panic!("no reactions")
    };
    let reacted = |emoji: &str, message: &str, added| Act::Reacted {
        emoji: emoji.to_owned(),
        message: message.to_owned(),
        author: None,
        added,
    };
    let key = format!("teams/{TENANT}/{KUDOS}/1794300515000/messageReaction");
    let acts: Vec<_> = acts.into_iter().map(|it| (it.key, it.act)).collect();
    assert_eq!(
        acts,
        [
            (format!("{key}/0"), reacted("+1", "1794300111222", true)),
            (
                format!("{key}/1"),
                reacted("clap::skin-tone-5", "1794300111222", true)
            ),
        ]
    );
    let it = one(recorded("message_reaction_removed.json"));
    assert_eq!(it.act, reacted("heart", "1794300111999", false));

    // A reaction without a name leaves the numbers of the others as they are.
    let it = one(told(&activity(json!({
        "type": "messageReaction",
        "replyToId": "9",
        "reactionsAdded": [{"type": "company-logo"}],
        "reactionsRemoved": [{"type": "like"}],
    }))));
    assert!(it.key.ends_with("/messageReaction/1"), "{}", it.key);
    assert_eq!(it.act, reacted("+1", "9", false));
}

#[test]
fn the_bot_is_welcomed_once() {
    let told_once = one(recorded("conversation_update_bot_added_to_team.json"));
    assert_eq!(told_once.act, Act::Invited);
    assert_eq!(
        told_once.place.as_ref().unwrap(),
        &place(KUDOS, None, PlaceKind::Public)
    );
    assert_eq!(
        told_once.act_key,
        Some(format!("teams/{TENANT}/{GENERAL}/installed/2026-11-10"))
    );

    let mut again = Activity::read(&fixture("conversation_update_bot_added_to_team.json")).unwrap();
    again.kind = Some("installationUpdate".to_owned());
    again.action = Some("add".to_owned());
    again.members_added.clear();
    again.channel_data.settings.selected_channel.id = None;
    let again = one(told(&again));
    assert_eq!(again.act_key, told_once.act_key);
    assert_ne!(again.key, told_once.key);

    // Removed, and brought back another day.
    let mut back = Activity::read(&fixture("conversation_update_bot_added_to_team.json")).unwrap();
    back.timestamp = Some("2026-11-11T09:48:37Z".to_owned());
    assert_ne!(one(told(&back)).act_key, told_once.act_key);

    let personal = one(recorded("installation_update_add_personal.json"));
    assert_eq!(personal.act, Act::Invited);
    assert_eq!(
        personal.act_key,
        Some(format!("teams/{TENANT}/{PERSONAL}/installed/2026-11-10"))
    );
    assert_eq!(
        personal.place.unwrap(),
        place(PERSONAL, None, PlaceKind::Direct)
    );

    let people = json!({"type": "conversationUpdate", "membersAdded": [{"id": "29:budi"}]});
    assert_eq!(told(&activity(people)), Event::Ignored("people came"));
}

#[test]
fn buttons_are_pressed_wherever_they_stand() {
    let it = one(recorded("invoke_adaptivecard_action.json"));
    assert_eq!(it.act, pressed("kudos.boost", "", Some("1794300111222")));
    assert_eq!(
        (it.ack, it.ticket),
        (Ack::Answers, Some(Ticket::new("invoke".to_owned())))
    );
    assert_eq!(
        it.key,
        format!("teams/{TENANT}/{KUDOS}/1794300522000/invoke/adaptiveCard/action")
    );

    let data = json!({"plaudit": {"action": "undo", "value": "k1"}, "msteams": {}});
    for (invoke, value) in [
        (
            "adaptiveCard/action",
            json!({"action": {"data": data}, "trigger": "manual"}),
        ),
        ("task/fetch", json!({"data": data})),
        ("task/submit", json!({"data": data})),
        ("composeExtension/submitAction", json!({"data": data})),
    ] {
        let it = one(told(&activity(json!({
            "type": "invoke", "name": invoke, "value": value, "replyToId": "7",
        }))));
        assert_eq!(it.act, pressed("undo", "k1", Some("7")), "{invoke}");
        assert_eq!(
            (it.ack, it.ticket),
            (Ack::Answers, Some(Ticket::new("invoke".to_owned())))
        );
    }
    let message = json!({"type": "message", "value": data, "replyToId": "7"});
    let it = one(told(&activity(message)));
    assert_eq!(it.act, pressed("undo", "k1", Some("7")));
    assert_eq!((it.ack, it.ticket), (Ack::Empty, None));
}

#[test]
fn a_card_that_refreshes_itself_was_not_pressed() {
    let value = json!({"action": {"verb": "undo"}, "trigger": "automatic"});
    let invoke = json!({"type": "invoke", "name": "adaptiveCard/action", "value": value});
    assert_eq!(
        told(&activity(invoke)),
        Event::Ignored("a card asks to be refreshed")
    );
}

#[test]
fn invokes_that_nobody_answers_to() {
    for name in [
        "fileConsent/invoke",
        "signin/verifyState",
        "config/fetch",
        "task/fetch",
        "task/submit",
    ] {
        let invoke = json!({"type": "invoke", "name": name, "value": {"data": {"theirs": 1}}});
        assert_eq!(told(&activity(invoke)), Event::Unsupported, "{name}");
    }
    assert_eq!(
        told(&activity(json!({"type": "invoke"}))),
        Event::Unsupported
    );
}

#[test]
fn dialogs_bring_their_answers() {
    let it = one(recorded("invoke_task_fetch.json"));
    assert_eq!(
        it.act,
        Act::Shortcut {
            which: "give_kudos".to_owned(),
            quoted: None,
        }
    );
    assert_eq!(it.place.unwrap(), place(KUDOS, None, PlaceKind::Public));

    let it = one(recorded("invoke_task_submit.json"));
    let values = [
        ("to", vec![BUDI, AISYAH]),
        ("points", vec!["3"]),
        (
            "message",
            vec!["Terima kasih “banget” <b>ya</b> & salam 🙏🏾"],
        ),
    ];
    assert_eq!(
        it.act,
        Act::Submitted(Answers {
            form: "give_kudos".to_owned(),
            context: String::new(),
            values: values
                .map(|(name, given)| {
                    (
                        name.to_owned(),
                        given.into_iter().map(str::to_owned).collect(),
                    )
                })
                .into(),
        })
    );
}

#[test]
fn a_message_is_quoted() {
    let it = one(recorded("invoke_composeextension_fetchtask_message.json"));
    assert_eq!(
        it.act,
        Act::Shortcut {
            which: "give_kudos".to_owned(),
            quoted: Some(Quoted {
                author: Some(Identity::new(Platform::Teams, TENANT, BUDI)),
                text: format!("sudah selesai\u{a0}<@{SITI}|Siti Rahmawati>"),
                message: "1794300111222".to_owned(),
            })
        }
    );
    let app = json!({"id": "5", "from": {"application": {"id": "x"}}, "body": {"content": "hi"}});
    let invoke = json!({
        "type": "invoke", "name": "composeExtension/fetchTask",
        "value": {"commandId": "redeem", "messagePayload": app},
    });
    let Act::Shortcut {
        which,
        quoted: Some(quoted),
    } = one(told(&activity(invoke))).act
    else {
        panic!("nothing quoted")
    };
    assert_eq!((quoted.author, quoted.text.as_str()), (None, "hi"));
    assert_eq!(which, "redeem");
}

#[test]
fn a_webhook_hears_its_own_name() {
    let hook = Activity::read(&fixture("outgoing_webhook_message.json")).unwrap();
    let it = one(webhook(&hook, &home().installation, Timestamp::UNIX_EPOCH));
    assert_eq!(it.act, said("papan minggu ini", "1794300532000"));
    assert_eq!(it.ack, Ack::Public);
    assert_eq!(
        it.key,
        format!("teams/webhook/{TENANT}/{KUDOS}/1794300532000/message")
    );
    // A mention of nobody known is not the webhook.
    let nobody = json!([{"type": "mention", "mentioned": {"name": "x"}, "text": "<at>x</at>"}]);
    let message = json!({"type": "message", "text": "<at>x</at> hi", "entities": nobody});
    let it = one(webhook(
        &activity(message),
        &home().installation,
        Timestamp::UNIX_EPOCH,
    ));
    assert_eq!(it.act, said("@x hi", "1"));

    let typing = Activity::read(&fixture("typing.json")).unwrap();
    assert!(matches!(
        webhook(&typing, &home().installation, Timestamp::UNIX_EPOCH),
        Event::Ignored(_)
    ));
}

#[test]
fn who_is_spoken_to() {
    let addressed = |more| match one(told(&activity(more))).act {
        Act::Said { addressed, .. } => addressed,
        other => panic!("{other:?}"),
    };
    assert!(!addressed(json!({"type": "message", "text": "hi Kudos"})));
    assert!(addressed(
        json!({"type": "message", "text": "hi", "recipient": {"isTargeted": true}})
    ));
    let personal = json!({"id": "a:1", "conversationType": "personal"});
    assert!(addressed(
        json!({"type": "message", "text": "hi", "conversation": personal})
    ));
}

#[test]
fn bots_and_nobody_say_nothing() {
    for from in [
        json!({"id": home().bot}),
        json!({"id": "28:other"}),
        json!({}),
        Value::Null,
    ] {
        let message = json!({"type": "message", "text": "hi", "from": from});
        assert!(
            matches!(told(&activity(message)), Event::Ignored(_)),
            "{from}"
        );
    }
}

#[test]
fn people_of_another_tenant_keep_theirs() {
    let from = json!({"id": "29:pat", "aadObjectId": "p", "tenantId": "other"});
    let it = one(told(&activity(
        json!({"type": "message", "text": "hi", "from": from}),
    )));
    assert_eq!(it.actor.unwrap().to_string(), "teams:other/p");
    assert_eq!(it.place.unwrap().team, TENANT);
    let it = one(told(&activity(
        json!({"type": "message", "text": "hi", "from": {"id": "29:x"}}),
    )));
    assert_eq!(it.actor.unwrap().user, "29:x");
}

#[test]
fn a_channel_may_be_private_or_shared() {
    let seen = |channel: &str| {
        let it = one(told(&activity(json!({
            "type": "message",
            "text": "hi",
            "conversation": {"id": KUDOS, "conversationType": "channel"},
            "channelData": {"channel": {"id": KUDOS, "type": channel}},
        }))));
        let place = it.place.unwrap();
        (place.kind, place.shared)
    };
    assert_eq!(seen("standard"), (PlaceKind::Public, false));
    assert_eq!(seen("private"), (PlaceKind::Private, false));
    assert_eq!(seen("shared"), (PlaceKind::Public, true));
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[<>/@at &;a-z]{0,12}".prop_map(Value::from),
        "message|invoke|task/submit|like|mention|28:x".prop_map(Value::from),
    ];
    let key = "type|id|name|from|text|value|data|action|plaudit|form|fields|entities|mentioned|\
               conversation|messagePayload|body|content|mentions|reactionsAdded|replyToId";
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map(key, inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn anything_is_translated_without_panic(more in anything(), kind in "message|invoke|messageReaction|x") {
        if let Some(fields) = more.as_object() {
            let mut fields = fields.clone();
            fields.insert("type".to_owned(), kind.into());
            let activity = activity(Value::Object(fields));
            let _ = told(&activity);
            let _ = webhook(&activity, &home().installation, Timestamp::UNIX_EPOCH);
            let _ = (reference(&activity, &home()), submission(&activity));
        }
        let _ = Activity::read(more.to_string().as_bytes());
    }

    #[test]
    fn nothing_that_nobody_can_see_comes_through(
        which in any::<u64>(),
        dirt in dirt(),
        name in proptest::sample::select(RECORDED),
    ) {
        let recorded: Value = serde_json::from_slice(&fixture(name)).unwrap();
        let activity = activity(soiled(&recorded, &dirt, &mut which.clone()));
        for told in [
            translate(&activity, &home(), Timestamp::UNIX_EPOCH),
            webhook(&activity, &home().installation, Timestamp::UNIX_EPOCH),
        ] {
            if let Event::Inbound(acts) = told {
                prop_assert!(is_clean(&acts), "{acts:?}");
            }
        }
        prop_assert!(is_clean(&people(&activity, &home().installation)));
        if let Some(it) = reference(&activity, &home()) {
            prop_assert!(is_clean(&(it.conversation, it.service_url, it.team, it.person)));
        }
    }
}

/// One of each kind of delivery.
const RECORDED: &[&str] = &[
    "installation_update_add_personal.json",
    "invoke_composeextension_query.json",
    "message_reaction_added.json",
    "message_channel_mention_nbsp.json",
    "outgoing_webhook_message.json",
    "message_card_action_submit.json",
    "message_personal.json",
    "invoke_task_submit.json",
    "message_update_edit.json",
    "invoke_composeextension_fetchtask_message.json",
    "invoke_task_fetch.json",
    "message_channel_thread_reply.json",
    "message_groupchat_unicode_id.json",
    "message_reaction_removed.json",
    "invoke_adaptivecard_action.json",
    "message_delete_soft.json",
    "installation_update_remove_team.json",
    "conversation_update_bot_added_to_team.json",
    "conversation_update_channel_renamed.json",
];
