//! The stand-in keeps to the pages.

use serde_json::{Value, json};

use super::*;

struct Caller {
    sandbox: Sandbox,
    http: reqwest::Client,
    token: String,
}

impl Caller {
    async fn start() -> Self {
        let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
        let http = crate::client("test").unwrap();
        let mut caller = Self {
            sandbox,
            http,
            token: String::new(),
        };
        let first = caller.sandbox.new_refresh_token();
        let (status, pair) = caller.exchange(&first).await;
        assert_eq!(status, 200);
        pair["access_token"]
            .as_str()
            .unwrap()
            .clone_into(&mut caller.token);
        caller
    }

    async fn exchange(&self, refresh_token: &str) -> (u16, Value) {
        let url = format!("{}/v1/oauth/token/user", self.sandbox.api_url());
        let body = json!({
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "client_id": self.sandbox.client_id(),
            "client_secret": self.sandbox.client_secret(),
        });
        answered(self.http.post(url).json(&body)).await
    }

    async fn ask(&self, query: &str, data: &Value) -> (u16, Value) {
        let url = format!("{}/v1/oauth/api", self.sandbox.api_url());
        let body = json!({ "query": query, "tag": "plumProAPI", "variables": { "data": data } });
        answered(self.http.post(url).bearer_auth(&self.token).json(&body)).await
    }

    async fn place(&self, order: &Value) -> (u16, Value) {
        self.ask("plumProAPI.mutation.placeOrder", order).await
    }

    async fn look(&self, po_number: &str) -> (u16, Value) {
        let named = json!({ "poNumber": po_number, "orderId": 0, "sendMailToReceiver": 0 });
        self.ask("plumProAPI.mutation.getOrderDetails", &named)
            .await
    }
}

