//! Buttons, forms, shortcuts and lists.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Event, Home, happened, kind_by_name, place, told};
use crate::chat::{
    Ack, Act, Answers, Clean, Client, Handle, Identity, Inbound, Page, Place, PlaceKind, Proof,
    Quoted, Search, Ticket,
};
use crate::slack::payload::{Action, Input, Interaction, Picked, View};

/// Translates an interaction.
pub fn interaction(it: &Interaction, home: &Home, now: Timestamp) -> Event {
    let translated = match it.kind.as_deref() {
        Some("block_actions") => pressed(it, home, now),
        Some("view_submission") => submitted(it, home, now),
        Some("shortcut" | "message_action") => shortcut(it, home, now),
        Some("view_closed") => Err("a form was closed"),
        _ => Err("an interaction of a kind not handled"),
    };
    match translated {
        Ok(inbound) => Event::of(inbound),
        Err(reason) => Event::Ignored(reason),
    }
}

/// Translates a list's question for what it can offer.
pub fn search(it: &Interaction, home: &Home) -> Result<Search, &'static str> {
    let view = it.view.as_ref().ok_or("a list in no form")?;
    let search = Search {
        installation: home.installation.clone(),
        actor: actor(it, home)?,
        form: view.callback_id.clone().unwrap_or_default(),
        field: told(it.block_id.as_ref())
            .ok_or("a list without a name")?
            .to_owned(),
        typed: it.value.clone().unwrap_or_default(),
    };
    Ok(search.cleaned())
}

type Outcome = Result<Inbound, &'static str>;

fn pressed(it: &Interaction, home: &Home, now: Timestamp) -> Outcome {
    let actor = actor(it, home)?;
    let action = it.actions.first().ok_or("nothing was pressed")?;
    let id = told(action.action_id.as_ref()).ok_or("a button without a name")?;
    let value = value(action).ok_or("an element without a value")?;
    let action_ts = told(action.action_ts.as_ref()).ok_or("a press without a time")?;
    let message = told(it.container.message_ts.as_ref());
    let container = message
        .or_else(|| told(it.container.view_id.as_ref()))
        .ok_or("a button on nothing")?;
    let place = place_of(it, home, it.container.thread_ts.as_ref());
    let alone = it.container.is_ephemeral.0
        || place
            .as_ref()
            .is_some_and(|place| place.kind == PlaceKind::Direct);
    let page = page(it);
    let at_home = is_home(it);
    Ok(Inbound {
        installation: home.installation.clone(),
        key: format!("slack/action/{container}/{action_ts}/{}", actor.user),
        act_key: None,
        at: happened([Some(action_ts)], now),
        actor: Some(actor),
        proof: Proof::Person,
        place,
        client: Client::default(),
        // A page can be shown anew as long as it is open, and over the Home tab one opens; a message takes
        // a letter.
        ack: if page.is_some() || at_home {
            Ack::Answers
        } else {
            Ack::Empty
        },
        ticket: it.trigger_id.clone().map(|opens| Ticket {
            opens,
            page,
            // What others read as well is not for one of them to change.
            message: it.response_url.clone().filter(|_| alone).map(Handle),
            at_home,
        }),
        act: Act::Pressed {
            action: without_suffix(id).to_owned(),
            value: value.to_owned(),
            // A private message cannot be changed later, so nobody needs to know its id.
            message: message
                .filter(|_| !it.container.is_ephemeral.0)
                .map(str::to_owned),
        },
    })
}

fn submitted(it: &Interaction, home: &Home, now: Timestamp) -> Outcome {
    let actor = actor(it, home)?;
    let view = it.view.as_ref().ok_or("nothing was submitted")?;
    let id = told(view.id.as_ref()).ok_or("a form without an id")?;
    // Each page of a form is sent under the same id, and another hash.
    let key = match told(view.hash.as_ref()) {
        Some(hash) => format!("slack/view/{id}/{hash}"),
        None => format!("slack/view/{id}"),
    };
    Ok(Inbound {
        installation: home.installation.clone(),
        key,
        act_key: None,
        at: now,
        actor: Some(actor),
        proof: Proof::Person,
        place: None,
        client: Client::default(),
        ack: Ack::Answers,
        ticket: it.trigger_id.clone().map(Ticket::new),
        act: Act::Submitted(answers(view)),
    })
}

