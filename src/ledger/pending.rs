//! What the bot owes to Discord itself: answers that were promised, and lists of commands that it left
//! in servers.

use super::{Ledger, LedgerError};
use jiff::{SignedDuration, Timestamp};
use sqlx::{Row, sqlite::SqliteRow};

/// How long Discord lets an answer be edited.
const EDITED_WITHIN: SignedDuration = SignedDuration::from_mins(15);

/// An answer that is owed: somebody sees *thinking…*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The interaction.
    pub interaction: u64,
    /// The application that it was for.
    pub application: u64,
    /// What lets its answer be edited.
    pub token: String,
    /// The language of the one who waits, as a tag.
    pub locale: String,
}

impl Ledger {
    /// Notes that an answer is owed.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn owe(&self, pending: &Pending, now: Timestamp) -> Result<(), LedgerError> {
        sqlx::query(
            "INSERT OR REPLACE INTO pending (interaction, application, token, locale, since) \
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(pending.interaction.to_string())
        .bind(pending.application.to_string())
        .bind(&pending.token)
        .bind(&pending.locale)
        .bind(now.to_string())
        .execute(self.0.pool())
        .await?;
        Ok(())
    }

    /// Notes that an answer was given, or never will be.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn answered(&self, interaction: u64) -> Result<(), LedgerError> {
        sqlx::query("DELETE FROM pending WHERE interaction = ?")
            .bind(interaction.to_string())
            .execute(self.0.pool())
            .await?;
        Ok(())
    }

    /// Answers that are owed and can still be given. Those that cannot are forgotten.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn owed(&self, now: Timestamp) -> Result<Vec<Pending>, LedgerError> {
        let rows = sqlx::query("SELECT interaction, application, token, locale, since FROM pending")
            .fetch_all(self.0.pool())
            .await?;
        let mut owed = Vec::new();
        for row in &rows {
            let since: Option<Timestamp> = row.try_get::<String, _>("since")?.parse().ok();
            match since.filter(|since| now.duration_since(*since) < EDITED_WITHIN).and(pending(row)) {
                Some(pending) => owed.push(pending),
                None => {
                    sqlx::query("DELETE FROM pending WHERE interaction = ?")
                        .bind(row.try_get::<String, _>("interaction")?)
                        .execute(self.0.pool())
                        .await?;
                }
            }
        }
        Ok(owed)
    }

    /// Servers in which commands were registered.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn registered(&self) -> Result<Vec<u64>, LedgerError> {
        let guilds: Vec<String> =
            sqlx::query_scalar("SELECT guild FROM registered").fetch_all(self.0.pool()).await?;
        Ok(guilds.iter().filter_map(|g| g.parse().ok()).collect())
    }

    /// Remembers, or forgets, that commands are registered in a server.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn set_registered(&self, guild: u64, there: bool) -> Result<(), LedgerError> {
        let change = if there {
            "INSERT INTO registered (guild) VALUES (?) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM registered WHERE guild = ?"
        };
        sqlx::query(change).bind(guild.to_string()).execute(self.0.pool()).await?;
        Ok(())
    }
}

fn pending(row: &SqliteRow) -> Option<Pending> {
    let number = |column: &str| row.try_get::<String, _>(column).ok()?.parse().ok();
    Some(Pending {
        interaction: number("interaction")?,
        application: number("application")?,
        token: row.try_get("token").ok()?,
        locale: row.try_get("locale").ok()?,
    })
}
