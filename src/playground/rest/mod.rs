//! The REST side: Discord's HTTP API v10, as far as a bot like ours uses it. A request is read
//! whole, meets a fault if one was set, and is then answered under the lock in one go.

mod channels;
mod commands;
mod interactions;
mod messages;
mod multipart;
mod wire;

pub(super) use wire::{Cut, Wires};

use super::{
    faults::{Held, Meets},
    log::Event,
    message::File,
    rates::Beyond,
    refusal::Refusal,
    snowflake::Id,
    state::{Shared, State},
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{ConnectInfo, State as Extract},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header},
};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::time::timeout;

/// Largest request that is read: Discord's limit for files, and some.
const LARGEST: usize = 26 * 1024 * 1024;
/// How long a request may take to arrive, in real time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as the handlers see it.
#[derive(Debug)]
pub(super) struct Request {
    pub method: Method,
    /// The path after `/api/v10`, decoded.
    pub path: Vec<String>,
    pub query: HashMap<String, String>,
    pub body: Arc<Value>,
    pub files: Vec<File>,
}

/// A status and a body; null for none.
pub(super) type Reply = (u16, Value);

impl Request {
    /// A number or id from the query.
    pub fn asked<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.query.get(key)?.parse().ok()
    }
}

/// The router: everything goes one way, so that nothing escapes the log.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(handle).with_state(shared)
}

async fn handle(
    Extract(shared): Extract<Arc<Shared>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response<Body> {
    if let Some(why) = super::stranger(&headers) {
        shared.with(|s| s.log.add(s.now, Event::Note(format!("{method} {}: {why}", uri.path()))));
        return answer(Err(Refusal::http(403, "Forbidden")));
    }
    let whole = timeout(PATIENCE, to_bytes(body, LARGEST)).await;
    let path = segments(uri.path());
    let Ok(Ok(bytes)) = whole else {
        return answer(Err(Refusal::code(40005)));
    };
    if let Some(file) = attachment(&shared, &method, &path) {
        if let Some(Meets::Hold(held)) = shared.with(|s| s.faults.meet(method.as_str(), &path)) {
            wait(&shared, &held).await;
        }
        return file;
    }
    // What has arrived is done, also where nobody waits for the answer any more.
    let done = tokio::spawn(async move { respond(&shared, cut, method, uri, headers, path, bytes).await });
    done.await.unwrap_or_else(|_| answer(Err(Refusal::http(500, "Internal Server Error"))))
}

async fn respond(
    shared: &Shared,
    cut: Cut,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    path: Vec<String>,
    bytes: Bytes,
) -> Response<Body> {
    let busy = shared.busy.token();
    let read = read(&method, path, &uri, &headers, &bytes);
    let (path, mut seen) = match &read {
        Ok(request) => (request.path.clone(), Arc::clone(&request.body)),
        Err((path, _)) => (path.clone(), Arc::default()),
    };
    let shown = shown(&uri, &path);
    let meets = shared.with(|s| s.faults.meet(method.as_str(), &path));
    let (fault, held, _busy) = match meets {
        Some(Meets::Hold(held)) => {
            drop(busy);
            wait(shared, &held).await;
            (None, Some(held), None)
        }
        other => (other, None, Some(busy)),
    };
    let mut log = |s: &mut State, status: u16, answer: Value, refusal: Option<String>| {
        if let Some(rates) = &mut s.rates {
            rates.answered(status);
        }
        let (method, path) = (method.to_string(), shown.clone());
        s.log.add(
            s.now,
            Event::Request { method, path, body: std::mem::take(&mut seen), status, answer, refusal },
        );
    };
    // A fault stands for the answer; else the limits are asked first.
    let (fault, limits) = match fault {
        None | Some(Meets::CutAfter | Meets::ErrorAfter(_)) => {
            match shared.with(|s| s.rates.as_mut().map(|r| r.take(&method, &path))).transpose() {
                Ok(headers) => (fault, headers.unwrap_or_default()),
                Err((Beyond::Limit { retry_after, global }, headers)) => {
                    (Some(Meets::RateLimit { retry_after, global }), headers)
                }
                Err((Beyond::ShutOut, headers)) => (Some(Meets::ShutOut), headers),
            }
        }
        fault => (fault, HeaderMap::new()),
    };
    match fault {
        Some(Meets::RateLimit { retry_after, global }) => {
            let mut response = rate_limited(retry_after, global);
            response.headers_mut().extend(limits);
            shared.with(|s| log(s, 429, Value::Null, Some(format!("told to wait {retry_after} s"))));
            return response;
        }
        Some(Meets::ShutOut) => {
            shared.with(|s| log(s, 429, Value::Null, Some("shut out".to_owned())));
            let mut response = Response::new(Body::from("<html><title>Access denied</title></html>"));
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            return response;
        }
        Some(Meets::Error(status)) => {
            shared.with(|s| log(s, status, Value::Null, Some("told to fail".to_owned())));
            return failed(status);
        }
        Some(Meets::CutBefore) => {
            shared.with(|s| log(s, 0, Value::Null, Some("told to cut the connection".to_owned())));
            cut.now();
            return Response::new(Body::empty());
        }
        Some(Meets::CutAfter | Meets::ErrorAfter(_) | Meets::Hold(_)) | None => {}
    }
    let allowed = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let outcome = shared.with(|s| {
        let outcome = read.map_err(|(_, refusal)| refusal).and_then(|request| {
            authorize(s, &request, allowed.as_deref())?;
            route(s, request)
        });
        let (status, body, refusal) = match &outcome {
            Ok((status, body)) => (*status, body.clone(), None),
            Err(refusal) => (refusal.status, refusal.body(), Some(refusal.to_string())),
        };
        let status = match fault {
            Some(Meets::CutAfter) => 0,
            Some(Meets::ErrorAfter(instead)) => instead,
            _ => status,
        };
        log(s, status, super::log::masked(body), refusal);
        outcome
    });
    if let Some(held) = held {
        held.done();
    }
    let mut response = match fault {
        Some(Meets::CutAfter) => {
            cut.now();
            return Response::new(Body::empty());
        }
        Some(Meets::ErrorAfter(status)) => failed(status),
        _ => answer(outcome),
    };
    response.headers_mut().extend(limits);
    response
}

async fn wait(shared: &Shared, held: &Held) {
    tokio::select! {
        () = held.lifted.cancelled() => {}
        () = shared.ended.cancelled() => {}
    }
}

fn failed(status: u16) -> Response<Body> {
    reply(status, &json!({ "message": format!("{status}: told to fail"), "code": 0 }))
}

/// The path as the log shows it: tokens masked.
fn shown(uri: &Uri, path: &[String]) -> String {
    let mut path = path.to_vec();
    let token = match path.first().map(String::as_str) {
        Some("interactions" | "webhooks") => path.get_mut(2),
        _ => None,
    };
    if let Some(token) = token {
        *token = "…".to_owned();
    }
    let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    format!("/{}{query}", path.join("/"))
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').filter(|s| !s.is_empty()).map(decoded).collect()
}

/// `%40original` as `@original`.
fn decoded(segment: &str) -> String {
    if !segment.contains('%') {
        return segment.to_owned();
    }
    // `+` stands for itself in a path, other than in a form.
    let text = format!("s={}", segment.replace('+', "%2B"));
    url::form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |(_, v)| v.into_owned())
}

