//! What Microsoft Teams was seen to send, and what Plaudit makes of it.

use std::path::Path;

use jiff::SignedDuration;
use plaudit::clock::Clock;
use plaudit::sandbox::teams::{
    Company, Conversation, KUDOS, Message, Person, SandboxOptions, Seen, sample_company,
};
use serde_json::{Value, json};

use super::{Plaudit, count, until};

pub(crate) const SITI: &str = "5f0c2d1e-0000-4000-8000-000000000051";
pub(crate) const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";
pub(crate) const AISYAH: &str = "5f0c2d1e-0000-4000-8000-000000000053";
pub(crate) const ZOE: &str = "5f0c2d1e-0000-4000-8000-000000000054";

/// Siti's conversation with the bot, in the recordings.
pub(crate) const RECORDED_PERSONAL: &str =
    "a:1fakePersonalSitiBot_0123456789-_AbCdEfGhIjKlMnOpQrStUvWxYz";

/// The bytes of a recording.
pub(crate) fn sample_bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/teams");
    std::fs::read(path.join(name)).unwrap()
}

/// The recording of that name, to be changed.
pub(crate) fn sample(name: &str) -> Value {
    serde_json::from_slice(&sample_bytes(name)).unwrap()
}

/// The people of the recordings, at their hour, with the bot's name of then.
pub(crate) fn recorded_tenant() -> SandboxOptions {
    let clock = Clock::set_to("2026-11-10T09:50:00Z".parse().unwrap());
    SandboxOptions {
        company: recorded_company(),
        bot_name: "Kudos".to_owned(),
        ..SandboxOptions::for_tests(clock)
    }
}

fn recorded_company() -> Company {
    let mut company = sample_company();
    for (aad, mri, name) in [
        (SITI, "siti", "Siti Rahmawati"),
        (BUDI, "budi", "Budi Santoso"),
        (AISYAH, "aisyah", "Nur Aisyah binti Ismail"),
        (ZOE, "zoe", "Zoë Müller-Ångström (名前)"),
    ] {
        let user = company.users.iter_mut().find(|user| user.aad == aad);
        let user = user.unwrap();
        user.mri = format!("29:1fake_{mri}_mriMRImri0123456789-_AbCdEf");
        name.clone_into(&mut user.name);
        // Nobody whom Slack knows as well: whatever is learnt of them, Teams told.
        user.email = Some(format!("{mri}@recorded.example"));
    }
    company.conversation(Conversation::personal(RECORDED_PERSONAL, SITI))
}

impl Plaudit {
    /// Delivers an activity as Teams does, from the stand-in's service.
    pub(crate) async fn activity(&self, mut activity: Value) -> Seen {
        activity["serviceUrl"] = json!(self.teams().service_url());
        self.teams().send_activity(activity).await
    }

    /// What the bot posted last where everybody reads it.
    #[track_caller]
    pub(crate) fn announced(&self, conversation: &str) -> Message {
        let messages = self.teams().messages(conversation);
        messages.into_iter().rfind(|it| it.by_app).unwrap()
    }

    /// How many rows the tables hold that any delivery with an effect writes to.
    pub(crate) async fn traces(&self) -> Traces {
        sqlx::query_as(
            "SELECT (SELECT count(*) FROM kudos) AS kudos,
                    (SELECT count(*) FROM teams_conversation) AS conversations,
                    (SELECT count(*) FROM outbox) AS letters,
                    (SELECT count(*) FROM inbox) AS waiting,
                    (SELECT count(*) FROM delivery) AS keys,
                    (SELECT count(*) FROM member) AS members,
                    (SELECT count(*) FROM connection) AS connections",
        )
        .fetch_one(&self.db.pool)
        .await
        .unwrap()
    }
}

/// What deliveries leave behind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Traces {
    pub(crate) kudos: i64,
    pub(crate) conversations: i64,
    pub(crate) letters: i64,
    waiting: i64,
    keys: i64,
    pub(crate) members: i64,
    pub(crate) connections: i64,
}

/// An hour that stands until it is moved.
pub(crate) fn morning() -> Clock {
    Clock::set_to("2026-11-23T02:00:00Z".parse().unwrap())
}

/// Plaudit in the tenant and at the hour of the recordings.
pub(crate) async fn replaying() -> Plaudit {
    Plaudit::start_on_teams(recorded_tenant(), |_| {}).await
}

/// A gift that does everything there is to do, if it is let in.
pub(crate) fn gift(plaudit: &Plaudit) -> Value {
    let mut activity = sample("message_groupchat_unicode_id.json");
    activity["serviceUrl"] = json!(plaudit.teams().service_url());
    activity
}

/// Opens the form and fills it in.
pub(crate) async fn fill_in(person: &Person, to: &str) {
    let seen = person.compose(KUDOS).await;
    assert!(seen.is_ok() && person.dialog().is_some(), "{seen:?}");
    for (field, value) in [
        ("to", format!("@{to}")),
        ("points", "3".into()),
        ("message", "untuk bantuannya kemarin".into()),
    ] {
        let filled = person.fill(field, &value);
        assert!(filled.is_ok(), "{field}: {filled:?}");
    }
}

/// Lets time pass ten times as fast until nothing waits any more. Faster, and the lease of a letter
/// would end while it is being sent.
pub(crate) async fn in_time(plaudit: &Plaudit) {
    let sql = "SELECT (SELECT count(*) FROM outbox WHERE state = 'pending')
                    + (SELECT count(*) FROM inbox WHERE state = 'pending')
                    + (SELECT count(*) FROM notice_entry WHERE due_at IS NOT NULL)";
    until("nothing waits", async || {
        let waits = count(&plaudit.db.pool, sql).await > 0;
        if waits {
            plaudit.clock.advance(SignedDuration::from_millis(100));
        }
        !waits
    })
    .await;
    plaudit.quiet().await;
}

/// What the bot wrote to somebody.
pub(crate) fn letters(plaudit: &Plaudit, person: &str) -> Vec<Message> {
    let direct = plaudit.teams().direct(person).into_iter();
    direct.filter(|it| it.by_app).collect()
}

/// The state of every letter to Teams.
pub(crate) async fn ends(plaudit: &Plaudit) -> Vec<(String, Option<String>)> {
    sqlx::query_as("SELECT state, last_error FROM outbox WHERE lane LIKE 'teams%' ORDER BY id")
        .fetch_all(&plaudit.db.pool)
        .await
        .unwrap()
}
