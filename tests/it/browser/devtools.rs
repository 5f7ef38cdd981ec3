//! A headless Chromium, driven over its `DevTools` protocol.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

const PATIENCE: Duration = Duration::from_secs(15);

/// A browser with one page. It ends with this value.
pub(crate) struct Browser {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    session: String,
    last: u64,
    /// Exceptions and refusals the page reported.
    pub(crate) troubles: Vec<String>,
    _process: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts Chromium; none when the machine has none.
    pub(crate) async fn launch() -> Option<Self> {
        let program = installed()?;
        let profile = tempfile::tempdir().unwrap();
        let mut process = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--no-proxy-server",
                "--remote-debugging-port=0",
                "about:blank",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = timeout(PATIENCE, async {
            while let Some(line) = lines.next_line().await.unwrap() {
                if let Some(address) = line.strip_prefix("DevTools listening on ") {
                    return address.to_owned();
                }
            }
            panic!("Chromium ended before it listened");
        });
        let address = address.await.expect("Chromium listens in time");
        // Its complaints would fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let (socket, _) = connect_async(&address).await.unwrap();
        let mut browser = Self {
            socket,
            session: String::new(),
            last: 0,
            troubles: Vec::new(),
            _process: process,
            _profile: profile,
        };
        browser.attach().await;
        Some(browser)
    }

    async fn attach(&mut self) {
        let target = self
            .call("Target.createTarget", json!({"url": "about:blank"}))
            .await;
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = self.call("Target.attachToTarget", attach).await;
        attached["sessionId"]
            .as_str()
            .unwrap()
            .clone_into(&mut self.session);
        for domain in ["Page", "Runtime", "Log"] {
            self.call(&format!("{domain}.enable"), json!({})).await;
        }
    }

    /// Sends a command and waits for its result.
    async fn call(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        let mut command = json!({"id": id, "method": method, "params": params});
        if !self.session.is_empty() {
            command["sessionId"] = json!(self.session);
        }
        let text = Message::text(command.to_string());
        self.socket.send(text).await.unwrap();
        let answer = timeout(PATIENCE, async {
            loop {
                let frame = self
                    .socket
                    .next()
                    .await
                    .expect("Chromium is there")
                    .unwrap();
                let Ok(text) = frame.into_text() else {
                    continue;
                };
                let Ok(message) = serde_json::from_str::<Value>(&text) else {
                    continue;
                };
                if message["id"] == id {
                    return message;
                }
                self.note(&message);
            }
        });
        let answer = answer
            .await
            .unwrap_or_else(|_| panic!("{method} takes too long"));
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Keeps what went wrong on the page.
    fn note(&mut self, event: &Value) {
        let trouble = match event["method"].as_str() {
            Some("Runtime.exceptionThrown") => &event["params"]["exceptionDetails"],
            Some("Log.entryAdded") if event["params"]["entry"]["level"] == "error" => {
                &event["params"]["entry"]["text"]
            }
            _ => return,
        };
        self.troubles.push(trouble.to_string());
    }

    /// Opens `url`.
    pub(crate) async fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({"url": url})).await;
    }

    /// Sets the window's size and whether dark colours are preferred.
    pub(crate) async fn look(&mut self, width: u32, height: u32, dark: bool) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.call("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", json!({"features": features}))
            .await;
    }

    /// Says that whoever reads prefers a language.
    pub(crate) async fn read_in(&mut self, language: &str) {
        let agent = self.eval("navigator.userAgent").await;
        let preferred = json!({"userAgent": agent, "acceptLanguage": language});
        self.call("Emulation.setUserAgentOverride", preferred).await;
    }

    /// The value of a JavaScript expression.
    pub(crate) async fn eval(&mut self, expression: &str) -> Value {
        let params = json!({
            "expression": expression, "awaitPromise": true, "returnByValue": true,
        });
        let answer = self.call("Runtime.evaluate", params).await;
        let thrown = answer.get("exceptionDetails");
        assert!(thrown.is_none(), "{expression}: {thrown:?}");
        answer["result"]["value"].clone()
    }

    /// Waits until `expression` is truthy.
    pub(crate) async fn wait_until(&mut self, expression: &str) {
        let end = Instant::now() + PATIENCE;
        while self.eval(&format!("Boolean({expression})")).await != true {
            if Instant::now() > end {
                let shown = self.eval("document.body.innerText").await;
                panic!("{expression} never held; {:?}\n{shown}", self.troubles);
            }
            sleep(Duration::from_millis(40)).await;
        }
    }

    /// Waits until `text` can be read within `selector`.
    pub(crate) async fn wait_for_text(&mut self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        let found = format!(
            "[...document.querySelectorAll({selector})].some(n => n.innerText.includes({text}))"
        );
        self.wait_until(&found).await;
    }

    /// Clicks the middle of the first visible match, as a mouse does.
    pub(crate) async fn click(&mut self, selector: &str) {
        let find = format!(
            "[...document.querySelectorAll({})].find(n => n.getClientRects().length)",
            json!(selector)
        );
        self.wait_until(&find).await;
        let place = format!(
            "(() => {{ const n = {find}; n.scrollIntoView({{block: 'nearest'}}); \
             const b = n.getBoundingClientRect(); \
             return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        );
        let at = self.eval(&place).await;
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1,
            });
            self.call("Input.dispatchMouseEvent", event).await;
        }
    }

    /// Moves the mouse over the first match.
    pub(crate) async fn hover(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const b = document.querySelector({}).getBoundingClientRect(); \
             return [b.x + 200, b.y + b.height / 2]; }})()",
            json!(selector)
        );
        let at = self.eval(&place).await;
        let event = json!({"type": "mouseMoved", "x": at[0], "y": at[1]});
        self.call("Input.dispatchMouseEvent", event).await;
    }

    /// Types text into what has the focus.
    pub(crate) async fn insert(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text})).await;
    }

    /// Presses a key by its name, such as `Enter`.
    pub(crate) async fn key(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Escape" => 27,
            "ArrowDown" => 40,
            "Tab" => 9,
            _ => 0,
        };
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code,
            });
            if key == "Enter" && kind == "keyDown" {
                event["text"] = json!("\r");
            }
            self.call("Input.dispatchKeyEvent", event).await;
        }
    }

    /// Writes a picture of the window, where `PLAUDIT_SCREENSHOTS` names a folder.
    pub(crate) async fn screenshot(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("PLAUDIT_SCREENSHOTS") else {
            return;
        };
        // Transitions have ended by then.
        sleep(Duration::from_millis(250)).await;
        let picture = self
            .call("Page.captureScreenshot", json!({"format": "png"}))
            .await;
        let bytes = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        let path = Path::new(&folder).join(format!("{name}.png"));
        tokio::fs::write(path, bytes).await.unwrap();
    }
}

/// The browser of this machine.
fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
