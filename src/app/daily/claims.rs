//! Claiming what is due, before any of it is sent.

use super::{Scheduler, Stock};
use crate::{
    bot,
    catalogue::Catalogue,
    daily::{self, Choice},
    digest::DigestId,
    ledger::{Claim, Claimed, Delivery, LedgerError, Schedule, Server, SkippedDay, WrittenOff},
};
use jiff::Timestamp;

/// Schedules that are looked at, and claimed for, at a time.
const BATCH: u32 = 500;

impl Scheduler {
    /// Claims the day of each schedule that is to post now, the longest waiting first and at most so many,
    /// and writes off what came too long ago when nothing else is to be done; `None` where no schedule is due. None
    /// of those that it looked at is due any more when this is over, but for one that lost its digest to another, or
    /// has a further post to make up.
    pub(super) async fn claim(
        &self,
        stock: &Stock,
        now: Timestamp,
        most: usize,
    ) -> Result<Option<Vec<Delivery>>, LedgerError> {
        let most = u32::try_from(most).unwrap_or(BATCH).min(BATCH);
        let in_time = now - self.grace;
        let mut due = self.ledger.schedules_due(in_time, now, most).await?;
        if due.is_empty() {
            due = self.ledger.schedules_due(Timestamp::MIN, in_time, BATCH).await?;
        }
        if due.is_empty() {
            return Ok(None);
        }
        let mut claims: Vec<(Claim, Option<Timestamp>)> = Vec::new();
        let mut off: Vec<WrittenOff> = Vec::new();
        for scheduled in &due {
            let schedule = &scheduled.schedule;
            let mut owed = daily::owed(scheduled, now, self.grace);
            let id = schedule.id.clone();
            let Some(post) = owed.due.filter(|_| owed.skipped.is_empty()) else {
                for day in &owed.skipped {
                    tracing::warn!(schedule = schedule.id, day = %day.date, "a daily post was not made: {}", day.reason);
                }
                // The post that is left, if there is one, is due when these are out of the way.
                let next_at = owed.due.map(|due| due.at).or(owed.next);
                off.push(WrittenOff { schedule: id, days: std::mem::take(&mut owed.skipped), next_at });
                continue;
            };
            let brought = self.ledger.brought(scheduled).await?;
            let (seen, language) = self.as_in_server(schedule, &stock.catalogue).await?;
            let sees = |id: &DigestId| seen.get(id).is_some();
            let digests = match daily::pick(schedule, &stock.candidates, &brought, sees) {
                Choice::Digests(digests) => digests,
                Choice::Line => Vec::new(),
                Choice::Nothing => {
                    let day = SkippedDay {
                        date: post.date,
                        due_at: post.at,
                        nonce: daily::nonce(&schedule.id, post.date, 0),
                        reason: "there is nothing that the channel has not had".to_owned(),
                    };
                    tracing::debug!(schedule = schedule.id, "{}", day.reason);
                    off.push(WrittenOff { schedule: id, days: vec![day], next_at: owed.next });
                    continue;
                }
            };
            let claim = Claim { language, ..daily::claim(schedule, &post, digests) };
            claims.push((claim, owed.next));
        }
        if !off.is_empty() {
            self.ledger.write_off(&off, now).await?;
        }
        if claims.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let claimed = self.ledger.claim_posts(&claims, now).await?;
        let ours = |claimed| if let Claimed::Ours(delivery) = claimed { Some(*delivery) } else { None };
        Ok(Some(claimed.into_iter().filter_map(ours).collect()))
    }

    /// What is seen in the server that a schedule posts in, and in which language everybody is addressed.
    async fn as_in_server(
        &self,
        schedule: &Schedule,
        catalogue: &Catalogue,
    ) -> Result<(Catalogue, Option<String>), LedgerError> {
        let server = match schedule.guild {
            Some(guild) => self.ledger.server(guild).await?,
            None => Server::default(),
        };
        let seen = catalogue.without(&bot::hidden(&server));
        Ok((seen, schedule.language.clone().or(server.language)))
    }
}