/// A file that was attached, served to whoever asks, as Discord's file host does.
fn attachment(shared: &Shared, method: &Method, path: &[String]) -> Option<Response<Body>> {
    let [first, _, id, ..] = path else { return None };
    if first != "attachments" || *method != Method::GET {
        return None;
    }
    let file = shared.look(|s| s.files.get(&id.parse::<Id>().ok()?).cloned())?;
    let mut response = Response::new(Body::from(file.bytes));
    // Whatever it is, nothing in it runs.
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if let Ok(kind) = HeaderValue::from_str(&file.kind) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    Some(response)
}

/// Makes a request of what came, or says why it is none.
fn read(
    method: &Method,
    mut path: Vec<String>,
    uri: &Uri,
    headers: &HeaderMap,
    bytes: &Bytes,
) -> Result<Request, (Vec<String>, Refusal)> {
    let prefix = match (path.first().map(String::as_str), path.get(1).map(String::as_str)) {
        (Some("api"), Some("v10")) => 2,
        (Some("api"), Some(version)) if version.starts_with('v') => {
            let note = format!("the stand-in speaks API v10, not {version}");
            return Err((path, Refusal::http(404, "Not Found").noting(note)));
        }
        (Some("api"), _) => 1,
        _ => {
            let note = "the path does not begin with /api/v10";
            return Err((path, Refusal::http(404, "Not Found").noting(note)));
        }
    };
    path.drain(..prefix);
    let query = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let query = query.into_owned().collect();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let parsed = if let Some(boundary) = multipart::boundary(kind) {
        multipart::parse(bytes, &boundary)
    } else if bytes.is_empty() {
        Some((Value::Null, Vec::new()))
    } else {
        serde_json::from_slice(bytes).ok().map(|body| (body, Vec::new()))
    };
    match parsed {
        Some((body, files)) => {
            Ok(Request { method: method.clone(), path, query, body: Arc::new(body), files })
        }
        None => Err((path, Refusal::code(50109))),
    }
}

/// Answers and follow-ups of interactions and the gateway's address need no token of the bot.
fn authorize(state: &State, request: &Request, given: Option<&str>) -> Result<(), Refusal> {
    let path: Vec<&str> = request.path.iter().map(String::as_str).collect();
    let open = matches!(path[..], ["gateway"] | ["interactions", ..] | ["webhooks", _, _, ..]);
    let right = given.and_then(|g| g.strip_prefix("Bot ")) == Some(state.token.as_str());
    if open || right { Ok(()) } else { Err(Refusal::http(401, "Unauthorized")) }
}

