//! The stand-in against a small app of the test's own, over real HTTP both ways.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

use super::*;

const APP: &str = "5f0c2d1e-0000-4000-8000-00000000b0b0";
const TENANT: &str = "5f0c2d1e-0000-4000-8000-00000000a001";
const BUDI: &str = "5f0c2d1e-0000-4000-8000-000000000052";

/// One request as the app received it.
#[derive(Clone, Debug)]
struct Received {
    path: String,
    headers: HeaderMap,
    body: String,
}

impl Received {
    fn activity(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn authorization(&self) -> &str {
        self.headers["authorization"].to_str().unwrap()
    }
}

type Answers = dyn Fn(&Value) -> Response + Send + Sync;

struct AppState {
    received: Mutex<Vec<Received>>,
    answers: Box<Answers>,
}

/// A running stand-in with an app that answers as told.
struct Scene {
    sandbox: Sandbox,
    app: Arc<AppState>,
    clock: Clock,
}

impl Scene {
    async fn new(answers: impl Fn(&Value) -> Response + Send + Sync + 'static) -> Self {
        let clock = Clock::set_to("2026-11-21T09:00:00Z".parse::<Timestamp>().unwrap());
        let mut options = SandboxOptions::for_tests(clock.clone());
        options.ack_timeout = Duration::from_millis(500);
        let sandbox = Sandbox::start(options).await.unwrap();
        let app = Arc::new(AppState {
            received: Mutex::default(),
            answers: Box::new(answers),
        });
        let router = Router::new()
            .route("/teams/{kind}", axum::routing::post(receive))
            .with_state(Arc::clone(&app));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        sandbox.connect(&format!("http://{}/", listener.local_addr().unwrap()));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            sandbox,
            app,
            clock,
        }
    }

    async fn quiet() -> Self {
        Self::new(|_| StatusCode::OK.into_response()).await
    }

    fn received(&self) -> Vec<Received> {
        self.app.received.lock().unwrap().clone()
    }

    /// The last activity of this type, or with this name.
    fn last(&self, kind: &str) -> Value {
        let found = self
            .received()
            .iter()
            .rev()
            .map(Received::activity)
            .find(|activity| activity["name"] == kind || activity["type"] == kind);
        found.unwrap_or_else(|| panic!("no {kind}"))
    }

    async fn token(&self, fields: &[(&str, &str)]) -> (u16, Value) {
        let url = format!("{}/{TENANT}/oauth2/v2.0/token", self.sandbox.login_url());
        let sent = client()
            .unwrap()
            .post(url)
            .form(fields)
            .send()
            .await
            .unwrap();
        (sent.status().as_u16(), sent.json().await.unwrap())
    }

    async fn good_token(&self) -> String {
        let (_, answer) = self.token(&CREDENTIALS).await;
        answer["access_token"].as_str().unwrap().to_owned()
    }

    async fn call(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let token = self.good_token().await;
        self.call_with(&token, method, path, body).await
    }

