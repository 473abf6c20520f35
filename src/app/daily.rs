//! The daily posts: what is due is claimed in the ledger, posted, and settled there.

use super::{
    Clock, Shelf,
    deliver::{End, LOOK_INTO, Parcel},
};
use crate::{
    bot::{self, Mark},
    catalogue::{Catalogue, Entry},
    daily::{self, Candidates, Choice},
    discord::Poster,
    ledger::{Claim, Claimed, Delivery, Ledger, LedgerError, Outcome, Scheduled, SkippedDay},
};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Posts under way at the same time.
const AT_ONCE: usize = 16;
/// Schedules that are looked at, and claimed for, at a time.
const BATCH: u32 = 500;
/// How often all schedules are placed anew, since a time zone may have got new rules.
const PLACE_ANEW: SignedDuration = SignedDuration::from_hours(24);

pub(super) struct Scheduler {
    pub(super) shelf: Shelf,
    pub(super) ledger: Ledger,
    pub(super) poster: Poster,
    pub(super) clock: Clock,
    /// How late a missed post is still made up.
    pub(super) grace: SignedDuration,
}

/// The catalogue with its candidates.
struct Stock {
    catalogue: Arc<Catalogue>,
    candidates: Candidates,
}

impl Stock {
    fn of(catalogue: Arc<Catalogue>) -> Stock {
        let candidates = Candidates::new(catalogue.newest().iter().map(|e| (&e.id, &*e.digest)));
        Stock { catalogue, candidates }
    }
}

