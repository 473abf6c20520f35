//! The poller as a process that is killed, again and again, the moment that something was stored.

use crate::site::{Desk, options};
use jiff::Timestamp;
use standfirst::{
    app::{Clock, Feeds, Intake, PieceEnd},
    config::Feed,
    ledger::Ledger,
    library::Library,
};
use std::{
    env,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
};
use tokio_util::sync::CancellationToken;

const FOLDER: &str = "STANDFIRST_TEST_FOLDER";
const FEED: &str = "STANDFIRST_TEST_FEED";

/// A process that is killed when it is dropped.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The process that is killed is this test, started by itself.
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_every_store_it_loses_and_doubles_nothing() {
    if let (Ok(folder), Ok(url)) = (env::var(FOLDER), env::var(FEED)) {
        return poll_for_ever(folder.into(), &url).await;
    }
    let desk = Desk::new().await;
    let slugs = ["trams", "library", "orchards", "homework", "harbour-lights", "jury"];
    desk.site.feed(&slugs);
    let feed = Feed { newest: 20, ..desk.config() };
    for stored in 1..=slugs.len() {
        let child = Command::new(env::current_exe().unwrap())
            .args(["kill::killed_at_every_store_it_loses_and_doubles_nothing", "--exact"])
            .env(FOLDER, desk.folder.path())
            .env(FEED, &feed.url)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let child = Killed(child);
        desk.until(|titles| titles.len() >= stored).await;
        drop(child);
    }
    let polled = desk.poll(&feed).await;
    let known = |piece: &standfirst::app::Piece| matches!(piece.end, PieceEnd::Known(_));
    assert!(polled.iter().flat_map(|p| &p.pieces).all(known), "{polled:?}");
    let titles = desk.titles().await;
    assert_eq!(titles.len(), slugs.len(), "{titles:?}");
    assert_eq!(desk.state(&feed).await.waiting, None);
}

async fn poll_for_ever(folder: PathBuf, url: &str) {
    let ledger = Ledger::open(&folder.join("standfirst.sqlite")).await.unwrap();
    let library = Library::folder(folder.join("digests"));
    let clock = Clock::stopped("2026-11-01T08:00:00Z".parse::<Timestamp>().unwrap());
    let feed = Feed { newest: 20, ..Feed::new(url) };
    let intake = Arc::new(Intake::new(options()));
    Feeds::new(vec![feed], ledger, library, intake, clock).run(CancellationToken::new()).await;
}
