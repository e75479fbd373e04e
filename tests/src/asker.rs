//! A phone's end of a link without a phone behind it: it asks, and tells the answers.

use std::net::SocketAddr;
use std::time::Duration;

use futures::{SinkExt as _, StreamExt as _};
use hookswitch_core::link::client::{Client, Event, Identity, Output};
use hookswitch_core::link::{
    Fetch, FromGateway, LinkError, MacAddress, Reply, Request, decode, encode,
};
use hookswitch_core::rng::Rng;
use hookswitch_core::time::Instant;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// How long an answer may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A link to a gateway.
#[derive(Debug)]
pub struct Asker {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    client: Client,
    begun: std::time::Instant,
    /// How far the file of the last question was, each time that was told: bytes here and in all.
    pub progress: Vec<(u32, Option<u32>)>,
}

impl Asker {
    /// Opens a link to a gateway that lets everybody in.
    pub async fn connect(gateway: SocketAddr) -> Self {
        let mut request = format!("ws://{gateway}/link").into_client_request().unwrap();
        let origin = format!("http://{gateway}").parse().unwrap();
        request.headers_mut().insert("origin", origin);
        let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
        let mac = MacAddress([2, 0, 0, 0, 0, 1]);
        let identity = Identity { mac, model: "440HD".to_owned(), enrolment: None };
        let client = Client::new(identity, Rng::new([1; 32]));
        let begun = std::time::Instant::now();
        let mut asker = Self { socket, client, begun, progress: Vec::new() };
        let now = asker.now();
        asker.client.start(now);
        asker.client.handle_open(now);
        asker
    }

    /// Asks for a file over a policy of its own: certificates of the system, nobody's credentials.
    ///
    /// # Errors
    ///
    /// As [`Asker::ask`].
    pub async fn get(&mut self, url: &str) -> Result<Reply, LinkError> {
        self.fetch(Fetch::new(url, 8_000_000)).await
    }

    /// Asks for a file.
    ///
    /// # Errors
    ///
    /// As [`Asker::ask`].
    pub async fn fetch(&mut self, fetch: Fetch) -> Result<Reply, LinkError> {
        self.ask(Request::Fetch(Box::new(fetch))).await
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    ///
    /// Those of the gateway.
    pub async fn ask(&mut self, request: Request) -> Result<Reply, LinkError> {
        self.progress.clear();
        let id = self.client.request(request, self.now());
        tokio::time::timeout(PATIENCE, async {
            loop {
                while let Some(output) = self.client.poll_output() {
                    match output {
                        Output::Send(message) => {
                            let message = Message::Binary(encode(&message).into());
                            self.socket.send(message).await.unwrap();
                        }
                        Output::Event(Event::Reply(answered, reply)) if answered == id => {
                            return reply;
                        }
                        Output::Event(Event::Progress { received, total, .. }) => {
                            self.progress.push((received, total));
                        }
                        Output::OpenSocket | Output::CloseSocket | Output::Event(_) => {}
                    }
                }
                let message = self.socket.next().await.expect("the link is up").unwrap();
                if let Message::Binary(bytes) = message {
                    let now = self.now();
                    self.client.handle_message(decode::<FromGateway>(&bytes).unwrap(), now);
                }
            }
        })
        .await
        .expect("the gateway answers")
    }

    fn now(&self) -> Instant {
        Instant::from_micros(u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX))
    }
}
