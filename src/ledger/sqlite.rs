//! The ledger's tables in SQLite: write-ahead log, foreign keys, and a full sync at each commit,
//! since a claim that a power cut takes back would be posted twice.

mod feeds;

use super::{Claim, Claimed, Delivery, LedgerError, Outcome, Past};
use crate::digest::DigestId;
use jiff::{Timestamp, civil::Date};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use std::{collections::HashSet, path::Path, time::Duration};

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
        let pool =
            SqlitePoolOptions::new().max_connections(4).acquire_timeout(BUSY).connect_with(options).await?;
        sqlx::migrate!("src/ledger/migrations").run(&pool).await?;
        Ok(Sqlite(pool))
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.0
    }

    pub(super) async fn first_seen(&self, schedule: &str, now: Timestamp) -> Result<Timestamp, LedgerError> {
        sqlx::query("INSERT INTO schedules (name, first_seen) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .bind(schedule)
            .bind(now.to_string())
            .execute(&self.0)
            .await?;
        let text: String = sqlx::query_scalar("SELECT first_seen FROM schedules WHERE name = ?")
            .bind(schedule)
            .fetch_one(&self.0)
            .await?;
        text.parse().map_err(|_| LedgerError::Damaged { id: 0, what: "first_seen" })
    }

    pub(super) async fn has_day(&self, schedule: &str, date: Date) -> Result<bool, LedgerError> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT id FROM deliveries WHERE schedule = ? AND local_date = ?")
                .bind(schedule)
                .bind(date.to_string())
                .fetch_optional(&self.0)
                .await?;
        Ok(found.is_some())
    }

    pub(super) async fn claim(&self, claim: &Claim, now: Timestamp) -> Result<Claimed, LedgerError> {
        let inserted = sqlx::query(
            "INSERT INTO deliveries (schedule, local_date, channel, digest, nonce, state, claimed_at) \
             VALUES (?, ?, ?, ?, ?, 'claimed', ?)",
        )
        .bind(&claim.schedule)
        .bind(claim.date.to_string())
        .bind(claim.channel.to_string())
        .bind(claim.digest.as_str())
        .bind(&claim.nonce)
        .bind(now.to_string())
        .execute(&self.0)
        .await;
        match inserted {
            Ok(done) => Ok(Claimed::Ours(Delivery {
                id: done.last_insert_rowid(),
                claim: claim.clone(),
                claimed_at: now,
            })),
            Err(sqlx::Error::Database(e)) if e.is_unique_violation() => {
                let taken = self.has_day(&claim.schedule, claim.date).await?;
                Ok(if taken { Claimed::DayTaken } else { Claimed::DigestTaken })
            }
            Err(e) => Err(e.into()),
        }
    }

    pub(super) async fn settle(&self, delivery: i64, outcome: &Outcome) -> Result<(), LedgerError> {
        let (state, message, reason) = outcome.parts();
        sqlx::query("UPDATE deliveries SET state = ?, message = ?, reason = ? WHERE id = ?")
            .bind(state)
            .bind(message)
            .bind(reason)
            .bind(delivery)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(super) async fn unsettled(&self) -> Result<Vec<Delivery>, LedgerError> {
        let rows = sqlx::query(
            "SELECT id, schedule, local_date, channel, digest, nonce, claimed_at FROM deliveries \
             WHERE state = 'claimed' ORDER BY id",
        )
        .fetch_all(&self.0)
        .await?;
        rows.iter().map(delivery).collect()
    }

    pub(super) async fn history(&self, most: u32) -> Result<Vec<Past>, LedgerError> {
        let rows = sqlx::query(
            "SELECT id, schedule, local_date, channel, digest, nonce, claimed_at, state, reason FROM deliveries \
             ORDER BY id DESC LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.0)
        .await?;
        let past = |row: &SqliteRow| {
            Ok(Past {
                delivery: delivery(row)?,
                state: row.try_get("state")?,
                reason: row.try_get("reason")?,
            })
        };
        rows.iter().map(past).collect()
    }

    pub(super) async fn had(&self, channel: u64) -> Result<HashSet<DigestId>, LedgerError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT digest FROM deliveries WHERE channel = ? AND digest IS NOT NULL AND state <> 'skipped'",
        )
        .bind(channel.to_string())
        .fetch_all(&self.0)
        .await?;
        // An id that cannot be parsed names no digest, and so bars none.
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    pub(super) async fn newest_post(&self, channel: u64) -> Result<Option<(Date, DigestId)>, LedgerError> {
        let row = sqlx::query(
            "SELECT id, local_date, digest FROM deliveries WHERE channel = ? AND state = 'posted' \
             ORDER BY local_date DESC, id DESC LIMIT 1",
        )
        .bind(channel.to_string())
        .fetch_optional(&self.0)
        .await?;
        row.map(|row| {
            let id = row.try_get("id")?;
            Ok((parsed(&row, id, "local_date")?, parsed(&row, id, "digest")?))
        })
        .transpose()
    }
}

fn delivery(row: &SqliteRow) -> Result<Delivery, LedgerError> {
    let id = row.try_get("id")?;
    Ok(Delivery {
        id,
        claim: Claim {
            schedule: row.try_get("schedule")?,
            date: parsed(row, id, "local_date")?,
            channel: parsed(row, id, "channel")?,
            digest: parsed(row, id, "digest")?,
            nonce: row.try_get("nonce")?,
        },
        claimed_at: parsed(row, id, "claimed_at")?,
    })
}

pub(super) fn parsed<T: std::str::FromStr>(
    row: &SqliteRow,
    id: i64,
    what: &'static str,
) -> Result<T, LedgerError> {
    let text: String = row.try_get(what)?;
    text.parse().map_err(|_| LedgerError::Damaged { id, what })
}
