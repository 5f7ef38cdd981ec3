//! What Teams does for us, against an HTTP server that answers as Teams does.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use plaudit::app::{App, Running, Stop, connect_teams, sync_rosters};
use plaudit::calling;
use plaudit::chat::{
    Door, Identity, Installation, LookupError, Message, Outgoing, Place, PlaceKind, Platform, Port,
    Receipt, SendError, Standing, To,
};
use plaudit::clock::Clock;
use plaudit::config::{ServeSettings, TeamsBot, TeamsSettings};
use plaudit::kudos::Lane;
use plaudit::people;
use plaudit::teams::inbound::Reference;
use plaudit::teams::{Bot, Teams};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::harness::{TestDb, eventually};

const TENANT: &str = "tenant";
const GENERAL: &str = "19:general@thread.tacv2";
const KUDOS: &str = "19:kudos@thread.tacv2";
const CHAT: &str = "19:chat@thread.v2";
const ANA: &str = "5f0c2d1e-0000-4000-8000-000000000051";

fn tenant() -> Installation {
    Installation::new(Platform::Teams, TENANT)
}

/// How a request is answered whose line contains the words.
type Rule = (&'static str, u16, Value);

#[derive(Clone, Default)]
struct Stage {
    rules: Arc<Mutex<Vec<Rule>>>,
    seen: Arc<Mutex<Vec<(String, Value)>>>,
}

struct Set {
    stage: Stage,
    teams: Teams,
    service_url: String,
    bot: Bot,
    db: TestDb,
}

async fn answer(State(stage): State<Stage>, verb: Method, uri: Uri, body: Bytes) -> Response {
    if uri.path().starts_with("/login") {
        let token = json!({ "access_token": "token", "expires_in": 3599 });
        return token.to_string().into_response();
    }
    let line = format!("{verb} {uri}")
        .replace("%3A", ":")
        .replace("%40", "@");
    let line = line.replace("%3B", ";").replace("%3D", "=");
    let body = serde_json::from_slice(&body).unwrap_or_default();
    stage.seen.lock().unwrap().push((line.clone(), body));
    let rules = stage.rules.lock().unwrap();
    let rule = rules.iter().rev().find(|(words, ..)| line.contains(words));
    let (status, body) = rule.map_or((201, json!({ "id": "1" })), |it| (it.1, it.2.clone()));
    (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response()
}

impl Set {
    async fn build() -> Self {
        let stage = Stage::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(answer).with_state(stage.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let bot = Bot {
            app_id: "app".to_owned(),
            password: "hush".into(),
            tenant: TENANT.to_owned(),
            login: format!("http://{address}/login").parse().unwrap(),
            issuer: "https://api.botframework.com".to_owned(),
            service_hosts: vec![address.to_string()],
        };
        let db = TestDb::new().await;
        let http = calling::client().unwrap();
        let set = Self {
            stage,
            teams: Teams::new(http, Clock::system(), db.pool.clone(), &bot),
            service_url: format!("http://{address}"),
            bot,
            db,
        };
        set.hear(GENERAL, PlaceKind::Public, true).await;
        set.hear(KUDOS, PlaceKind::Public, true).await;
        set.hear(CHAT, PlaceKind::Private, true).await;
        set.on("/members/", 200, ana("user"));
        set
    }

    async fn hear(&self, conversation: &str, kind: PlaceKind, present: bool) {
        let team = (kind == PlaceKind::Public).then(|| GENERAL.to_owned());
        let reference = Reference {
            tenant: TENANT.to_owned(),
            conversation: conversation.to_owned(),
            service_url: self.service_url.clone(),
            kind,
            shared: false,
            team,
            person: (kind == PlaceKind::Direct).then(|| ANA.to_owned()),
            present,
        };
        self.teams.directory().remember(&reference).await.unwrap();
    }

    /// From now on, requests whose line contains `words` are answered so.
    fn on(&self, words: &'static str, status: u16, body: Value) {
        self.stage.rules.lock().unwrap().push((words, status, body));
    }

    fn refuse(&self, words: &'static str, status: u16, code: &str) {
        self.on(words, status, json!({ "error": { "code": code } }));
    }

    /// The lines of the requests since the last look.
    fn lines(&self) -> Vec<String> {
        self.requests().into_iter().map(|it| it.0).collect()
    }

    fn requests(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut *self.stage.seen.lock().unwrap())
    }

    /// Plaudit with this bot, or with an outgoing webhook alone.
    fn app(&self, webhook_alone: bool) -> (App, Vec<Lane>) {
        let bot = TeamsBot {
            app_id: self.bot.app_id.clone(),
            password: self.bot.password.clone(),
            tenant: self.bot.tenant.clone(),
            metadata: self.bot.login.clone(),
            issuer: self.bot.issuer.clone(),
            login: self.bot.login.clone(),
            service_hosts: self.bot.service_hosts.clone(),
        };
        let settings = TeamsSettings {
            bot: (!webhook_alone).then_some(bot),
            webhook: webhook_alone.then(|| "aHVzaA==".parse().unwrap()),
            tenant: Some(TENANT.to_owned()),
        };
        let (pool, options) = (self.db.pool.clone(), self.db.options());
        let settings = ServeSettings {
            teams: settings,
            ..ServeSettings::default()
        };
        App::new(pool, &options, Clock::system(), settings).unwrap()
    }

    async fn post(&self, to: To) -> Result<Receipt, SendError> {
        self.teams.deliver(&post(to)).await
    }
}

fn post(to: To) -> Outgoing {
    Outgoing::Post {
        replaces: None,
        to,
        direct: None,
        message: Message::text("well done"),
    }
}

fn ana(role: &str) -> Value {
    json!({
        "id": "29:ana",
        "name": "Ana",
        "aadObjectId": ANA,
        "email": "ana@example.com",
        "tenantId": TENANT,
        "userRole": role,
    })
}

fn account() -> Identity {
    Identity::new(Platform::Teams, TENANT, ANA)
}

fn place(channel: &str, kind: PlaceKind) -> Place {
    Place {
        platform: Platform::Teams,
        team: TENANT.to_owned(),
        channel: channel.to_owned(),
        thread: None,
        kind,
        shared: false,
    }
}

fn thread(root: &str) -> Place {
    Place {
        thread: Some(root.to_owned()),
        ..place(KUDOS, PlaceKind::Public)
    }
}

fn privately(place: Place) -> To {
    let person = account();
    To::Privately { place, person }
}

fn receipt(channel: &str, message: Option<&str>) -> Receipt {
    Receipt {
        channel: channel.to_owned(),
        message: message.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_message_finds_its_thread() {
    let set = Set::build().await;
    let outcome = set.post(To::Place(thread("7"))).await;
    assert_eq!(outcome, Ok(receipt(KUDOS, Some("1"))));
    let line = format!("POST /v3/conversations/{KUDOS};messageid=7/activities");
    assert_eq!(set.lines(), [line]);

    set.on(
        "POST /v3/conversations",
        201,
        json!({ "id": format!("{KUDOS};messageid=8"), "activityId": "8" }),
    );
    for kind in [PlaceKind::Public, PlaceKind::Private, PlaceKind::Unknown] {
        let outcome = set.post(To::Place(place(KUDOS, kind))).await;
        assert_eq!(outcome, Ok(receipt(KUDOS, Some("8"))));
        let (line, body) = set.requests().remove(0);
        assert_eq!(line, "POST /v3/conversations");
        assert_eq!(body["channelData"]["channel"]["id"], KUDOS);
        assert_eq!(body["activity"]["type"], "message");
    }
    set.post(To::Place(place(CHAT, PlaceKind::Private)))
        .await
        .unwrap();
    assert_eq!(
        set.lines(),
        [format!("POST /v3/conversations/{CHAT}/activities")]
    );
}

#[tokio::test]
async fn a_message_of_ours_is_changed() {
    let set = Set::build().await;
    let change = Outgoing::Change {
        place: thread("7"),
        id: "9".to_owned(),
        message: Message::text("undone"),
    };
    let changed = set.teams.deliver(&change).await;
    assert_eq!(changed, Ok(receipt(KUDOS, Some("9"))));
    let line = format!("PUT /v3/conversations/{KUDOS};messageid=7/activities/9");
    assert_eq!(set.lines(), [line]);
    set.refuse("PUT", 404, "ActivityNotFoundInConversation");
    let refused = set.teams.deliver(&change).await.unwrap_err();
    assert!(matches!(
        refused,
        SendError::Refused {
            person_gone: false,
            ..
        }
    ));
    // The message is gone, not the conversation.
    set.post(To::Place(thread("7"))).await.unwrap();
}

#[tokio::test]
async fn a_conversation_with_a_person_is_opened_once() {
    let set = Set::build().await;
    set.on("POST /v3/conversations", 201, json!({ "id": "a:ana" }));
    set.on("/activities", 201, json!({ "id": "2" }));
    for _ in 0..2 {
        let outcome = set.post(To::Person(account())).await;
        assert_eq!(outcome, Ok(receipt("a:ana", Some("2"))));
    }
    let requests = set.requests();
    assert_eq!(requests[0].1["members"], json!([{ "id": ANA }]));
    assert_eq!(requests[0].1["bot"]["id"], "28:app");
    let lines: Vec<_> = requests.iter().map(|it| it.0.as_str()).collect();
    let send = "POST /v3/conversations/a:ana/activities";
    assert_eq!(lines, ["POST /v3/conversations", send, send]);
}

#[tokio::test]
async fn who_cannot_be_written_to_is_gone() {
    let gone = |outcome: Result<Receipt, SendError>| {
        let refused = outcome.unwrap_err();
        assert!(
            matches!(
                refused,
                SendError::Refused {
                    person_gone: true,
                    ..
                }
            ),
            "{refused:?}"
        );
    };
    let set = Set::build().await;
    set.refuse("POST /v3/conversations", 403, "ForbiddenOperationException");
    gone(set.post(To::Person(account())).await);
    let set = Set::build().await;
    set.hear("a:ana", PlaceKind::Direct, true).await;
    set.refuse("/activities", 403, "MessageWritesBlocked");
    gone(set.post(To::Person(account())).await);
    assert_eq!(set.lines().len(), 1);
    // Nothing is tried again until they are heard of.
    gone(set.post(To::Person(account())).await);
    assert_eq!(set.lines().len(), 0);
    set.on("/activities", 201, json!({ "id": "2" }));
    set.hear("a:ana", PlaceKind::Direct, true).await;
    set.post(To::Person(account())).await.unwrap();
}

#[tokio::test]
async fn a_private_message_is_seen_in_its_place() {
    let set = Set::build().await;
    for _ in 0..2 {
        let outcome = set.post(privately(thread("7"))).await;
        assert_eq!(outcome, Ok(receipt(KUDOS, None)));
    }
    let requests = set.requests();
    let lines: Vec<_> = requests.iter().map(|it| it.0.as_str()).collect();
    let lookup = format!("GET /v3/conversations/{KUDOS}/members/{ANA}");
    let whisper =
        format!("POST /v3/conversations/{KUDOS};messageid=7/activities?isTargetedActivity=true");
    assert_eq!(lines, [&lookup, &whisper, &whisper]);
    let recipient = json!({ "id": "29:ana", "name": "Ana" });
    assert_eq!(requests[1].1["recipient"], recipient);
}

#[tokio::test]
async fn where_nothing_can_be_said_privately_it_is_said_to_the_person() {
    for status in [400, 403, 404] {
        let set = Set::build().await;
        set.hear("a:ana", PlaceKind::Direct, true).await;
        set.refuse("isTargeted", status, "TargetedMessagesAreOff");
        let to = privately(place(CHAT, PlaceKind::Private));
        let outcome = set.post(to.clone()).await;
        assert_eq!(outcome, Ok(receipt("a:ana", Some("1"))));
        assert_eq!(set.lines().len(), 3);
        // Known for a day.
        set.post(to).await.unwrap();
        assert_eq!(set.lines(), ["POST /v3/conversations/a:ana/activities"]);
        // Other conversations may differ.
        set.on("isTargeted", 201, json!({ "id": "1" }));
        let outcome = set.post(privately(thread("7"))).await;
        assert_eq!(outcome, Ok(receipt(KUDOS, None)));
    }
    let set = Set::build().await;
    set.hear("a:ana", PlaceKind::Direct, true).await;
    let own = "POST /v3/conversations/a:ana/activities";
    set.post(privately(place("a:ana", PlaceKind::Direct)))
        .await
        .unwrap();
    assert_eq!(set.lines(), [own]);
    // Whoever is not in the chat, and wherever the bot is not.
    set.refuse("/members/", 404, "MemberNotFoundInConversation");
    set.post(privately(place(CHAT, PlaceKind::Private)))
        .await
        .unwrap();
    assert_eq!(set.lines()[1..], [own]);
    set.hear(CHAT, PlaceKind::Private, false).await;
    set.post(privately(place(CHAT, PlaceKind::Private)))
        .await
        .unwrap();
    assert_eq!(set.lines(), [own]);
}

#[tokio::test]
async fn a_card_that_is_not_taken_goes_as_text() {
    for (status, code) in [(400, "BadSyntax"), (413, "MessageSizeTooBig")] {
        let set = Set::build().await;
        set.refuse("/activities", status, code);
        let refused = set.post(To::Place(thread("7"))).await.unwrap_err();
        assert!(matches!(
            refused,
            SendError::Refused {
                person_gone: false,
                ..
            }
        ));
        let bodies: Vec<_> = set.requests().into_iter().map(|it| it.1).collect();
        assert_eq!(bodies.len(), 2);
        assert!(bodies[0]["attachments"].is_array());
        assert!(bodies[1]["attachments"].is_null() && bodies[1]["text"].is_string());
    }
}

#[tokio::test]
async fn a_conversation_that_is_shut_is_left_alone() {
    let set = Set::build().await;
    let to = To::Place(place(CHAT, PlaceKind::Private));
    set.refuse("/activities", 403, "BotNotInConversationRoster");
    for requests in [1, 0] {
        let refused = set.post(to.clone()).await.unwrap_err();
        assert!(matches!(
            refused,
            SendError::Refused {
                person_gone: false,
                ..
            }
        ));
        assert_eq!(set.lines().len(), requests);
    }
}

#[tokio::test]
async fn a_thread_that_is_gone_leaves_its_channel_open() {
    let set = Set::build().await;
    set.refuse("messageid=7", 404, "ConversationNotFound");
    let refused = set.post(To::Place(thread("7"))).await.unwrap_err();
    assert!(matches!(refused, SendError::Refused { .. }));
    set.post(To::Place(thread("8"))).await.unwrap();
}

#[tokio::test]
async fn what_may_work_later_is_kept() {
    let set = Set::build().await;
    let to = To::Place(place(CHAT, PlaceKind::Private));
    set.refuse("/activities", 429, "Throttled");
    let limited = set.post(to.clone()).await.unwrap_err();
    assert!(matches!(limited, SendError::Later { pause: Some(_), .. }));
    set.refuse("/activities", 503, "ServiceUnavailable");
    let down = set.post(to.clone()).await.unwrap_err();
    assert!(matches!(down, SendError::Later { pause: None, .. }));
    set.refuse("/activities", 401, "Unauthorized");
    let revoked = set.post(to).await.unwrap_err();
    assert!(matches!(revoked, SendError::Revoked { .. }));
    let stranger = To::Person(Identity::new(Platform::Teams, "elsewhere", ANA));
    let refused = set.post(stranger).await.unwrap_err();
    let elsewhere = Installation::new(Platform::Teams, "elsewhere");
    assert_eq!(refused, SendError::NoToken(elsewhere.clone()));
    let asked = set.teams.profile(&elsewhere, None, &account()).await;
    assert_eq!(asked, Err(LookupError::NoToken(elsewhere)));
}

#[tokio::test]
async fn a_person_is_found_where_they_were_seen_or_elsewhere() {
    let set = Set::build().await;
    let seen = place(CHAT, PlaceKind::Private);
    let mri = Identity::new(Platform::Teams, TENANT, "29:ana");
    let found = set
        .teams
        .profile(&tenant(), Some(&seen), &mri)
        .await
        .unwrap();
    assert_eq!(found.identity, account());
    assert_eq!(found.aliases, ["29:ana"]);
    assert_eq!(found.standing, Standing::Member);
    let line = format!("GET /v3/conversations/{CHAT}/members/29:ana");
    assert_eq!(set.lines(), [line]);

    set.refuse("/members/", 404, "MemberNotFoundInConversation");
    set.on("general@thread.tacv2/members/", 200, ana("guest"));
    let found = set
        .teams
        .profile(&tenant(), Some(&seen), &mri)
        .await
        .unwrap();
    assert_eq!(found.standing, Standing::Guest);
    set.refuse("/members/", 404, "MemberNotFoundInConversation");
    let unknown = set.teams.profile(&tenant(), None, &mri).await.unwrap_err();
    assert!(matches!(unknown, LookupError::Unknown(_)));
    set.refuse("/members/", 503, "ServiceUnavailable");
    let later = set.teams.profile(&tenant(), None, &mri).await.unwrap_err();
    assert!(matches!(later, LookupError::Later { pause: None, .. }));
    set.refuse("/members/", 429, "Throttled");
    let limited = set.teams.profile(&tenant(), None, &mri).await.unwrap_err();
    assert!(matches!(limited, LookupError::Later { pause: Some(_), .. }));
}

#[tokio::test]
async fn rosters_come_in_pages() {
    let set = Set::build().await;
    set.on(
        "pagedmembers",
        200,
        json!({ "members": [ana("user")], "continuationToken": "next" }),
    );
    let now = Clock::system().now();
    let due = set.teams.directory().rosters_due(now).await.unwrap();
    let (profiles, next) = set.teams.roster_page(&due[0], None).await.unwrap();
    assert_eq!(profiles[0].email.as_deref(), Some("ana@example.com"));
    assert_eq!(next.as_deref(), Some("next"));
    set.on("pagedmembers", 200, json!({ "members": [] }));
    let (profiles, next) = set
        .teams
        .roster_page(&due[0], next.as_deref())
        .await
        .unwrap();
    assert_eq!((profiles.len(), next), (0, None));
    assert!(set.lines()[1].contains("continuationToken=next"));
}

#[tokio::test]
async fn a_bot_is_told_neither_tags_nor_messages() {
    let set = Set::build().await;
    let place = place(CHAT, PlaceKind::Private);
    let group = set.teams.group(&tenant(), "tag").await;
    assert!(matches!(group, Err(LookupError::Unknown(_))));
    let told = set.teams.place(&place).await.unwrap();
    assert_eq!((told.place, told.door), (place.clone(), Door::Open));
    let elsewhere = Place {
        channel: "19:never1@thread.tacv2".into(),
        ..place.clone()
    };
    let told = set.teams.place(&elsewhere).await.unwrap();
    assert_eq!(told.door, Door::Uninvited, "nobody brought it there");
    assert_eq!(set.teams.author(&place, "7").await, Ok(None));
}

#[tokio::test]
async fn people_are_known_as_soon_as_the_bot_is_among_them() {
    let set = Set::build().await;
    set.on("pagedmembers", 200, json!({ "members": [ana("user")] }));
    let (app, lanes) = set.app(false);
    let running = Running::start(&app, lanes).await;
    let connected = app.desk.workspaces.of(&tenant()).await;
    let connected = connected.unwrap().unwrap();
    assert_eq!(connected.connection.bot_user, "28:app");
    let mut conn = app.pool.acquire().await.unwrap();
    let known = async || people::find(&mut conn, &account()).await.unwrap();
    let known = eventually("she is known", known, Option::is_some).await;
    assert_eq!(known.unwrap().name, "Ana");
    drop(conn);
    running.finish(app, &Stop::default()).await;
}

#[tokio::test]
async fn a_roster_that_is_not_told_holds_up_no_other() {
    let set = Set::build().await;
    let (app, _) = set.app(false);
    let teams = app.ports.teams.clone().unwrap();
    connect_teams(&app, &teams).await.unwrap();
    set.on("pagedmembers", 200, json!({ "members": [ana("user")] }));
    set.refuse(
        "chat@thread.v2/pagedmembers",
        403,
        "BotNotInConversationRoster",
    );
    assert_eq!(sync_rosters(&app, &teams).await.unwrap(), 1);
    // The team's members, its own name and those of its channels; and who is in the chat.
    assert_eq!(set.lines().len(), 4);
    assert_eq!(sync_rosters(&app, &teams).await.unwrap(), 0);
    assert_eq!(set.lines().len(), 0);
    let outcome = set.post(To::Place(place(CHAT, PlaceKind::Private))).await;
    assert!(matches!(outcome, Err(SendError::Refused { .. })));
    // While Teams is down nothing is taken for read.
    set.hear("19:new@thread.v2", PlaceKind::Private, true).await;
    set.refuse("new@thread.v2/pagedmembers", 503, "ServiceUnavailable");
    sync_rosters(&app, &teams).await.unwrap_err();
    set.on(
        "new@thread.v2/pagedmembers",
        200,
        json!({ "members": [ana("user")] }),
    );
    assert_eq!(sync_rosters(&app, &teams).await.unwrap(), 1);
}

#[tokio::test]
async fn a_webhook_alone_writes_to_nobody() {
    let set = Set::build().await;
    let (app, _) = set.app(true);
    let outgoing = post(To::Person(account()));
    let refused = app.ports.deliver(&outgoing).await.unwrap_err();
    assert!(
        refused.to_string().contains("only an outgoing webhook"),
        "{refused}"
    );
    let asked = app.ports.profile(&tenant(), None, &account()).await;
    assert!(matches!(asked, Err(LookupError::Unknown(_))));
    assert_eq!(set.lines(), Vec::<String>::new());
}
