//! A paper's site on loopback, whose answers can be changed while it runs, and a poller that may go
//! there alone.

use crate::pieces::{PIECES, Piece, page};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, Response, StatusCode, header},
};
use jiff::{SignedDuration, Timestamp};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use standfirst::{
    app::{Clock, Feeds, Intake, PieceEnd, Polled},
    article::fetch::{FetchOptions, Reach},
    config::Feed,
    ledger::{FeedState, Ledger},
    library::Library,
};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tokio::net::TcpListener;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

type Answer = Arc<dyn Fn(&HeaderMap) -> Response<Body> + Send + Sync>;

/// A running site; it ends with the test's runtime.
#[derive(Clone)]
pub struct Site {
    pub address: SocketAddr,
    answers: Arc<Mutex<HashMap<String, Answer>>>,
    heard: Arc<Mutex<Vec<(String, HeaderMap)>>>,
}

impl Site {
    /// A site with the pages of all pieces, and nothing else yet.
    pub async fn new() -> Site {
        let (answers, heard) =
            (Arc::<Mutex<HashMap<String, Answer>>>::default(), Arc::<Mutex<Vec<_>>>::default());
        let listener = TcpListener::bind((LOOPBACK, 0)).await.unwrap();
        let site = Site { address: listener.local_addr().unwrap(), answers, heard };
        let (answers, heard) = (Arc::clone(&site.answers), Arc::clone(&site.heard));
        let handler = async move |request: Request| {
            let path = request.uri().path().to_owned();
            heard.lock().unwrap().push((path.clone(), request.headers().clone()));
            let answer = answers.lock().unwrap().get(&path).cloned();
            answer.map_or_else(|| status(404), |answer| answer(request.headers()))
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(handler)).await });
        for piece in &PIECES {
            let html = page(piece);
            site.on(&format!("/{}", piece.slug), move |_| typed("text/html", html.clone()));
        }
        site
    }

    /// What is answered from now on.
    pub fn on(&self, path: &str, answer: impl Fn(&HeaderMap) -> Response<Body> + Send + Sync + 'static) {
        self.answers.lock().unwrap().insert(path.to_owned(), Arc::new(answer));
    }

    /// An RSS feed of these pieces at `/feed`, the first the newest, a day apart.
    pub fn feed(&self, slugs: &[&str]) {
        let rss = self.rss(slugs);
        self.on("/feed", move |_| typed("application/rss+xml", rss.clone()));
    }

    pub fn rss(&self, slugs: &[&str]) -> String {
        let item = |(n, slug): (usize, &&str)| {
            let known = PIECES.iter().find(|piece| piece.slug == *slug);
            let (title, author, tag) =
                known.map_or((*slug, "desk", "Misc"), |p: &Piece| (p.title, p.author, p.tag));
            let day = 28 - n;
            format!(
                "<item><title>{title}</title><link>/{slug}?utm_source=rss</link><guid isPermaLink=\"false\">g-{slug}</guid>\
                 <dc:creator>{author}</dc:creator><category>{tag}</category>\
                 <pubDate>{day} Oct 2026 06:00:00 GMT</pubDate></item>"
            )
        };
        let items: String = slugs.iter().enumerate().map(item).collect();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\
             <title>The Quay Gazette: Opinion</title>{items}</channel></rss>"
        )
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Paths asked for since the last call, in order, robots.txt left out.
    pub fn heard(&self) -> Vec<String> {
        let heard = std::mem::take(&mut *self.heard.lock().unwrap());
        heard.into_iter().map(|(path, _)| path).filter(|path| path != "/robots.txt").collect()
    }

    /// A header of the newest request for a path.
    pub fn header(&self, path: &str, name: &str) -> Option<String> {
        let heard = self.heard.lock().unwrap();
        let (_, headers) = heard.iter().rev().find(|(asked, _)| asked == path).unwrap();
        headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }
}

pub fn status(status: u16) -> Response<Body> {
    Response::builder().status(StatusCode::from_u16(status).unwrap()).body(Body::empty()).unwrap()
}

