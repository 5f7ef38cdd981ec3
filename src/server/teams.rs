//! Teams' deliveries: verified, translated, handled, acknowledged.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::time::{Instant, timeout};

use super::delivery::{
    Answer, answer, deadline, find, handle, ignored, keep_open, malformed, record, unreadable,
};
use super::{HttpError, late};
use crate::app::{App, connect_webhook};
use crate::chat::{Inbound, Installation, Platform, Reply};
use crate::database::commit;
use crate::desk::DeskError;
use crate::explained::explained;
use crate::inbox;
use crate::people;
use crate::teams::activity::Activity;
use crate::teams::inbound::{self, Event, Home};
use crate::teams::render::{self, Target};
use crate::teams::verify::Verified;
use crate::teams::webhook::Signed;

const TEAMS: Platform = Platform::Teams;

/// How long an outgoing webhook's answer may take. Teams waits for five seconds, and no later answer
/// is possible.
const WEBHOOK_DEADLINE: Duration = Duration::from_millis(2500);

/// How long it may take to remember where a delivery came from: whoever waits has more to wait for.
const REMEMBERING: Duration = Duration::from_secs(1);

/// `POST /teams/messages`
pub(super) async fn message(
    State(app): State<App>,
    delivery: Verified,
) -> Result<Response, HttpError> {
    let activity = Activity::read(delivery.body()).map_err(|error| unreadable(&error))?;
    let Some(teams) = &app.ports.teams else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let home = Home {
        installation: teams.installation().clone(),
        bot: teams.bot().to_owned(),
    };
    let surface = Surface::of(&activity);
    let by = deadline();
    if let Some(reference) = inbound::reference(&activity, &home) {
        let remembered = timeout(REMEMBERING, teams.directory().remember(&reference)).await;
        // Who waits for an answer is told that nothing was recorded; all else may come again.
        match (remembered, surface) {
            (Ok(Err(error)), Surface::Message) => return Err(DeskError::from(error).into()),
            (Err(_), Surface::Message) => return Err(HttpError::Late),
            _ => {}
        }
    }
    if surface == Surface::List {
        return Ok(offers(&app, &activity, &home, by).await);
    }
    let acts = match inbound::translate(&activity, &home, app.clock.now()) {
        Event::Inbound(acts) => acts,
        Event::Unsupported => {
            ignored(TEAMS, surface.kind(), "an invoke that nobody answers to");
            return Ok(StatusCode::NOT_IMPLEMENTED.into_response());
        }
        Event::Ignored(reason) => {
            let empty = ignored(TEAMS, surface.kind(), reason);
            return Ok(match surface {
                Surface::Query => Json(render::no_offers()).into_response(),
                _ => empty,
            });
        }
    };
    let target = Target {
        tenant: &home.installation.team,
    };
    match surface {
        Surface::Card => pressed(&app, target, acts, by).await,
        Surface::Dialog => dialog(&app, target, &activity, acts, by).await,
        Surface::Message | Surface::Query | Surface::List => {
            for act in acts {
                record(&app, TEAMS, surface.kind(), act, by).await?;
            }
            Ok(StatusCode::OK.into_response())
        }
    }
}

/// Where on Teams' side the answer of a delivery is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surface {
    /// Nowhere: the acknowledgement is empty.
    Message,
    /// At the card whose button was pressed.
    Card,
    /// In a dialog.
    Dialog,
    /// In a list of what was found for the compose box.
    Query,
    /// In a list of a form, which is searched as one types.
    List,
}

impl Surface {
    fn of(activity: &Activity) -> Self {
        match (activity.kind.as_deref(), activity.name.as_deref()) {
            (Some("invoke"), Some("adaptiveCard/action")) => Self::Card,
            (Some("invoke"), Some("composeExtension/query")) => Self::Query,
            (Some("invoke"), Some("application/search")) => Self::List,
            (Some("invoke"), _) => Self::Dialog,
            _ => Self::Message,
        }
    }

    /// The name used in metrics.
    const fn kind(self) -> &'static str {
        match self {
            Self::Message => "activity",
            Self::Card => "card",
            Self::Dialog => "dialog",
            Self::Query => "search",
            Self::List => "options",
        }
    }
}

/// What a list of a form offers.
async fn offers(app: &App, activity: &Activity, home: &Home, by: Instant) -> Response {
    let found = match inbound::search(activity, home) {
        Ok(search) => find(app, &search, by).await,
        Err(reason) => {
            ignored(TEAMS, Surface::List.kind(), reason);
            Vec::new()
        }
    };
    Json(render::offers(&found)).into_response()
}

