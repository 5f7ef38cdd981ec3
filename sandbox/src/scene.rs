//! An app of a test's own, which a stand-in delivers to over real HTTP.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde_json::Value;
use tokio::net::TcpListener;

/// One request as the app received it.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Received {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// An app that answers as told.
pub(crate) struct TestApp {
    received: Mutex<Vec<Received>>,
    answers: Box<dyn Fn(&Received) -> Response + Send + Sync>,
}

impl TestApp {
    /// Starts one, and returns its address.
    pub(crate) async fn start(
        answers: impl Fn(&Received) -> Response + Send + Sync + 'static,
    ) -> (Arc<Self>, String) {
        let app = Arc::new(Self {
            received: Mutex::default(),
            answers: Box::new(answers),
        });
        let router = Router::new().fallback(receive).with_state(Arc::clone(&app));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (app, url)
    }

    /// Everything it received.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

async fn receive(
    State(app): State<Arc<TestApp>>,
    uri: Uri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let received = Received {
        path: uri.path().to_owned(),
        headers,
        body,
    };
    let answer = (app.answers)(&received);
    app.received.lock().unwrap().push(received);
    answer
}
