//! Results for everybody: in a channel, with charts.

use jiff::SignedDuration;
use plaudit::calling::client;
use plaudit_sandbox::slack::Message;
use serde_json::Value;

use super::scene::{ANA, SITI, SIX, enps, pulse};
use crate::harness::{Plaudit, get};

const GENERAL: &str = "C0GENERAL01";

/// The six answer, and the run closes.
async fn run(plaudit: &Plaudit, scores: [u8; 6]) {
    plaudit.ask_six(&enps()).await;
    answer_and_close(plaudit, scores).await;
}

async fn answer_and_close(plaudit: &Plaudit, scores: [u8; 6]) {
    for (who, score) in SIX.iter().zip(scores) {
        plaudit.scores(who, score).await;
        plaudit.says_why(who, "the neighbours' dog").await;
    }
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
}

fn posted(plaudit: &Plaudit) -> Vec<Message> {
    let mut messages = plaudit.sandbox.messages(GENERAL);
    messages.retain(|it| it.shown().contains("Q1"));
    messages
}

fn block<'a>(message: &'a Message, kind: &str) -> Option<&'a Value> {
    message.blocks.iter().find(|block| block["type"] == kind)
}

/// The address of a picture, as this server answers to it.
fn picture(plaudit: &Plaudit, message: &Message) -> String {
    let image = block(message, "image").expect("there is a picture");
    let url = image["image_url"].as_str().unwrap();
    let path = url.strip_prefix("https://plaudit.test").unwrap();
    plaudit.url(path)
}

#[tokio::test]
async fn what_a_run_came_to_is_posted_with_a_picture_and_without_what_was_written() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.channel", GENERAL).await;
    run(&plaudit, [10, 9, 9, 8, 3, 10]).await;
    let [message] = &posted(&plaudit)[..] else {
        panic!("one message: {:?}", posted(&plaudit));
    };
    let shown = message.shown();
    assert!(shown.contains("eNPS *+50*"), "{shown}");
    assert!(!shown.contains("dog"), "{shown}");
    assert!(plaudit.asked_of(SITI).shown().contains("dog"));
    let alt = &block(message, "image").unwrap()["alt_text"];
    assert!(alt.as_str().unwrap().contains("10: 2"), "{alt}");
    let picture = picture(&plaudit, message);
    let response = client().unwrap().get(&picture).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "image/png");
    let png = response.bytes().await.unwrap();
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    for (from, to) in [
        ("-en.png", "-fr.png"),
        ("-en.png", "-en.gif"),
        ("/0-", "/7-"),
        ("/0-", "/trend2-"),
        ("/charts/", "/charts/0"),
    ] {
        let elsewhere = picture.replacen(from, to, 1);
        assert_ne!(elsewhere, picture);
        assert_eq!(get(&elsewhere).await.0, 404, "{elsewhere}");
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn slack_draws_charts_where_it_is_asked_to_and_the_course_from_the_second_run_on() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.channel", GENERAL).await;
    plaudit.set("survey.charts", "native").await;
    let mut of_six = enps();
    of_six.audience = "team:Six".parse().unwrap();
    let survey = plaudit.survey(&of_six).await;
    for scores in [[10, 9, 9, 8, 3, 10], [10, 9, 9, 9, 9, 10]] {
        plaudit.try_to_launch(survey).await.unwrap();
        plaudit.survey_news().await;
        answer_and_close(&plaudit, scores).await;
    }
    let posted = posted(&plaudit);
    let drawn = |message: &Message| {
        let blocks = message.blocks.iter();
        let drawn = blocks.filter(|block| block["type"] == "data_visualization");
        drawn
            .map(|block| block["chart"]["type"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(drawn(&posted[0]), ["bar"]);
    assert_eq!(drawn(&posted[1]), ["bar", "line"]);
    assert!(posted[1].shown().contains("+50 since the last time"));
    plaudit.finish().await;
}

#[tokio::test]
async fn where_the_channel_takes_nothing_the_admins_are_told_and_have_the_results() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.channel", GENERAL).await;
    for shared in [false, true] {
        plaudit.sandbox.change(|model| {
            let channel = model.team.channels.iter_mut().find(|it| it.id == GENERAL);
            let channel = channel.unwrap();
            channel.archived = !shared;
            channel.shared_with = if shared {
                vec!["T0OTHER0001".into()]
            } else {
                Vec::new()
            };
        });
        run(&plaudit, [10, 9, 9, 8, 3, 10]).await;
        assert_eq!(posted(&plaudit).len(), 0);
        let told = plaudit.sandbox.dm_with_bot(SITI);
        let said = |words: &str| told.iter().any(|it| it.shown().contains(words));
        let why = if shared {
            "organisasi lain"
        } else {
            "tidak ada di channel itu"
        };
        assert!(said(why), "{told:?}");
        assert!(said("eNPS *+50*"));
    }
    plaudit.finish().await;
}

#[tokio::test]
async fn teams_draws_the_charts_itself() {
    let plaudit = Plaudit::start_at_noon().await;
    plaudit.reached_in_teams_alone().await;
    plaudit.set("survey.anonymity_threshold", "3").await;
    let mut asked = enps();
    asked.floor = Some(3);
    let survey = plaudit.survey(&asked).await;
    let run = plaudit.try_to_launch(survey).await.unwrap();
    for who in ["liam", "siti", "zoe"] {
        let card = plaudit.asked_alone(who, "survey").await;
        assert!(plaudit.teams().as_user(who).press(&card, "8").await.is_ok());
        plaudit.hush().await;
    }
    plaudit.clock.advance(
        run.closes_at.0.duration_since(plaudit.clock.now()) + SignedDuration::from_hours(1),
    );
    plaudit.app().desk.run_surveys().await.unwrap();
    plaudit.hush().await;
    let told = format!("{:?}", plaudit.teams().direct("siti"));
    assert!(told.contains("Chart.VerticalBar"), "{told}");
    plaudit.finish().await;
}

#[tokio::test]
async fn a_pulse_shows_its_first_questions() {
    let plaudit = Plaudit::start_with_six().await;
    plaudit.set("survey.charts", "native").await;
    plaudit.ask_six(&pulse()).await;
    for who in SIX {
        let invitation = plaudit.asked_of(who);
        let person = plaudit.sandbox.as_user(who);
        let opened = person.press(&invitation.channel, &invitation.ts, "survey.open");
        assert!(opened.await.is_ok());
        let form = plaudit.sandbox.modals(who).pop().unwrap();
        let answers = [("workload", serde_json::json!("4"))];
        assert!(person.submit(&form.id, answers).await.is_ok());
        plaudit.quiet().await;
    }
    plaudit.clock.advance(SignedDuration::from_hours(73));
    plaudit.survey_news().await;
    let told = plaudit.asked_of(SITI);
    let chart = &block(&told, "data_visualization").expect("it is drawn")["chart"];
    assert_eq!(chart["series"][0]["data"][3]["value"], 6, "{chart}");
    assert!(
        !plaudit
            .asked_of(ANA)
            .shown()
            .contains("Monthly pulse: what")
    );
    plaudit.finish().await;
}
