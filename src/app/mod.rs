//! Wiring: the parts put together, the tasks that run, and how they end.

mod access;
mod clock;
mod daily;
mod deliver;
mod feeds;
mod intake;
mod jobs;
mod letters;
mod lock;
mod purse;
mod redigest;
mod shelf;
mod start;
mod under_way;

pub use clock::Clock;
pub use feeds::{
    Asked, DiscoverError, Feeds, FeedsError, Found, PAUSE_AFTER, Piece, PieceEnd, Polled, discover,
};
pub use intake::{Explanation, Intake, IntakeError, LONGEST, Reading};
pub use lock::{DataLock, LockError};
pub use redigest::{Journal, JournalError, Redigest, Redone};
pub use shelf::Shelf;
pub use start::{LEDGER_FILE, RunError, Running, start};
