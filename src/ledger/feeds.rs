//! The state of feeds: when each is asked next, and what became of every piece that stood in it.
//!
//! A piece is written down as waiting, in one step with what the feed said of itself, before its page is asked
//! for; it is settled after its digest is stored. A crash in between leaves it waiting, and storing
//! it again finds it known.

use super::{Ledger, LedgerError};
use crate::digest::DigestId;
use jiff::Timestamp;
use std::collections::HashSet;

/// How a feed stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedState {
    /// Where it is.
    pub url: String,
    /// When it was first read; none until then.
    pub first_read: Option<Timestamp>,
    /// When it was last asked, with whatever outcome.
    pub last_poll: Option<Timestamp>,
    /// When it is asked next, unless it is paused.
    pub next_poll: Timestamp,
    /// `ETag` of what was last read.
    pub etag: Option<String>,
    /// `Last-Modified` of the same.
    pub last_modified: Option<String>,
    /// Where the site says that it moved for good.
    pub moved_to: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// When they began.
    pub failing_since: Option<Timestamp>,
    /// Why the last one.
    pub reason: Option<String>,
    /// Since when it is not asked any more; it stays so until somebody polls it.
    pub paused_since: Option<Timestamp>,
    /// Pieces that wait, and when the first of them is tried.
    pub waiting: Option<(u32, Timestamp)>,
}

/// What reading a feed brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRead {
    /// As in [`FeedState`].
    pub etag: Option<String>,
    /// As in [`FeedState`].
    pub last_modified: Option<String>,
    /// As in [`FeedState`].
    pub moved_to: Option<String>,
    /// When it is asked next.
    pub next_poll: Timestamp,
    /// All that stands in it; none where it did not change.
    pub entries: Option<Vec<Listed>>,
}

/// A piece that stands in a feed. What became of one that was seen before stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its identity within the feed.
    pub guid: String,
    /// Where it is.
    pub url: String,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was last edited, where the feed says so. What is in the library is read again for that.
    pub updated: Option<Timestamp>,
    /// What is to be done with it if it is new.
    pub plan: Plan,
}

/// What is to be done with a new piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// It is read.
    Read {
        /// The feed's own words are among those asked for.
        wanted: bool,
    },
    /// It is not.
    LeaveOut {
        /// Why.
        reason: String,
    },
}

/// A piece that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its row.
    pub id: i64,
    /// Where it is.
    pub url: String,
    /// When it was published, by the feed.
    pub published: Option<Timestamp>,
    /// The feed's own words are among those asked for.
    pub wanted: bool,
    /// Attempts that failed.
    pub attempts: u32,
}

/// What became of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryEnd {
    /// Its digest is stored.
    Stored(DigestId),
    /// It was in the library already.
    Known(DigestId),
    /// It was edited since, and its digest with it.
    Updated(DigestId, String),
    /// It is not one that the feed is read for, or its publisher does not want it.
    LeftOut(String),
    /// No digest can be made of it.
    Refused(String),
}

impl Ledger {
    /// Every feed that was ever asked.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn feeds(&self) -> Result<Vec<FeedState>, LedgerError> {
        self.0.feeds().await
    }

    /// One feed; none where it was never asked.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn feed(&self, url: &str) -> Result<Option<FeedState>, LedgerError> {
        self.0.feed(url).await
    }

    /// Guids and addresses of all pieces that a feed is known to have had.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn seen_in_feed(&self, url: &str) -> Result<HashSet<String>, LedgerError> {
        self.0.seen_in_feed(url).await
    }

    /// Records that a feed was read: what it said and what stands in it, all or nothing. Settled pieces
    /// that have not stood in it for long are forgotten; their digests stay.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn feed_read(&self, url: &str, read: &FeedRead, now: Timestamp) -> Result<(), LedgerError> {
        self.0.feed_read(url, read, now).await
    }

    /// Records that a feed could not be read, and whether that is the end for now.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn feed_failed(
        &self,
        url: &str,
        reason: &str,
        next_poll: Timestamp,
        pause: bool,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        self.0.feed_failed(url, reason, next_poll, pause, now).await
    }

    /// Forgets past failures: a paused feed is asked again.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn resume_feed(&self, url: &str) -> Result<(), LedgerError> {
        self.0.resume_feed(url).await
    }

    /// Forgets a feed and what was seen in it; the digests stay.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn forget_feed(&self, url: &str) -> Result<(), LedgerError> {
        self.0.forget_feed(url).await
    }

    /// Pieces of a feed whose time to be tried has come, oldest first.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn waiting_in_feed(&self, url: &str, now: Timestamp) -> Result<Vec<Waiting>, LedgerError> {
        self.0.waiting_in_feed(url, now).await
    }

    /// Records what became of a piece.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn settle_entry(&self, entry: i64, end: &EntryEnd) -> Result<(), LedgerError> {
        self.0.settle_entry(entry, end).await
    }

    /// Records that a piece failed for now, and when it is tried again.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn postpone_entry(
        &self,
        entry: i64,
        reason: &str,
        until: Timestamp,
    ) -> Result<(), LedgerError> {
        self.0.postpone_entry(entry, reason, until).await
    }

    /// Lets all waiting pieces of a feed wait until then, since their site asks for a pause.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn hold_feed(&self, url: &str, until: Timestamp) -> Result<(), LedgerError> {
        self.0.hold_feed(url, until).await
    }
}
