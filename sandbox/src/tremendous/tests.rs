//! The stand-in keeps to the document.

use serde_json::{Value, json};

use super::*;

struct Caller {
    sandbox: Sandbox,
    http: reqwest::Client,
}

impl Caller {
    async fn start() -> Self {
        let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
        let http = crate::client("test").unwrap();
        Self { sandbox, http }
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}/{path}", self.sandbox.api_url());
        let request = self.http.post(url).bearer_auth(self.sandbox.key());
        answered(request.json(body)).await
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        let url = format!("{}/{path}", self.sandbox.api_url());
        answered(self.http.get(url).bearer_auth(self.sandbox.key())).await
    }
}

async fn answered(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

fn order(external_id: &str, amount: f64) -> Value {
    json!({
        "external_id": external_id,
        "payment": { "funding_source_id": "balance" },
        "reward": {
            "products": ["WORLDCARD001"],
            "value": { "denomination": amount, "currency_code": "USD" },
            "recipient": { "name": "Ana" },
            "delivery": { "method": "LINK" },
        },
    })
}

#[tokio::test]
async fn an_order_is_placed_once() {
    let caller = Caller::start().await;
    let (status, first) = caller.post("orders", &order("a", 12.5)).await;
    assert_eq!(
        (status, &first["order"]["status"]),
        (200, &json!("EXECUTED"))
    );
    assert_eq!(caller.sandbox.cents(), 98_750);
    let (status, again) = caller.post("orders", &order("a", 12.5)).await;
    assert_eq!((status, again), (201, first.clone()));
    let (status, _) = caller.post("orders", &order("a", 13.0)).await;
    assert_eq!((status, caller.sandbox.cents()), (409, 98_750));
    let (_, seen) = caller.get("orders/a").await;
    let delivery = &seen["order"]["rewards"][0]["delivery"];
    assert_eq!(delivery.get("link"), None, "it is told who placed it alone");
    let reward = first["order"]["rewards"][0]["id"].as_str().unwrap();
    let path = format!("rewards/{reward}/generate_link");
    let (status, link) = caller.post(&path, &Value::Null).await;
    assert_eq!(status, 200);
    assert_ne!(
        link["reward"]["link"],
        first["order"]["rewards"][0]["delivery"]["link"]
    );
    assert_eq!(caller.get("orders/b").await.0, 404);
    let page = async |link: &Value| {
        let answer = caller
            .http
            .get(link.as_str().unwrap())
            .send()
            .await
            .unwrap();
        answer.text().await.unwrap()
    };
    assert!(page(&link["reward"]["link"]).await.contains("USD 12.5"));
    let guessed = json!(link["reward"]["link"].as_str().unwrap().replace("-2", "-3"));
    assert!(!page(&guessed).await.contains("USD"));
}

#[tokio::test]
async fn what_the_document_does_not_name_is_refused() {
    let caller = Caller::start().await;
    for (pointer, value, status) in [
        ("/reward/colour", json!("red"), 400),
        ("/reward/products", json!(["NOTHING"]), 422),
        ("/reward/value/denomination", json!("12.50"), 400),
        ("/reward/value/denomination", json!(1.0), 422),
        ("/reward/value/currency_code", json!("IDR"), 422),
        ("/reward/delivery/method", json!("EMAIL"), 422),
        ("/payment/funding_source_id", json!("credit"), 422),
        ("/external_id", json!(""), 422),
    ] {
        let mut order = order("a", 20.0);
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        order.pointer_mut(parent).unwrap()[key] = value;
        assert_eq!(caller.post("orders", &order).await.0, status, "{pointer}");
    }
    caller.sandbox.set_cents(100);
    assert_eq!(caller.post("orders", &order("a", 20.0)).await.0, 402);
    assert_eq!(caller.sandbox.orders().len(), 0);
    let url = format!("{}/orders/a", caller.sandbox.api_url());
    assert_eq!(answered(caller.http.get(url).bearer_auth("x")).await.0, 401);
}

#[tokio::test]
async fn a_fault_is_one_calls_alone() {
    let caller = Caller::start().await;
    caller
        .sandbox
        .fail(Step::Place, [Fault::FailBefore, Fault::FailAfter]);
    for (status, placed) in [(500, 0), (500, 1), (201, 1)] {
        assert_eq!(caller.post("orders", &order("a", 20.0)).await.0, status);
        assert_eq!(caller.sandbox.orders().len(), placed);
    }
    assert_eq!(caller.sandbox.calls(Step::Place), 3);
    caller.sandbox.fail(Step::Place, [Fault::Waits]);
    let (_, waits) = caller.post("orders", &order("b", 20.0)).await;
    assert_eq!(waits["order"]["status"], "PENDING APPROVAL");
    caller.sandbox.execute("b");
    assert_eq!(
        caller.get("orders/b").await.1["order"]["status"],
        "EXECUTED"
    );
}
