//! What keeps schedules from posting, in their table.

use super::{
    Sqlite,
    schedules::{find, scheduled},
};
use crate::ledger::{LedgerError, Paused, PausedBy, Placed, Scheduled};
use jiff::Timestamp;

impl Sqlite {
    pub(in crate::ledger) async fn pause_schedule(
        &self,
        id: &str,
        paused: &Paused,
    ) -> Result<bool, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let before = find(&mut all, id).await?;
        let changes = before.as_ref().is_some_and(|before| match &before.paused {
            None => true,
            Some(earlier) => earlier.by != PausedBy::Person,
        });
        if changes {
            sqlx::query(
                "UPDATE schedules SET paused = ?, paused_reason = ?, paused_since = ?, told_at = ?, check_at = ? WHERE id = ?",
            )
            .bind(paused.by.as_str())
            .bind(&paused.reason)
            .bind(paused.since.as_second())
            .bind(paused.told_at.map(Timestamp::as_second))
            .bind(paused.check_at.map(Timestamp::as_second))
            .bind(id)
            .execute(&mut *all)
            .await?;
            all.commit().await?;
        }
        Ok(before.is_some_and(|before| before.paused.is_none()))
    }

    pub(in crate::ledger) async fn resume_schedule(
        &self,
        id: &str,
        now: Timestamp,
        place: fn(&Scheduled, Timestamp) -> Placed,
    ) -> Result<bool, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let Some(before) = find(&mut all, id).await?.filter(|before| before.paused.is_some()) else {
            return Ok(false);
        };
        let placed = place(&before, now);
        sqlx::query(
            "UPDATE schedules SET since = ?, next_at = ?, paused = NULL, paused_reason = NULL, paused_since = NULL, \
             told_at = NULL, check_at = NULL WHERE id = ?",
        )
        .bind(placed.since.as_second())
        .bind(placed.next_at.map(Timestamp::as_second))
        .bind(id)
        .execute(&mut *all)
        .await?;
        all.commit().await?;
        Ok(true)
    }

    pub(in crate::ledger) async fn schedules_to_check(
        &self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Scheduled>, LedgerError> {
        let rows = sqlx::query(
            "SELECT * FROM schedules WHERE check_at IS NOT NULL AND check_at <= ? AND stopped_at IS NULL \
             ORDER BY check_at LIMIT ?",
        )
        .bind(now.as_second())
        .bind(most)
        .fetch_all(&self.0)
        .await?;
        rows.iter().map(scheduled).collect()
    }

    pub(in crate::ledger) async fn next_check(&self) -> Result<Option<Timestamp>, LedgerError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(check_at) FROM schedules WHERE check_at IS NOT NULL AND stopped_at IS NULL",
        )
        .fetch_one(&self.0)
        .await?;
        Ok(next.and_then(|second| Timestamp::from_second(second).ok()))
    }

    pub(in crate::ledger) async fn pauses_untold(&self, most: u32) -> Result<Vec<Scheduled>, LedgerError> {
        let rows = sqlx::query(
            "SELECT * FROM schedules WHERE paused IN ('refused', 'missing', 'left') AND told_at IS NULL \
             AND stopped_at IS NULL ORDER BY paused_since LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.0)
        .await?;
        rows.iter().map(scheduled).collect()
    }

    pub(in crate::ledger) async fn check_schedule_at(
        &self,
        id: &str,
        at: Option<Timestamp>,
    ) -> Result<(), LedgerError> {
        sqlx::query("UPDATE schedules SET check_at = ? WHERE id = ? AND paused IS NOT NULL")
            .bind(at.map(Timestamp::as_second))
            .bind(id)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn tell_of_pause(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let told = sqlx::query(
            "UPDATE schedules SET told_at = ? WHERE id = ? AND paused IS NOT NULL AND told_at IS NULL",
        )
        .bind(now.as_second())
        .bind(id)
        .execute(&self.0)
        .await?;
        Ok(told.rows_affected() > 0)
    }
}
