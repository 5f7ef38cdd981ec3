//! Guests have no part in giving: they are offered nothing to give, and told so in their language.

use plaudit_sandbox::teams::{KUDOS, Message};

use crate::harness::{Plaudit, eventually};

const GUEST: &str = "U0GUEST0020";
const SITI: &str = "U0SITI00001";
const GENERAL: &str = "C0GENERAL01";
const REFUSED: &str = "hanya untuk anggota organisasi ini";

#[tokio::test]
async fn in_slack_no_way_leads_them_to_the_form() {
    let plaudit = Plaudit::start().await;
    let (sandbox, guest) = (&plaudit.sandbox, plaudit.sandbox.as_user(GUEST));
    for typed in ["", "beri", "@budi +", "@budi +5"] {
        let told = guest.slash(GENERAL, "/kudos", typed).await;
        assert!(told.text.contains(REFUSED), "{typed}: {told:?}");
        assert!(!told.text.contains("kudos.open_form"), "{typed}: {told:?}");
    }
    for typed in ["saldo", "bantuan"] {
        let told = guest.slash(GENERAL, "/kudos", typed).await;
        let answer = &told.body;
        assert!(!answer.contains("kudos.open_form"), "{answer}");
        assert!(!told.text.contains("100"), "an allowance: {told:?}");
    }
    // What the acknowledgement cannot say, the bot does.
    let said = sandbox.as_user(SITI).post(GENERAL, "halo").await;
    let refusals = async || {
        let told = sandbox.dm_with_bot(GUEST);
        told.iter()
            .filter(|it| it.shown().contains(REFUSED))
            .count()
    };
    let before = refusals().await;
    guest.shortcut().await;
    eventually("the shortcut is answered", refusals, |many| {
        *many == before + 1
    })
    .await;
    let anywhere = async || {
        let told = sandbox.ephemerals(GUEST);
        let here = told.iter().filter(|it| it.shown().contains(REFUSED));
        here.count() + refusals().await
    };
    let before = anywhere().await;
    guest.message_shortcut(GENERAL, &said.ts.unwrap()).await;
    eventually("so is the one on a message", anywhere, |many| {
        *many == before + 1
    })
    .await;
    assert!(sandbox.modals(GUEST).is_empty());

    // Until the programme lets them.
    plaudit.set("kudos.allow_guests", "true").await;
    guest.shortcut().await;
    let opened = async || sandbox.modals(GUEST).len();
    eventually("the form is open", opened, |many| *many == 1).await;
    let told = guest.slash(GENERAL, "/kudos", "saldo").await;
    assert!(told.text.contains("100"), "{told:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn in_teams_no_way_leads_them_to_the_form() {
    let plaudit = Plaudit::start_at_noon().await;
    let guest = plaudit.teams().as_user("tamu");
    let offers = |told: &Message| format!("{:?}", told.cards).contains("kudos.open_form");
    for typed in ["@Plaudit", "@Plaudit beri", "@Plaudit @budi +5"] {
        let told = plaudit.asked("tamu", KUDOS, typed).await;
        assert!(told.shown().contains(REFUSED), "{typed}: {told:?}");
        assert!(!offers(&told), "{typed}: {told:?}");
    }
    for typed in ["@Plaudit saldo", "@Plaudit bantuan"] {
        let told = plaudit.asked("tamu", KUDOS, typed).await;
        assert!(!offers(&told), "{typed}: {told:?}");
        assert!(!told.shown().contains("100"), "an allowance: {told:?}");
    }
    let said = plaudit.asked("siti", KUDOS, "@Plaudit saldo").await;
    for seen in [
        guest.compose(KUDOS).await,
        guest.give_kudos_on(KUDOS, said.thread()).await,
    ] {
        assert!(seen.body.to_string().contains(REFUSED), "{seen:?}");
        // What is said there stands in a dialog, and asks for nothing.
        assert!(!seen.body.to_string().contains("Input."), "{seen:?}");
        guest.close();
    }
    plaudit.finish().await;
}
