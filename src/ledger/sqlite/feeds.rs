//! The tables of feeds.

use super::Sqlite;
use crate::ledger::{EntryEnd, FeedRead, FeedState, LedgerError, Listed, Plan, Waiting};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::HashSet;

/// How long a settled piece is remembered after it last stood in the feed, in seconds: 60 days.
const REMEMBERED: i64 = 60 * 24 * 3600;
/// From one reading of an edited piece to the next, in seconds: a day.
const AGAIN: i64 = 24 * 3600;
/// Settled pieces of one feed that are remembered beside those that stand in it.
const MOST: i64 = 5000;

/// How feeds stand: all, or the one that is bound.
const STATES: &str = "SELECT f.*, (SELECT count(*) FROM feed_entries e WHERE e.feed = f.url AND e.state = 'waiting') AS waiting, \
    (SELECT min(try_at) FROM feed_entries e WHERE e.feed = f.url AND e.state = 'waiting') AS try_at \
    FROM feeds f WHERE ?1 IS NULL OR f.url = ?1 ORDER BY f.url";

impl Sqlite {
    pub(in crate::ledger) async fn feeds(&self) -> Result<Vec<FeedState>, LedgerError> {
        let rows = sqlx::query(STATES).bind(None::<&str>).fetch_all(&self.0).await?;
        rows.iter().map(state).collect()
    }

    pub(in crate::ledger) async fn feed(&self, url: &str) -> Result<Option<FeedState>, LedgerError> {
        let row = sqlx::query(STATES).bind(url).fetch_optional(&self.0).await?;
        row.as_ref().map(state).transpose()
    }

    pub(in crate::ledger) async fn seen_in_feed(&self, url: &str) -> Result<HashSet<String>, LedgerError> {
        let rows: Vec<(String, String)> = sqlx::query_as("SELECT guid, url FROM feed_entries WHERE feed = ?")
            .bind(url)
            .fetch_all(&self.0)
            .await?;
        Ok(rows.into_iter().flat_map(|(guid, url)| [guid, url]).collect())
    }

    pub(in crate::ledger) async fn feed_read(
        &self,
        url: &str,
        read: &FeedRead,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query(
            "INSERT INTO feeds (url, first_read, last_poll, next_poll, etag, last_modified, moved_to) \
             VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (url) DO UPDATE SET \
             first_read = coalesce(first_read, ?2), last_poll = ?2, next_poll = ?3, etag = ?4, last_modified = ?5, \
             moved_to = ?6, failures = 0, failing_since = NULL, reason = NULL, paused_since = NULL",
        )
        .bind(url)
        .bind(now.as_second())
        .bind(read.next_poll.as_second())
        .bind(&read.etag)
        .bind(&read.last_modified)
        .bind(&read.moved_to)
        .execute(&mut *all)
        .await?;
        if let Some(entries) = &read.entries {
            for entry in entries {
                list(&mut all, url, entry, now.as_second()).await?;
            }
            forget(&mut all, url, now.as_second()).await?;
        }
        Ok(all.commit().await?)
    }