pub fn typed(kind: &str, body: impl Into<Body>) -> Response<Body> {
    Response::builder().header(header::CONTENT_TYPE, kind).body(body.into()).unwrap()
}

/// A poller's surroundings: a ledger and a library on disk, and a clock that stands still.
pub struct Desk {
    pub site: Site,
    pub clock: Clock,
    pub library: Library,
    pub folder: TempDir,
}

impl Desk {
    pub async fn new() -> Desk {
        let folder = TempDir::new().unwrap();
        let library = Library::folder(folder.path().join("digests"));
        let clock = Clock::stopped("2026-11-01T08:00:00Z".parse().unwrap());
        Desk { site: Site::new().await, clock, library, folder }
    }

    /// Opened anew each time, as after a restart.
    pub async fn ledger(&self) -> Ledger {
        Ledger::open(&self.ledger_file()).await.unwrap()
    }

    pub fn ledger_file(&self) -> std::path::PathBuf {
        self.folder.path().join("standfirst.sqlite")
    }

    pub fn config(&self) -> Feed {
        Feed::new(&self.site.url("/feed"))
    }

    pub fn intake(&self) -> Intake {
        Intake::new(options())
    }

    /// A poller that knows nothing but what is on disk.
    pub async fn poller(&self, feeds: &[Feed]) -> Feeds {
        let intake = Arc::new(self.intake());
        Feeds::new(feeds.to_vec(), self.ledger().await, self.library.clone(), intake, self.clock.clone())
    }

    /// Polls what is due, after a restart.
    pub async fn poll(&self, feed: &Feed) -> Vec<Polled> {
        self.poller(std::slice::from_ref(feed)).await.poll_due().await.unwrap()
    }

    pub async fn state(&self, feed: &Feed) -> FeedState {
        self.ledger().await.feed(&feed.url).await.unwrap().unwrap()
    }

    pub fn forward(&self, by: SignedDuration) {
        self.clock.set(self.clock.now() + by);
    }

    /// Moves the clock to the feed's next poll, and polls.
    pub async fn next_poll(&self, feed: &Feed) -> Vec<Polled> {
        self.clock.set(self.state(feed).await.next_poll);
        self.poll(feed).await
    }

    pub async fn titles(&self) -> Vec<String> {
        let contents = self.library.load().await.unwrap();
        contents.digests.iter().map(|(_, digest)| digest.title.clone()).collect()
    }

    /// Waits until the library is so.
    pub async fn until(&self, is_so: impl Fn(&[String]) -> bool) {
        let so = async {
            while !is_so(&self.titles().await) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), so).await.unwrap();
    }

    pub fn minutes_until(&self, at: Timestamp) -> i64 {
        at.duration_since(self.clock.now()).as_mins()
    }

    /// The site's address as SITE.
    pub fn plain(&self, text: &str) -> String {
        text.replace(&self.site.url(""), "SITE")
    }

    /// What came of each piece, one a line.
    pub fn told(&self, polled: &[Polled]) -> String {
        let line = |piece: &standfirst::app::Piece| {
            let end = match &piece.end {
                PieceEnd::Added(id) => format!("added {id}"),
                PieceEnd::Known(id) => format!("known {id}"),
                PieceEnd::Updated(id, changes) => format!("updated {id}: {changes}"),
                PieceEnd::LeftOut(reason) => format!("{} left out: {reason}", piece.url),
                PieceEnd::Refused(reason) => format!("refused {reason}"),
                PieceEnd::Postponed(reason) => format!("postponed {reason}"),
            };
            self.plain(&end)
        };
        polled.iter().flat_map(|p| &p.pieces).map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Without pauses, and on loopback alone.
pub fn options() -> FetchOptions {
    FetchOptions {
        gap: Duration::ZERO,
        idle: Duration::from_millis(300),
        whole: Duration::from_secs(3),
        reach: Reach::Only(vec![LOOPBACK]),
        names: Arc::new(Nowhere),
        ..FetchOptions::default()
    }
}

/// A name service that knows nobody.
struct Nowhere;

impl Resolve for Nowhere {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(async { Ok(Box::new(std::iter::empty()) as Addrs) })
    }
}
