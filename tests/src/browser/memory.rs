//! How much memory each thread of a page has: that of the page, its workers and its worklets.
//!
//! Asked by a connection of its own, as the library knows no worklets
//! (<https://chromedevtools.github.io/devtools-protocol/>).

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Returns the sizes of a thread's modules: a page and a worker have one, which its script tells when it is
/// asked to begin once more; a worklet's script keeps its memories in `__memories`.
///
/// Not by looking through the heap for objects: that stops a worklet's sound, and Chromium 156 sometimes ends the
/// page at it.
fn sizes(kind: &str) -> &'static str {
    match kind {
        "worklet" => "(globalThis.__memories ?? []).map((memory) => memory.buffer.byteLength)",
        "worker" => {
            "import(new URL('engine.js', location.href)).then((script) => script.default())
                .then((module) => [module.memory.buffer.byteLength])"
        }
        _ => {
            "import(new URL('app.js', document.baseURI)).then((script) => script.default())
                .then((module) => [module.memory.buffer.byteLength])"
        }
    }
}

/// The memory of one thread, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// What the browser calls its kind: `page`, `worker`, `worklet`.
    pub kind: String,
    /// Of each of its modules.
    pub wasm: Vec<u64>,
    /// What its scripts keep: objects, buffers, and what the browser has for them.
    pub scripts: u64,
}

impl Thread {
    /// Returns the sum.
    pub fn bytes(&self) -> u64 {
        self.wasm.iter().sum::<u64>() + self.scripts
    }
}

/// A page's threads.
#[derive(Debug)]
pub struct Threads {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    runtime: Arc<Runtime>,
    asked: u64,
    /// Sessions and their kinds.
    sessions: Vec<(String, String)>,
}

impl Threads {
    #[track_caller]
    pub(super) fn of(address: &str, target: String, runtime: Arc<Runtime>) -> Self {
        let connected = runtime.block_on(tokio_tungstenite::connect_async(address));
        let (socket, _) = connected.expect("the browser takes another connection");
        let mut threads = Self { socket, runtime, asked: 0, sessions: Vec::new() };
        let attach = json!({ "targetId": target, "flatten": true });
        let session = threads.ask("Target.attachToTarget", attach, None)["sessionId"].clone();
        let session = session.as_str().expect("the page is there").to_owned();
        let workers = json!({
            "autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true,
        });
        threads.ask("Target.setAutoAttach", workers, Some(&session));
        threads
    }

    /// Returns what each thread has, with what nobody needs any more and is not collected yet.
    #[track_caller]
    pub fn memory(&mut self) -> Vec<Thread> {
        let mut waiting: VecDeque<_> = self.sessions.clone().into();
        let mut threads = Vec::new();
        while let Some((session, kind)) = waiting.pop_front() {
            let wasm = self.wasm(&session, &kind);
            let usage = self.ask("Runtime.getHeapUsage", json!({}), Some(&session));
            let parts = ["usedSize", "backingStorageSize", "embedderHeapUsedSize"];
            let scripts = parts.iter().map(|part| usage[part].as_f64().unwrap_or_default());
            threads.push(Thread { kind, wasm, scripts: scripts.sum::<f64>() as u64 });
        }
        threads
    }

    /// Returns the size of each module's memory.
    #[track_caller]
    fn wasm(&mut self, session: &str, kind: &str) -> Vec<u64> {
        let question =
            json!({ "expression": sizes(kind), "awaitPromise": true, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", question, Some(session));
        serde_json::from_value(answer["result"]["value"].clone()).unwrap_or_default()
    }

    /// Asks and waits for the answer; threads that begin meanwhile are kept.
    #[track_caller]
    fn ask(&mut self, method: &str, parameters: Value, session: Option<&str>) -> Value {
        self.asked += 1;
        let mut question = json!({ "id": self.asked, "method": method, "params": parameters });
        if let Some(session) = session {
            question["sessionId"] = session.into();
        }
        let Self { socket, runtime, asked, sessions } = self;
        let wait = async {
            socket.send(Message::text(question.to_string())).await.ok()?;
            loop {
                let message = socket.next().await?.ok()?;
                let told: Value = serde_json::from_str(message.to_text().ok()?).unwrap_or_default();
                if told["method"] == "Target.attachedToTarget" {
                    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                    let kind = text(&told["params"]["targetInfo"]["type"]);
                    sessions.push((text(&told["params"]["sessionId"]), kind));
                }
                if told["id"] == *asked {
                    assert!(told["error"].is_null(), "{method}: {told}");
                    return Some(told["result"].clone());
                }
            }
        };
        // A timeout begins in the runtime.
        let answer = runtime.block_on(async { timeout(PATIENCE, wait).await });
        let answer = answer.unwrap_or_else(|_| panic!("{method}: no answer"));
        answer.unwrap_or_else(|| panic!("{method}: the browser is gone"))
    }
}
