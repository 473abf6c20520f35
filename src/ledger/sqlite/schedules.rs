//! The table of schedules.

use super::{Sqlite, parsed};
use crate::{
    config::{Days, WhenEmpty, time_of_day},
    ledger::{LedgerError, Paused, PausedBy, Place, Put, Schedule, Scheduled, Source, Synced, Target},
};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use std::{collections::BTreeMap, str::FromStr};

/// Rows that are placed anew at a time.
const PAGE: i64 = 1000;

impl Sqlite {
    pub(in crate::ledger) async fn put_schedule(
        &self,
        schedule: &Schedule,
        now: Timestamp,
        place: Place,
    ) -> Result<Put, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let before = find(&mut all, &schedule.id).await?;
        let put = put(&mut all, schedule, before.as_ref(), now, place).await?;
        all.commit().await?;
        Ok(put)
    }

    pub(in crate::ledger) async fn sync_schedules(
        &self,
        declared: &[Schedule],
        now: Timestamp,
        place: Place,
    ) -> Result<Synced, LedgerError> {
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        let mut synced = Synced::default();
        // Names of the config and of chat do not clash.
        let known = sqlx::query("SELECT * FROM schedules WHERE source = 'config' AND stopped_at IS NULL")
            .fetch_all(&mut *all)
            .await?;
        let known = known.iter().map(scheduled).map(|one| one.map(|one| (one.schedule.id.clone(), one)));
        let mut known: BTreeMap<String, Scheduled> = known.collect::<Result<_, _>>()?;
        for schedule in declared {
            let before = known.remove(&schedule.id);
            if put(&mut all, schedule, before.as_ref(), now, place).await? != Put::Same {
                synced.changed.push(schedule.id.clone());
            }
        }
        for id in known.into_keys() {
            stop(&mut all, &id, now).await?;
            synced.stopped.push(id);
        }
        all.commit().await?;
        Ok(synced)
    }

    pub(in crate::ledger) async fn schedule(&self, id: &str) -> Result<Option<Scheduled>, LedgerError> {
        let mut connection = self.0.acquire().await?;
        find(&mut connection, id).await
    }

    pub(in crate::ledger) async fn schedules(
        &self,
        guild: Option<u64>,
    ) -> Result<Vec<Scheduled>, LedgerError> {
        let rows = match guild {
            None => sqlx::query("SELECT * FROM schedules WHERE stopped_at IS NULL ORDER BY channel, name"),
            Some(guild) => sqlx::query(
                "SELECT * FROM schedules WHERE guild = ? AND stopped_at IS NULL ORDER BY channel, name",
            )
            .bind(guild.to_string()),
        };
        rows.fetch_all(&self.0).await?.iter().map(scheduled).collect()
    }

    pub(in crate::ledger) async fn schedules_due(
        &self,
        from: Timestamp,
        to: Timestamp,
        most: u32,
    ) -> Result<Vec<Scheduled>, LedgerError> {
        let rows = sqlx::query(
            "SELECT * FROM schedules WHERE next_at IS NOT NULL AND next_at >= ? AND next_at <= ? AND paused IS NULL \
             AND stopped_at IS NULL ORDER BY next_at LIMIT ?",
        )
        .bind(from.as_second())
        .bind(to.as_second())
        .bind(most)
        .fetch_all(&self.0)
        .await?;
        rows.iter().map(scheduled).collect()
    }

    pub(in crate::ledger) async fn next_post(&self) -> Result<Option<Timestamp>, LedgerError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT MIN(next_at) FROM schedules WHERE next_at IS NOT NULL AND paused IS NULL AND stopped_at IS NULL",
        )
        .fetch_one(&self.0)
        .await?;
        Ok(next.and_then(|second| Timestamp::from_second(second).ok()))
    }

    pub(in crate::ledger) async fn stop_schedule(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<bool, LedgerError> {
        let mut connection = self.0.acquire().await?;
        stop(&mut connection, id, now).await
    }

    pub(in crate::ledger) async fn note_channel(
        &self,
        channel: u64,
        guild: Option<u64>,
        target: Target,
    ) -> Result<(), LedgerError> {
        let (channel, target) = (channel.to_string(), target.as_str());
        let mut all = self.0.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("UPDATE schedules SET guild = coalesce(?, guild), target = ? WHERE channel = ?")
            .bind(guild.map(|guild| guild.to_string()))
            .bind(target)
            .bind(&channel)
            .execute(&mut *all)
            .await?;
        sqlx::query("UPDATE deliveries SET target = ? WHERE channel = ? AND target IS NULL")
            .bind(target)
            .bind(&channel)
            .execute(&mut *all)
            .await?;
        Ok(all.commit().await?)
    }

    pub(in crate::ledger) async fn channels_unplaced(&self, most: u32) -> Result<Vec<u64>, LedgerError> {
        let channels: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT channel FROM schedules WHERE guild IS NULL AND stopped_at IS NULL LIMIT ?",
        )
        .bind(most)
        .fetch_all(&self.0)
        .await?;
        Ok(channels.iter().filter_map(|channel| channel.parse().ok()).collect())
    }

    pub(in crate::ledger) async fn renew_schedules(
        &self,
        now: Timestamp,
        next: fn(&Scheduled, Timestamp) -> Option<Timestamp>,
    ) -> Result<usize, LedgerError> {
        let (mut changed, mut after) = (0, String::new());
        loop {
            let mut page = self.0.begin_with("BEGIN IMMEDIATE").await?;
            let rows = sqlx::query(
                "SELECT * FROM schedules WHERE id > ? AND stopped_at IS NULL ORDER BY id LIMIT ?",
            )
            .bind(&after)
            .bind(PAGE)
            .fetch_all(&mut *page)
            .await?;
            let all: Vec<Scheduled> = rows.iter().map(scheduled).collect::<Result<_, _>>()?;
            for one in &all {
                let next_at = next(one, now);
                if next_at.map(Timestamp::as_second) != one.next_at.map(Timestamp::as_second) {
                    sqlx::query("UPDATE schedules SET next_at = ? WHERE id = ?")
                        .bind(next_at.map(Timestamp::as_second))
                        .bind(&one.schedule.id)
                        .execute(&mut *page)
                        .await?;
                    changed += 1;
                }
            }
            page.commit().await?;
            match all.last() {
                Some(last) => after.clone_from(&last.schedule.id),
                None => return Ok(changed),
            }
        }
    }
}

