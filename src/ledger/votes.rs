//! What readers think of digests, and what curators did to them.

use super::{Ledger, LedgerError};
use crate::digest::DigestId;
use jiff::Timestamp;
use sqlx::Row;

/// What a vote came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voted {
    /// It counts; an earlier one of the same person does no more.
    Counted,
    /// It was there already, and is taken back.
    TakenBack,
}

/// What a curator did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Handed it in.
    Added,
    /// Corrected it.
    Edited,
    /// Let readers see a draft.
    Published,
    /// Took it out.
    Removed,
}

impl Act {
    fn as_str(self) -> &'static str {
        match self {
            Act::Added => "added",
            Act::Edited => "edited",
            Act::Published => "published",
            Act::Removed => "removed",
        }
    }
}

impl Ledger {
    /// Counts a vote, or takes back one that is the same.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn vote(
        &self,
        digest: &DigestId,
        user: u64,
        up: bool,
        now: Timestamp,
    ) -> Result<Voted, LedgerError> {
        let vote = if up { 1 } else { -1 };
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        let taken_back = sqlx::query("DELETE FROM votes WHERE digest = ? AND user = ? AND vote = ?")
            .bind(digest.as_str())
            .bind(user.to_string())
            .bind(vote)
            .execute(&mut *transaction)
            .await?;
        if taken_back.rows_affected() == 0 {
            sqlx::query("INSERT OR REPLACE INTO votes (digest, user, vote, cast_at) VALUES (?, ?, ?, ?)")
                .bind(digest.as_str())
                .bind(user.to_string())
                .bind(vote)
                .bind(now.to_string())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(if taken_back.rows_affected() == 0 { Voted::Counted } else { Voted::TakenBack })
    }

    /// Votes for and against a digest.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn votes(&self, digest: &DigestId) -> Result<(u32, u32), LedgerError> {
        let row = sqlx::query(
            "SELECT COUNT(*) FILTER (WHERE vote > 0), COUNT(*) FILTER (WHERE vote < 0) FROM votes WHERE digest = ?",
        )
        .bind(digest.as_str())
        .fetch_one(self.0.pool())
        .await?;
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    /// Notes what somebody did to a digest.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn note(
        &self,
        digest: &DigestId,
        user: u64,
        act: Act,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        sqlx::query("INSERT INTO acts (digest, user, act, at) VALUES (?, ?, ?, ?)")
            .bind(digest.as_str())
            .bind(user.to_string())
            .bind(act.as_str())
            .bind(now.to_string())
            .execute(self.0.pool())
            .await?;
        Ok(())
    }
}
