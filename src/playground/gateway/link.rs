//! One websocket connection: hello, heartbeats, identify and resume, then events and orders.

use super::super::{
    log::{Event as Logged, Payload, masked},
    state::{Shared, State},
};
use super::{intents, pack::Pack, session::Order};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    time::{Instant, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, accept_hdr_async,
    tungstenite::{
        Message,
        handshake::server::{ErrorResponse, Request, Response},
        http::StatusCode,
        protocol::{CloseFrame, frame::coding::CloseCode},
    },
};
use tokio_util::task::TaskTracker;

/// How long a step of the protocol may take in real time before the connection is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Discord refuses larger payloads.
const PAYLOAD: usize = 4096;

type Socket = WebSocketStream<TcpStream>;

/// Takes connections until the stand-in ends.
pub(in super::super) async fn serve(shared: Arc<Shared>, listener: TcpListener, tasks: TaskTracker) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shared.ended.cancelled() => return,
        };
        match accepted {
            Ok((stream, _)) => {
                let shared = Arc::clone(&shared);
                tasks.spawn(async move {
                    let ended = shared.ended.clone();
                    tokio::select! {
                        () = link(&shared, stream) => {}
                        () = ended.cancelled() => {}
                    }
                });
            }
            // Out of file descriptors, most likely: one moment of rest rather than a spin.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

/// How a connection came to its end.
enum End {
    /// The bot closed it with this code.
    Left(Option<u16>),
    /// The stand-in closes it with this code.
    Close(u16),
    /// The stand-in resets it.
    Cut,
    /// It broke.
    Gone,
}

// The size of the error is fixed by tungstenite's callback.
#[allow(clippy::result_large_err)]
async fn link(shared: &Shared, stream: TcpStream) {
    // Without it every small frame waits for the peer's acknowledgement.
    let _ = stream.set_nodelay(true);
    if shared.look(|s| s.hub.refuses) {
        shared.with(|s| s.log.add(s.now, Logged::Note("a connection was refused".to_owned())));
        return;
    }
    let (mut version, mut pack) = (None, Pack::Plain);
    let note = |request: &Request, response: Response| {
        let query = request.uri().query().unwrap_or_default();
        version = query.split('&').find_map(|p| p.strip_prefix("v=")).map(str::to_owned);
        pack = Pack::asked(query);
        match super::super::stranger(request.headers()) {
            None => Ok(response),
            Some(why) => {
                shared.with(|s| s.log.add(s.now, Logged::Note(why.to_owned())));
                let mut refused = ErrorResponse::new(None);
                *refused.status_mut() = StatusCode::FORBIDDEN;
                Err(refused)
            }
        }
    };
    let Ok(Ok(mut socket)) = timeout(PATIENCE, accept_hdr_async(stream, note)).await else { return };
    let (number, wake) = shared.with(|s| s.hub.attach());
    let end = if version.is_some_and(|v| v != "10") {
        End::Close(4012)
    } else {
        let mut link = Link { shared, number, cursor: 0, known: false, pack };
        link.run(&mut socket, &wake).await
    };
    let over = matches!(end, End::Left(Some(1000 | 1001)) | End::Close(1000 | 1001));
    shared.with(|s| {
        s.hub.detach(number, over);
        let text = match end {
            End::Left(Some(code)) => format!("the bot closed the gateway with {code}"),
            End::Left(None) => "the bot closed the gateway".to_owned(),
            End::Close(code) => format!("the gateway closed with {code}"),
            End::Cut => "the gateway connection was reset".to_owned(),
            End::Gone => "the gateway connection broke".to_owned(),
        };
        s.log.add(s.now, Logged::Note(text));
    });
    finish(socket, &end).await;
}

/// Says goodbye as the protocol wants it: a Close frame each way, then the end.
async fn finish(mut socket: Socket, end: &End) {
    match end {
        End::Close(code) => {
            let frame = CloseFrame { code: CloseCode::from(*code), reason: reason(*code).into() };
            // 1005 stands for a close without a code and is never sent.
            let frame = (*code != 1005).then_some(frame);
            let _ = timeout(PATIENCE, socket.close(frame)).await;
        }
        // Reading on sends the answer that tungstenite has queued.
        End::Left(_) => {}
        End::Cut => {
            let _ = socket.get_ref().set_zero_linger();
            return;
        }
        End::Gone => return,
    }
    let rest = async { while let Some(Ok(_)) = socket.next().await {} };
    let _ = timeout(Duration::from_secs(2), rest).await;
}

/// Discord's words for its close codes.
fn reason(code: u16) -> &'static str {
    match code {
        4001 => "Unknown opcode.",
        4002 => "Error while decoding payload.",
        4003 => "Not authenticated.",
        4004 => "Authentication failed.",
        4005 => "Already authenticated.",
        4007 => "Invalid seq.",
        4008 => "Rate limited.",
        4009 => "Session timed out.",
        4010 => "Invalid shard.",
        4011 => "Sharding required.",
        4012 => "Invalid API version.",
        4013 => "Invalid intent(s).",
        4014 => "Disallowed intent(s).",
        _ => "",
    }
}

struct Link<'a> {
    shared: &'a Shared,
    number: u64,
    /// The last event that was sent.
    cursor: u64,
    /// Whether the bot has identified or resumed here.
    known: bool,
    pack: Pack,
}

