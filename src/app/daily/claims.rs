//! Claiming what is due, before any of it is sent.

use super::{Scheduler, Stock};
use crate::{
    daily::{self, Choice},
    ledger::{Claim, Claimed, Delivery, LedgerError, SkippedDay},
};
use jiff::Timestamp;

/// Schedules that are looked at, and claimed for, at a time.
const BATCH: u32 = 500;

impl Scheduler {
    /// Claims the day of each schedule that is to post now, the longest waiting first and not too many,
    /// and skips what came too long ago; `None` where no schedule is due. None of those that it looked at
    /// is due any more when this is over, but for one that lost its digest to another, or has a further
    /// post to make up.
    pub(super) async fn claim(
        &self,
        stock: &Stock,
        now: Timestamp,
    ) -> Result<Option<Vec<Delivery>>, LedgerError> {
        let due = self.ledger.schedules_due(now, BATCH).await?;
        if due.is_empty() {
            return Ok(None);
        }
        let mut claims: Vec<(Claim, Option<Timestamp>)> = Vec::new();
        for scheduled in &due {
            let schedule = &scheduled.schedule;
            let owed = daily::owed(scheduled, now, self.grace);
            let Some(post) = owed.due.filter(|_| owed.skipped.is_empty()) else {
                for day in &owed.skipped {
                    tracing::warn!(schedule = schedule.id, day = %day.date, "a daily post was not made: {}", day.reason);
                }
                // The post that is left, if there is one, is due when these are out of the way.
                let next = owed.due.map(|due| due.at).or(owed.next);
                self.ledger.skip_days(&schedule.id, &owed.skipped, next, now).await?;
                continue;
            };
            let brought = self.ledger.brought(scheduled).await?;
            let digests = match daily::pick(schedule, &stock.candidates, &brought) {
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
                    self.ledger.skip_days(&schedule.id, &[day], owed.next, now).await?;
                    continue;
                }
            };
            claims.push((daily::claim(schedule, &post, digests), owed.next));
        }
        let claimed = self.ledger.claim_posts(&claims, now).await?;
        let ours = |claimed| if let Claimed::Ours(delivery) = claimed { Some(delivery) } else { None };
        Ok(Some(claimed.into_iter().filter_map(ours).collect()))
    }
}
