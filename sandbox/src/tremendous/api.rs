//! The API.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::check::{Asked, BALANCE};
use super::model::{Model, NotPlaced};
use crate::selling::{Fault, Plan, Seller, Step, answered, bearer};
use crate::watched::held;

type Kept = State<Arc<Mutex<Model>>>;

pub(super) fn router(model: Arc<Mutex<Model>>) -> Router {
    let api = Router::new()
        .route("/orders", post(place))
        .route("/orders/{id}", get(look))
        .route("/rewards/{id}/generate_link", post(new_link))
        .route("/products", get(products))
        .route("/funding_sources", get(sources))
        .route("/funding_sources/{id}", get(source));
    Router::new()
        .nest("/api/v2", api)
        .route("/rewards/payout/{link}", get(payout))
        .fallback(nothing)
        .with_state(model)
}

/// What a step comes to, for whoever is let in.
async fn answer(
    model: &Mutex<Model>,
    headers: &HeaderMap,
    step: Step,
    act: impl FnOnce(&mut Model, Option<Fault>) -> Response,
) -> Response {
    answered(model, bearer(headers), step, act).await
}

impl Seller for Model {
    fn plan(&mut self) -> &mut Plan {
        &mut self.plan
    }

    fn locked_out(&self, token: Option<&str>) -> Option<Response> {
        (token != Some(self.key.as_str())).then(Self::refused)
    }

