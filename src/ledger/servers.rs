//! How a server wants the bot to be, and who wanted it so.

use super::{Ledger, LedgerError};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection};
use std::fmt;

/// Most that a server hides.
pub const MOST_HIDDEN: usize = 100;

/// What a server has set. What it has not is as it is for everyone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Server {
    /// The language of what all see there, such as `de`.
    pub language: Option<String>,
    /// The channel in which its admins are told of what goes wrong.
    pub log_channel: Option<u64>,
    /// What its members do not see: publications, then tags, then languages, each by name.
    pub hidden: Vec<HiddenName>,
}

/// Something that a server's members do not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenName {
    /// What it is.
    pub kind: Hideable,
    /// Its name folded: what it goes by.
    pub key: String,
    /// Its name as it was when it was hidden; of a language, its tag.
    pub name: String,
}

/// What can be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hideable {
    /// All pieces from a publication.
    Publication,
    /// All pieces with a tag.
    Tag,
    /// All pieces in a language.
    Language,
}

/// One change of a server's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerChange {
    /// The language of what all see; none for each reader's own.
    Language(Option<String>),
    /// Where admins are told of what goes wrong.
    LogChannel(Option<u64>),
    /// This is seen no longer.
    Hide(HiddenName),
    /// This is seen again.
    Show(HiddenName),
    /// Everything is as at first.
    Reset,
}

impl Hideable {
    fn as_str(self) -> &'static str {
        match self {
            Hideable::Publication => "publication",
            Hideable::Tag => "tag",
            Hideable::Language => "language",
        }
    }
}

impl fmt::Display for ServerChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServerChange::Language(Some(tag)) => write!(f, "language {tag}"),
            ServerChange::Language(None) => f.write_str("language of the reader"),
            ServerChange::LogChannel(Some(id)) => write!(f, "log channel {id}"),
            ServerChange::LogChannel(None) => f.write_str("no log channel"),
            ServerChange::Hide(what) => write!(f, "hide {} {}", what.kind.as_str(), what.name),
            ServerChange::Show(what) => write!(f, "show {} {}", what.kind.as_str(), what.name),
            ServerChange::Reset => f.write_str("reset"),
        }
    }
}

impl Ledger {
    /// What a server has set.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn server(&self, guild: u64) -> Result<Server, LedgerError> {
        let mut connection = self.0.pool().acquire().await?;
        server(&mut connection, &guild.to_string()).await
    }

    /// Makes these changes, all or none, and notes who made them. What is hidden beyond
    /// [`MOST_HIDDEN`] is left out. Gives what is set now.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn change_server(
        &self,
        guild: u64,
        changes: &[ServerChange],
        by: u64,
        now: Timestamp,
    ) -> Result<Server, LedgerError> {
        let (guild, by, at) = (guild.to_string(), by.to_string(), now.to_string());
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query(
            "INSERT INTO servers (guild, changed_by, changed_at) VALUES (?1, ?2, ?3) \
             ON CONFLICT (guild) DO UPDATE SET changed_by = ?2, changed_at = ?3",
        )
        .bind(&guild)
        .bind(&by)
        .bind(&at)
        .execute(&mut *transaction)
        .await?;
        for change in changes {
            make(&mut transaction, &guild, change).await?;
            note(&mut transaction, &guild, &by, &change.to_string(), &at).await?;
        }
        let now = server(&mut transaction, &guild).await?;
        transaction.commit().await?;
        Ok(now)
    }

    /// Notes what somebody did in a server beyond its settings, in words such as `daily stop lobby`.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn note_in_server(
        &self,
        guild: u64,
        user: u64,
        act: &str,
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        let mut connection = self.0.pool().acquire().await?;
        note(&mut connection, &guild.to_string(), &user.to_string(), act, &now.to_string()).await
    }
}

async fn make(
    connection: &mut SqliteConnection,
    guild: &str,
    change: &ServerChange,
) -> Result<(), LedgerError> {
    let query = match change {
        ServerChange::Language(tag) => {
            sqlx::query("UPDATE servers SET language = ? WHERE guild = ?").bind(tag).bind(guild)
        }
        ServerChange::LogChannel(id) => sqlx::query("UPDATE servers SET log_channel = ? WHERE guild = ?")
            .bind(id.map(|id| id.to_string()))
            .bind(guild),
        ServerChange::Hide(HiddenName { kind, key, name }) => sqlx::query(
            "INSERT OR IGNORE INTO hidden (guild, kind, key, name) SELECT ?1, ?2, ?3, ?4 \
             WHERE (SELECT COUNT(*) FROM hidden WHERE guild = ?1) < ?5",
        )
        .bind(guild)
        .bind(kind.as_str())
        .bind(key)
        .bind(name)
        .bind(i64::try_from(MOST_HIDDEN).unwrap_or(i64::MAX)),
        ServerChange::Show(HiddenName { kind, key, .. }) => {
            sqlx::query("DELETE FROM hidden WHERE guild = ? AND kind = ? AND key = ?")
                .bind(guild)
                .bind(kind.as_str())
                .bind(key)
        }
        ServerChange::Reset => {
            sqlx::query("DELETE FROM hidden WHERE guild = ?").bind(guild).execute(&mut *connection).await?;
            sqlx::query("UPDATE servers SET language = NULL, log_channel = NULL WHERE guild = ?").bind(guild)
        }
    };
    query.execute(connection).await?;
    Ok(())
}

async fn note(
    connection: &mut SqliteConnection,
    guild: &str,
    user: &str,
    act: &str,
    at: &str,
) -> Result<(), LedgerError> {
    sqlx::query("INSERT INTO server_acts (guild, user, act, at) VALUES (?, ?, ?, ?)")
        .bind(guild)
        .bind(user)
        .bind(act)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

async fn server(connection: &mut SqliteConnection, guild: &str) -> Result<Server, LedgerError> {
    let rows = sqlx::query(
        "SELECT language, log_channel, kind, key, name FROM servers LEFT JOIN hidden USING (guild) \
         WHERE guild = ? ORDER BY CASE kind WHEN 'publication' THEN 0 WHEN 'tag' THEN 1 ELSE 2 END, key",
    )
    .bind(guild)
    .fetch_all(connection)
    .await?;
    let mut server = Server::default();
    for row in &rows {
        server.language = row.try_get("language")?;
        let log_channel: Option<String> = row.try_get("log_channel")?;
        server.log_channel = log_channel.and_then(|id| id.parse().ok());
        let kind: Option<&str> = row.try_get("kind")?;
        let kind = match kind {
            Some("publication") => Hideable::Publication,
            Some("tag") => Hideable::Tag,
            Some(_) => Hideable::Language,
            None => continue,
        };
        server.hidden.push(HiddenName { kind, key: row.try_get("key")?, name: row.try_get("name")? });
    }
    Ok(server)
}
