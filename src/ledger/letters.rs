//! Daily letters to those who follow something: who is due, what is claimed, how it ended.

use super::{
    Follow, Ledger, LedgerError, Outcome, Person,
    people::{follows, person},
    sqlite::parsed,
};
use crate::digest::DigestId;
use jiff::{Timestamp, civil::Date};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

/// Somebody whose next letter is to be seen to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub person: Person,
    /// What they follow.
    pub follows: Vec<Follow>,
    /// The last arrival that their letters have dealt with.
    pub covered: i64,
    /// Since when it is to be seen to.
    pub at: Timestamp,
}

/// What is in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// What is shown, in this order.
    pub digests: Vec<DigestId>,
    /// How many more there are.
    pub more: u32,
}

/// A letter to be made: one for each person and local day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterClaim {
    /// The day, in the person's own zone.
    pub date: Date,
    /// What is in it.
    pub contents: Contents,
    /// Discord drops a second message with the same nonce within some minutes.
    pub nonce: String,
}

/// What was found out when somebody's letter was seen to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The letter, if there is one.
    pub claim: Option<LetterClaim>,
    /// The last arrival that was dealt with.
    pub upto: i64,
    /// When the next letter is to be seen to.
    pub next: Option<Timestamp>,
}

/// A claimed letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Counts up from 1; the message carries it in its first button.
    pub id: i64,
    /// To whom.
    pub person: Person,
    /// The conversation with them, if there is one yet.
    pub channel: Option<u64>,
    /// What was claimed.
    pub claim: LetterClaim,
    /// When.
    pub claimed_at: Timestamp,
}

impl Ledger {
    /// Numbers the digests that are new to the ledger, in this order.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn arrive(&self, digests: impl Iterator<Item = &DigestId>) -> Result<(), LedgerError> {
        // One statement for any number of them; an id has no character that JSON escapes.
        let digests: Vec<String> = digests.map(|id| format!("\"{id}\"")).collect();
        sqlx::query(
            "INSERT INTO arrivals (digest) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
        )
        .bind(format!("[{}]", digests.join(",")))
        .execute(self.0.pool())
        .await?;
        Ok(())
    }

    /// What arrived after that number, in order.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn arrivals(&self, after: i64) -> Result<Vec<(i64, DigestId)>, LedgerError> {
        let rows: Vec<(i64, String)> =
            sqlx::query_as("SELECT n, digest FROM arrivals WHERE n > ? ORDER BY n")
                .bind(after)
                .fetch_all(self.0.pool())
                .await?;
        // An id that cannot be parsed names no digest.
        Ok(rows.into_iter().filter_map(|(n, id)| Some((n, id.parse().ok()?))).collect())
    }

    /// Those whose letters are to be seen to by now, the longest waiting first, at most so many. Who
    /// has an open letter comes later.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn readers_due(&self, now: Timestamp, most: u32) -> Result<Vec<Reader>, LedgerError> {
        let mut connection = self.0.pool().acquire().await?;
        let rows = sqlx::query(
            "SELECT * FROM people p WHERE next_at <= ? AND paused IS NULL AND NOT EXISTS \
             (SELECT 1 FROM letters l WHERE l.person = p.id AND l.state = 'claimed') ORDER BY next_at LIMIT ?",
        )
        .bind(now.as_second())
        .bind(most)
        .fetch_all(&mut *connection)
        .await?;
        let mut readers = Vec::with_capacity(rows.len());
        for row in &rows {
            let at = Timestamp::from_second(row.try_get("next_at")?);
            readers.push(Reader {
                person: person(row)?,
                follows: follows(&mut connection, row.try_get("id")?).await?,
                covered: row.try_get("covered")?,
                at: at.map_err(|_| LedgerError::Damaged { id: 0, what: "people.next_at" })?,
            });
        }
        Ok(readers)
    }

    /// When the next letter of anyone is to be seen to.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn next_letter(&self) -> Result<Option<Timestamp>, LedgerError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(next_at) FROM people WHERE next_at IS NOT NULL AND paused IS NULL",
        )
        .fetch_one(self.0.pool())
        .await?;
        Ok(next.and_then(|second| Timestamp::from_second(second).ok()))
    }

    /// Notes what came of seeing to letters, and claims those that there are. Whoever changed anything
    /// meanwhile, or has had that day's letter, gets none. Of any number of callers with the same
    /// claim, one gets it.
    ///
    /// # Errors
    /// SQLite failed; then nothing was noted.
    pub async fn claim_letters(
        &self,
        seen: &[(Reader, Seen)],
        now: Timestamp,
    ) -> Result<Vec<Letter>, LedgerError> {
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        let mut ours = Vec::new();
        for (reader, seen) in seen {
            let id = reader.person.id.to_string();
            let row = sqlx::query(
                "UPDATE people SET next_at = ? WHERE id = ? AND next_at = ? AND paused IS NULL RETURNING channel",
            )
            .bind(seen.next.map(Timestamp::as_second))
            .bind(&id)
            .bind(reader.at.as_second())
            .fetch_optional(&mut *transaction)
            .await?;
            let Some(row) = row else { continue };
            let Some(claim) = &seen.claim else {
                cover(&mut transaction, &id, seen.upto).await?;
                continue;
            };
            if let Some(letter) = insert(&mut transaction, &id, claim, seen.upto, now).await? {
                let channel: Option<&str> = row.try_get("channel")?;
                ours.push(Letter {
                    id: letter,
                    person: reader.person.clone(),
                    channel: channel.and_then(|c| c.parse().ok()),
                    claim: claim.clone(),
                    claimed_at: now,
                });
            }
        }
        transaction.commit().await?;
        Ok(ours)
    }

    /// Records how a letter ended. What it dealt with is not dealt with again, unless it was skipped.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn settle_letter(&self, letter: i64, outcome: &Outcome) -> Result<(), LedgerError> {
        let (state, message, reason) = outcome.parts();
        let mut transaction = self.0.pool().begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query(
            "UPDATE letters SET state = ?, message = ?, reason = ? WHERE id = ? RETURNING person, upto",
        )
        .bind(state)
        .bind(message)
        .bind(reason)
        .bind(letter)
        .fetch_optional(&mut *transaction)
        .await?;
        // Whoever was forgotten meanwhile has no letters.
        if let Some(row) = row.filter(|_| !matches!(outcome, Outcome::Skipped { .. })) {
            cover(&mut transaction, row.try_get("person")?, row.try_get("upto")?).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Letters of which it is not known how they ended, oldest first.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn open_letters(&self) -> Result<Vec<Letter>, LedgerError> {
        let rows = sqlx::query(
            "SELECT l.id AS letter, l.local_date, l.digests, l.more, l.nonce, l.claimed_at, p.* \
             FROM letters l JOIN people p ON p.id = l.person WHERE l.state = 'claimed' ORDER BY l.id",
        )
        .fetch_all(self.0.pool())
        .await?;
        rows.iter().map(letter).collect()
    }

    /// Remembers the conversation with a person.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn keep_channel(&self, person: u64, channel: u64) -> Result<(), LedgerError> {
        sqlx::query("UPDATE people SET channel = ? WHERE id = ?")
            .bind(channel.to_string())
            .bind(person.to_string())
            .execute(self.0.pool())
            .await?;
        Ok(())
    }

    /// Sends a person no more letters until they use the bot again: they take no direct messages.
    ///
    /// # Errors
    /// SQLite failed.
    pub async fn close_letters(&self, person: u64) -> Result<(), LedgerError> {
        sqlx::query("UPDATE people SET paused = 'closed', next_at = NULL WHERE id = ? AND paused IS NULL")
            .bind(person.to_string())
            .execute(self.0.pool())
            .await?;
        Ok(())
    }
}