impl Link<'_> {
    async fn run(&mut self, socket: &mut Socket, wake: &tokio::sync::Notify) -> End {
        let beat = self.shared.heartbeat;
        let ms = u64::try_from(beat.as_millis()).unwrap_or(u64::MAX);
        let hello =
            json!({ "op": 10, "s": null, "t": null, "d": { "heartbeat_interval": ms, "_trace": [] } });
        if !self.send(socket, &hello).await {
            return End::Gone;
        }
        let mut last_beat = Instant::now();
        loop {
            if let Some(end) = self.deliver(socket).await {
                return end;
            }
            let incoming = tokio::select! {
                incoming = socket.next() => incoming,
                () = wake.notified() => continue,
                () = tokio::time::sleep_until(last_beat + beat * 2) => return End::Close(4009),
            };
            let text = match incoming {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(frame))) => return End::Left(frame.map(|f| u16::from(f.code))),
                Some(Ok(Message::Binary(_))) => return End::Close(4002),
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return End::Gone,
            };
            let Some(payload) = parse(&text) else { return End::Close(4002) };
            let op = payload.get("op").and_then(Value::as_u64);
            if op == Some(1) {
                last_beat = Instant::now();
            } else {
                let seen = masked(payload.clone());
                self.shared.with(|s| s.log.add(s.now, Logged::Received(seen)));
            }
            match self.answer(op, payload.get("d").unwrap_or(&Value::Null)) {
                Ok(None) => {}
                Ok(Some(payload)) => {
                    if !self.send(socket, &payload).await {
                        return End::Gone;
                    }
                }
                Err(code) => return End::Close(code),
            }
        }
    }

    /// Sends a payload; whether it went out.
    async fn send(&mut self, socket: &mut Socket, payload: &Value) -> bool {
        let message = self.pack.message(payload.to_string());
        matches!(timeout(PATIENCE, socket.send(message)).await, Ok(Ok(())))
    }

    /// Sends what is due. An end where there is nothing more to come.
    async fn deliver(&mut self, socket: &mut Socket) -> Option<End> {
        let (events, orders) = self.shared.with(|s| {
            let (events, orders) = s.hub.take(self.number, &mut self.cursor);
            for event in &events {
                s.log.add(s.now, Logged::Sent(Payload(Arc::clone(event))));
            }
            (events, orders)
        });
        for event in &events {
            if !self.send(socket, event).await {
                return Some(End::Gone);
            }
        }
        for order in orders {
            let payload = match order {
                Order::Reconnect => json!({ "op": 7, "s": null, "t": null, "d": null }),
                Order::Invalidate { resumable } => {
                    if !resumable {
                        self.shared.with(|s| s.hub.forget(self.number));
                    }
                    self.known = false;
                    json!({ "op": 9, "s": null, "t": null, "d": resumable })
                }
                Order::Close(code) => return Some(End::Close(code)),
                Order::Cut => return Some(End::Cut),
            };
            let payload = Arc::new(payload);
            self.shared.with(|s| s.log.add(s.now, Logged::Sent(Payload(Arc::clone(&payload)))));
            if !self.send(socket, &payload).await {
                return Some(End::Gone);
            }
        }
        None
    }

    /// What is answered to a payload at once, or the code to close with.
    fn answer(&mut self, op: Option<u64>, data: &Value) -> Result<Option<Value>, u16> {
        match op {
            Some(1) => {
                let silent = self.shared.look(|s| s.hub.silent);
                Ok((!silent).then(|| json!({ "op": 11, "s": null, "t": null, "d": null })))
            }
            Some(2 | 6) if self.known => Err(4005),
            Some(2) => {
                self.shared.with(|s| identify(s, self.number, data))?;
                if data.get("compress") == Some(&Value::Bool(true)) {
                    self.pack.large();
                }
                (self.known, self.cursor) = (true, 0);
                Ok(None)
            }
            Some(6) => {
                let seq = data.get("seq").and_then(Value::as_u64).ok_or(4007_u16)?;
                let session = data.get("session_id").and_then(Value::as_str).ok_or(4002_u16)?;
                let resumed = self.shared.with(|s| {
                    authenticate(s, data)?;
                    Ok::<bool, u16>(s.hub.resume(self.number, session, seq))
                })?;
                if resumed {
                    (self.known, self.cursor) = (true, seq);
                    return Ok(None);
                }
                Ok(Some(json!({ "op": 9, "s": null, "t": null, "d": false })))
            }
            // Presence, voice state, members, soundboard: taken, and nothing comes of it.
            Some(3 | 4 | 8 | 31) if self.known => Ok(None),
            Some(3 | 4 | 8 | 31) => Err(4003),
            Some(_) => Err(4001),
            None => Err(4002),
        }
    }
}

fn authenticate(state: &State, data: &Value) -> Result<(), u16> {
    let token = data.get("token").and_then(Value::as_str).ok_or(4002_u16)?;
    let token = token.strip_prefix("Bot ").unwrap_or(token);
    if token == state.token { Ok(()) } else { Err(4004) }
}

fn identify(state: &mut State, link: u64, data: &Value) -> Result<(), u16> {
    authenticate(state, data)?;
    let wanted = data.get("intents").and_then(Value::as_u64).ok_or(4013_u16)?;
    if wanted & !intents::KNOWN != 0 {
        return Err(4013);
    }
    if wanted & intents::PRIVILEGED != 0 && !state.privileged {
        return Err(4014);
    }
    let shard = match data.get("shard").filter(|s| !s.is_null()) {
        None => (0, 1),
        Some(shard) => {
            let part = |i: usize| shard.get(i).and_then(Value::as_u64);
            match (part(0), part(1)) {
                (Some(number), Some(of)) if number < of => (number, of),
                _ => return Err(4010),
            }
        }
    };
    let greeting = state.greeting(wanted, shard);
    state.hub.open(link, wanted, shard, greeting);
    Ok(())
}

fn parse(text: &str) -> Option<Value> {
    let payload: Value = (text.len() <= PAYLOAD).then(|| serde_json::from_str(text).ok()).flatten()?;
    payload.is_object().then_some(payload)
}
