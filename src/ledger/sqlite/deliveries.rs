//! The tables of daily posts.

use super::{
    Sqlite, parsed,
    schedules::{optional, target, time},
};
use crate::{
    digest::DigestId,
    ledger::{
        Claim, Claimed, Crossposted, Delivery, LedgerError, Outcome, Past, Shown, SkippedDay, Target,
        WrittenOff,
    },
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::collections::HashSet;

/// A delivery with its digests, parted by spaces.
const DELIVERIES: &str = "SELECT d.*, (SELECT group_concat(digest, ' ') FROM \
    (SELECT digest FROM posted_digests p WHERE p.delivery = d.id ORDER BY place)) AS digests FROM deliveries d";

impl Sqlite {
    pub(in crate::ledger) async fn claim_posts(
        &self,
        claims: &[(Claim, Option<Timestamp>)],
        now: Timestamp,
    ) -> Result<Vec<Claimed>, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let mut claimed = Vec::with_capacity(claims.len());
        for (claim, next_at) in claims {
            claimed.push(self::claim(&mut all, claim, *next_at, now).await?);
        }
        all.commit().await?;
        Ok(claimed)
    }

    pub(in crate::ledger) async fn write_off(
        &self,
        these: &[WrittenOff],
        now: Timestamp,
    ) -> Result<(), LedgerError> {
        // Each row by itself would be two hundred thousand statements after an outage.
        let off = |off: &WrittenOff| {
            let last = off.days.iter().map(|day| day.date).max().map(|day| day.to_string());
            json!([off.schedule, last, off.next_at.map(Timestamp::as_second)])
        };
        let day = |off: &WrittenOff, day: &SkippedDay| {
            json!([off.schedule, day.date.to_string(), day.due_at.as_second(), day.nonce, day.reason])
        };
        let days: Vec<_> =
            these.iter().flat_map(|off| off.days.iter().map(move |one| day(off, one))).collect();
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query(
            "INSERT INTO deliveries (schedule, local_date, due_at, channel, nonce, state, claimed_at, reason) \
             SELECT s.id, d.value->>1, d.value->>2, s.channel, d.value->>3, 'skipped', ?2, d.value->>4 \
             FROM json_each(?1) d CROSS JOIN schedules s ON s.id = d.value->>0 WHERE TRUE ON CONFLICT DO NOTHING",
        )
        .bind(Value::from(days).to_string())
        .bind(now.as_second())
        .execute(&mut *all)
        .await?;
        sqlx::query(
            "UPDATE schedules SET last_day = MAX(coalesce(last_day, o.day), coalesce(o.day, last_day)), next_at = o.next \
             FROM (SELECT value->>0 AS id, value->>1 AS day, value->>2 AS next FROM json_each(?)) o \
             WHERE schedules.id = o.id AND stopped_at IS NULL",
        )
        .bind(these.iter().map(off).collect::<Value>().to_string())
        .execute(&mut *all)
        .await?;
        Ok(all.commit().await?)
    }

    pub(in crate::ledger) async fn has_day(&self, schedule: &str, date: Date) -> Result<bool, LedgerError> {
        let mut connection = self.0.acquire().await?;
        has_day(&mut connection, schedule, date).await
    }

    pub(in crate::ledger) async fn settle(
        &self,
        delivery: i64,
        outcome: &Outcome,
    ) -> Result<(), LedgerError> {
        let (state, message, reason) = outcome.parts();
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let done = sqlx::query(
            "UPDATE deliveries SET state = ?1, message = ?2, reason = ?3, \
             crosspost = IIF(?1 = 'posted' AND crosspost = 'wanted', 'owed', crosspost) WHERE id = ?4 AND state <> 'posted'",
        )
        .bind(state)
        .bind(message)
        .bind(reason)
        .bind(delivery)
        .execute(&mut *all)
        .await?;
        // What did not get out may come another day.
        if done.rows_affected() > 0 && matches!(outcome, Outcome::Skipped { .. }) {
            sqlx::query("UPDATE posted_digests SET held = 0 WHERE delivery = ?")
                .bind(delivery)
                .execute(&mut *all)
                .await?;
        }
        Ok(all.commit().await?)
    }

    pub(in crate::ledger) async fn note_try(&self, delivery: i64, now: Timestamp) -> Result<(), LedgerError> {
        sqlx::query("UPDATE deliveries SET tried_at = ? WHERE id = ?")
            .bind(now.as_second())
            .bind(delivery)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn unsettled(&self, grace: Timestamp) -> Result<Vec<Delivery>, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let late: Vec<i64> = sqlx::query_scalar(
            "UPDATE deliveries SET state = 'skipped', reason = 'the bot could not post there in time' \
             WHERE state = 'claimed' AND coalesce(due_at, claimed_at) < ? AND EXISTS (SELECT 1 FROM schedules s \
             WHERE s.id = schedule AND s.channel = deliveries.channel AND s.paused IN ('refused', 'missing', 'left')) \
             RETURNING id",
        )
        .bind(grace.as_second())
        .fetch_all(&mut *all)
        .await?;
        for id in late {
            sqlx::query("UPDATE posted_digests SET held = 0 WHERE delivery = ?")
                .bind(id)
                .execute(&mut *all)
                .await?;
        }
        all.commit().await?;
        self.deliveries(
            "d.state = 'claimed' AND NOT EXISTS (SELECT 1 FROM schedules s \
             WHERE s.id = d.schedule AND s.channel = d.channel AND s.paused IN ('refused', 'missing', 'left'))",
        )
        .await
    }

    pub(in crate::ledger) async fn crossposts_owed(&self) -> Result<Vec<Delivery>, LedgerError> {
        self.deliveries("d.crosspost = 'owed'").await
    }

    async fn deliveries(&self, which: &'static str) -> Result<Vec<Delivery>, LedgerError> {
        let sql = format!("{DELIVERIES} WHERE {which} ORDER BY d.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&self.0).await?;
        rows.iter().map(delivery).collect()
    }

    pub(in crate::ledger) async fn crossposted(
        &self,
        delivery: i64,
        end: Crossposted,
    ) -> Result<(), LedgerError> {
        sqlx::query("UPDATE deliveries SET crosspost = ? WHERE id = ?")
            .bind(match end {
                Crossposted::Done => "done",
                Crossposted::Refused => "refused",
            })
            .bind(delivery)
            .execute(&self.0)
            .await?;
        Ok(())
    }

    pub(in crate::ledger) async fn untold(&self) -> Result<Vec<(Delivery, String)>, LedgerError> {
        let sql = format!("{DELIVERIES} WHERE d.state = 'uncertain' AND d.told_at IS NULL ORDER BY d.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&self.0).await?;
        let told = |row: &SqliteRow| {
            Ok((delivery(row)?, row.try_get::<Option<String>, _>("reason")?.unwrap_or_default()))
        };
        rows.iter().map(told).collect()
    }

    pub(in crate::ledger) async fn tell_of_delivery(
        &self,
        delivery: i64,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let told = sqlx::query("UPDATE deliveries SET told_at = ? WHERE id = ? AND told_at IS NULL")
            .bind(now.as_second())
            .bind(delivery)
            .execute(&self.0)
            .await?;
        Ok(told.rows_affected() > 0)
    }

    pub(in crate::ledger) async fn history(
        &self,
        schedule: Option<&str>,
        most: u32,
    ) -> Result<Vec<Past>, LedgerError> {
        let sql = format!(
            "{DELIVERIES} WHERE ?1 IS NULL OR d.schedule = ?1 ORDER BY d.local_date DESC, d.id DESC LIMIT ?2"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(schedule).bind(most).fetch_all(&self.0).await?;
        let past = |row: &SqliteRow| {
            Ok(Past {
                delivery: delivery(row)?,
                state: row.try_get("state")?,
                reason: row.try_get("reason")?,
            })
        };
        rows.iter().map(past).collect()
    }

    pub(in crate::ledger) async fn delivery(&self, id: i64) -> Result<Option<Delivery>, LedgerError> {
        let sql = format!("{DELIVERIES} WHERE d.id = ?");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&self.0).await?;
        row.as_ref().map(delivery).transpose()
    }

    pub(in crate::ledger) async fn shown(
        &self,
        of: Option<&[DigestId]>,
        since: Timestamp,
    ) -> Result<Vec<(i64, Shown)>, LedgerError> {
        // An id has no character that JSON escapes.
        let of = of
            .map(|of| format!("[{}]", of.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(",")));
        // Those from before it was kept what they show have no time, and stay as they are.
        let rows = sqlx::query(
            "SELECT p.delivery, p.digest, p.shown, p.updated FROM deliveries d JOIN posted_digests p ON p.delivery = d.id \
             WHERE d.claimed_at >= ?1 AND d.state = 'posted' AND d.due_at IS NOT NULL \
             AND (?2 IS NULL OR p.digest IN (SELECT value FROM json_each(?2)))",
        )
        .bind(since.as_second())
        .bind(of)
        .fetch_all(&self.0)
        .await?;
        let shown = |row: &SqliteRow| {
            let id = row.try_get("delivery")?;
            let shown = Shown {
                digest: parsed(row, id, "digest")?,
                text: row.try_get::<Option<String>, _>("shown")?.unwrap_or_default(),
                updated: time(row, "updated")?,
            };
            Ok((id, shown))
        };
        rows.iter().map(shown).collect()
    }

    pub(in crate::ledger) async fn note_shown(
        &self,
        delivery: i64,
        shown: &[Shown],
    ) -> Result<(), LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        for one in shown {
            sqlx::query("UPDATE posted_digests SET shown = ?, updated = ? WHERE delivery = ? AND digest = ?")
                .bind(&one.text)
                .bind(one.updated.map(Timestamp::as_second))
                .bind(delivery)
                .bind(one.digest.as_str())
                .execute(&mut *all)
                .await?;
        }
        Ok(all.commit().await?)
    }

    pub(in crate::ledger) async fn had(&self, channel: u64) -> Result<HashSet<DigestId>, LedgerError> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT digest FROM posted_digests WHERE channel = ? AND held = 1")
                .bind(channel.to_string())
                .fetch_all(&self.0)
                .await?;
        // An id that cannot be parsed names no digest, and so bars none.
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    pub(in crate::ledger) async fn last_brought(&self, channel: u64) -> Result<Vec<DigestId>, LedgerError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT digest FROM posted_digests WHERE delivery = (SELECT d.id FROM deliveries d WHERE d.channel = ? \
             AND d.state <> 'skipped' AND EXISTS (SELECT 1 FROM posted_digests p WHERE p.delivery = d.id) \
             ORDER BY d.local_date DESC, d.id DESC LIMIT 1) ORDER BY place",
        )
        .bind(channel.to_string())
        .fetch_all(&self.0)
        .await?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    pub(in crate::ledger) async fn newest_post(
        &self,
        channel: u64,
    ) -> Result<Option<(Date, DigestId)>, LedgerError> {
        let row = sqlx::query(
            "SELECT d.id, d.local_date, p.digest FROM deliveries d JOIN posted_digests p ON p.delivery = d.id \
             AND p.place = 0 WHERE d.channel = ? AND d.state = 'posted' ORDER BY d.local_date DESC, d.id DESC LIMIT 1",
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

    pub(in crate::ledger) async fn posts_of(
        &self,
        digest: &DigestId,
    ) -> Result<Vec<(u64, u64)>, LedgerError> {
        let sql = format!(
            "{DELIVERIES} WHERE d.state = 'posted' AND d.id IN (SELECT delivery FROM posted_digests WHERE digest = ?) \
             AND NOT EXISTS (SELECT 1 FROM posted_digests p WHERE p.delivery = d.id AND p.place > 0)"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(digest.as_str()).fetch_all(&self.0).await?;
        let all: Vec<Delivery> = rows.iter().map(delivery).collect::<Result<_, _>>()?;
        Ok(all.iter().filter_map(Delivery::place).collect())
    }
}

async fn claim(
    all: &mut SqliteConnection,
    claim: &Claim,
    next_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Claimed, LedgerError> {
    if has_day(all, &claim.schedule, claim.date).await? {
        advance(all, &claim.schedule, Some(claim.date), next_at).await?;
        return Ok(Claimed::DayTaken);
    }
    // Whatever was changed since it was found due is looked at anew.
    let stands: Option<i64> = sqlx::query_scalar(
        "SELECT 1 FROM schedules WHERE id = ? AND next_at = ? AND channel = ? AND paused IS NULL AND stopped_at IS NULL",
    )
    .bind(&claim.schedule)
    .bind(claim.due_at.map(Timestamp::as_second))
    .bind(claim.channel.to_string())
    .fetch_optional(&mut *all)
    .await?;
    if stands.is_none() {
        return Ok(Claimed::Changed);
    }
    for digest in &claim.digests {
        let had: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM posted_digests WHERE channel = ? AND digest = ? AND held = 1")
                .bind(claim.channel.to_string())
                .bind(digest.as_str())
                .fetch_optional(&mut *all)
                .await?;
        if had.is_some() {
            return Ok(Claimed::DigestTaken);
        }
    }
    let inserted = sqlx::query(
        "INSERT INTO deliveries (schedule, local_date, due_at, channel, target, role, language, nonce, state, \
         claimed_at, crosspost) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'claimed', ?, ?)",
    )
    .bind(&claim.schedule)
    .bind(claim.date.to_string())
    .bind(claim.due_at.map(Timestamp::as_second))
    .bind(claim.channel.to_string())
    .bind(claim.target.map(Target::as_str))
    .bind(claim.role.map(|role| role.to_string()))
    .bind(&claim.language)
    .bind(&claim.nonce)
    .bind(now.as_second())
    .bind(claim.crosspost.then_some("wanted"))
    .execute(&mut *all)
    .await?;
    let id = inserted.last_insert_rowid();
    for (place, digest) in (0i64..).zip(&claim.digests) {
        sqlx::query(
            "INSERT INTO posted_digests (delivery, place, digest, channel, held) VALUES (?, ?, ?, ?, 1)",
        )
        .bind(id)
        .bind(place)
        .bind(digest.as_str())
        .bind(claim.channel.to_string())
        .execute(&mut *all)
        .await?;
    }
    advance(all, &claim.schedule, Some(claim.date), next_at).await?;
    let claimed_at = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let claim = claim.clone();
    let delivery = Delivery { id, claim, claimed_at, tried_at: claimed_at, message: None };
    Ok(Claimed::Ours(Box::new(delivery)))
}

async fn has_day(all: &mut SqliteConnection, schedule: &str, date: Date) -> Result<bool, LedgerError> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT id FROM deliveries WHERE schedule = ? AND local_date = ?")
            .bind(schedule)
            .bind(date.to_string())
            .fetch_optional(all)
            .await?;
    Ok(found.is_some())
}

/// Notes a schedule's last day, and when its next post comes.
async fn advance(
    all: &mut SqliteConnection,
    schedule: &str,
    day: Option<Date>,
    next_at: Option<Timestamp>,
) -> Result<(), LedgerError> {
    sqlx::query(
        "UPDATE schedules SET last_day = MAX(coalesce(last_day, ?2), coalesce(?2, last_day)), next_at = ?3 \
         WHERE id = ?1 AND stopped_at IS NULL",
    )
    .bind(schedule)
    .bind(day.map(|day| day.to_string()))
    .bind(next_at.map(Timestamp::as_second))
    .execute(all)
    .await?;
    Ok(())
}

fn delivery(row: &SqliteRow) -> Result<Delivery, LedgerError> {
    let id = row.try_get("id")?;
    let claimed_at = time(row, "claimed_at")?.ok_or(LedgerError::Damaged { id, what: "claimed_at" })?;
    let digests: Option<&str> = row.try_get("digests")?;
    let digests = digests.unwrap_or_default().split_whitespace().map(str::parse);
    Ok(Delivery {
        id,
        claim: Claim {
            schedule: row.try_get("schedule")?,
            date: parsed(row, id, "local_date")?,
            due_at: time(row, "due_at")?,
            channel: parsed(row, id, "channel")?,
            target: target(row)?,
            digests: digests
                .collect::<Result<_, _>>()
                .map_err(|_| LedgerError::Damaged { id, what: "posted_digests.digest" })?,
            role: optional(row, "role")?,
            language: row.try_get("language")?,
            crosspost: row.try_get::<Option<&str>, _>("crosspost")?.is_some(),
            nonce: row.try_get("nonce")?,
        },
        claimed_at,
        tried_at: time(row, "tried_at")?.unwrap_or(claimed_at),
        message: optional(row, "message")?,
    })
}