    pub(in crate::ledger) async fn feed_failed(
        &self,
        url: &str,
        reason: &str,
        next_poll: Timestamp,
        pause: bool,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        sqlx::query(
            "INSERT INTO feeds (url, last_poll, next_poll, failures, failing_since, reason, paused_since) \
             VALUES (?1, ?2, ?3, 1, ?2, ?4, ?5) ON CONFLICT (url) DO UPDATE SET \
             last_poll = ?2, next_poll = ?3, failures = failures + 1, \
             failing_since = coalesce(failing_since, ?2), reason = ?4, paused_since = coalesce(paused_since, ?5)",
        )
        .bind(url)
        .bind(now.as_second())
        .bind(next_poll.as_second())
        .bind(reason)
        .bind(pause.then_some(now.as_second()))
        .execute(&self.0)
        .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn resume_feed(&self, url: &str) -> Result<(), LedgerError> {
        sqlx::query(
            "UPDATE feeds SET failures = 0, failing_since = NULL, reason = NULL, paused_since = NULL WHERE url = ?",
        )
        .bind(url)
        .execute(&self.0)
        .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn forget_feed(&self, url: &str) -> Result<(), LedgerError> {
        sqlx::query("DELETE FROM feeds WHERE url = ?").bind(url).execute(&self.0).await?;
        Ok(())
    }

    pub(in crate::ledger) async fn waiting_in_feed(
        &self,
        url: &str,
        now: Timestamp,
    ) -> Result<Vec<Waiting>, LedgerError> {
        let rows = sqlx::query(
            "SELECT id, url, published, wanted, attempts FROM feed_entries \
             WHERE feed = ? AND state = 'waiting' AND try_at <= ? ORDER BY published, id",
        )
        .bind(url)
        .bind(now.as_second())
        .fetch_all(&self.0)
        .await?;
        let waiting = |row: &SqliteRow| {
            Ok(Waiting {
                id: row.try_get("id")?,
                url: row.try_get("url")?,
                published: time(row, "published")?,
                wanted: row.try_get("wanted")?,
                attempts: row.try_get("attempts")?,
            })
        };
        rows.iter().map(waiting).collect()
    }

    pub(in crate::ledger) async fn settle_entry(
        &self,
        entry: i64,
        end: &EntryEnd,
    ) -> Result<(), LedgerError> {
        let (state, digest, reason) = match end {
            EntryEnd::Stored(id) => ("stored", Some(id.as_str()), None),
            EntryEnd::Known(id) => ("known", Some(id.as_str()), None),
            EntryEnd::Updated(id, changes) => ("known", Some(id.as_str()), Some(changes)),
            EntryEnd::LeftOut(reason) => ("left out", None, Some(reason)),
            EntryEnd::Refused(reason) => ("refused", None, Some(reason)),
        };
        sqlx::query("UPDATE feed_entries SET state = ?, digest = ?, reason = ? WHERE id = ?")
            .bind(state)
            .bind(digest)
            .bind(reason)
            .bind(entry)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn postpone_entry(
        &self,
        entry: i64,
        reason: &str,
        until: Timestamp,
    ) -> Result<(), LedgerError> {
        sqlx::query("UPDATE feed_entries SET attempts = attempts + 1, reason = ?, try_at = ? WHERE id = ?")
            .bind(reason)
            .bind(until.as_second())
            .bind(entry)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn hold_feed(&self, url: &str, until: Timestamp) -> Result<(), LedgerError> {
        sqlx::query("UPDATE feed_entries SET try_at = max(try_at, ?) WHERE feed = ? AND state = 'waiting'")
            .bind(until.as_second())
            .bind(url)
            .execute(&self.0)
            .await?;
        Ok(())
    }
}

/// Writes down one piece that stands in the feed, or that it still stands there.
async fn list(to: &mut SqliteConnection, feed: &str, entry: &Listed, now: i64) -> Result<(), LedgerError> {
    // Each half of the union has an index of its own; an OR has none.
    let again = sqlx::query(
        "UPDATE feed_entries SET seen_at = ?1 WHERE id IN (SELECT id FROM feed_entries WHERE feed = ?2 AND guid = ?3 \
         UNION SELECT id FROM feed_entries WHERE feed = ?2 AND url = ?4)",
    )
    .bind(now)
    .bind(feed)
    .bind(&entry.guid)
    .bind(&entry.url)
    .execute(&mut *to)
    .await?;
    if again.rows_affected() > 0 {
        return reread(to, feed, entry, now).await;
    }
    let (state, wanted, reason) = match &entry.plan {
        Plan::Read { wanted } => ("waiting", *wanted, None),
        Plan::LeaveOut { reason } => ("left out", false, Some(reason)),
    };
    sqlx::query(
        "INSERT INTO feed_entries (feed, guid, url, title, published, wanted, state, reason, try_at, seen_at, updated) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)",
    )
    .bind(feed)
    .bind(&entry.guid)
    .bind(&entry.url)
    .bind(&entry.title)
    .bind(entry.published.map(Timestamp::as_second))
    .bind(wanted)
    .bind(state)
    .bind(reason)
    .bind(now)
    .bind(entry.updated.map(Timestamp::as_second))
    .execute(to)
    .await?;
    Ok(())
}

/// Has a piece of the library read again that was edited since. Some feeds call everything edited at
/// every poll, so that a piece is read again once a day at most.
async fn reread(to: &mut SqliteConnection, feed: &str, entry: &Listed, now: i64) -> Result<(), LedgerError> {
    let Some(updated) = entry.updated.map(Timestamp::as_second) else { return Ok(()) };
    sqlx::query(
        "UPDATE feed_entries SET state = 'waiting', attempts = 0, wanted = 1, try_at = ?1, updated = ?2 \
         WHERE feed = ?3 AND guid = ?4 AND state IN ('stored', 'known') AND try_at <= ?5 \
         AND coalesce(updated, published) < ?2",
    )
    .bind(now)
    .bind(updated)
    .bind(feed)
    .bind(&entry.guid)
    .bind(now - AGAIN)
    .execute(to)
    .await?;
    Ok(())
}

/// Forgets settled pieces that are long gone from the feed, so that what is kept has a bound.
async fn forget(to: &mut SqliteConnection, feed: &str, now: i64) -> Result<(), LedgerError> {
    sqlx::query("DELETE FROM feed_entries WHERE feed = ? AND state <> 'waiting' AND seen_at < ?")
        .bind(feed)
        .bind(now - REMEMBERED)
        .execute(&mut *to)
        .await?;
    sqlx::query(
        "DELETE FROM feed_entries WHERE id IN (SELECT id FROM feed_entries \
         WHERE feed = ? AND state <> 'waiting' AND seen_at < ? ORDER BY seen_at DESC, id DESC LIMIT -1 OFFSET ?)",
    )
    .bind(feed)
    .bind(now)
    .bind(MOST)
    .execute(to)
    .await?;
    Ok(())
}

fn state(row: &SqliteRow) -> Result<FeedState, LedgerError> {
    let waiting: u32 = row.try_get("waiting")?;
    Ok(FeedState {
        url: row.try_get("url")?,
        first_read: time(row, "first_read")?,
        last_poll: time(row, "last_poll")?,
        next_poll: time(row, "next_poll")?.unwrap_or_default(),
        etag: row.try_get("etag")?,
        last_modified: row.try_get("last_modified")?,
        moved_to: row.try_get("moved_to")?,
        failures: row.try_get("failures")?,
        failing_since: time(row, "failing_since")?,
        reason: row.try_get("reason")?,
        paused_since: time(row, "paused_since")?,
        waiting: time(row, "try_at")?.filter(|_| waiting > 0).map(|at| (waiting, at)),
    })
}

fn time(row: &SqliteRow, column: &'static str) -> Result<Option<Timestamp>, LedgerError> {
    let second: Option<i64> = row.try_get(column)?;
    second
        .map(|s| Timestamp::from_second(s).map_err(|_| LedgerError::Damaged { id: 0, what: column }))
        .transpose()
}
