//! Raw clients: HTTP by reqwest, websocket by tungstenite, no Discord library.

use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};
use standfirst::playground::{Answer, Id, InvokeError, Twin, TwinOptions};
use std::{
    io::Read,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// Longer than anything here takes; a test that gets there fails.
pub const LIMIT: Duration = Duration::from_secs(20);

/// A clock that stands until it is moved.
#[derive(Clone)]
pub struct Hands(Arc<Mutex<jiff::Timestamp>>);

impl Hands {
    pub fn new() -> Hands {
        Hands(Arc::new(Mutex::new("2026-11-23T08:00:00Z".parse().unwrap())))
    }
    pub fn forward(&self, seconds: i64) {
        *self.0.lock().unwrap() += jiff::SignedDuration::from_secs(seconds);
    }
}

/// A stand-in, its clock, and an HTTP client with the bot's token.
pub struct Raw {
    pub twin: Arc<Twin>,
    pub hands: Hands,
    pub http: reqwest::Client,
}

impl Raw {
    pub async fn start() -> Raw {
        Raw::start_with(|_| {}).await
    }

    pub async fn start_with(change: impl FnOnce(&mut TwinOptions)) -> Raw {
        let hands = Hands::new();
        let clock = hands.clone();
        let mut options =
            TwinOptions { now: Arc::new(move || *clock.0.lock().unwrap()), ..TwinOptions::default() };
        change(&mut options);
        let twin = Arc::new(Twin::start(options).await.unwrap());
        let http = reqwest::Client::builder().no_proxy().timeout(LIMIT).build().unwrap();
        Raw { twin, hands, http }
    }

    pub fn app(&self) -> Id {
        self.twin.world().application
    }

    pub async fn send(&self, method: Method, path: &str, body: Value) -> reqwest::Result<reqwest::Response> {
        let mut request = self
            .http
            .request(method, format!("{}/api/v10{path}", self.twin.url()))
            .header("Authorization", format!("Bot {}", self.twin.token()));
        if !body.is_null() {
            request = request.json(&body);
        }
        request.send().await
    }

    /// Status and body; null for an empty one.
    pub async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let response = self.send(method, path, body).await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (status, if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() })
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.call(Method::GET, path, Value::Null).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(Method::POST, path, body).await
    }

    /// The first answer to an interaction.
    pub async fn answer(&self, interaction: &Value, body: Value) -> (u16, Value) {
        let (id, token) = (interaction["id"].as_str().unwrap(), interaction["token"].as_str().unwrap());
        self.post(&format!("/interactions/{id}/{token}/callback"), body).await
    }

    /// Where edits and follow-ups of an interaction go.
    pub fn webhook(&self, interaction: &Value) -> String {
        format!("/webhooks/{}/{}", self.app(), interaction["token"].as_str().unwrap())
    }

    /// Registers global commands.
    pub async fn register(&self, commands: Value) {
        let (status, body) =
            self.call(Method::PUT, &format!("/applications/{}/commands", self.app()), commands).await;
        assert_eq!(status, 200, "{body}");
    }

    /// Types a line in #general as the reader, without waiting for what comes of it.
    pub fn type_line(&self, line: &str) -> tokio::task::JoinHandle<Result<Answer, InvokeError>> {
        let (twin, line) = (Arc::clone(&self.twin), line.to_owned());
        let world = twin.world();
        tokio::spawn(async move { twin.invoke(world.reader, world.general, &line).await })
    }
}

/// A gateway connection.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub seq: u64,
    pub session: String,
}

impl Socket {
    /// Connects and takes the hello.
    pub async fn connect(raw: &Raw) -> Socket {
        let (_, body) = raw.get("/gateway").await;
        let url = format!("{}/?v=10&encoding=json", body["url"].as_str().unwrap());
        let (stream, _) = connect_async(url).await.unwrap();
        let mut socket = Socket { stream, seq: 0, session: String::new() };
        let hello = socket.next().await.unwrap();
        assert_eq!(hello["op"], 10);
        assert!(hello["d"]["heartbeat_interval"].is_u64());
        socket
    }

    /// Connects, identifies, and takes READY.
    pub async fn ready(raw: &Raw, intents: u64) -> Socket {
        let mut socket = Socket::connect(raw).await;
        socket.send(identify(raw.twin.token(), intents)).await;
        let ready = socket.event("READY").await;
        socket.session = ready["session_id"].as_str().unwrap().to_owned();
        socket
    }

    pub async fn send(&mut self, payload: Value) {
        self.text(&payload.to_string()).await;
    }

    pub async fn text(&mut self, text: &str) {
        self.stream.send(Message::Text(text.to_owned())).await.unwrap();
    }

    /// The next payload, or the code that the connection was closed with; 0 for a reset.
    pub async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let message =
                tokio::time::timeout(LIMIT, self.stream.next()).await.expect("the gateway is silent");
            let text = match &message {
                Some(Ok(Message::Text(text))) => Some(text.clone()),
                Some(Ok(Message::Binary(packed))) => Some(unpacked(packed)),
                _ => None,
            };
            match message {
                Some(Ok(Message::Text(_) | Message::Binary(_))) => {
                    let payload: Value = serde_json::from_str(&text.unwrap()).unwrap();
                    if let Some(seq) = payload["s"].as_u64() {
                        assert_eq!(seq, self.seq + 1, "no event is skipped or repeated");
                        self.seq = seq;
                    }
                    return Ok(payload);
                }
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(0, |f| u16::from(f.code))),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// The data of the next event, which has to be this one.
    pub async fn event(&mut self, name: &str) -> Value {
        let payload = self.next().await.unwrap();
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].clone()
    }

    pub async fn closed(&mut self) -> u16 {
        self.next().await.expect_err("the connection stayed open")
    }

    pub async fn close(mut self, code: u16) {
        use tokio_tungstenite::tungstenite::protocol::{CloseFrame, frame::coding::CloseCode};
        let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
        let _ = self.stream.close(Some(frame)).await;
        while let Some(Ok(_)) = self.stream.next().await {}
    }
}

/// What a compressed payload says.
fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::ZlibDecoder::new(packed).read_to_string(&mut text).unwrap();
    text
}

pub fn identify(token: &str, intents: u64) -> Value {
    json!({ "op": 2, "d": {
        "token": token, "intents": intents, "compress": true,
        "properties": { "os": "linux", "browser": "raw", "device": "raw" },
    }})
}

pub fn resume(raw: &Raw, socket: &Socket) -> Value {
    json!({ "op": 6, "d": { "token": raw.twin.token(), "session_id": socket.session, "seq": socket.seq } })
}
