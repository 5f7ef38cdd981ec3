//! Enterprise Grid: a colleague's own workspace may be another one than that which has the app.

use serde_json::{Value, json};

use crate::harness::slack::sample;
use crate::harness::{Plaudit, eventually};

const SITI: &str = "U0SITI00001";
const BUDI: &str = "U0BUDI00002";

/// A recorded interaction, as a colleague of another workspace of the same organisation sends it.
fn from_elsewhere(name: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let form: Vec<(String, String)> = serde_urlencoded::from_bytes(&sample(name)).unwrap();
    let mut payload: Value = serde_json::from_str(&form[0].1).unwrap();
    payload["user"]["team_id"] = json!("T0OTHER0001");
    payload["enterprise"] = json!({"id": "E0GRID00001", "name": "Acme"});
    change(&mut payload);
    let form = [("payload", payload.to_string())];
    serde_urlencoded::to_string(form).unwrap().into_bytes()
}

#[tokio::test]
async fn a_form_that_a_colleague_of_another_workspace_sends_gives() {
    let plaudit = Plaudit::start().await;
    let sent = from_elsewhere("view_submission_give_kudos.form", |payload| {
        // Where it was sent from; the view says whose app it is.
        payload["team"]["id"] = json!("T0OTHER0001");
        payload["view"]["callback_id"] = json!("give_kudos");
        payload["view"]["private_metadata"] = json!("{}");
        payload["view"]["state"]["values"] = json!({
            "to": {"to": {"type": "multi_users_select", "selected_users": [BUDI]}},
            "points": {"points": {"type": "number_input", "value": "4"}},
            "message": {"message": {"type": "plain_text_input", "value": "for the launch"}},
        });
    });
    let answer = plaudit.deliver("/slack/interactions", sent).await;
    assert_eq!(answer.status, 200);
    assert!(!answer.body.contains("errors"), "{answer:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI).await, 4);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_shortcut_of_a_colleague_of_another_workspace_is_answered() {
    let plaudit = Plaudit::start().await;
    let chosen = from_elsewhere("shortcut_global.form", |_| {});
    let answer = plaudit.deliver("/slack/interactions", chosen).await;
    assert!(answer.is_empty(), "{answer:?}");
    // Nobody holds the ticket of a recording: the words come instead of the form.
    let told = async || plaudit.sandbox.dm_with_bot(SITI);
    let told = eventually("she is told", told, |told| told.len() == 1).await;
    assert!(told[0].shown().contains("/kudos"), "{told:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn of_a_team_that_is_not_connected_nothing_is_done() {
    let plaudit = Plaudit::start().await;
    let foreign = from_elsewhere("shortcut_global.form", |payload| {
        payload["team"]["id"] = json!("T0OTHER0001");
    });
    let answer = plaudit.deliver("/slack/interactions", foreign).await;
    assert!(answer.is_empty(), "{answer:?}");
    let command = "team_id=T0OTHER0001&user_id=U0SITI00001&channel_id=C1&channel_name=x\
                   &command=%2Fkudos&text=leaderboard&trigger_id=1.2.3";
    let answer = plaudit.deliver("/slack/commands", command).await;
    let said = answer.json()["text"].as_str().unwrap().to_owned();
    assert!(said.contains("/kudos connect"), "{said}");
    plaudit.quiet().await;
    assert!(plaudit.sandbox.dm_with_bot(SITI).is_empty());
    plaudit.finish().await;
}