fn shortcut(it: &Interaction, home: &Home, now: Timestamp) -> Outcome {
    // The manifest names them after what they open and where they are offered.
    let named = told(it.callback_id.as_ref()).ok_or("a shortcut without a name")?;
    let (which, quoted) = if it.kind.as_deref() == Some("message_action") {
        (named.strip_suffix("_message"), Some(quoted(it, home)?))
    } else {
        (named.strip_suffix("_global"), None)
    };
    let trigger = told(it.trigger_id.as_ref()).ok_or("a shortcut without a trigger")?;
    let thread = it
        .message
        .as_ref()
        .and_then(|message| message.thread_ts.as_ref());
    Ok(Inbound {
        installation: home.installation.clone(),
        key: format!("slack/shortcut/{trigger}"),
        act_key: None,
        at: happened([it.action_ts.as_deref()], now),
        actor: Some(actor(it, home)?),
        proof: Proof::Person,
        place: place_of(it, home, thread),
        client: Client::default(),
        ack: Ack::Empty,
        ticket: Some(Ticket::new(trigger.to_owned())),
        act: Act::Shortcut {
            which: which.unwrap_or(named).to_owned(),
            quoted,
        },
    })
}

fn quoted(it: &Interaction, home: &Home) -> Result<Quoted, &'static str> {
    let message = it.message.as_ref().ok_or("a shortcut on no message")?;
    let ts = told(it.message_ts.as_ref())
        .or_else(|| told(message.ts.as_ref()))
        .ok_or("a shortcut on a message without an id")?;
    Ok(Quoted {
        author: told(message.user.as_ref())
            .filter(|_| message.bot_id.is_none())
            .map(|user| home.installation.account(user)),
        text: message.text.clone().unwrap_or_default(),
        message: ts.to_owned(),
    })
}

/// Who did it.
fn actor(it: &Interaction, home: &Home) -> Result<Identity, &'static str> {
    let user = told(it.user.id.as_ref()).ok_or("nobody did it")?;
    Ok(home.installation.account(user))
}

/// Whether a button stands in the Home tab.
fn is_home(it: &Interaction) -> bool {
    let kind = it.view.as_ref().and_then(|view| view.kind.as_deref());
    kind == Some("home")
}

/// The page that a button stands on. The Home tab is none: it is not for one answer.
fn page(it: &Interaction) -> Option<Page> {
    let view = it
        .view
        .as_ref()
        .filter(|view| view.kind.as_deref() == Some("modal"))?;
    Some(Page {
        id: told(view.id.as_ref())?.to_owned(),
        revision: view.hash.clone().unwrap_or_default(),
    })
}

fn place_of(it: &Interaction, home: &Home, thread: Option<&String>) -> Option<Place> {
    let named = it.channel.as_ref();
    let channel = named
        .and_then(|channel| told(channel.id.as_ref()))
        .or_else(|| told(it.container.channel_id.as_ref()))?;
    let kind = kind_by_name(named.and_then(|channel| channel.name.as_deref()));
    Some(Place {
        thread: told(thread).map(str::to_owned),
        ..place(&home.installation, channel, kind)
    })
}

/// The value of a button, or of what was chosen from a menu.
fn value(action: &Action) -> Option<&str> {
    action
        .value
        .as_deref()
        .or_else(|| action.selected_option.as_ref()?.value.as_deref())
}

/// Takes off what the renderer adds to tell equal actions of one message apart: `#` and a number.
fn without_suffix(action_id: &str) -> &str {
    match action_id.rsplit_once('#') {
        Some((action, n)) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => action,
        _ => action_id,
    }
}

/// What was typed. The texts are as typed: Slack does not escape what it takes from a form.
fn answers(view: &View) -> Answers {
    let mut values = BTreeMap::new();
    for (block, elements) in &view.state.values {
        let given: Vec<String> = elements.values().flat_map(given).collect();
        if !given.is_empty() {
            values.insert(block.clone(), given);
        }
    }
    Answers {
        form: view.callback_id.clone().unwrap_or_default(),
        context: view.private_metadata.clone().unwrap_or_default(),
        values,
    }
}

