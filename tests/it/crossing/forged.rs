//! A form travels with its card: what somebody makes of it by hand is believed no more than what
//! they could have typed.

use plaudit::chat::{Field, Form, Input, Item};
use serde_json::{Value, json};

use super::{BUDI, LIAM, ON_TEAMS, ZOE, posted_on_teams};
use crate::harness::Plaudit;

/// A private channel with the app, in which Zoë is not.
const LEADERS: &str = "19:fakeLeaders0000000000000000000003@thread.tacv2";

/// The delivery of a form that Zoë sent to thank Budi.
async fn sent(plaudit: &Plaudit) -> Value {
    let zoe = plaudit.teams().as_user(ZOE.1);
    zoe.compose(ON_TEAMS).await;
    let budi = plaudit.teams().model().user(BUDI.1).unwrap().aad.clone();
    zoe.fill("to", &budi);
    zoe.fill("message", "for the pipeline");
    let seen = zoe.submit().await;
    assert!(seen.is_ok(), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(plaudit.points(BUDI.0).await, 1);
    let deliveries = plaudit.teams().deliveries();
    let form = deliveries.iter().rfind(|it| it.kind.starts_with("invoke"));
    let mut form: Value = serde_json::from_str(&form.unwrap().body).unwrap();
    form["id"] = json!("f:made-up");
    form
}

#[tokio::test]
async fn a_made_up_place_is_not_announced_in() {
    let plaudit = Plaudit::start_on_both().await;
    let mut activity = sent(&plaudit).await;
    let data = &mut activity["value"]["data"];
    let mut form: Form = serde_json::from_value(data["plaudit"]["form"].clone()).unwrap();
    form.items.push(Item::Field(Field {
        name: "place".into(),
        label: "Where".into(),
        hint: None,
        optional: true,
        input: Input::Place { initial: None },
    }));
    form.context = form.context.replace(ON_TEAMS, LEADERS);
    data["plaudit"]["form"] = serde_json::to_value(form).unwrap();
    data["place"] = json!(LEADERS);
    data["message"] = json!("for all leaders to see");
    let seen = plaudit.teams().send_activity(activity).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    assert_eq!(
        plaudit.points(BUDI.0).await,
        2,
        "it is given where it was sent"
    );
    assert!(posted_on_teams(&plaudit).shown().contains("all leaders"));
    let leaders = plaudit.teams().messages(LEADERS);
    assert!(leaders.is_empty(), "{leaders:?}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_crowd_of_made_up_people_is_not_asked_for() {
    let plaudit = Plaudit::start_on_both().await;
    let mut activity = sent(&plaudit).await;
    let asked = plaudit.teams().calls("getMember").len();
    let crowd = (0..500).map(|n| format!("5f0c2d1e-0000-4000-7000-{n:012}"));
    let crowd: Vec<String> = crowd.collect();
    activity["value"]["data"]["to"] = json!(crowd.join(","));
    let seen = plaudit.teams().send_activity(activity).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    assert!(
        seen.body.to_string().contains("500"),
        "the form says why: {seen:?}"
    );
    plaudit.quiet().await;
    assert_eq!(plaudit.teams().calls("getMember").len(), asked);
    assert_eq!(plaudit.standing().await, 1);
    plaudit.finish().await;
}

#[tokio::test]
async fn a_form_from_one_person_is_not_anothers() {
    let plaudit = Plaudit::start_on_both().await;
    let mut activity = sent(&plaudit).await;
    // Whoever sends it gives, whatever the form was opened by.
    let liam = plaudit.teams().model().user(LIAM.1).unwrap().account();
    activity["from"]["id"] = liam["id"].clone();
    activity["from"]["aadObjectId"] = liam["aadObjectId"].clone();
    let seen = plaudit.teams().send_activity(activity).await;
    assert_eq!(seen.status, Some(200), "{seen:?}");
    plaudit.quiet().await;
    let card = posted_on_teams(&plaudit).shown();
    assert!(card.contains("Liam O’Connor"), "{card}");
    plaudit.finish().await;
}
