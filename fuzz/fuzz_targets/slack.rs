//! Whatever is sent, it is refused or understood without a panic, and nothing unsigned is genuine.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use plaudit::chat::{Installation, Platform};
use plaudit::slack::inbound::{self, Home};
use plaudit::slack::payload::{CommandForm, Envelope, Interaction};
use plaudit::slack::verify::SigningSecrets;

fuzz_target!(|input: (&[u8], &str, &str)| {
    let (body, timestamp, signature) = input;
    let now = Timestamp::UNIX_EPOCH;
    let secrets: SigningSecrets = "secret".parse().expect("it is one");
    assert!(secrets.verify(Some(timestamp), Some(signature), body, now).is_err());

    let home = Home {
        installation: Installation::new(Platform::Slack, "T1"),
        bot_user: "UBOT".into(),
        bot_id: None,
    };
    if let Ok(form) = CommandForm::read(body) {
        let _ = inbound::command(&form, now);
    }
    if let Ok(envelope) = Envelope::read(body) {
        let _ = inbound::event(&envelope, &home, now);
    }
    if let Ok(interaction) = Interaction::read(body) {
        let _ = inbound::interaction(&interaction, &home, now);
        let _ = inbound::search(&interaction, &home);
    }
});