/// The number of the new letter; `None` where the person has had one that day.
async fn insert(
    connection: &mut SqliteConnection,
    person: &str,
    claim: &LetterClaim,
    upto: i64,
    now: Timestamp,
) -> Result<Option<i64>, LedgerError> {
    let digests: Vec<&str> = claim.contents.digests.iter().map(DigestId::as_str).collect();
    let inserted = sqlx::query_scalar(
        "INSERT INTO letters (person, local_date, digests, more, upto, nonce, state, claimed_at) \
         VALUES (?, ?, ?, ?, ?, ?, 'claimed', ?) ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(person)
    .bind(claim.date.to_string())
    .bind(digests.join(" "))
    .bind(claim.contents.more)
    .bind(upto)
    .bind(&claim.nonce)
    .bind(now.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(inserted)
}

async fn cover(connection: &mut SqliteConnection, person: &str, upto: i64) -> Result<(), LedgerError> {
    sqlx::query("UPDATE people SET covered = MAX(covered, ?) WHERE id = ?")
        .bind(upto)
        .bind(person)
        .execute(connection)
        .await?;
    Ok(())
}

fn letter(row: &SqliteRow) -> Result<Letter, LedgerError> {
    let id = row.try_get("letter")?;
    let (digests, channel): (&str, Option<&str>) = (row.try_get("digests")?, row.try_get("channel")?);
    let damaged = |_| LedgerError::Damaged { id, what: "letters.digests" };
    let digests = digests.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(damaged)?;
    Ok(Letter {
        id,
        person: person(row)?,
        channel: channel.and_then(|c| c.parse().ok()),
        claim: LetterClaim {
            date: parsed(row, id, "local_date")?,
            contents: Contents { digests, more: row.try_get("more")? },
            nonce: row.try_get("nonce")?,
        },
        claimed_at: parsed(row, id, "claimed_at")?,
    })
}