/// A button of a card. What has buttons or lines itself, or opens nothing here, goes as a letter, unless it
/// takes the place of the card.
async fn pressed(
    app: &App,
    target: Target<'_>,
    acts: Vec<Inbound>,
    by: Instant,
) -> Result<Response, HttpError> {
    let mut reply = Reply::Nothing;
    for act in acts {
        let answer = answer(app, TEAMS, Surface::Card.kind(), &act, by).await;
        let (name, said) = answer.named();
        let by_letter = match &said {
            Reply::Private(message) => !render::passes_by(message),
            Reply::Open { .. } => true,
            Reply::Nothing | Reply::Instead(_) | Reply::Invalid(_) => false,
        };
        reply = if by_letter {
            late::say(app.clone(), act, name, said, by).await;
            Reply::Nothing
        } else {
            said
        };
    }
    Ok(Json(render::to_action(&reply, target)).into_response())
}

/// A dialog that opens, or was sent.
async fn dialog(
    app: &App,
    target: Target<'_>,
    activity: &Activity,
    acts: Vec<Inbound>,
    by: Instant,
) -> Result<Response, HttpError> {
    let submission = inbound::submission(activity);
    let mut reply = Reply::Nothing;
    for act in acts {
        reply = match answer(app, TEAMS, Surface::Dialog.kind(), &act, by).await {
            // At no question: it stands above all of them.
            Answer::NotDone(sorry) if submission.is_some() => keep_open(sorry, ""),
            answer => answer.reply(),
        };
    }
    Ok(match render::to_task(&reply, submission.as_ref(), target) {
        Some(body) => Json(body).into_response(),
        None => StatusCode::OK.into_response(),
    })
}

/// `POST /teams/outgoing-webhook`
///
/// The answer is read by everyone in the channel, and is all that a webhook can say.
pub(super) async fn outgoing_webhook(
    State(app): State<App>,
    delivery: Signed,
) -> Result<Response, HttpError> {
    let activity = Activity::read(delivery.body()).map_err(|error| unreadable(&error))?;
    let (Some(tenant), Some(id)) = (inbound::installation(&activity), &activity.id) else {
        return Err(malformed("no tenant or no id"));
    };
    let ours = app.teams_tenant.as_ref();
    if ours.is_some_and(|ours| *ours != tenant.team) {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let act = match inbound::webhook(&activity, &tenant, app.clock.now()) {
        Event::Inbound(acts) => acts.into_iter().next(),
        Event::Ignored(_) | Event::Unsupported => None,
    };
    let Some(act) = act else {
        return Ok(ignored(TEAMS, "webhook", "nothing was said"));
    };
    let answer = async {
        if admit(&app, &tenant, &activity, &act.key).await? {
            let reply = handle(&app, TEAMS, "webhook", act.clone()).await;
            reply.map(|handled| Some(handled.reply()))
        } else {
            Ok(None)
        }
    };
    let reply = match tokio::time::timeout(WEBHOOK_DEADLINE, answer).await {
        Ok(Ok(Some(reply))) => reply,
        // The signature holds no time: whoever repeats a delivery is not Teams.
        Ok(Ok(None)) => {
            tracing::warn!(
                activity.id = id,
                "an outgoing webhook's delivery was repeated"
            );
            return Ok(StatusCode::FORBIDDEN.into_response());
        }
        Ok(Err(DeskError::Unknown)) | Err(_) => {
            tracing::warn!("what comes of a webhook's command is not known in time");
            app.desk.unsure_for_good(&act).await
        }
        Ok(Err(error)) => {
            tracing::error!(
                error = explained(&error),
                "a webhook's command was not recorded"
            );
            app.desk.apology(&act).await
        }
    };
    let message = match reply {
        Reply::Private(message)
        | Reply::Instead(message)
        | Reply::Open {
            otherwise: message, ..
        } => message,
        Reply::Nothing | Reply::Invalid(_) => return Ok(StatusCode::OK.into_response()),
    };
    Ok(Json(render::to_webhook(
        &message,
        Target {
            tenant: &tenant.team,
        },
    ))
    .into_response())
}

/// Lets a signed delivery in once. Its people are known from itself alone: nobody else tells. Of a tenant
/// that is of no programme nobody is recorded, and it hears how it comes into one.
async fn admit(
    app: &App,
    tenant: &Installation,
    activity: &Activity,
    key: &str,
) -> Result<bool, DeskError> {
    let Some(workspace) = connect_webhook(app, tenant).await? else {
        return Ok(true);
    };
    let mut tx = app.pool.begin().await?;
    let seen = [format!("{key}/seen")];
    if !inbox::record(&mut tx, workspace, &seen, app.clock.now()).await? {
        return Ok(false);
    }
    for person in inbound::people(activity, tenant) {
        if people::find(&mut tx, &person.identity).await?.is_none() {
            people::record(&mut tx, &app.clock, workspace, &person).await?;
        }
    }
    commit(tx).await.map_err(DeskError::from)?;
    Ok(true)
}
