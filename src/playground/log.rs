//! What went over the wire, for a chat page to show and a test to look at.

use jiff::Timestamp;
use serde_json::Value;
use std::{collections::VecDeque, fmt, sync::Arc};
use tokio::sync::broadcast;

/// How many entries are kept.
const KEPT: usize = 2000;

/// Something that happened, numbered from 1.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Rises by one.
    pub number: u64,
    /// When, by the stand-in's clock.
    pub at: Timestamp,
    /// What.
    pub event: Event,
}

/// What happened. Tokens are masked.
#[derive(Debug, Clone)]
pub enum Event {
    /// A REST request and its answer.
    Request {
        /// `POST`, `GET`, …
        method: String,
        /// The path from `/api` on with its query.
        path: String,
        /// The JSON body; null where there was none.
        body: Arc<Value>,
        /// The status that was answered; 0 where the connection was cut instead.
        status: u16,
        /// The body that was answered.
        answer: Value,
        /// Why the request was refused, if it was: what Discord says, and what the stand-in adds.
        refusal: Option<String>,
    },
    /// A gateway payload from the bot.
    Received(Value),
    /// A gateway payload to the bot: a dispatch, or an order such as reconnect.
    Sent(Payload),
    /// Something else worth knowing: a connection that ended, and how.
    Note(String),
}

/// A gateway payload to the bot, shared with the connection that sends it.
#[derive(Clone)]
pub struct Payload(pub(super) Arc<Value>);

impl Payload {
    /// Its event, or what its opcode stands for.
    pub fn name(&self) -> String {
        name(&self.0)
    }

    /// All of it; tokens are masked.
    pub fn json(&self) -> Value {
        masked(Value::clone(&self.0))
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.json().fmt(f)
    }
}

impl fmt::Display for Entry {
    /// One line, without the bodies.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.event {
            Event::Request { method, path, status: 0, .. } => write!(f, "{method} {path}: connection cut"),
            Event::Request { method, path, status, refusal: None, .. } => {
                write!(f, "{method} {path}: {status}")
            }
            Event::Request { method, path, status, refusal: Some(why), .. } => {
                write!(f, "{method} {path}: {status}, refused: {why}")
            }
            Event::Received(payload) => write!(f, "from the bot: {}", name(payload)),
            Event::Sent(payload) => write!(f, "to the bot: {}", payload.name()),
            Event::Note(text) => f.write_str(text),
        }
    }
}

/// The name of a gateway payload: its event, or its opcode.
pub(super) fn name(payload: &Value) -> String {
    match (payload.get("t").and_then(Value::as_str), payload.get("op").and_then(Value::as_u64)) {
        (Some(event), _) => event.to_owned(),
        (None, Some(1)) => "heartbeat".to_owned(),
        (None, Some(2)) => "identify".to_owned(),
        (None, Some(6)) => "resume".to_owned(),
        (None, Some(7)) => "reconnect".to_owned(),
        (None, Some(9)) => "invalid session".to_owned(),
        (None, Some(op)) => format!("opcode {op}"),
        (None, None) => "no opcode".to_owned(),
    }
}

#[derive(Debug)]
pub(super) struct Log {
    entries: VecDeque<Arc<Entry>>,
    number: u64,
    feed: broadcast::Sender<Arc<Entry>>,
}

impl Log {
    pub fn new() -> Log {
        Log { entries: VecDeque::new(), number: 0, feed: broadcast::channel(256).0 }
    }

    pub fn add(&mut self, at: Timestamp, event: Event) {
        self.number += 1;
        let entry = Arc::new(Entry { number: self.number, at, event });
        match &entry.event {
            Event::Request { refusal: Some(_), .. } => tracing::warn!(target: "playground", "{entry}"),
            _ => tracing::debug!(target: "playground", "{entry}"),
        }
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(Arc::clone(&entry));
        // No subscriber is no failure.
        let _ = self.feed.send(entry);
    }

    pub fn entries(&self) -> Vec<Arc<Entry>> {
        self.entries.iter().cloned().collect()
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.feed.subscribe()
    }
}

/// A gateway payload with its token masked.
pub(super) fn masked(mut payload: Value) -> Value {
    if let Some(token) = payload.pointer_mut("/d/token") {
        *token = Value::from("…");
    }
    payload
}
