//! The ledger: what the bot owes to whom. A delivery is claimed here before it is sent, so that a
//! crash between any two steps neither loses nor doubles it.

mod feeds;
mod letters;
mod pending;
mod people;
mod servers;
mod sqlite;
mod votes;

pub use pending::Pending;
pub use votes::{Act, Voted};

pub use feeds::{EntryEnd, FeedRead, FeedState, Listed, Plan, Waiting};

pub use letters::{Contents, Letter, LetterClaim, Reader, Seen};
pub use people::{Follow, Followable, Followed, MOST_FOLLOWS, Pause, Person};
pub use servers::{Hideable, HiddenName, MOST_HIDDEN, Server, ServerChange};

use crate::digest::DigestId;
use jiff::{Timestamp, civil::Date};
use std::{collections::HashSet, path::Path};

/// The ledger, in SQLite.
#[derive(Debug, Clone)]
pub struct Ledger(sqlite::Sqlite);

/// A post to be made: one for each schedule and local day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The schedule's name.
    pub schedule: String,
    /// The day, in the schedule's own zone.
    pub date: Date,
    /// The channel's id.
    pub channel: u64,
    /// What is posted.
    pub digest: DigestId,
    /// Discord drops a second message with the same nonce within some minutes.
    pub nonce: String,
}

/// A claim with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Counts up from 1; the post carries it in its first button.
    pub id: i64,
    /// What was claimed.
    pub claim: Claim,
    /// When.
    pub claimed_at: Timestamp,
}

/// What came of an attempt to claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is ours to send.
    Ours(Delivery),
    /// That day of that schedule is claimed or settled already.
    DayTaken,
    /// That channel has had that digest, or is about to get it.
    DigestTaken,
}

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is there, as this message.
    Posted {
        /// The message's id.
        message: u64,
    },
    /// It was not sent, and will not be.
    Skipped {
        /// Why.
        reason: String,
    },
    /// It may or may not be there, and cannot be found out; it is not repeated.
    Uncertain {
        /// Why.
        reason: String,
    },
}

impl Outcome {
    /// State, message id and reason, as the tables have them.
    fn parts(&self) -> (&'static str, Option<String>, Option<&str>) {
        match self {
            Outcome::Posted { message } => ("posted", Some(message.to_string()), None),
            Outcome::Skipped { reason } => ("skipped", None, Some(reason)),
            Outcome::Uncertain { reason } => ("uncertain", None, Some(reason)),
        }
    }
}

/// A delivery as history: when, where, what, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The delivery.
    pub delivery: Delivery,
    /// `claimed`, `posted`, `skipped` or `uncertain`.
    pub state: String,
    /// Why, where it is not `posted`.
    pub reason: Option<String>,
}

/// Why the ledger could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// SQLite failed.
    #[error("the ledger failed: {0}; check that the disk has room and data_dir can be written")]
    Database(#[from] sqlx::Error),
    /// The file is from a later version, or was altered.
    #[error(
        "the ledger's tables do not fit this version: {0}; use the version that wrote them, or a newer one"
    )]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row that this program does not write.
    #[error("the ledger's delivery {id} is damaged ({what}); restore the file from a backup")]
    Damaged {
        /// The row.
        id: i64,
        /// What in it.
        what: &'static str,
    },
}

impl Ledger {
    /// Opens the file, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// The file cannot be opened, or its tables are newer than this program.
    pub async fn open(path: &Path) -> Result<Ledger, LedgerError> {
        Ok(Ledger(sqlite::Sqlite::open(path).await?))
    }

    /// When the schedule was first seen; now, if this is the first time.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn first_seen(&self, schedule: &str, now: Timestamp) -> Result<Timestamp, LedgerError> {
        self.0.first_seen(schedule, now).await
    }

    /// Whether that day of that schedule is claimed or settled.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn has_day(&self, schedule: &str, date: Date) -> Result<bool, LedgerError> {
        self.0.has_day(schedule, date).await
    }

    /// Claims a delivery. Of any number of callers with the same claim, one gets it.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn claim(&self, claim: &Claim, now: Timestamp) -> Result<Claimed, LedgerError> {
        self.0.claim(claim, now).await
    }

    /// Records how a delivery ended.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn settle(&self, delivery: i64, outcome: &Outcome) -> Result<(), LedgerError> {
        self.0.settle(delivery, outcome).await
    }

    /// Claims of which it is not known how they ended, oldest first.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn unsettled(&self) -> Result<Vec<Delivery>, LedgerError> {
        self.0.unsettled().await
    }

    /// The newest deliveries, newest first.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn history(&self, most: u32) -> Result<Vec<Past>, LedgerError> {
        self.0.history(most).await
    }

    /// What the channel has had, or is about to get.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn had(&self, channel: u64) -> Result<HashSet<DigestId>, LedgerError> {
        self.0.had(channel).await
    }

    /// The newest daily post of the channel: its local day and its digest.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn newest_post(&self, channel: u64) -> Result<Option<(Date, DigestId)>, LedgerError> {
        self.0.newest_post(channel).await
    }
}
