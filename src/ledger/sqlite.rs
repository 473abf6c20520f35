//! The ledger's tables in SQLite: write-ahead log, foreign keys, and a full sync at each commit,
//! since a claim that a power cut takes back would be posted twice.

mod deliveries;
mod feeds;
mod pauses;
mod schedules;

use super::LedgerError;
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// How long a statement waits for another process to finish its own.
const BUSY: Duration = Duration::from_secs(10);

#[derive(Debug, Clone)]
pub(super) struct Sqlite(SqlitePool);

impl Sqlite {
    pub(super) async fn open(path: &Path) -> Result<Sqlite, LedgerError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        // A connection is a thread of this process: asking each time whether it is still there takes as long as what is
        // asked then.
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(BUSY)
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        sqlx::migrate!("src/ledger/migrations").run(&pool).await?;
        Ok(Sqlite(pool))
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.0
    }
}

pub(super) fn parsed<T: std::str::FromStr>(
    row: &SqliteRow,
    id: i64,
    what: &'static str,
) -> Result<T, LedgerError> {
    let text: String = row.try_get(what)?;
    text.parse().map_err(|_| LedgerError::Damaged { id, what })
}