    async fn call_with(
        &self,
        token: &str,
        method: Method,
        path: &str,
        body: &Value,
    ) -> (u16, Value) {
        let url = format!("{}v3/{path}", self.sandbox.service_url());
        let mut request = client().unwrap().request(method, url).bearer_auth(token);
        if !body.is_null() {
            request = request.json(body);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    /// Posts to a conversation, and returns the message's id.
    async fn post(&self, conversation: &str, activity: &Value) -> String {
        let path = format!("conversations/{}/activities", encoded(conversation));
        let (status, answer) = self.call(Method::POST, &path, activity).await;
        assert_eq!(status, 201, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    fn message(&self, conversation: &str, id: &str) -> Message {
        self.sandbox
            .model()
            .message(conversation, id)
            .unwrap()
            .clone()
    }

    fn no_complaints(&self) {
        assert_eq!(self.sandbox.complaints(), Vec::<String>::new());
    }
}

async fn receive(
    State(app): State<Arc<AppState>>,
    Path(kind): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    let received = Received {
        path: format!("/teams/{kind}"),
        headers,
        body,
    };
    let answer = (app.answers)(&received.activity());
    app.received.lock().unwrap().push(received);
    answer
}

const CREDENTIALS: [(&str, &str); 4] = [
    ("grant_type", "client_credentials"),
    ("client_id", APP),
    ("client_secret", "sandbox-app-password"),
    ("scope", "https://api.botframework.com/.default"),
];

fn encoded(text: &str) -> String {
    text.replace(':', "%3A")
        .replace('@', "%40")
        .replace(';', "%3B")
        .replace('=', "%3D")
}

fn says(text: &str) -> Value {
    json!({"type": "message", "text": text})
}

fn with_card(body: &Value, actions: &Value) -> Value {
    json!({"type": "message", "attachments": [attachment(body, actions)]})
}

fn attachment(body: &Value, actions: &Value) -> Value {
    json!({
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": {
            "type": "AdaptiveCard", "version": "1.5", "fallbackText": "words", "body": body,
            "actions": actions,
        },
    })
}

fn dialog(body: &Value) -> Value {
    let actions = json!([{"type": "Action.Submit", "title": "Send", "data": {"form": "give"}}]);
    json!({"task": {"type": "continue", "value": {
        "title": "Give kudos", "height": "medium", "card": attachment(body, &actions),
    }}})
}

fn answer(value: &Value) -> Response {
    axum::Json(value.clone()).into_response()
}

/// Every path of keys in a value; the items of an array count as one. What the app put into a card
/// itself is not looked into.
fn shape(value: &Value) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    gather(value, "", &mut paths);
    paths
}

fn gather(value: &Value, at: &str, paths: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let at = format!("{at}/{name}");
                paths.insert(at.clone());
                if name != "data" {
                    gather(field, &at, paths);
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| gather(item, &format!("{at}[]"), paths)),
        _ => {}
    }
}

fn recorded(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/teams/");
    serde_json::from_slice(&std::fs::read(format!("{folder}{name}.json")).unwrap()).unwrap()
}

fn same_shape(name: &str, ours: &Value) {
    assert_eq!(shape(ours), shape(&recorded(name)), "{name}");
}

#[tokio::test]
async fn what_people_write_arrives_as_recorded() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");

    let said = siti.say(KUDOS, "@Plaudit @budi +2 untuk rilis").await;
    assert!(said.is_ok());
    let activity = scene.last("message");
    same_shape("message_channel_mention_nbsp", &activity);
    let id = said.message.unwrap();
    assert_eq!(activity["id"], id);
    assert_eq!(activity["conversation"]["id"], in_thread(KUDOS, &id));
    assert_eq!(activity["timestamp"], "2026-11-21T09:00:00.0000000Z");
    assert_eq!(
        activity["localTimestamp"],
        "2026-11-21T16:00:00.0000000+07:00"
    );
    assert_eq!(
        activity["text"],
        "<at>Plaudit</at>&nbsp;<at>Budi Santoso</at>&nbsp;+2 untuk rilis\n"
    );

    siti.say_in_thread(KUDOS, &id, "@Plaudit top").await;
    let reply = scene.last("message");
    assert_eq!(reply["conversation"]["id"], in_thread(KUDOS, &id));
    assert_ne!(reply["id"], id);

    siti.edit(KUDOS, &id, "@Plaudit @budi +3").await;
    same_shape("message_update_edit", &scene.last("messageUpdate"));
    siti.delete(KUDOS, &id).await;
    same_shape("message_delete_soft", &scene.last("messageDelete"));

    siti.say_to_bot("bantuan").await;
    same_shape("message_personal", &scene.last("message"));
    siti.say_privately(KUDOS, "help").await;
    let private = scene.last("message");
    assert_eq!(private["recipient"]["isTargeted"], true);
    assert_eq!(private["conversation"]["id"], KUDOS);
    scene.no_complaints();
}

