//! The chat page: the stand-in's server and its channels in a browser, for people.
//!
//! One more server on 127.0.0.1. The page is plain HTML, CSS and ES modules, embedded in the program;
//! messages come as HTML from here, and as they happen, over server-sent events. Every request has to
//! come from the page itself: see `guard`.

mod acts;
mod assets;
mod clock;
mod commands;
mod feed;
mod guard;
mod messages;
mod scene;
mod troubles;
mod wirelog;

use super::{Dialog, Id, Twin};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use futures_util::future::BoxFuture;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt, io,
    net::Ipv4Addr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

/// The port that the page is on unless another is asked for, or it is taken.
pub const PORT: u16 = 7433;
/// Largest request other than a file, in bytes: a dialog of five long texts is half of that.
const LARGEST: usize = 128 * 1024;
/// How long the page's server gets to end.
const END_WITHIN: Duration = Duration::from_secs(2);
/// How many open dialogs are remembered.
const DIALOGS: usize = 100;

/// The time of the stand-in, for the page to move. What the stand-in plays with knows when something
/// is due; the stand-in does not.
pub trait Time: Send + Sync {
    /// Sets the time; whoever waits for a time before that goes on.
    fn set(&self, to: Timestamp);
    /// When the application next posts by itself, after that time; none where it never does.
    fn next_post(&self, after: Timestamp) -> BoxFuture<'_, Option<Timestamp>>;
    /// The zone that days begin in.
    fn zone(&self) -> TimeZone;
}

/// A page that is being served. Dropping it ends the server; [`Page::shutdown`] waits for that.
#[derive(Debug)]
pub struct Page {
    url: String,
    ended: CancellationToken,
    server: JoinHandle<()>,
}

/// What every request works with.
struct Stage {
    twin: Arc<Twin>,
    time: Box<dyn Time>,
    /// What `Host` has to be, and `Origin` with `http://` before it.
    hosts: Vec<String>,
    ended: CancellationToken,
    troubles: Mutex<troubles::Troubles>,
    dialogs: Mutex<BTreeMap<Id, Dialog>>,
}

type Shared = Arc<Stage>;

/// Serves the page on 127.0.0.1; port 0 is any that is free.
///
/// # Errors
/// Where the port cannot be opened.
pub async fn serve(twin: Arc<Twin>, time: Box<dyn Time>, port: u16) -> io::Result<Page> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = listener.local_addr()?.port();
    let hosts = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{port}")).to_vec();
    let ended = CancellationToken::new();
    let stage = Arc::new(Stage {
        twin,
        time,
        hosts,
        ended: ended.clone(),
        troubles: Mutex::default(),
        dialogs: Mutex::default(),
    });
    let server = axum::serve(listener, router(stage)).with_graceful_shutdown(ended.clone().cancelled_owned());
    let server = tokio::spawn(async move {
        // It ends by the token alone; axum's accept loop has no errors.
        let _ = server.await;
    });
    Ok(Page { url: format!("http://127.0.0.1:{port}/"), ended, server })
}

impl Page {
    /// Where it is: `http://127.0.0.1:PORT/`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends the server. A browser that holds on to its connection does not hold up the end.
    pub async fn shutdown(mut self) {
        self.ended.cancel();
        let _ = tokio::time::timeout(END_WITHIN, &mut self.server).await;
        self.server.abort();
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.ended.cancel();
    }
}

fn router(stage: Shared) -> Router {
    let api = Router::new()
        .route("/events", get(feed::events))
        .route("/messages", get(messages::list).post(messages::say))
        .route("/posts", post(messages::start_post))
        .route("/commands", get(commands::list))
        .route("/call", post(acts::call))
        .route("/complete", post(acts::complete))
        .route("/menu", post(acts::menu))
        .route("/press", post(acts::press))
        .route("/choose", post(acts::choose))
        .route("/submit", post(acts::submit))
        .route("/locale", post(scene::set_locale))
        .route("/clock", post(clock::step))
        .route("/zones", get(clock::zones))
        .route("/troubles", post(troubles::switch))
        .route("/log", get(wirelog::list))
        .route("/log/{number}", get(wirelog::one))
        .layer(DefaultBodyLimit::max(LARGEST))
        .route("/files", post(acts::upload).layer(DefaultBodyLimit::max(acts::LARGEST_FILE)))
        .fallback(async || Failed::missing("this page has no such address"));
    Router::new()
        .nest("/api", api)
        .fallback(assets::serve)
        .layer(middleware::from_fn_with_state(Arc::clone(&stage), guard::guard))
        .with_state(stage)
}

impl Stage {
    fn troubles(&self) -> MutexGuard<'_, troubles::Troubles> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a dialog until it is filled in.
    fn keep(&self, dialog: Dialog) -> Id {
        let id = self.twin.shared().with(|s| s.next_id());
        let mut dialogs = self.dialogs.lock().unwrap_or_else(PoisonError::into_inner);
        if dialogs.len() >= DIALOGS {
            dialogs.pop_first();
        }
        dialogs.insert(id, dialog);
        id
    }

    fn dialog(&self, id: Id) -> Option<Dialog> {
        self.dialogs.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn forget(&self, id: Id) {
        self.dialogs.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

impl fmt::Debug for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stage").field("hosts", &self.hosts).finish_non_exhaustive()
    }
}

/// What the page shows in the place of what was asked for.
#[derive(Debug)]
struct Failed(StatusCode, String);

impl Failed {
    fn missing(what: &str) -> Failed {
        Failed(StatusCode::NOT_FOUND, what.to_owned())
    }

    /// The person's own doing, or the bot's; either way a line for the person.
    fn told(why: impl fmt::Display) -> Failed {
        Failed(StatusCode::UNPROCESSABLE_ENTITY, why.to_string())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

type Answered = Result<Json<serde_json::Value>, Failed>;
type Extract = State<Shared>;