/// The one table of routes.
fn route(state: &mut State, request: Request) -> Result<Reply, Refusal> {
    let path = request.path.clone();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let method = request.method.clone();
    match (method.as_str(), &path[..]) {
        ("GET", ["gateway"]) => Ok((200, json!({ "url": state.gateway }))),
        ("GET", ["gateway", "bot"]) => {
            let limit =
                json!({ "total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1 });
            Ok((200, json!({ "url": state.gateway, "shards": 1, "session_start_limit": limit })))
        }
        ("GET", ["users", "@me"]) => channels::me(state),
        ("GET", ["users", "@me", "guilds"]) => channels::guilds(state),
        ("POST", ["users", "@me", "channels"]) => channels::open_dm(state, &request),
        ("GET", ["users", id]) => channels::user(state, id),
        ("GET", ["applications", "@me"] | ["oauth2", "applications", "@me"]) => {
            Ok((200, channels::application(state)))
        }
        (_, ["applications", app, "commands", rest @ ..]) => {
            commands::handle(state, &request, app, None, rest)
        }
        (_, ["applications", app, "guilds", guild, "commands", rest @ ..]) => {
            commands::handle(state, &request, app, Some(guild), rest)
        }
        ("POST", ["interactions", id, token, "callback"]) => {
            interactions::callback(state, request, id, token)
        }
        ("POST", ["webhooks", app, token]) => interactions::follow(state, request, app, token),
        ("GET" | "PATCH" | "DELETE", ["webhooks", app, token, "messages", id]) => {
            interactions::message(state, request, app, token, id)
        }
        ("GET", ["guilds", guild]) => channels::guild(state, guild),
        ("GET", ["guilds", guild, "channels"]) => channels::of_guild(state, guild),
        ("GET", ["guilds", guild, "threads", "active"]) => channels::active_threads(state, guild),
        ("GET", ["guilds", guild, "roles"]) => channels::roles(state, guild),
        ("GET", ["guilds", guild, "members", user]) => channels::member(state, guild, user),
        ("GET", ["channels", channel]) => channels::one(state, channel),
        ("PATCH", ["channels", channel]) => channels::change(state, &request, channel),
        ("DELETE", ["channels", channel]) => channels::remove(state, channel),
        ("POST", ["channels", channel, "typing"]) => channels::typing(state, channel),
        ("GET", ["channels", channel, "threads", "archived", "public"]) => {
            channels::archived_threads(state, &request, channel)
        }
        ("POST", ["channels", channel, "threads"]) => channels::start_thread(state, request, channel, None),
        ("POST", ["channels", channel, "messages", message, "threads"]) => {
            channels::start_thread(state, request, channel, Some(message))
        }
        ("GET", ["channels", channel, "messages"]) => messages::list(state, &request, channel),
        ("POST", ["channels", channel, "messages"]) => messages::create(state, request, channel),
        ("POST", ["channels", channel, "messages", id, "crosspost"]) => {
            messages::crosspost(state, channel, id)
        }
        ("GET" | "PATCH" | "DELETE", ["channels", channel, "messages", id]) => {
            messages::one(state, request, channel, id)
        }
        _ => Err(Refusal::http(404, "Not Found").noting("the stand-in does not have this route")),
    }
}

/// The id in a path, or what Discord says to a word in its place.
fn id_in(segment: &str) -> Result<Id, Refusal> {
    segment.parse().map_err(|_| {
        Refusal::form(vec![super::refusal::Problem {
            path: "id".to_owned(),
            code: "NUMBER_TYPE_COERCE",
            message: format!("Value \"{segment}\" is not snowflake."),
        }])
    })
}

fn answer(outcome: Result<Reply, Refusal>) -> Response<Body> {
    match outcome {
        Ok((status, body)) => reply(status, &body),
        Err(refusal) => reply(refusal.status, &refusal.body()),
    }
}

fn reply(status: u16, body: &Value) -> Response<Body> {
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if !body.is_null() {
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(header::CONTENT_TYPE, json);
    }
    response
}

/// 429 as Discord says it, in the body and in the headers.
fn rate_limited(retry_after: f64, global: bool) -> Response<Body> {
    let body =
        json!({ "message": "You are being rate limited.", "retry_after": retry_after, "global": global });
    let mut response = reply(429, &body);
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    set("retry-after", format!("{:.0}", retry_after.ceil()));
    set("x-ratelimit-scope", if global { "global" } else { "user" }.to_owned());
    if global {
        set("x-ratelimit-global", "true".to_owned());
    } else {
        set("x-ratelimit-limit", "5".to_owned());
        set("x-ratelimit-remaining", "0".to_owned());
        set("x-ratelimit-reset-after", format!("{retry_after:.3}"));
        set("x-ratelimit-bucket", "stand-in".to_owned());
    }
    response
}
