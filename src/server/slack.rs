//! Slack's deliveries: verified, translated, handled, acknowledged.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, timeout_at};

use super::delivery::{
    Answer, answer, deadline, find, ignored, keep_open, malformed, record, unreadable,
};
use super::{HttpError, late};
use crate::app::App;
use crate::chat::{Act, Inbound, Installation, Platform, Reply};
use crate::explained::explained;
use crate::slack::inbound::{self, Event, Home, installation};
use crate::slack::payload::{CommandForm, Envelope, Interaction};
use crate::slack::render::{self, Target};
use crate::slack::verify::Verified;

const SLACK: Platform = Platform::Slack;

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
    let by = deadline();
    // A person waits: whatever happens, they are told.
    let reply = answer(&app, SLACK, "command", &inbound, by).await.reply();
    if shown(&app, &inbound, &reply, by).await {
        return Ok(StatusCode::OK.into_response());
    }
    let team = &inbound.installation.team;
    Ok(match render::to_command(&reply, Target { team }) {
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
    let by = deadline();
    let envelope = Envelope::read(delivery.body()).map_err(|error| unreadable(&error))?;
    if let Some(challenge) = inbound::challenge(&envelope) {
        return Ok(challenge.to_owned().into_response());
    }
    if let Some(attempt) = headers.get("x-slack-retry-num") {
        // Worth knowing, and never what decides: the keys in the database do.
        tracing::info!(slack.retry = ?attempt, "Slack repeats a delivery");
    }
    let home = home(&app, installation::of_event(&envelope)).await?;
    let Some(home) = home else {
        return Ok(ignored(SLACK, "event", "a team that is not connected"));
    };
    match inbound::event(&envelope, &home, app.clock.now()) {
        Event::Inbound(inbound) => {
            record(&app, SLACK, "event", *inbound, by).await?;
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
    let by = deadline();
    let interaction = Interaction::read(delivery.body()).map_err(malformed)?;
    let home = home(&app, installation::of_interaction(&interaction)).await?;
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
    let answer = answer(&app, SLACK, "interaction", &inbound, by).await;
    if let Act::Submitted(answers) = &inbound.act {
        let reply = match (answer, answers.values.keys().next()) {
            // At a question that the form has: Slack shows no other.
            (Answer::NotDone(sorry), Some(question)) => keep_open(sorry, question),
            (answer, _) => answer.reply(),
        };
        let team = &home.installation.team;
        let target = Target { team };
        return Ok(Json(render::to_submission(&reply, target)).into_response());
    }
    // The acknowledgement of a press shows nothing: what is to be said goes by letter, unless it is shown
    // on the page that was pressed on.
    let (name, reply) = answer.named();
    if !shown(&app, &inbound, &reply, by).await {
        late::say(app, inbound, name, reply, by).await;
    }
    Ok(StatusCode::OK.into_response())
}

/// `POST /slack/options`: what a list offers that is searched as one types.
pub(super) async fn options(
    State(app): State<App>,
    delivery: Verified,
) -> Result<Response, HttpError> {
    let by = deadline();
    let interaction = Interaction::read(delivery.body()).map_err(malformed)?;
    let home = home(&app, installation::of_interaction(&interaction)).await?;
    let search = home
        .ok_or("a team that is not connected")
        .and_then(|home| inbound::search(&interaction, &home));
    let found = match search {
        Ok(search) => find(&app, &search, by).await,
        Err(reason) => {
            ignored(SLACK, "options", reason);
            Vec::new()
        }
    };
    Ok(Json(render::offers(&found)).into_response())
}

/// The installation a delivery is for, with the bot that is ours in it; nothing where it is not connected.
async fn home(
    app: &App,
    installation: Option<Installation>,
) -> Result<Option<Home>, crate::desk::DeskError> {
    let Some(installation) = installation else {
        return Ok(None);
    };
    let connected = app.desk.workspaces.of(&installation).await?;
    Ok(connected.map(|connected| Home {
        installation,
        bot_user: connected.connection.bot_user.clone(),
        bot_id: connected.connection.bot_id.clone(),
    }))
}

/// Opens the form of a reply that has one, or shows it on the page that was pressed on. False when there
/// is neither, or when it would not be shown in time.
async fn shown(app: &App, inbound: &Inbound, reply: &Reply, by: Instant) -> bool {
    let (Some(ticket), Some(slack)) = (&inbound.ticket, &app.ports.slack) else {
        return false;
    };
    let showing = slack.show(&inbound.installation, ticket, reply);
    match timeout_at(by, showing).await {
        Ok(Ok(shown)) => shown,
        Err(_) => {
            tracing::warn!("a form takes too long to open; its words go instead");
            false
        }
        Ok(Err(error)) => {
            tracing::warn!(
                slack.error = explained(&error),
                "a form did not open; its words go instead"
            );
            false
        }
    }
}