    fn failed() -> Response {
        wrong(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong")
    }

    fn refused() -> Response {
        wrong(StatusCode::UNAUTHORIZED, "Invalid access token")
    }

    fn throttled(seconds: u64) -> Response {
        let asked = [(header::RETRY_AFTER, seconds.to_string())];
        let why = wrong(StatusCode::TOO_MANY_REQUESTS, "Rate limit exceeded");
        (asked, why).into_response()
    }
}

fn wrong(status: StatusCode, message: &str) -> Response {
    let errors = json!({ "message": message, "payload": {} });
    let body = json!({ "status": status.as_u16(), "errors": errors });
    (status, axum::Json(body)).into_response()
}

fn right(status: StatusCode, body: Value) -> Response {
    (status, axum::Json(body)).into_response()
}

async fn place(State(model): Kept, headers: HeaderMap, body: Bytes) -> Response {
    answer(&model, &headers, Step::Place, |model, fault| {
        let declared = headers.get(header::CONTENT_TYPE);
        let declared = declared.is_some_and(|it| it.as_bytes().starts_with(b"application/json"));
        let read = serde_json::from_slice::<Value>(&body).and_then(|value| {
            let asked = Asked::deserialize_from(&value)?;
            Ok((value, asked))
        });
        let (value, asked) = match read {
            Ok(read) if declared => read,
            Ok(_) => return complain(model, "an order is not declared as JSON"),
            Err(error) => return complain(model, &format!("an order: {error}")),
        };
        if let Some(why) = asked.wrong(&model.products) {
            return wrong(StatusCode::UNPROCESSABLE_ENTITY, &why);
        }
        match model.place(&asked, &value, fault) {
            Ok((order, new)) => {
                let status = if new {
                    StatusCode::OK
                } else {
                    StatusCode::CREATED
                };
                right(status, model.shown(&order, fault != Some(Fault::Linkless)))
            }
            Err(NotPlaced::Conflict) => wrong(
                StatusCode::CONFLICT,
                "An order with this external_id exists",
            ),
            Err(NotPlaced::NoMoney) => wrong(
                StatusCode::PAYMENT_REQUIRED,
                "Your balance is too low for this order",
            ),
        }
    })
    .await
}

fn complain(model: &mut Model, why: &str) -> Response {
    model.complaints.push(why.to_owned());
    wrong(StatusCode::BAD_REQUEST, why)
}

async fn look(State(model): Kept, headers: HeaderMap, Path(id): Path<String>) -> Response {
    answer(&model, &headers, Step::Look, |model, fault| {
        match model.find(&id).filter(|_| fault != Some(Fault::Unseen)) {
            Some(order) => right(StatusCode::OK, model.shown(order, false)),
            None => wrong(
                StatusCode::NOT_FOUND,
                "The requested resource could not be found",
            ),
        }
    })
    .await
}

async fn new_link(State(model): Kept, headers: HeaderMap, Path(id): Path<String>) -> Response {
    answer(&model, &headers, Step::Link, |model, _| {
        match model.new_link(&id) {
            Some(link) => right(StatusCode::OK, link),
            None => wrong(
                StatusCode::NOT_FOUND,
                "The requested resource could not be found",
            ),
        }
    })
    .await
}

async fn products(
    State(model): Kept,
    headers: HeaderMap,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    answer(&model, &headers, Step::Products, |model, _| {
        let known = ["country", "currency", "subcategory"];
        if let Some(other) = asked.keys().find(|it| !known.contains(&it.as_str())) {
            return complain(model, &format!("products are not looked for by {other}"));
        }
        let of = |key: &str| asked.get(key).map(|it| it.split(',').collect::<Vec<_>>());
        let (countries, currencies) = (of("country"), of("currency"));
        let found = model.products.iter().filter(|it| {
            let there = |all: &Vec<&str>| all.iter().any(|country| it.is_for(country));
            let paid = |all: &Vec<&str>| all.iter().any(|code| it.currencies.contains(code));
            countries.as_ref().is_none_or(there) && currencies.as_ref().is_none_or(paid)
        });
        let found: Vec<Value> = found.map(|it| it.shown(model.own_url())).collect();
        right(StatusCode::OK, json!({ "products": found }))
    })
    .await
}

fn funding(model: &Model, cached: bool) -> Value {
    // Where all are listed, the amount is the one of some time ago.
    let cents = if cached { 99 } else { model.cents };
    let amount = f64::from(i32::try_from(cents).unwrap_or(i32::MAX)) / 100.0;
    json!({
        "id": BALANCE,
        "method": "balance",
        "usage_permissions": ["api_orders", "dashboard_orders"],
        "status": "active",
        "meta": { "available_amount": amount, "available_cents": cents, "pending_amount": 0, "pending_cents": 0,
                  "currency_code": "USD" },
    })
}

async fn sources(State(model): Kept, headers: HeaderMap) -> Response {
    answer(&model, &headers, Step::Balance, |model, _| {
        let invoice =
            json!({ "id": "INVOICE00001", "method": "invoice", "status": "active", "meta": {} });
        right(
            StatusCode::OK,
            json!({ "funding_sources": [invoice, funding(model, true)] }),
        )
    })
    .await
}

async fn source(State(model): Kept, headers: HeaderMap, Path(id): Path<String>) -> Response {
    answer(&model, &headers, Step::Balance, |model, _| {
        if id == BALANCE {
            right(
                StatusCode::OK,
                json!({ "funding_source": funding(model, false) }),
            )
        } else {
            wrong(
                StatusCode::NOT_FOUND,
                "The requested resource could not be found",
            )
        }
    })
    .await
}

/// Where a link leads: whoever has it sees what they got.
async fn payout(State(model): Kept, Path(link): Path<String>) -> Response {
    match held(&model).behind(&link) {
        Some(worth) => {
            let page = format!(
                "<!doctype html><meta charset=\"utf-8\"><title>Voucher</title><h1>{worth}</h1>\
                 <p>A stand-in sold it: nothing can be bought with it.</p>"
            );
            Html(page).into_response()
        }
        None => wrong(
            StatusCode::NOT_FOUND,
            "The requested resource could not be found",
        ),
    }
}

async fn nothing(State(model): Kept, uri: axum::http::Uri) -> Response {
    held(&model).complaints.push(format!("nothing is at {uri}"));
    wrong(
        StatusCode::NOT_FOUND,
        "The requested resource could not be found",
    )
}