fn given(input: &Input) -> Vec<String> {
    let option = |picked: &Picked| picked.value.clone();
    let single = [
        input.value.clone(),
        input.selected_user.clone(),
        input.selected_option.as_ref().and_then(option),
        input.selected_conversation.clone(),
        input.selected_date.clone(),
    ];
    single
        .into_iter()
        .flatten()
        .chain(input.selected_users.iter().cloned())
        .chain(input.selected_options.iter().filter_map(option))
        .filter(|text| !text.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::PlaceKind;
    use crate::slack::fixture;
    use crate::slack::inbound::tests::home;
    use crate::slack::payload::Flag;

    fn read(name: &str) -> Interaction {
        Interaction::read(&fixture(name)).unwrap()
    }

    #[track_caller]
    fn sample(name: &str) -> Inbound {
        match interaction(&read(name), &home(), Timestamp::UNIX_EPOCH) {
            Event::Inbound(inbound) => *inbound,
            other @ Event::Ignored(_) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_button_tells_what_and_where() {
        let it = sample("block_actions_message_button.form");
        assert_eq!(
            it.key,
            "slack/action/1794300108.855252/1794300301.123456/U0SITI00001"
        );
        assert_eq!(it.ack, Ack::Empty);
        assert!(it.ticket.is_some());
        assert_eq!(it.place.unwrap().kind, PlaceKind::Public);
        assert_eq!(
            it.act,
            Act::Pressed {
                action: "kudos_boost".to_owned(),
                value: "k_fake_1".to_owned(),
                message: Some("1794300108.855252".to_owned()),
            }
        );
    }

    #[test]
    fn a_menu_counts_as_a_button_and_a_field_does_not() {
        let it = sample("block_actions_home_tab_overflow.form");
        assert_eq!(it.place, None);
        // There is neither a channel nor a message: what is said opens as a page.
        assert_eq!(it.ack, Ack::Answers);
        assert!(
            it.ticket
                .is_some_and(|ticket| ticket.at_home && ticket.page.is_none())
        );
        assert!(matches!(it.act, Act::Pressed { value, message: None, .. } if value == "settings"));
        for name in [
            "block_actions_users_select_in_modal.form",
            "block_actions_thread_message.form",
            "view_closed.form",
        ] {
            let event = interaction(&read(name), &home(), Timestamp::UNIX_EPOCH);
            assert!(matches!(event, Event::Ignored(_)), "{name}: {event:?}");
        }
    }

    /// A button in a form: it is answered by the form, and by nothing else.
    #[test]
    fn a_button_in_a_form_tells_which_page_it_is_on() {
        let mut it = read("block_actions_users_select_in_modal.form");
        it.actions[0].value = Some("giving".to_owned());
        let Event::Inbound(inbound) = interaction(&it, &home(), Timestamp::UNIX_EPOCH) else {
            panic!("ignored")
        };
        assert_eq!(inbound.ack, Ack::Answers);
        let ticket = inbound.ticket.unwrap();
        let view = it.view.unwrap();
        let page = ticket.page.unwrap();
        assert_eq!((Some(page.id), Some(page.revision)), (view.id, view.hash));
        assert_eq!(ticket.message, None);
    }

    #[test]
    fn only_a_message_that_nobody_else_reads_can_be_changed_by_whoever_presses() {
        let press = |change: &dyn Fn(&mut Interaction)| {
            let mut it = read("block_actions_message_button.form");
            it.response_url = Some("https://hooks.slack.com/actions/T/1/x".to_owned());
            change(&mut it);
            match interaction(&it, &home(), Timestamp::UNIX_EPOCH) {
                Event::Inbound(inbound) => inbound.ticket.unwrap().message,
                other @ Event::Ignored(_) => panic!("{other:?}"),
            }
        };
        assert_eq!(press(&|_| {}), None);
        assert!(press(&|it| it.container.is_ephemeral = Flag(true)).is_some());
        let direct = |it: &mut Interaction| {
            it.channel.as_mut().unwrap().name = Some("directmessage".to_owned());
        };
        assert!(press(&direct).is_some());
    }

    #[test]
    fn a_list_asks_for_what_fits_what_was_typed() {
        let it = read("block_suggestion_external_select.form");
        let search = search(&it, &home()).unwrap();
        assert_eq!(search.actor.user, "U0SITI00001");
        assert_eq!(
            (
                search.form.as_str(),
                search.field.as_str(),
                search.typed.as_str()
            ),
            ("give_kudos", "val", "got")
        );
        let event = interaction(&it, &home(), Timestamp::UNIX_EPOCH);
        assert!(
            matches!(event, Event::Ignored(_)),
            "it is no act: {event:?}"
        );
    }

    #[test]
    fn suffixes_come_off() {
        assert_eq!(without_suffix("answer#10"), "answer");
        assert_eq!(without_suffix("answer"), "answer");
        assert_eq!(without_suffix("a#b"), "a#b");
        assert_eq!(without_suffix("a#"), "a#");
    }

    #[test]
    fn a_form_brings_its_answers() {
        let it = sample("view_submission_give_kudos.form");
        assert_eq!(it.key, "slack/view/V0FAKEMODL1/1794300310.modal1");
        assert_eq!(it.ack, Ack::Answers);
        let Act::Submitted(answers) = it.act else {
            panic!("not submitted")
        };
        assert_eq!(answers.form, "give_kudos");
        assert_eq!(answers.context, r#"{"channel":"C0KUDOS0001","v":1}"#);
        assert_eq!(
            answers.all("to"),
            ["U0BUDI00002", "U0AISYAH003", "U0EXTUSER01"]
        );
        assert_eq!(answers.one("pts"), Some("5"));
        assert_eq!(answers.one("val"), Some("gotong_royong"));
        assert_eq!(answers.one("chan"), Some("C0KUDOS0001"));
        assert_eq!(
            answers.one("msg"),
            Some("Terima kasih “banget” ya! 🙏🏾\nBaris 2 <b>&amp;</b> <@U0BUDI00002>")
        );
        for empty in ["gif", "when", "opt", "msg_rich"] {
            assert_eq!(answers.one(empty), None, "{empty}");
        }
    }

    #[test]
    fn shortcuts_open_over_a_message_or_anywhere() {
        let anywhere = sample("shortcut_global.form");
        assert_eq!(
            anywhere.act,
            Act::Shortcut {
                which: "give_kudos".to_owned(),
                quoted: None,
            }
        );
        assert_eq!(anywhere.place, None);
        assert!(anywhere.ticket.is_some());

        let over = sample("message_action_recognise.form");
        let place = over.place.unwrap();
        assert_eq!(place.channel, "C0GENERAL01");
        assert_eq!(place.thread.as_deref(), Some("1794300090.712710"));
        let Act::Shortcut {
            which,
            quoted: Some(quoted),
        } = over.act
        else {
            panic!("nothing quoted")
        };
        assert_eq!(which, "give_kudos");
        assert_eq!(quoted.author.unwrap().user, "U0BUDI00002");
        assert_eq!(quoted.message, "1794300105.831495");
        assert!(quoted.text.starts_with("sudah selesai migrasi"));
    }

    #[test]
    fn a_colleague_of_another_workspace_is_named_as_the_installation_knows_them() {
        let mut it = read("view_submission_give_kudos.form");
        it.user.team_id = Some("T0OTHER0001".to_owned());
        let Event::Inbound(it) = interaction(&it, &home(), Timestamp::UNIX_EPOCH) else {
            panic!("ignored")
        };
        assert_eq!(it.installation, home().installation);
        assert_eq!(
            it.actor.unwrap().to_string(),
            "slack:T0FAKETEAM1/U0SITI00001"
        );
    }

    #[test]
    fn bodies_that_are_no_interactions() {
        assert!(Interaction::read(b"").is_err());
        assert!(Interaction::read(b"payload=%7B").is_err());
        assert!(Interaction::read(b"payload=%7B%7D").is_ok());
        assert!(Interaction::read(b"ssl_check=1&token=x").is_ok());
    }
}
