//! Slash commands.

use jiff::Timestamp;

use super::{installation, kind_by_name, place, told};
use crate::chat::{Ack, Act, Clean, Client, Inbound, Proof, Ticket};
use crate::slack::payload::CommandForm;

/// A command without what every command has.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a command without {0}")]
pub struct Incomplete(&'static str);

/// Translates a command.
pub fn command(form: &CommandForm, now: Timestamp) -> Result<Inbound, Incomplete> {
    let field = |value, name| told(value).ok_or(Incomplete(name));
    let installation = installation::of_command(form).ok_or(Incomplete("team_id"))?;
    let user = field(form.user_id.as_ref(), "user_id")?;
    let channel = field(form.channel_id.as_ref(), "channel_id")?;
    let command = field(form.command.as_ref(), "command")?;
    let trigger = field(form.trigger_id.as_ref(), "trigger_id")?;
    let inbound = Inbound {
        installation: installation.clone(),
        key: format!("slack/command/{trigger}"),
        act_key: None,
        at: now,
        actor: Some(installation.account(user)),
        proof: Proof::Person,
        place: Some(place(
            &installation,
            channel,
            kind_by_name(form.channel_name.as_deref()),
        )),
        client: Client::default(),
        ack: Ack::Answers,
        ticket: Some(Ticket::new(trigger.to_owned())),
        act: Act::Command {
            name: command.trim_start_matches('/').to_owned(),
            text: form.text.clone().unwrap_or_default(),
        },
    };
    Ok(inbound.cleaned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::PlaceKind;
    use crate::slack::fixture;

    fn read(name: &str) -> CommandForm {
        CommandForm::read(&fixture(name)).unwrap()
    }

    #[test]
    fn a_command_keeps_its_words() {
        let inbound = command(&read("slash_kudos_single.form"), Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(
            inbound.key,
            "slack/command/1000000000001.1000000000000.fa01kefa01kefa01kefa01kefa01ke"
        );
        assert_eq!(
            inbound.actor.unwrap().to_string(),
            "slack:T0FAKETEAM1/U0SITI00001"
        );
        let place = inbound.place.unwrap();
        assert_eq!(place.channel, "C0KUDOS0001");
        assert_eq!(place.kind, PlaceKind::Public);
        assert_eq!(
            inbound.act,
            Act::Command {
                name: "kudos".to_owned(),
                text: "<@U0BUDI00002|budi> +3 terima kasih sudah bantu rilis v2.4 tadi malam \
                       #kolaborasi"
                    .to_owned(),
            }
        );
    }

    #[test]
    fn a_private_channel_and_no_text() {
        let inbound = command(
            &read("slash_private_channel_empty_text.form"),
            Timestamp::UNIX_EPOCH,
        )
        .unwrap();
        assert_eq!(inbound.place.unwrap().kind, PlaceKind::Private);
        let Act::Command { text, .. } = inbound.act else {
            panic!("not a command")
        };
        assert_eq!(text, "");
    }

    #[test]
    fn every_sample_is_a_command_but_the_probe() {
        for name in [
            "slash_huge_text_newlines.form",
            "slash_kudos_multi_usergroup.form",
        ] {
            assert!(
                command(&read(name), Timestamp::UNIX_EPOCH).is_ok(),
                "{name}"
            );
        }
        let probe = read("slash_ssl_check.form");
        assert!(probe.is_probe());
        assert_eq!(
            command(&probe, Timestamp::UNIX_EPOCH),
            Err(Incomplete("team_id"))
        );
    }
}