#[tokio::test]
async fn the_app_hears_only_what_it_may() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");
    siti.say(KUDOS, "@budi thanks").await;
    siti.say(GROUP_CHAT, "@Plaudit Santoso hi").await;
    assert_eq!(scene.received().len(), 0);
    scene.sandbox.change(|model| model.company.reads_all = true);
    siti.say(KUDOS, "@budi thanks").await;
    siti.say(GROUP_CHAT, "@Plaudit hi").await;
    assert_eq!(scene.received().len(), 2);
    let gone = scene.sandbox.uninstall_from_team(GENERAL, "siti").await;
    assert!(gone.is_ok());
    same_shape(
        "installation_update_remove_team",
        &scene.last("installationUpdate"),
    );
    siti.say(KUDOS, "@Plaudit hi").await;
    assert_eq!(scene.received().len(), 4);
    assert!(
        !scene
            .sandbox
            .as_user("mei")
            .say(GROUP_CHAT, "hi")
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn installations_arrive_as_recorded() {
    let scene = Scene::quiet().await;
    let siti = scene.sandbox.as_user("siti");
    siti.install().await;
    same_shape(
        "installation_update_add_personal",
        &scene.last("installationUpdate"),
    );
    assert_eq!(
        scene.last("conversationUpdate")["membersAdded"][0]["id"],
        format!("28:{APP}")
    );
    scene.sandbox.install_in_team(GENERAL, "siti").await;
    same_shape(
        "conversation_update_bot_added_to_team",
        &scene.last("conversationUpdate"),
    );
    siti.rename_channel(KUDOS, "Kudos & Apresiasi").await;
    same_shape(
        "conversation_update_channel_renamed",
        &scene.last("conversationUpdate"),
    );
}

#[tokio::test]
async fn deliveries_are_signed_with_the_published_key() {
    let scene = Scene::quiet().await;
    scene.sandbox.as_user("siti").say_to_bot("hi").await;
    let http = client().unwrap();
    let get =
        async |url: &str| -> Value { http.get(url).send().await.unwrap().json().await.unwrap() };
    let metadata = get(&scene.sandbox.metadata_url()).await;
    assert_eq!(shape(&metadata), shape(&recorded("auth_openid_metadata")));
    assert_eq!(metadata["issuer"], scene.sandbox.issuer());
    let keys = get(metadata["jwks_uri"].as_str().unwrap()).await;
    assert_eq!(shape(&keys), shape(&recorded("auth_jwks_shape")));

    let verified = |authorization: &str, keys: &Value| {
        let token = authorization.strip_prefix("Bearer ").unwrap();
        let key = &keys["keys"][0];
        let header = jsonwebtoken::decode_header(token).unwrap();
        assert_eq!(header.kid.as_deref(), key["kid"].as_str());
        let (n, e) = (key["n"].as_str().unwrap(), key["e"].as_str().unwrap());
        let decoding = jsonwebtoken::DecodingKey::from_rsa_components(n, e).unwrap();
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
        validation.set_audience(&[APP]);
        validation.validate_exp = false;
        jsonwebtoken::decode::<Value>(token, &decoding, &validation)
    };
    let received = &scene.received()[0];
    let claims = verified(received.authorization(), &keys).unwrap().claims;
    let sample = &recorded("auth_token_claims_good")["claims"];
    assert_eq!(shape(&claims), shape(sample));
    assert_eq!(claims["serviceurl"], received.activity()["serviceUrl"]);
    assert_eq!(claims["nbf"], scene.clock.now().as_second());

    let odd = scene
        .sandbox
        .token_with(&json!({"aud": "another", "serviceurl": null}));
    assert!(verified(&format!("Bearer {odd}"), &keys).is_err());
    scene.sandbox.rotate_key().unwrap();
    scene.sandbox.endorse(["webchat"]);
    let rotated = get(metadata["jwks_uri"].as_str().unwrap()).await;
    assert_ne!(rotated["keys"][0]["kid"], keys["keys"][0]["kid"]);
    assert_eq!(rotated["keys"][0]["endorsements"], json!(["webchat"]));
    scene
        .sandbox
        .send_with_token(json!({"type": "typing"}), None)
        .await;
    assert!(!scene.received()[1].headers.contains_key("authorization"));
}

#[tokio::test]
async fn what_is_not_acknowledged_comes_again() {
    let count = Arc::new(Mutex::new(0));
    let seen = Arc::clone(&count);
    let scene = Scene::new(move |_| {
        let mut count = seen.lock().unwrap();
        *count += 1;
        let status = if *count < 3 {
            StatusCode::BAD_GATEWAY
        } else {
            StatusCode::OK
        };
        status.into_response()
    })
    .await;
    let said = scene.sandbox.as_user("siti").say_to_bot("hi").await;
    assert_eq!(said.status, Some(200));
    let received = scene.received();
    assert_eq!(received.len(), 3);
    assert_eq!(received[0].body, received[2].body);
    let retries: Vec<u8> = scene.sandbox.deliveries().iter().map(|d| d.retry).collect();
    assert_eq!(retries, [0, 1, 2]);
    scene.sandbox.redeliver(1).await;
    assert_eq!(scene.received()[3].body, received[0].body);
}

#[tokio::test]
async fn tokens_are_given_for_the_right_credentials_alone() {
    let scene = Scene::quiet().await;
    let (status, answer) = scene.token(&CREDENTIALS).await;
    assert_eq!((status, &answer["expires_in"]), (200, &json!(3599)));
    for (name, value, expected) in [
        ("client_secret", "wrong", 401),
        ("client_id", "wrong", 400),
        ("grant_type", "password", 400),
        ("scope", "https://graph.microsoft.com/.default", 400),
    ] {
        let mut fields = CREDENTIALS;
        fields.iter_mut().find(|field| field.0 == name).unwrap().1 = value;
        let (status, answer) = scene.token(&fields).await;
        assert_eq!(status, expected, "{answer}");
        assert!(
            answer["error_description"]
                .as_str()
                .unwrap()
                .starts_with("AADSTS")
        );
    }
    assert_eq!(scene.sandbox.complaints().len(), 4);
    assert!(!format!("{:?}", scene.sandbox.calls("token")).contains("sandbox-app-password"));

    let token = scene.good_token().await;
    let path = format!("teams/{GENERAL}");
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        200
    );
    scene.clock.advance(SignedDuration::from_secs(3600));
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        401
    );
    let token = scene.good_token().await;
    scene.sandbox.revoke_tokens();
    assert_eq!(
        scene
            .call_with(&token, Method::GET, &path, &Value::Null)
            .await
            .0,
        401
    );
}

