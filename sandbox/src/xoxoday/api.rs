//! The API.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::check::{Asked, Exchange, Listed, Named, Wanted, Wrong};
use super::model::Model;
use crate::selling::{Fault, Plan, Seller, Step, answered, bearer};
use crate::watched::held;

type Kept = State<Arc<Mutex<Model>>>;

pub(super) fn router(model: Arc<Mutex<Model>>) -> Router {
    Router::new()
        .route("/chef/v1/oauth/api", post(api))
        .route("/chef/v1/oauth/token/user", post(exchange))
        .fallback(nothing)
        .with_state(model)
}

impl Seller for Model {
    fn plan(&mut self) -> &mut Plan {
        &mut self.plan
    }

    fn locked_out(&self, token: Option<&str>) -> Option<Response> {
        match token {
            // A token is exchanged by who has none.
            None => None,
            Some(token) => (!self.lets_in(token)).then(Self::refused),
        }
    }

    fn failed() -> Response {
        let body = json!({ "code": 500, "error": "Internal server error" });
        right(StatusCode::INTERNAL_SERVER_ERROR, body)
    }

    fn refused() -> Response {
        let body =
            json!({ "error": "invalid_token", "error_description": "invalid/expired token" });
        right(StatusCode::UNAUTHORIZED, body)
    }

    fn throttled(seconds: u64) -> Response {
        let exceeded =
            json!({ "message": "auth.request_limit_exceeded", "penaltySeconds": seconds });
        right(
            StatusCode::TOO_MANY_REQUESTS,
            json!({ "errors": [exceeded] }),
        )
    }
}

fn right(status: StatusCode, body: Value) -> Response {
    (status, axum::Json(body)).into_response()
}

fn wrong((status, id, info): Wrong) -> Response {
    let body =
        json!({ "code": status, "errorId": id, "errorInfo": info, "error": "Eg: what is wrong" });
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    right(status, body)
}

fn done(what: &str, data: &Value) -> Response {
    right(
        StatusCode::OK,
        json!({ "data": { what: { "status": 1, "data": data } } }),
    )
}

fn complain(model: &mut Model, why: String) -> Response {
    model.complaints.push(why);
    wrong((400, "PLE10001", "Validation error"))
}

async fn exchange(State(model): Kept, headers: HeaderMap, body: Bytes) -> Response {
    answered(&model, None, Step::Renew, |model, _| {
        let asked: Exchange = match read(&headers, &body) {
            Ok(asked) => asked,
            Err(why) => return complain(model, why),
        };
        match model.exchange(&asked) {
            Some(pair) => right(StatusCode::OK, pair),
            None => Model::refused(),
        }
    })
    .await
}

fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, String> {
    let declared = headers.get(header::CONTENT_TYPE);
    if declared.is_none_or(|it| !it.as_bytes().starts_with(b"application/json")) {
        return Err("a body is not declared as JSON".to_owned());
    }
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

async fn api(State(model): Kept, headers: HeaderMap, body: Bytes) -> Response {
    let asked: Asked = match read(&headers, &body) {
        Ok(asked) => asked,
        Err(why) => return complain(&mut held(&model), why),
    };
    let token = Some(bearer(&headers).unwrap_or_default());
    if asked.tag != "plumProAPI" {
        return complain(&mut held(&model), format!("there is no tag {}", asked.tag));
    }
    let data = asked.variables.data;
    let step = match asked.query.as_str() {
        "plumProAPI.mutation.placeOrder" => Step::Place,
        "plumProAPI.mutation.getOrderDetails" => Step::Look,
        "plumProAPI.mutation.getVouchers" => Step::Products,
        "plumProAPI.query.getBalance" => Step::Balance,
        other => return complain(&mut held(&model), format!("there is no query {other}")),
    };
    answered(&model, token, step, |model, fault| {
        let answer = match step {
            Step::Place => place(model, &data, fault),
            Step::Look => look(model, data, fault),
            Step::Products => products(model, data),
            _ => Ok(balance(model, &data)),
        };
        answer.unwrap_or_else(|error| complain(model, format!("{}: {error}", asked.query)))
    })
    .await
}

fn place(model: &mut Model, data: &Value, fault: Option<Fault>) -> serde_json::Result<Response> {
    let wanted: Wanted = serde_json::from_value(data.clone())?;
    Ok(match model.place(&wanted, data, fault) {
        Ok(order) => done("placeOrder", &order.shown(fault)),
        Err(why) => wrong(why),
    })
}

fn look(model: &mut Model, data: Value, fault: Option<Fault>) -> serde_json::Result<Response> {
    let named: Named = serde_json::from_value(data)?;
    if named.order_id != 0 || named.send_mail_to_receiver > 1 {
        return Ok(complain(model, "an order has one name".to_owned()));
    }
    let found = model.find(&named.po_number);
    Ok(match found.filter(|_| fault != Some(Fault::Unseen)) {
        Some(order) => done("getOrderDetails", &order.shown(fault)),
        None => wrong((404, "PLE10016", "Failed to get Order details")),
    })
}

fn products(model: &mut Model, data: Value) -> serde_json::Result<Response> {
    let listed: Listed = serde_json::from_value(data)?;
    let known = |key: &str| key == "currencyCode";
    if listed.filters.len() > 1 || listed.filters.iter().any(|it| !known(&it.key)) {
        return Ok(complain(model, "products are not looked for so".to_owned()));
    }
    let wanted = listed.filters.first().map(|it| it.value.as_str());
    let of_currency = model.products.iter();
    let of_currency = of_currency.filter(|it| wanted.is_none_or(|wanted| it.currency == wanted));
    let before = listed.page.saturating_sub(1) * listed.limit;
    let page = of_currency.skip(before).take(listed.limit);
    let page: Vec<Value> = page.map(|it| it.shown(model.own_url())).collect();
    if page.is_empty() {
        return Ok(wrong((404, "PLE10030", "Failed to find vouchers.")));
    }
    Ok(done("getVouchers", &json!(page)))
}

fn balance(model: &mut Model, data: &Value) -> Response {
    if *data != json!({}) {
        return complain(model, "the balance is of nothing in particular".to_owned());
    }
    let value = f64::from(i32::try_from(model.cents).unwrap_or(i32::MAX)) / 100.0;
    done("getBalance", &json!({ "value": value, "currency": "USD" }))
}

async fn nothing(State(model): Kept, uri: Uri) -> Response {
    held(&model).complaints.push(format!("nothing is at {uri}"));
    wrong((404, "PLE10028", "The requested resource could not be found"))
}
