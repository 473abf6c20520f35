//! The ledger: what the bot owes to whom. A delivery is claimed here before it is sent, so that a
//! crash between any two steps neither loses nor doubles it.

mod deliveries;
mod feeds;
mod letters;
mod model;
mod pending;
mod people;
mod schedules;
mod servers;
mod sqlite;
mod votes;

pub use deliveries::{
    Brought, Claim, Claimed, Crossposted, Delivery, Outcome, Past, Shown, SkippedDay, WrittenOff,
};
pub use pending::Pending;
pub use votes::{Act, Voted};

pub use feeds::{EntryEnd, FeedRead, FeedState, Listed, Plan, Waiting};

pub use letters::{Contents, Letter, LetterClaim, Reader, Seen};
pub use people::{Follow, Followable, Followed, MOST_FOLLOWS, Pause, Person};
pub use servers::{HiddenName, Hideable, MOST_HIDDEN, Server, ServerChange};

pub use schedules::{Paused, PausedBy, Place, Placed, Put, Schedule, Scheduled, Source, Synced, Target};

use std::path::Path;
use tokio::sync::watch;

/// The ledger, in SQLite.
#[derive(Debug, Clone)]
pub struct Ledger(sqlite::Sqlite, watch::Sender<()>);

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
        Ok(Ledger(sqlite::Sqlite::open(path).await?, watch::Sender::new(())))
    }
}
