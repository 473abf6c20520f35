//! The poller: feeds are asked for what is new, and each new piece becomes a digest in the library.
//!
//! All that it knows is in the ledger, so that it may be killed at any point: a piece waits there until
//! its digest is stored, and what is stored twice is known the second time.

mod discover;
mod entry;
mod filter;
mod pace;
mod poll;

use super::{Clock, Intake};
use crate::{
    config,
    digest::DigestId,
    ledger::{FeedState, Ledger, LedgerError},
    library::{Library, LibraryError},
};
use futures_util::{
    StreamExt,
    stream::{self, FuturesUnordered},
};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use tokio_util::sync::CancellationToken;

pub use discover::{DiscoverError, Found, discover};
pub use pace::PAUSE_AFTER;

/// Feeds that are at work at the same time.
const AT_ONCE: usize = 4;
/// How often the ledger is looked at, whatever is due: somebody may have resumed a feed.
const LOOK: SignedDuration = SignedDuration::from_secs(60);

/// The poller.
pub struct Feeds {
    feeds: Vec<config::Feed>,
    ledger: Ledger,
    library: Library,
    intake: Arc<Intake>,
    clock: Clock,
}

/// What polling one feed brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polled {
    /// The feed's address.
    pub feed: String,
    /// How asking it went; none where only its waiting pieces were tried.
    pub asked: Option<Asked>,
    /// The pieces that were tried, oldest first.
    pub pieces: Vec<Piece>,
}

/// How asking a feed went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is as it was.
    Unchanged,
    /// It was read, and has so many new pieces; others may be left out.
    Read {
        /// To be read.
        new: usize,
    },
    /// It could not be read.
    Failed {
        /// Why, naming the address.
        reason: String,
        /// Whether it is not asked any more.
        paused: bool,
    },
}

/// A piece that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it is.
    pub url: String,
    /// What came of it.
    pub end: PieceEnd,
}

/// What came of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceEnd {
    /// Its digest is in the library; as a draft, if so asked.
    Added(DigestId),
    /// It was there already.
    Known(DigestId),
    /// It was edited since, and these parts of its digest with it.
    Updated(DigestId, String),
    /// It is not what the feed is read for, or its publisher does not want it.
    LeftOut(String),
    /// No digest can be made of it.
    Refused(String),
    /// It is tried again later.
    Postponed(String),
}

/// Why polling had to stop.
#[derive(Debug, thiserror::Error)]
pub enum FeedsError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The library.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl Feeds {
    /// A poller of these feeds.
    pub fn new(
        feeds: Vec<config::Feed>,
        ledger: Ledger,
        library: Library,
        intake: Arc<Intake>,
        clock: Clock,
    ) -> Feeds {
        Feeds { feeds, ledger, library, intake, clock }
    }

    /// Polls each feed whenever it is due, until `stop`. A slow feed holds up none but itself.
    pub async fn run(self, stop: CancellationToken) {
        let this = &self;
        let mut at_work = FuturesUnordered::new();
        let mut busy = HashSet::new();
        // Where ledger or library failed; what is on disk cannot tell.
        let mut resting = HashMap::<&str, Timestamp>::new();
        loop {
            let now = self.clock.now();
            let (due, next) = self.due(now).await.unwrap_or_else(|error| {
                tracing::error!(%error, "the state of the feeds cannot be read; tried again in a minute");
                (Vec::new(), now + LOOK)
            });
            resting.retain(|_, until| *until > now);
            for feed in due.into_iter().filter(|feed| !resting.contains_key(feed.url.as_str())) {
                if at_work.len() < AT_ONCE && busy.insert(feed.url.as_str()) {
                    at_work.push(async move { (feed, this.work_on(feed).await) });
                }
            }
            // With every place taken, the next step is that one is free.
            let wake = if at_work.len() < AT_ONCE { next.min(now + LOOK) } else { Timestamp::MAX };
            tokio::select! {
                () = stop.cancelled() => return,
                Some((feed, done)) = at_work.next() => {
                    busy.remove(feed.url.as_str());
                    if let Err(error) = done {
                        tracing::error!(%error, feed = feed.url, "polling stopped; tried again in a minute");
                        resting.insert(&feed.url, now + LOOK);
                    }
                }
                () = self.clock.until(wake.max(now + SignedDuration::from_secs(1)), now) => {}
            }
        }
    }

    /// Polls every feed that is due, and tries every piece whose time has come.
    ///
    /// # Errors
    /// Ledger or library failed; what was not reached stays due.
    pub async fn poll_due(&self) -> Result<Vec<Polled>, FeedsError> {
        let (due, _) = self.due(self.clock.now()).await?;
        let polled = stream::iter(due).map(|feed| self.work_on(feed)).buffered(AT_ONCE);
        polled.collect::<Vec<_>>().await.into_iter().collect()
    }

    /// Polls a feed now, due or not; one that is paused is asked again from now on.
    ///
    /// # Errors
    /// Ledger or library failed.
    pub async fn poll_now(&self, feed: &config::Feed) -> Result<Polled, FeedsError> {
        self.ledger.resume_feed(&feed.url).await?;
        self.ask_and_read(feed).await
    }

    /// The feeds that something is to be done for now, the longest due first, and when the next will be.
    async fn due(&self, now: Timestamp) -> Result<(Vec<&config::Feed>, Timestamp), LedgerError> {
        let states = self.ledger.feeds().await?;
        let states: HashMap<&str, &FeedState> =
            states.iter().map(|state| (state.url.as_str(), state)).collect();
        let mut due = Vec::new();
        let mut next = Timestamp::MAX;
        for feed in &self.feeds {
            match when(states.get(feed.url.as_str()).copied()).unwrap_or(Timestamp::MAX) {
                at if at <= now => due.push((at, feed)),
                at => next = next.min(at),
            }
        }
        due.sort_by_key(|(at, _)| *at);
        Ok((due.into_iter().map(|(_, feed)| feed).collect(), next))
    }

    async fn work_on(&self, feed: &config::Feed) -> Result<Polled, FeedsError> {
        let now = self.clock.now();
        let state = self.ledger.feed(&feed.url).await?;
        let ask = state.is_none_or(|s| s.paused_since.is_none() && s.next_poll <= now);
        if ask {
            return self.ask_and_read(feed).await;
        }
        Ok(Polled { feed: feed.url.clone(), asked: None, pieces: self.read_waiting(feed).await? })
    }

    async fn ask_and_read(&self, feed: &config::Feed) -> Result<Polled, FeedsError> {
        let asked = self.ask(feed).await?;
        Ok(Polled { feed: feed.url.clone(), asked: Some(asked), pieces: self.read_waiting(feed).await? })
    }
}

/// When there is something to do for a feed: at once for a new one, never for one that is paused and
/// has nothing waiting.
fn when(state: Option<&FeedState>) -> Option<Timestamp> {
    let Some(state) = state else { return Some(Timestamp::MIN) };
    let poll = state.paused_since.is_none().then_some(state.next_poll);
    let piece = state.waiting.map(|(_, at)| at);
    [poll, piece].into_iter().flatten().min()
}