#[tokio::test]
async fn messages_are_posted_changed_and_deleted() {
    let scene = Scene::quiet().await;
    let root = scene.post(KUDOS, &says("one")).await;
    let path = format!("conversations/{}/activities/{root}", encoded(KUDOS));
    let (status, answer) = scene.call(Method::POST, &path, &says("two")).await;
    assert_eq!(status, 201);
    let reply = scene.message(KUDOS, answer["id"].as_str().unwrap());
    assert_eq!(reply.root.as_deref(), Some(root.as_str()));
    let third = scene.post(&in_thread(KUDOS, &root), &says("three")).await;
    assert_eq!(scene.message(KUDOS, &third).root, reply.root);

    let (status, _) = scene.call(Method::PUT, &path, &says("changed")).await;
    assert_eq!(status, 200);
    assert_eq!(scene.message(KUDOS, &root).text, "changed");
    let (status, _) = scene.call(Method::DELETE, &path, &Value::Null).await;
    assert_eq!(status, 200);
    let (status, answer) = scene.call(Method::PUT, &path, &says("again")).await;
    assert_eq!(
        (status, &answer["error"]["code"]),
        (404, &json!("ActivityNotFoundInConversation"))
    );
    let texts: Vec<String> = scene
        .sandbox
        .messages(KUDOS)
        .into_iter()
        .map(|m| m.text)
        .collect();
    assert_eq!(texts, ["two", "three"]);
    // The thread outlives its first message.
    scene.post(&in_thread(KUDOS, &root), &says("four")).await;
    scene.no_complaints();

    let said = scene
        .sandbox
        .as_user("siti")
        .say(KUDOS, "mine")
        .await
        .message
        .unwrap();
    let path = format!("conversations/{KUDOS}/activities/{said}");
    assert_eq!(scene.call(Method::DELETE, &path, &Value::Null).await.0, 403);
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn places_refuse_what_they_must() {
    let scene = Scene::quiet().await;
    let refused = async |place: &str, body: Value| {
        let path = format!("conversations/{}/activities", encoded(place));
        let (status, answer) = scene.call(Method::POST, &path, &body).await;
        (
            status,
            answer["error"]["code"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let code = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        refused("19:nowhere@thread.v2", says("x")).await,
        code(404, "ConversationNotFound")
    );
    let thread = in_thread(KUDOS, "1");
    assert_eq!(
        refused(&thread, says("x")).await,
        code(404, "ConversationNotFound")
    );
    scene.sandbox.change(|model| {
        model.conversation_mut(GROUP_CHAT).unwrap().installed = false;
    });
    assert_eq!(
        refused(GROUP_CHAT, says("x")).await,
        code(403, "BotNotInConversationRoster")
    );
    let chat = scene.sandbox.as_user("siti").chat_with_bot();
    scene
        .sandbox
        .change(|model| model.conversation_mut(&chat).unwrap().blocked = true);
    assert_eq!(
        refused(&chat, says("x")).await,
        code(403, "ConversationBlockedByUser")
    );
    scene.no_complaints();

    assert_eq!(refused(KUDOS, says("")).await, code(400, "BadSyntax"));
    assert_eq!(
        refused(KUDOS, says(&"x".repeat(52_000))).await,
        code(413, "MessageSizeTooBig")
    );
    let media = with_card(&json!([{"type": "Media"}]), &json!([]));
    assert_eq!(refused(KUDOS, media).await, code(400, "BadSyntax"));
    assert_eq!(scene.sandbox.complaints().len(), 3);
    let (status, _) = scene.call(Method::GET, "nothing", &Value::Null).await;
    assert_eq!(status, 404);
    let url = format!("{}v3/teams/x", scene.sandbox.service_url());
    assert_eq!(
        client().unwrap().get(url).send().await.unwrap().status(),
        401
    );
    assert_eq!(scene.sandbox.complaints().len(), 5);
}

#[tokio::test]
async fn the_app_writes_to_people_first() {
    let scene = Scene::quiet().await;
    let create = |member: &str| {
        json!({
            "bot": {"id": format!("28:{APP}")}, "members": [{"id": member}], "isGroup": false,
            "tenantId": TENANT, "channelData": {"tenant": {"id": TENANT}},
        })
    };
    let (status, answer) = scene
        .call(Method::POST, "conversations", &create(BUDI))
        .await;
    assert_eq!(status, 201);
    let chat = answer["id"].as_str().unwrap().to_owned();
    scene.post(&chat, &says("hi")).await;
    assert_eq!(scene.sandbox.direct("budi")[0].text, "hi");
    scene.no_complaints();
    scene.sandbox.change(|model| {
        model
            .company
            .conversations
            .iter_mut()
            .for_each(|found| found.installed = false);
        model
            .company
            .teams
            .iter_mut()
            .for_each(|team| team.installed = false);
    });
    assert_eq!(
        scene
            .call(Method::POST, "conversations", &create(BUDI))
            .await
            .0,
        403
    );
    scene.no_complaints();
    assert_eq!(
        scene
            .call(Method::POST, "conversations", &create("budi@example.com"))
            .await
            .0,
        400
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn a_thread_starts_in_a_channel() {
    let scene = Scene::quiet().await;
    let create = json!({
        "isGroup": true, "channelData": {"channel": {"id": KUDOS}}, "activity": says("news"),
    });
    let (status, answer) = scene.call(Method::POST, "conversations", &create).await;
    assert_eq!(status, 201);
    let id = answer["activityId"].as_str().unwrap();
    assert_eq!(answer["id"], in_thread(KUDOS, id));
    assert_eq!(scene.message(KUDOS, id).root, None);
    let chat = json!({"isGroup": true, "members": [], "activity": says("x")});
    assert_eq!(
        scene.call(Method::POST, "conversations", &chat).await.0,
        400
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn a_targeted_message_is_for_one() {
    let scene = Scene::quiet().await;
    let path = format!(
        "conversations/{}/activities?isTargetedActivity=true",
        encoded(KUDOS)
    );
    let mut body = says("psst");
    body["recipient"] = json!({"id": "29:1fake_siti_mri0123456789-_AbCdEf", "name": "Siti"});
    let (status, answer) = scene.call(Method::POST, &path, &body).await;
    assert_eq!(status, 201, "{answer}");
    assert_eq!(scene.sandbox.privates("siti")[0].text, "psst");
    assert!(scene.sandbox.messages(KUDOS).is_empty());
    assert!(scene.sandbox.calls("sendToConversation")[0].targeted);
    let id = answer["id"].as_str().unwrap();
    assert!(
        !scene
            .sandbox
            .as_user("siti")
            .react(KUDOS, id, "like")
            .await
            .is_ok()
    );
    let one = format!("conversations/{}/activities/{id}", encoded(KUDOS));
    let targeted = format!("{one}?isTargetedActivity=true");
    assert_eq!(
        scene.call(Method::PUT, &targeted, &says("changed")).await.0,
        200
    );
    scene.no_complaints();
    assert_eq!(scene.call(Method::PUT, &one, &says("x")).await.0, 400);
    assert_eq!(scene.sandbox.complaints().len(), 1);
    scene.sandbox.targeted(false);
    assert_eq!(scene.call(Method::POST, &path, &body).await.0, 400);
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn rosters_come_in_pages() {
    let scene = Scene::quiet().await;
    let path = format!("conversations/{}/pagedmembers?pageSize=10", encoded(KUDOS));
    let (_, first) = scene.call(Method::GET, &path, &Value::Null).await;
    same_shape("api_conversation_members_page1", &first);
    let token = first["continuationToken"].as_str().unwrap();
    let next = format!("{path}&continuationToken={}", token.replace('=', "%3D"));
    let (_, second) = scene.call(Method::GET, &next, &Value::Null).await;
    assert_eq!(second["members"].as_array().unwrap().len(), 6);
    assert!(second.get("continuationToken").is_none());
    let guest = &second["members"][5];
    assert_eq!(
        (&guest["userRole"], &guest["email"]),
        (&json!("guest"), &Value::Null)
    );
    for id in [BUDI, "29:1fake_budi_mri0123456789-_AbCdEf"] {
        let path = format!("conversations/{}/members/{}", encoded(KUDOS), encoded(id));
        assert_eq!(
            scene.call(Method::GET, &path, &Value::Null).await.1["email"],
            "budi@example.com"
        );
    }
    let path = format!("teams/{}/conversations", encoded(GENERAL));
    let (_, list) = scene.call(Method::GET, &path, &Value::Null).await;
    assert_eq!(list["conversations"][0]["name"], Value::Null);
    assert_eq!(list["conversations"][1]["name"], "Kudos");
    scene.no_complaints();
}

#[tokio::test]
async fn faults_come_as_ordered() {
    let scene = Scene::quiet().await;
    let path = format!("conversations/{}/activities", encoded(KUDOS));
    let faults = [
        (Fault::Throttled(Some(2)), 429),
        (Fault::PreconditionFailed, 412),
        (Fault::Broken(502), 502),
        (Fault::Refused("MessageWritesBlocked".to_owned()), 403),
        (Fault::Unauthorized, 401),
    ];
    for (fault, expected) in faults {
        scene.sandbox.fail("sendToConversation", fault, 1);
        let (status, answer) = scene.call(Method::POST, &path, &says("x")).await;
        assert_eq!(status, expected);
        match status {
            429 => assert_eq!(answer, recorded("api_error_throttled")["body"]),
            403 => assert_eq!(answer, recorded("api_error_blocked")["body"]),
            _ => {}
        }
    }
    assert!(scene.sandbox.messages(KUDOS).is_empty());
    scene
        .sandbox
        .fail("sendToConversation", Fault::LostAnswer, 1);
    assert_eq!(scene.call(Method::POST, &path, &says("x")).await.0, 504);
    assert_eq!(scene.sandbox.messages(KUDOS).len(), 1);
    let statuses: Vec<u16> = scene
        .sandbox
        .calls("sendToConversation")
        .iter()
        .map(|c| c.status)
        .collect();
    assert_eq!(statuses, [429, 412, 502, 403, 401, 504]);
    scene.no_complaints();
}

#[tokio::test]
async fn reactions_to_the_bot_arrive_as_recorded() {
    let scene = Scene::quiet().await;
    let zoe = scene.sandbox.as_user("zoe");
    let id = scene.post(KUDOS, &says("hi")).await;
    zoe.react(KUDOS, &id, "1f44f_clappinghands-tone4").await;
    same_shape("message_reaction_added", &scene.last("messageReaction"));
    assert!(
        !zoe.react(KUDOS, &id, "1f44f_clappinghands-tone4")
            .await
            .is_ok()
    );
    zoe.unreact(KUDOS, &id, "1f44f_clappinghands-tone4").await;
    assert_eq!(scene.received().len(), 2);
    let said = scene
        .sandbox
        .as_user("siti")
        .say(KUDOS, "hi")
        .await
        .message
        .unwrap();
    zoe.react(KUDOS, &said, "like").await;
    assert_eq!(scene.received().len(), 2);
    assert_eq!(scene.message(KUDOS, &said).reactions[0].kind, "like");
}

#[tokio::test]
async fn a_pressed_button_is_answered_at_once() {
    let scene = Scene::new(|activity| match activity["value"]["action"]["verb"].as_str() {
        Some("boost") => answer(&json!({
            "statusCode": 200, "type": "application/vnd.microsoft.activity.message",
            "value": "Boosted",
        })),
        Some("turn") => answer(&json!({
            "statusCode": 200, "type": "application/vnd.microsoft.card.adaptive",
            "value": attachment(&json!([{"type": "TextBlock", "text": "new"}]), &json!([]))["content"],
        })),
        Some(_) => answer(&json!({"ok": true})),
        None => StatusCode::OK.into_response(),
    })
    .await;
    let action = |verb: &str| {
        json!({
            "type": "Action.Execute", "title": verb, "verb": verb, "id": verb, "data": {"id": "k1"},
        })
    };
    let body = json!([
        {"type": "TextBlock", "text": "old"},
        {"type": "Input.Text", "id": "note"},
    ]);
    let actions = json!([
        action("boost"), action("turn"), action("odd"),
        {"type": "Action.Submit", "title": "Old way",
         "data": {"kind": "boost", "kudos_id": "k1", "points": "2"}},
    ]);
    let id = scene.post(KUDOS, &with_card(&body, &actions)).await;
    let message = scene.message(KUDOS, &id);
    let siti = scene.sandbox.as_user("siti");

    let seen = siti
        .press_with(&message, "boost", &[("note", "Setuju!")])
        .await;
    assert_eq!((seen.text.as_str(), seen.failure), ("Boosted", None));
    let invoke = scene.last("adaptiveCard/action");
    same_shape("invoke_adaptivecard_action", &invoke);
    assert_eq!(
        invoke["value"]["action"]["data"],
        json!({"id": "k1", "note": "Setuju!"})
    );
    assert_eq!(invoke["replyToId"], id);

    siti.press(&message, "turn").await;
    let turned = scene.message(KUDOS, &id);
    assert_eq!(
        turned.card_for(&siti_aad(&scene)).unwrap()["body"][0]["text"],
        "new"
    );
    assert_eq!(turned.card_for(BUDI).unwrap()["body"][0]["text"], "old");
    assert!(!siti.press(&turned, "boost").await.is_ok());

    let budi = scene.sandbox.as_user("budi");
    budi.press_with(&message, "Old way", &[("note", "Setuju!")])
        .await;
    same_shape("message_card_action_submit", &scene.last("message"));
    scene.no_complaints();
    assert!(!budi.press(&message, "odd").await.is_ok());
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

fn siti_aad(scene: &Scene) -> String {
    scene.sandbox.model().user("siti").unwrap().aad.clone()
}

#[tokio::test]
async fn a_dialog_is_opened_filled_and_sent() {
    let body = json!([
        {"type": "Input.ChoiceSet", "id": "to", "isMultiSelect": true, "isRequired": true,
         "errorMessage": "Whom?", "choices": [],
         "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}},
        {"type": "Input.Number", "id": "points", "min": 1, "max": 5, "value": 3},
    ]);
    let opened = dialog(&body);
    let scene = Scene::new(move |activity| match activity["name"].as_str() {
        Some("task/fetch" | "composeExtension/fetchTask") => answer(&opened),
        Some("task/submit") => answer(&json!({"task": {"type": "message", "value": "Sent"}})),
        _ => StatusCode::OK.into_response(),
    })
    .await;
    let actions = json!([{"type": "Action.Submit", "title": "Give",
        "data": {"msteams": {"type": "task/fetch"}, "plaudit": {"action": "give"}}}]);
    let id = scene.post(KUDOS, &with_card(&json!([]), &actions)).await;
    let siti = scene.sandbox.as_user("siti");
    let seen = siti.press(&scene.message(KUDOS, &id), "Give").await;
    assert!(seen.text.starts_with("Give kudos"), "{seen:?}");
    same_shape("invoke_task_fetch", &scene.last("task/fetch"));

    assert_eq!(siti.submit().await.errors["to"], "Whom?");
    assert!(!siti.fill("nothing", "x").is_ok());
    assert!(!siti.fill("to", "@nobody").is_ok());
    assert!(siti.fill("to", "@budi,@zoe").is_ok());
    assert_eq!(siti.submit().await.text, "Sent");
    let sent = scene.last("task/submit");
    same_shape("invoke_task_submit", &sent);
    assert_eq!(
        sent["value"]["data"],
        json!({"form": "give", "points": "3",
               "to": format!("{BUDI},5f0c2d1e-0000-4000-8000-000000000054")})
    );
    assert!(siti.dialog().is_none());

    let said = scene
        .sandbox
        .as_user("budi")
        .say(KUDOS, "@siti selesai")
        .await
        .message
        .unwrap();
    siti.give_kudos_on(KUDOS, &said).await;
    same_shape(
        "invoke_composeextension_fetchtask_message",
        &scene.last("composeExtension/fetchTask"),
    );
    siti.fill("to", "@budi");
    siti.submit().await;
    let sent = scene.last("composeExtension/submitAction");
    assert_eq!(sent["value"]["commandId"], "giveKudosFromMessage");
    assert_eq!(sent["value"]["data"]["to"], BUDI);
    assert!(siti.dialog().is_none());
    siti.compose(GROUP_CHAT).await;
    assert!(
        scene.last("composeExtension/fetchTask")["value"]
            .get("messagePayload")
            .is_none()
    );
    siti.close();
    scene.no_complaints();
}

#[tokio::test]
async fn an_invoke_is_not_sent_again() {
    let scene = Scene::new(|_| StatusCode::NOT_IMPLEMENTED.into_response()).await;
    let seen = scene.sandbox.as_user("siti").compose(KUDOS).await;
    assert_eq!(seen.status, Some(501));
    assert!(!seen.is_ok());
    assert_eq!(scene.received().len(), 1);
}

#[tokio::test]
async fn the_outgoing_webhook_is_answered_in_the_channel() {
    let scene = Scene::new(|activity| {
        let text = activity["text"].as_str().unwrap_or_default();
        if text.contains("bad") {
            let actions = json!([{"type": "Action.Submit", "title": "x"}]);
            return answer(&with_card(&json!([]), &actions));
        }
        answer(&says("This week"))
    })
    .await;
    let seen = scene
        .sandbox
        .call_webhook("siti", KUDOS, "papan minggu ini")
        .await;
    assert_eq!(seen.text, "This week");
    let received = &scene.received()[0];
    assert_eq!(received.path, "/teams/outgoing-webhook");
    same_shape("outgoing_webhook_message", &received.activity());
    assert!(received.authorization().starts_with("HMAC "));
    assert_eq!(scene.sandbox.messages(KUDOS)[1].root, seen.message);
    scene.no_complaints();
    assert!(
        !scene
            .sandbox
            .call_webhook("siti", KUDOS, "bad")
            .await
            .is_ok()
    );
    assert_eq!(scene.sandbox.complaints().len(), 1);
}

#[tokio::test]
async fn waits_for_what_is_to_come() {
    let scene = Scene::quiet().await;
    let (sandbox, siti) = (&scene.sandbox, scene.sandbox.as_user("siti"));
    let said = async { siti.say(KUDOS, "hi").await };
    let waited = sandbox.wait_for(|model| model.messages.first().cloned());
    let (found, _) = tokio::join!(waited, said);
    assert_eq!(found.unwrap().text, "hi\n");
    scene.sandbox.settled().await;
}
