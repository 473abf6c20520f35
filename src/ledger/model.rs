//! The requests that a language model has had, so that a day's budget outlives the process.

use super::{Ledger, LedgerError};
use jiff::civil::Date;

impl Ledger {
    /// Counts one request to the model on a day. Says whether the day had room for it: once it has had
    /// `most`, nothing is counted. Any number of processes may ask at once.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn spend_request(&self, day: Date, most: u32) -> Result<bool, LedgerError> {
        let day = day.to_string();
        sqlx::query("DELETE FROM model_requests WHERE day < ?").bind(&day).execute(self.0.pool()).await?;
        let spent = sqlx::query(
            "INSERT INTO model_requests (day, spent) SELECT ?1, 1 WHERE ?2 > 0 \
             ON CONFLICT (day) DO UPDATE SET spent = spent + 1 WHERE spent < ?2",
        )
        .bind(&day)
        .bind(most)
        .execute(self.0.pool())
        .await?;
        Ok(spent.rows_affected() > 0)
    }
}