pub(super) async fn find(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<Option<Scheduled>, LedgerError> {
    let row = sqlx::query("SELECT * FROM schedules WHERE id = ? AND stopped_at IS NULL")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(scheduled).transpose()
}

async fn stop(connection: &mut SqliteConnection, id: &str, now: Timestamp) -> Result<bool, LedgerError> {
    let done = sqlx::query(
        "UPDATE schedules SET stopped_at = ?, next_at = NULL, paused = NULL, paused_reason = NULL, \
         paused_since = NULL, told_at = NULL, check_at = NULL WHERE id = ? AND stopped_at IS NULL",
    )
    .bind(now.as_second())
    .bind(id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

async fn put(
    all: &mut SqliteConnection,
    schedule: &Schedule,
    before: Option<&Scheduled>,
    now: Timestamp,
    place: Place,
) -> Result<Put, LedgerError> {
    let mut schedule = schedule.clone();
    let mut put = Put::New;
    if let Some(before) = before {
        if before.schedule.channel == schedule.channel {
            // What was found out about the channel is still so.
            schedule.guild = schedule.guild.or(before.schedule.guild);
            schedule.target = schedule.target.or(before.schedule.target);
        }
        // One that is from before the table had its plan is placed even if nothing differs.
        if before.schedule == schedule && before.next_at.is_some() {
            return Ok(Put::Same);
        }
        put = Put::Changed;
    }
    let placed = place(&schedule, before, now);
    let moved = before.is_some_and(|before| before.schedule.channel != schedule.channel);
    sqlx::query(
        "INSERT INTO schedules (id, name, source, guild, channel, target, at, timezone, days, count, filters, \
         when_empty, role, crosspost, language, set_by, since, next_at, arrived, last_day) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, \
         (SELECT IFNULL(MAX(n), 0) FROM arrivals), (SELECT MAX(local_date) FROM deliveries WHERE schedule = ?1)) \
         ON CONFLICT (id) DO UPDATE SET name = ?2, source = ?3, guild = ?4, channel = ?5, target = ?6, at = ?7, \
         timezone = ?8, days = ?9, count = ?10, filters = ?11, when_empty = ?12, role = ?13, crosspost = ?14, \
         language = ?15, set_by = ?16, since = ?17, next_at = ?18, \
         arrived = IIF(stopped_at IS NULL, arrived, excluded.arrived), stopped_at = NULL",
    )
    .bind(&schedule.id)
    .bind(&schedule.name)
    .bind(if schedule.source == Source::Config { "config" } else { "chat" })
    .bind(schedule.guild.map(|guild| guild.to_string()))
    .bind(schedule.channel.to_string())
    .bind(schedule.target.map(Target::as_str))
    .bind(schedule.at.strftime("%H:%M").to_string())
    .bind(&schedule.timezone)
    .bind(schedule.days.bits())
    .bind(schedule.count)
    .bind(serde_json::to_string(&schedule.filters).unwrap_or_else(|_| "{}".to_owned()))
    .bind(match schedule.when_empty {
        WhenEmpty::Older => "older",
        WhenEmpty::Silence => "silence",
        WhenEmpty::Say => "say",
    })
    .bind(schedule.role.map(|role| role.to_string()))
    .bind(schedule.crosspost)
    .bind(&schedule.language)
    .bind(schedule.set_by.map(|user| user.to_string()))
    .bind(placed.since.as_second())
    .bind(placed.next_at.map(Timestamp::as_second))
    .execute(&mut *all)
    .await?;
    if moved {
        sqlx::query(
            "UPDATE schedules SET paused = NULL, paused_reason = NULL, paused_since = NULL, told_at = NULL, \
             check_at = NULL WHERE id = ? AND paused IS NOT NULL AND paused <> 'asked'",
        )
        .bind(&schedule.id)
        .execute(all)
        .await?;
    }
    Ok(put)
}

/// A row as a value.
pub(super) fn scheduled(row: &SqliteRow) -> Result<Scheduled, LedgerError> {
    let damaged = |what| LedgerError::Damaged { id: 0, what };
    let at: &str = row.try_get("at")?;
    let filters: &str = row.try_get("filters")?;
    let paused: Option<&str> = row.try_get("paused")?;
    let paused = match paused {
        None => None,
        Some(by) => Some(Paused {
            by: match by {
                "asked" => PausedBy::Person,
                "refused" => PausedBy::Refused,
                "missing" => PausedBy::Missing,
                _ => PausedBy::Left,
            },
            reason: row.try_get::<Option<String>, _>("paused_reason")?.unwrap_or_default(),
            since: time(row, "paused_since")?.ok_or(damaged("schedules.paused_since"))?,
            told_at: time(row, "told_at")?,
            check_at: time(row, "check_at")?,
        }),
    };
    Ok(Scheduled {
        schedule: Schedule {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            source: if row.try_get::<&str, _>("source")? == "config" { Source::Config } else { Source::Chat },
            guild: optional(row, "guild")?,
            channel: parsed(row, 0, "channel")?,
            target: target(row)?,
            at: time_of_day(at).ok_or(damaged("schedules.at"))?,
            timezone: row.try_get("timezone")?,
            days: Days::from_bits(row.try_get("days")?).ok_or(damaged("schedules.days"))?,
            count: row.try_get("count")?,
            filters: serde_json::from_str(filters).map_err(|_| damaged("schedules.filters"))?,
            when_empty: match row.try_get("when_empty")? {
                "silence" => WhenEmpty::Silence,
                "say" => WhenEmpty::Say,
                _ => WhenEmpty::Older,
            },
            role: optional(row, "role")?,
            crosspost: row.try_get("crosspost")?,
            language: row.try_get("language")?,
            set_by: optional(row, "set_by")?,
        },
        since: time(row, "since")?.ok_or(damaged("schedules.since"))?,
        arrived: row.try_get("arrived")?,
        last_day: optional(row, "last_day")?,
        next_at: time(row, "next_at")?,
        paused,
    })
}

pub(super) fn target(row: &SqliteRow) -> Result<Option<Target>, LedgerError> {
    Ok(match row.try_get("target")? {
        None => None,
        Some("text") => Some(Target::Text),
        Some("announcement") => Some(Target::Announcement),
        Some("thread") => Some(Target::Thread),
        Some(_) => Some(Target::Forum),
    })
}

pub(super) fn optional<T: FromStr>(row: &SqliteRow, what: &'static str) -> Result<Option<T>, LedgerError> {
    let text: Option<&str> = row.try_get(what)?;
    text.map(|text| text.parse().map_err(|_| LedgerError::Damaged { id: 0, what })).transpose()
}

pub(super) fn time(row: &SqliteRow, what: &'static str) -> Result<Option<Timestamp>, LedgerError> {
    let second: Option<i64> = row.try_get(what)?;
    let time = second.map(Timestamp::from_second);
    time.transpose().map_err(|_| LedgerError::Damaged { id: 0, what })
}