impl Scheduler {
    /// Posts what is due, whenever it is, until `stop`.
    pub(super) async fn run(self, stop: CancellationToken) {
        let mut changes = self.ledger.schedule_changes();
        let mut stock = Stock::of(self.shelf.catalogue());
        let mut placed: Option<Timestamp> = None;
        loop {
            changes.borrow_and_update();
            let now = self.clock.now();
            if placed.is_none_or(|placed| now.duration_since(placed).abs() >= PLACE_ANEW) {
                match self.ledger.renew_schedules(now, daily::next).await {
                    Ok(_) => placed = Some(now),
                    Err(error) => tracing::error!(%error, "the schedules could not be placed; tried again in a minute"),
                }
            }
            if let Err(error) = self.settle_open(now).await {
                tracing::error!(%error, "unsettled posts could not be looked into; tried again in a minute");
            }
            let catalogue = self.shelf.catalogue();
            if !Arc::ptr_eq(&catalogue, &stock.catalogue) {
                stock = Stock::of(catalogue);
            }
            if let Err(error) = self.post_due(&stock, now, &stop).await {
                tracing::error!(%error, "the daily posts could not be made; tried again in a minute");
            }
            let next = self.ledger.next_post().await.ok().flatten().filter(|next| *next > now);
            let again = now + LOOK_INTO;
            let wake = next.map_or(again, |next| next.min(again));
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.clock.until(wake) => {}
                // Its sender lives as long as the ledger.
                _ = changes.changed() => {}
            }
        }
    }

    /// Claims and posts what has come, the longest waiting first.
    async fn post_due(
        &self,
        stock: &Stock,
        now: Timestamp,
        stop: &CancellationToken,
    ) -> Result<(), LedgerError> {
        while !stop.is_cancelled() {
            let due = self.ledger.schedules_due(now, BATCH).await?;
            if due.is_empty() {
                break;
            }
            let deliveries = self.claim(stock, &due, now).await?;
            stream::iter(&deliveries)
                .for_each_concurrent(AT_ONCE, |delivery| async move {
                    let end = self.parcel(delivery, &stock.catalogue).send(&self.poster).await;
                    if let Err(error) = self.settle(delivery, end).await {
                        tracing::error!(%error, delivery = delivery.id, "the end of a post could not be noted; it is looked into in a minute");
                    }
                })
                .await;
        }
        Ok(())
    }

    /// Claims the day of each of these schedules that is to post, and skips what came too long ago.
    /// None of them is due still when this is over, but for one that lost its digest to another, or has
    /// a further post to make up.
    async fn claim(
        &self,
        stock: &Stock,
        due: &[Scheduled],
        now: Timestamp,
    ) -> Result<Vec<Delivery>, LedgerError> {
        let mut claims: Vec<(Claim, Option<Timestamp>)> = Vec::new();
        for scheduled in due {
            let schedule = &scheduled.schedule;
            let mut owed = daily::owed(scheduled, now, self.grace);
            let Some(post) = owed.due.filter(|_| owed.skipped.is_empty()) else {
                // The post that is left, if there is one, is due when these are out of the way.
                let next = owed.due.map(|due| due.at).or(owed.next);
                for day in &owed.skipped {
                    tracing::warn!(schedule = schedule.id, day = %day.date, "a daily post was not made: {}", day.reason);
                }
                self.ledger.skip_days(&schedule.id, &owed.skipped, next, now).await?;
                continue;
            };
            let brought = self.ledger.brought(scheduled).await?;
            let digests = match daily::pick(schedule, &stock.candidates, &brought) {
                Choice::Digests(digests) => digests,
                Choice::Line => Vec::new(),
                Choice::Nothing => {
                    owed.skipped.push(SkippedDay {
                        date: post.date,
                        due_at: post.at,
                        nonce: daily::nonce(&schedule.id, post.date, 0),
                        reason: "there is nothing that the channel has not had".to_owned(),
                    });
                    self.ledger.skip_days(&schedule.id, &owed.skipped, owed.next, now).await?;
                    continue;
                }
            };
            claims.push((daily::claim(schedule, &post, digests), owed.next));
        }
        let claimed = self.ledger.claim_posts(&claims, now).await?;
        let ours = |claimed| if let Claimed::Ours(delivery) = claimed { Some(delivery) } else { None };
        Ok(claimed.into_iter().filter_map(ours).collect())
    }

    fn parcel<'a>(&self, delivery: &'a Delivery, catalogue: &Catalogue) -> Parcel<'a> {
        let claim = &delivery.claim;
        let entries: Vec<Entry> = claim.digests.iter().filter_map(|id| catalogue.get(id).cloned()).collect();
        Parcel {
            channel: claim.channel,
            mark: Mark::Delivery(delivery.id),
            nonce: &claim.nonce,
            claimed_at: delivery.claimed_at,
            message: entries.first().map(|entry| bot::daily_post(entry, delivery.id, bot::Words::default())),
        }
    }

    /// Records how an attempt ended, unless it is not clear.
    async fn settle(&self, delivery: &Delivery, end: End) -> Result<(), LedgerError> {
        let claim = &delivery.claim;
        let (schedule, channel) = (&claim.schedule, claim.channel);
        let outcome = match end {
            End::Settled(outcome) => {
                if let Outcome::Posted { .. } = outcome {
                    tracing::info!(schedule, digests = claim.digests.len(), channel, "posted");
                }
                outcome
            }
            End::Refused(error) => {
                tracing::warn!(%error, schedule, channel, "the daily post was refused; the bot needs View Channel, Send Messages and Embed Links there");
                Outcome::Skipped { reason: error.to_string() }
            }
            End::Unreadable(error) => {
                tracing::warn!(%error, schedule, "whether this post arrived cannot be found out; the bot needs Read Message History");
                Outcome::Uncertain { reason: error.to_string() }
            }
            End::Open(error) => {
                tracing::warn!(%error, schedule, "it is not clear whether the daily post arrived; looking into it");
                return Ok(());
            }
        };
        self.ledger.settle(delivery.id, &outcome).await
    }

    /// Finds out how open claims ended, and sends those that did not get out.
    async fn settle_open(&self, now: Timestamp) -> Result<(), LedgerError> {
        let catalogue = self.shelf.catalogue();
        for delivery in self.ledger.unsettled().await? {
            let end = self.parcel(&delivery, &catalogue).look_into(&self.poster, now, self.grace).await;
            self.settle(&delivery, end).await?;
        }
        Ok(())
    }
}
