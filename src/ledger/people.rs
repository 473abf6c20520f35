//! What people set for themselves, and what they follow.

use super::{Ledger, LedgerError};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// Most that one person follows.
pub const MOST_FOLLOWS: usize = 50;

/// What a person set for themselves. Names of zones and languages are kept as they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Their id.
    pub id: u64,
    /// Area/City, or UTC.
    pub timezone: Option<String>,
    /// The hour of the daily letter, 0 to 23.
    pub hour: Option<i8>,
    /// The language they chose, such as `de`.
    pub language: Option<String>,
    /// The language of their Discord when they last set something.
    pub locale: String,
    /// Why they get no letters, if they get none.
    pub paused: Option<Pause>,
}

/// Why somebody gets no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// They do not want any.
    Stopped,
    /// They take no direct messages from the bot.
    Closed,
}

/// What can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Followable {
    /// What somebody writes.
    Author,
    /// What has a tag.
    Tag,
}

/// One thing that somebody follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// Whether it is an author or a tag.
    pub kind: Followable,
    /// Its name folded: what it goes by.
    pub key: String,
    /// Its name as it was when it was followed.
    pub name: String,
    /// The last arrival before that.
    pub since: i64,
}

/// What came of an attempt to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// It is followed from now on.
    New,
    /// It was followed already.
    Known,
    /// There is no room for it: see [`MOST_FOLLOWS`].
    Full,
}

impl Pause {
    fn as_str(self) -> &'static str {
        match self {
            Pause::Stopped => "stopped",
            Pause::Closed => "closed",
        }
    }
}

impl Followable {
    fn as_str(self) -> &'static str {
        match self {
            Followable::Author => "author",
            Followable::Tag => "tag",
        }
    }
}

impl Ledger {
    /// What a person set; `None` of one of whom nothing is kept.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn person(&self, id: u64) -> Result<Option<Person>, LedgerError> {
        let row = sqlx::query("SELECT id, timezone, hour, language, locale, paused FROM people WHERE id = ?")
            .bind(id.to_string())
            .fetch_optional(self.0.pool())
            .await?;
        row.as_ref().map(person).transpose()
    }

    /// Keeps what a person set, and when their next letter is to be seen to, unless that stands already
    /// and they did not change their hour. One who had stopped their letters and wants them again gets
    /// what comes from now on.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn keep_person(&self, person: &Person, next: Option<Timestamp>) -> Result<(), LedgerError> {
        sqlx::query(
            "INSERT INTO people (id, timezone, hour, language, locale, paused, next_at, covered) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT IFNULL(MAX(n), 0) FROM arrivals)) \
             ON CONFLICT (id) DO UPDATE SET timezone = ?2, hour = ?3, language = ?4, locale = ?5, paused = ?6, \
             next_at = IIF(?7 IS NULL OR timezone IS NOT ?2 OR hour IS NOT ?3, ?7, IFNULL(next_at, ?7)), covered = IIF(paused IS 'stopped' AND ?6 IS NULL, excluded.covered, covered)",
        )
        .bind(person.id.to_string())
        .bind(&person.timezone)
        .bind(person.hour)
        .bind(&person.language)
        .bind(&person.locale)
        .bind(person.paused.map(Pause::as_str))
        .bind(next.map(Timestamp::as_second))
        .execute(self.0.pool())
        .await?;
        Ok(())
    }

    /// What somebody follows: authors, then tags, each by name.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn follows(&self, person: u64) -> Result<Vec<Follow>, LedgerError> {
        let mut connection = self.0.pool().acquire().await?;
        follows(&mut connection, &person.to_string()).await
    }

    /// Lets somebody of whom something is kept follow something from now on.
    ///
    /// # Errors
    /// SQLite failed, or nothing is kept of that person.
    pub async fn follow(
        &self,
        person: u64,
        kind: Followable,
        key: &str,
        name: &str,
    ) -> Result<Followed, LedgerError> {
        let person = person.to_string();
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        let all = follows(&mut transaction, &person).await?;
        if all.iter().any(|f| f.kind == kind && f.key == key) {
            return Ok(Followed::Known);
        }
        if all.len() >= MOST_FOLLOWS {
            return Ok(Followed::Full);
        }
        sqlx::query(
            "INSERT INTO follows (person, kind, key, name, since) \
             VALUES (?, ?, ?, ?, (SELECT IFNULL(MAX(n), 0) FROM arrivals))",
        )
        .bind(&person)
        .bind(kind.as_str())
        .bind(key)
        .bind(name)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Followed::New)
    }

    /// Lets somebody follow something no longer; whether they did.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn unfollow(&self, person: u64, kind: Followable, key: &str) -> Result<bool, LedgerError> {
        let done = sqlx::query("DELETE FROM follows WHERE person = ? AND kind = ? AND key = ?")
            .bind(person.to_string())
            .bind(kind.as_str())
            .bind(key)
            .execute(self.0.pool())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Deletes everything that is kept of a reader; whether there was anything. Who did what to the
    /// library stays on record.
    ///
    /// # Errors
    /// SQLite failed; then nothing was deleted.
    pub async fn forget(&self, person: u64) -> Result<bool, LedgerError> {
        let person = person.to_string();
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        let mut deleted = 0;
        for statement in ["DELETE FROM people WHERE id = ?", "DELETE FROM votes WHERE user = ?"] {
            deleted += sqlx::query(statement).bind(&person).execute(&mut *transaction).await?.rows_affected();
        }
        transaction.commit().await?;
        Ok(deleted > 0)
    }
}

pub(super) async fn follows(
    connection: &mut SqliteConnection,
    person: &str,
) -> Result<Vec<Follow>, LedgerError> {
    let rows = sqlx::query("SELECT kind, key, name, since FROM follows WHERE person = ? ORDER BY kind, key")
        .bind(person)
        .fetch_all(connection)
        .await?;
    let follow = |row: &SqliteRow| {
        let kind: &str = row.try_get("kind")?;
        Ok(Follow {
            kind: if kind == "author" { Followable::Author } else { Followable::Tag },
            key: row.try_get("key")?,
            name: row.try_get("name")?,
            since: row.try_get("since")?,
        })
    };
    rows.iter().map(follow).collect()
}

pub(super) fn person(row: &SqliteRow) -> Result<Person, LedgerError> {
    let id: &str = row.try_get("id")?;
    let paused: Option<&str> = row.try_get("paused")?;
    Ok(Person {
        id: id.parse().map_err(|_| LedgerError::Damaged { id: 0, what: "people.id" })?,
        timezone: row.try_get("timezone")?,
        hour: row.try_get("hour")?,
        language: row.try_get("language")?,
        locale: row.try_get("locale")?,
        paused: paused.map(|p| if p == "stopped" { Pause::Stopped } else { Pause::Closed }),
    })
}
