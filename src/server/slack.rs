//! Slack's deliveries: verified, translated, handled, acknowledged.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::HttpError;
use super::delivery::{handle, ignored, keep_open, malformed, unreadable};
use crate::app::App;
use crate::chat::{Act, Inbound, Parcel, Platform, Port, Reply, SendError, To};
use crate::slack::inbound::{self, Event, Home};
use crate::slack::payload::{CommandForm, Envelope, Interaction};
use crate::slack::render::{self, Target};
use crate::slack::verify::Verified;

const SLACK: Platform = Platform::Slack;

/// How long Slack may take to pass on an apology, so that a press is still acknowledged in time.
const APOLOGY_DEADLINE: Duration = Duration::from_secs(2);

/// `POST /slack/commands`
pub(super) async fn command(
    State(app): State<App>,
    delivery: Verified,
) -> Result<Response, HttpError> {
    let form = CommandForm::read(delivery.body()).map_err(malformed)?;
    if form.is_probe() {
        return Ok(StatusCode::OK.into_response());
    }
    let inbound = inbound::command(&form, app.clock.now()).map_err(malformed)?;
    let (team, ticket) = (team_of(&inbound), inbound.ticket.clone());
    // A person waits: whatever happens, they are told.
    let reply = handle(&app, SLACK, "command", inbound.clone()).await;
    let reply = match reply {
        Ok(reply) => reply,
        Err(error) => {
            tracing::error!(error = %error, "a command was not recorded");
            app.desk.apology(&inbound).await
        }
    };
    if opened(&app, &team, ticket.as_deref(), &reply).await {
        return Ok(StatusCode::OK.into_response());
    }
    Ok(match render::to_command(&reply, Target { team: &team }) {
        Some(body) => Json(body).into_response(),
        None => StatusCode::OK.into_response(),
    })
}

/// `POST /slack/events`
pub(super) async fn event(
    State(app): State<App>,
    headers: HeaderMap,
    delivery: Verified,
) -> Result<Response, HttpError> {
    let envelope = Envelope::read(delivery.body()).map_err(|error| unreadable(&error))?;
    if let Some(challenge) = inbound::challenge(&envelope) {
        return Ok(challenge.to_owned().into_response());
    }
    if let Some(attempt) = headers.get("x-slack-retry-num") {
        // Worth knowing, and never what decides: the keys in the database do.
        tracing::info!(slack.retry = ?attempt, "Slack repeats a delivery");
    }
    let home = home(&app, inbound::team_of_event(&envelope)).await?;
    let Some(home) = home else {
        return Ok(ignored(SLACK, "event", "a team that is not connected"));
    };
    match inbound::event(&envelope, &home, app.clock.now()) {
        Event::Inbound(inbound) => {
            handle(&app, SLACK, "event", *inbound).await?;
            Ok(StatusCode::OK.into_response())
        }
        Event::Ignored(reason) => Ok(ignored(SLACK, "event", reason)),
    }
}

/// `POST /slack/interactions`
pub(super) async fn interaction(
    State(app): State<App>,
    delivery: Verified,
) -> Result<Response, HttpError> {
    let interaction = Interaction::read(delivery.body()).map_err(malformed)?;
    let home = home(&app, inbound::team_of_interaction(&interaction)).await?;
    let Some(home) = home else {
        return Ok(ignored(
            SLACK,
            "interaction",
            "a team that is not connected",
        ));
    };
    let inbound = match inbound::interaction(&interaction, &home, app.clock.now()) {
        Event::Inbound(inbound) => *inbound,
        Event::Ignored(reason) => return Ok(ignored(SLACK, "interaction", reason)),
    };
    let submitted = matches!(inbound.act, Act::Submitted(_));
    let ticket = inbound.ticket.clone();
    let reply = match handle(&app, SLACK, "interaction", inbound.clone()).await {
        Ok(reply) => reply,
        Err(error) if submitted => {
            tracing::error!(error = %error, "a form was not recorded");
            // At a field, so that the form stays open and nothing typed is lost.
            keep_open(app.desk.apology(&inbound).await)
        }
        Err(error) => {
            tracing::error!(error = %error, "a press was not recorded");
            apologise(&app, &inbound).await;
            return Ok(StatusCode::OK.into_response());
        }
    };
    if submitted {
        return Ok(
            Json(render::to_submission(&reply, Target { team: &home.team })).into_response(),
        );
    }
    if let Reply::Open { otherwise, .. } = &reply
        && !opened(&app, &home.team, ticket.as_deref(), &reply).await
    {
        app.desk.say(&inbound, otherwise.clone()).await?;
    }
    Ok(StatusCode::OK.into_response())
}

/// `POST /slack/options`: no list of ours is loaded from outside.
pub(super) async fn options(_: Verified) -> Response {
    Json(json!({ "options": [] })).into_response()
}

/// The installation a delivery is for.
async fn home(app: &App, team: Option<&str>) -> Result<Option<Home>, crate::desk::DeskError> {
    let Some(team) = team else { return Ok(None) };
    let connected = app.desk.workspaces.of_team(SLACK, team).await?;
    Ok(connected.map(|connected| Home {
        team: connected.connection.team.clone(),
        bot_user: connected.connection.bot_user.clone(),
        bot_id: connected.connection.bot_id.clone(),
    }))
}

/// Opens the form of a reply that has one. False when there is none, or when it would not open.
async fn opened(app: &App, team: &str, ticket: Option<&str>, reply: &Reply) -> bool {
    let (Reply::Open { form, .. }, Some(ticket), Some(slack)) = (reply, ticket, &app.ports.slack)
    else {
        return false;
    };
    match slack.open_form(team, ticket, form).await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(slack.error = %error, "a form did not open; its words go instead");
            false
        }
    }
}

/// Tells whoever pressed a button that nothing was recorded. The acknowledgement of a press shows
/// nothing and the outbox is away with the database: the one message that goes around it.
async fn apologise(app: &App, inbound: &Inbound) {
    let (Some(person), Reply::Private(sorry)) =
        (inbound.actor.clone(), app.desk.apology(inbound).await)
    else {
        return;
    };
    let to = match inbound.place.clone() {
        Some(place) => To::Privately {
            place,
            person: person.clone(),
        },
        None => To::Person(person.clone()),
    };
    let post = |direct| Parcel::Post {
        to: to.clone(),
        direct,
        message: sorry.clone(),
    };
    let tell = async {
        match app.ports.deliver(&post(None)).await {
            Err(SendError::Unopened) => {
                let direct = app.ports.open(&person).await?;
                app.ports.deliver(&post(Some(direct))).await
            }
            outcome => outcome,
        }
    };
    let told = tokio::time::timeout(APOLOGY_DEADLINE, tell).await;
    if !matches!(told, Ok(Ok(_))) {
        tracing::warn!("an apology did not arrive");
    }
}

fn team_of(inbound: &Inbound) -> String {
    inbound
        .place
        .as_ref()
        .map(|place| place.team.clone())
        .unwrap_or_default()
}