async fn answered(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

fn order(po_number: &str, amount: f64) -> Value {
    json!({
        "productId": 15365, "quantity": 1, "denomination": amount, "poNumber": po_number,
        "notifyReceiverEmail": 0, "notifyAdminEmail": 0,
    })
}

#[tokio::test]
async fn a_number_makes_one_order() {
    let caller = Caller::start().await;
    let (status, first) = caller.place(&order("a", 12.5)).await;
    let placed = &first["data"]["placeOrder"]["data"];
    assert_eq!(
        (status, &placed["deliveryStatus"]),
        (200, &json!("delivered"))
    );
    assert_eq!(
        placed["vouchers"][0]["voucherCode"],
        caller.sandbox.orders()[0].code()
    );
    assert_eq!(caller.sandbox.cents(), 98_750);
    assert_eq!(caller.place(&order("a", 12.5)).await.0, 400);
    assert_eq!(caller.sandbox.cents(), 98_750);
    let (_, seen) = caller.look("a").await;
    assert_eq!(
        seen["data"]["getOrderDetails"]["data"]["vouchers"],
        placed["vouchers"]
    );
    let (status, none) = caller.look("b").await;
    assert_eq!((status, &none["errorId"]), (404, &json!("PLE10016")));
}

#[tokio::test]
async fn a_token_is_exchanged_once_unless_it_is_forgiven() {
    let caller = Caller::start().await;
    let first = caller.sandbox.new_refresh_token();
    let (_, pair) = caller.exchange(&first).await;
    assert_eq!(caller.exchange(&first).await.0, 401);
    caller.sandbox.forgive(true);
    let second = pair["refresh_token"].as_str().unwrap();
    for _ in 0..2 {
        assert_eq!(caller.exchange(second).await.0, 200);
    }
    caller.sandbox.revoke_access();
    assert_eq!(caller.look("a").await.0, 401);
    assert_eq!(caller.sandbox.calls(Step::Renew), 5);
}

#[tokio::test]
async fn what_the_pages_do_not_name_is_refused() {
    let caller = Caller::start().await;
    for (key, value, status) in [
        ("colour", json!("red"), 400),
        ("productId", json!("15365"), 400),
        ("productId", json!(1), 404),
        ("denomination", json!("20"), 400),
        ("denomination", json!(1.0), 400),
        ("quantity", json!(11), 400),
        ("notifyReceiverEmail", json!(1), 400),
        ("poNumber", json!(""), 400),
    ] {
        let mut order = order("a", 20.0);
        order[key] = value;
        assert_eq!(caller.place(&order).await.0, status, "{key}");
    }
    caller.sandbox.set_cents(100);
    assert_eq!(caller.place(&order("a", 20.0)).await.0, 422);
    assert_eq!(caller.sandbox.orders().len(), 0);
    assert_eq!(
        caller
            .ask("plumProAPI.mutation.getCards", &json!({}))
            .await
            .0,
        400
    );
}

#[tokio::test]
async fn a_fault_is_one_calls_alone() {
    let caller = Caller::start().await;
    let sandbox = &caller.sandbox;
    sandbox.fail(
        Step::Place,
        [Fault::FailBefore, Fault::FailAfter, Fault::Throttle(9)],
    );
    for (status, placed) in [(500, 0), (500, 1), (429, 1), (400, 1)] {
        assert_eq!(caller.place(&order("a", 20.0)).await.0, status);
        assert_eq!(sandbox.orders().len(), placed);
    }
    sandbox.fail(Step::Place, [Fault::Waits]);
    let (_, waits) = caller.place(&order("b", 20.0)).await;
    assert_eq!(waits["data"]["placeOrder"]["data"]["vouchers"], json!([]));
    sandbox.deliver("b");
    let (_, seen) = caller.look("b").await;
    assert_eq!(
        seen["data"]["getOrderDetails"]["data"]["deliveryStatus"],
        "delivered"
    );
}

#[tokio::test]
async fn what_is_ordered_as_one_may_come_in_parts() {
    let caller = Caller::start().await;
    let sandbox = &caller.sandbox;
    let told = |answer: &Value, what: &str| {
        let data = &answer["data"][what]["data"];
        let vouchers = data["vouchers"].as_array().unwrap().iter();
        let codes: Vec<String> = vouchers
            .map(|it| it["voucherCode"].as_str().unwrap().to_owned())
            .collect();
        (data["deliveryStatus"].as_str().unwrap().to_owned(), codes)
    };
    sandbox.fail(Step::Place, [Fault::Several, Fault::Part]);
    for (number, delivery, blank) in [("a", "delivered", 0), ("b", "pending", 1)] {
        let (_, placed) = caller.place(&order(number, 20.0)).await;
        let (status, codes) = told(&placed, "placeOrder");
        let missing = codes.iter().filter(|it| it.is_empty()).count();
        assert_eq!(
            (status.as_str(), codes.len(), missing),
            (delivery, 3, blank)
        );
        let (_, seen) = caller.look(number).await;
        let placed = sandbox.orders().pop().unwrap();
        let whole = ("delivered".to_owned(), placed.codes());
        assert_eq!(told(&seen, "getOrderDetails"), whole);
    }
    assert_eq!(sandbox.cents(), 100_000 - 2 * 2000);
}

#[tokio::test]
async fn what_was_called_off_keeps_its_number_and_is_paid_where_it_comes_after_all() {
    let caller = Caller::start().await;
    let sandbox = &caller.sandbox;
    sandbox.fail(Step::Place, [Fault::Fails]);
    caller.place(&order("a", 20.0)).await;
    assert_eq!(sandbox.cents(), 100_000);
    assert_eq!(caller.place(&order("a", 20.0)).await.0, 400);
    assert_eq!(caller.place(&order("a-2", 20.0)).await.0, 200);
    sandbox.deliver("a");
    sandbox.deliver("a");
    assert_eq!(sandbox.cents(), 100_000 - 2 * 2000);
}

#[tokio::test]
async fn products_come_in_pages() {
    let caller = Caller::start().await;
    caller.sandbox.sell_more(10);
    let page = async |page: usize, currency: &str| {
        let filters = json!([{ "key": "currencyCode", "value": currency }]);
        let asked = json!({ "limit": 4, "page": page, "filters": filters });
        let (status, found) = caller.ask("plumProAPI.mutation.getVouchers", &asked).await;
        let found = found["data"]["getVouchers"]["data"]
            .as_array()
            .map_or(0, Vec::len);
        (status, found)
    };
    assert_eq!(
        [page(1, "INR").await, page(3, "INR").await],
        [(200, 4), (200, 2)]
    );
    assert_eq!(page(4, "INR").await, (404, 0));
}
